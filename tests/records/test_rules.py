"""How a fact is written down and sealed."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

import pytest

from marram.records import rules
from marram.records.vocabulary import NOTHING_BEFORE


class Stage(StrEnum):
    AGREED = "agreed"


LINE = rules.Line(
    number=1,
    at=datetime(2025, 6, 5, 9, 30, tzinfo=UTC),
    by="user:1",
    kind="parks.bench_moved",
    fact="Moved a bench",
    subject_kind="parks.bench",
    subject_key="12",
    before="{}",
    after='{"place":"Café"}',
    previous_hash=NOTHING_BEFORE,
)


def test_the_seal_can_be_made_again_with_nothing_but_json_and_sha_256():
    written = {
        "number": 1,
        "at": "2025-06-05T09:30:00.000000Z",
        "by": "user:1",
        "kind": "parks.bench_moved",
        "fact": "Moved a bench",
        "subject_kind": "parks.bench",
        "subject_key": "12",
        "before": "{}",
        "after": '{"place":"Café"}',
        "previous_hash": "0" * 64,
    }
    text = json.dumps(written, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    assert rules.seal(LINE) == hashlib.sha256(text.encode()).hexdigest()


def test_the_seal_of_a_known_entry_never_changes():
    """Golden: made once by `sha256sum` of the line that the first test writes out."""
    golden = "a5fbc9b31519a285e5ec314c097e7e7cec9ab5cdbc63c233851e9db5c2a4caeb"

    assert rules.seal(LINE) == golden


@pytest.mark.parametrize("field", [field for field in vars(LINE) if field not in ("number", "at")])
def test_a_change_in_any_field_breaks_the_seal(field):
    changed = replace(LINE, **{field: getattr(LINE, field) + "x"})

    assert not rules.intact(changed, rules.seal(LINE))


def test_a_change_of_number_or_moment_breaks_the_seal():
    later = replace(LINE, at=LINE.at + timedelta(microseconds=1))

    assert rules.seal(later) != rules.seal(LINE)
    assert rules.seal(replace(LINE, number=2)) != rules.seal(LINE)


def test_the_same_moment_in_another_zone_has_the_same_seal():
    there = LINE.at.astimezone(timezone(timedelta(hours=5)))

    assert rules.seal(replace(LINE, at=there)) == rules.seal(LINE)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (date(2016, 3, 31), '"2016-03-31"'),
        (datetime(2025, 6, 5, 10, 30, tzinfo=timezone(timedelta(hours=1))),
         '"2025-06-05T09:30:00.000000Z"'),
        (Decimal("1250.50"), '"1250.50"'),
        (Stage.AGREED, '"agreed"'),
        (True, "true"),
        (None, "null"),
        (0.5, "0.5"),
        (float("nan"), '"nan"'),
        ({"b", "a"}, '["a","b"]'),
        (("crisis", 2), '["crisis",2]'),
        ({"z": 1, "a": {"due": date(2020, 1, 2)}}, '{"a":{"due":"2020-01-02"},"z":1}'),
        ("Tŷ \N{ELEPHANT}", '"Tŷ \N{ELEPHANT}"'),
        ("a\x00b", '"a\\u0000b"'),
    ],
)  # fmt: skip
def test_what_a_field_may_hold_is_written_plainly(value, kept):
    assert rules.canonical(value) == kept


def test_an_object_that_would_be_kept_by_its_python_name_is_refused():
    with pytest.raises(ValueError, match="got object"):
        rules.canonical({"place": object()})


@pytest.mark.parametrize(
    ("number", "previous", "sentence"),
    [
        (5, "a" * 64, ""),
        (6, "a" * 64, "Entry 5 is missing."),
        (9, "a" * 64, "Entries 5 to 8 are missing."),
        (5, "b" * 64, "Entry 5 does not follow entry 4"),
    ],
)
def test_an_entry_follows_the_one_before_or_says_why_not(number, previous, sentence):
    line = replace(LINE, number=number, previous_hash=previous)

    verdict = rules.follows(line, number=4, hash="a" * 64)

    assert bool(verdict) == (sentence == "")
    assert verdict.reason.startswith(sentence)
