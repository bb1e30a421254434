from dataclasses import fields, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from marram.strategy.rules.changes import Kind
from marram.strategy.rules.snapshots import (
    FrozenAction,
    FrozenUpdate,
    Snapshot,
    compared,
    fingerprint,
    frozen,
    thawed,
)


days = some.dates(min_value=date(2000, 1, 1), max_value=date(2050, 1, 1))
words = some.text(max_size=5)
updates = some.builds(
    FrozenUpdate,
    on=days,
    author=words,
    text=some.text(max_size=30),
    rating=words,
    reason=words,
    evidence=words,
)
actions = some.builds(
    FrozenAction,
    **{field.name: words for field in fields(FrozenAction) if field.type is str},
    leads=some.lists(words, max_size=3).map(tuple),
    starts_on=some.none() | days,
    due_on=some.none() | days,
    added_on=days,
    finished_on=some.none() | days,
    retired_on=some.none() | days,
    updates=some.lists(updates, max_size=2).map(tuple),
)
snapshots = some.builds(
    Snapshot, plan=words, title=words, on=days, actions=some.lists(actions, max_size=2).map(tuple)
)

LEAFLET = FrozenAction(
    code="HUB-3",
    section="Hubs",
    subsection="",
    ref="3",
    what="Print the leaflet",
    leads=("Millbrook Council",),
    timescale="April 2025",
    starts_on=None,
    due_on=date(2025, 4, 30),
    claimed="On track",
    tone="green",
    standing="on course",
    added_on=date(2025, 4, 1),
    finished_on=None,
    retired_on=None,
    retired_because="",
    updates=(),
)
APRIL = Snapshot(plan="hubs", title="Hubs", on=date(2025, 4, 1), actions=(LEAFLET,))


@given(snapshot=snapshots)
def test_what_was_frozen_thaws_as_it_was(snapshot):
    text = frozen(snapshot)

    assert thawed(text) == snapshot
    assert frozen(thawed(text)) == text


def test_the_fingerprint_is_the_sha_256_of_the_text():
    """FIPS 180-4 example: the digest of "abc"."""
    assert fingerprint("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_another_word_gives_another_fingerprint():
    other = replace(APRIL, actions=(replace(LEAFLET, what="Print the leaflets"),))

    assert fingerprint(frozen(APRIL)) != fingerprint(frozen(other))


def test_actions_complete_or_retired_are_not_up_for_decision():
    closed = (replace(LEAFLET, standing="complete"), replace(LEAFLET, standing="retired"))

    assert replace(APRIL, actions=(LEAFLET, *closed)).open_actions == (LEAFLET,)


def test_two_snapshots_show_what_became_of_each_action():
    printed = replace(
        LEAFLET, finished_on=date(2025, 5, 2), standing="complete", claimed="Complete", tone="blue"
    )
    added = replace(LEAFLET, code="HUB-5", standing="overdue")
    later = replace(APRIL, on=date(2025, 6, 1), actions=(added, printed))

    found = compared(APRIL, later)

    assert [(change.action.code, change.kind, change.now) for change in found] == [
        ("HUB-3", Kind.COMPLETED, "2 May 2025, 2 days late"),
        ("HUB-5", Kind.ADDED, "30 April 2025"),
    ]
