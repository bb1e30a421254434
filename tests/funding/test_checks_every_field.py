"""Every field of the published return deleted, and changed: exactly the right checks turn to No.

What is right stands here, field by field, worked out from the printed return and not from the
rules: which check answers for a field, and which sums it can upset.
"""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from marram.funding.rules import values
from marram.funding.rules.checks import checklist
from marram.funding.rules.values import ReturnValues
from marram.funding.vocabulary import Requirement


Expected = Callable[[Any], set[str]]
OTHER_WORDS = "Something else"
# Planned above the minimum: 12,592,534 less 12,251,933. A line of more than this carries the test.
SPARE_SOCIAL_CARE = 340_601
# Unspent: 45,538,645 less 43,044,906. A contribution of more than this carries the total.
SPARE_IN_ALL = 2_493_739
MANDATORY = {"dfg", "ibcf", "minimum-nhs"}
WITHOUT_SUB_TYPES = {
    "Community Based Schemes",
    "Home Care or Domiciliary Care",
    "Personalised Care at Home",
    "Other",
}
OTHER_TYPE = {"17.1", "18.1"}
OTHER_AREA = {"9.1", "42.1", "44.1"}
JOINT = {"9.1"}


def nothing(line: Any) -> set[str]:
    return set()


def only(kind: str, field: str) -> Expected:
    return lambda line: {f"{kind}/{line.key}/{field}"}


def on(keys: set[str], field: str) -> Expected:
    return lambda line: {f"schemes/{line.key}/{field}"} if line.key in keys else set()


def of_source(line: Any) -> set[str]:
    """A contribution that no longer counts: its source is overspent, or missing, or denied."""
    upset = {f"balances/{line.source}"}
    if line.source in ("dfg", "ibcf"):
        upset |= {f"sources/{line.source}"}
    if line.source == "additional-nhs":
        upset |= {"answers/additional_nhs"}
    return upset


def without_amount(line: Any) -> set[str]:
    upset = of_source(line) - {f"sources/{line.source}"} | {f"income/{line.key}/planned"}
    return upset | ({"balances/total"} if line.planned > SPARE_IN_ALL else set())


def allocated(line: Any) -> set[str]:
    return {f"income/{line.key}/allocation"} if line.source in MANDATORY else set()


def carries_social_care(line: Any) -> set[str]:
    counts = line.source == "minimum-nhs" and line.area == "Social Care"
    return {"required/social-care"} if counts and line.planned > SPARE_SOCIAL_CARE else set()


def own_and_social_care(field: str) -> Expected:
    return lambda line: {f"schemes/{line.key}/{field}"} | carries_social_care(line)


def sub_type_asked(line: Any) -> set[str]:
    return set() if line.scheme_type in WITHOUT_SUB_TYPES else {f"schemes/{line.key}/sub_type"}


def sub_type_left_over(line: Any) -> set[str]:
    return {f"schemes/{line.key}/sub_type"} if line.sub_type else set()


def other_area_asked(line: Any) -> set[str]:
    asked = set() if line.key in OTHER_AREA else {f"schemes/{line.key}/other_area"}
    return asked | (carries_social_care(line) if line.area != "Other" else set())


def both_shares(line: Any) -> set[str]:
    keys = ("nhs_share", "la_share")
    return set() if line.key in JOINT else {f"schemes/{line.key}/{key}" for key in keys}


def share_of(field: str) -> Expected:
    def expected(line: Any) -> set[str]:
        if line.key in JOINT:
            return {f"schemes/{line.key}/nhs_share", f"schemes/{line.key}/la_share"}
        return {f"schemes/{line.key}/{field}"}

    return expected


def source_unknown(line: Any) -> set[str]:
    return own_and_social_care("source")(line) | {"balances/bogus"}


def a_pound_too_much(line: Any) -> set[str]:
    return set() if line.source == "dfg" else {f"balances/{line.source}"}


def says(*paths: str) -> Expected:
    return lambda line: set(paths)


ACTUAL = (values.Actual(period="outturn", amount=Decimal(1)),)
EMPTY: dict[str, Any] = {"actuals": ()}
A_POUND_MORE = Decimal(1)
LONG = "x" * 251

# For each kind of line and field: what to change it to, and the checks that then say No, once for
# the field deleted and once for it changed. A number to change to is added to what stands there.
FIELDS: dict[str, dict[str, tuple[Any, Expected, Expected]]] = {
    "income": {
        "source": ("bogus", *[lambda line: of_source(line) | {f"income/{line.key}/source"}] * 2),
        "contributor": (OTHER_WORDS, only("income", "contributor"), nothing),
        "planned": (A_POUND_MORE, without_amount, allocated),
        "allocation": (A_POUND_MORE, allocated, allocated),
        "carried_forward": (A_POUND_MORE, nothing, allocated),
        "comment": (OTHER_WORDS, nothing, nothing),
        "actuals": (ACTUAL, nothing, says("answers/income_as_planned")),
    },
    "schemes": {
        "scheme_id": (1000, only("schemes", "scheme_id"), nothing),
        "name": (OTHER_WORDS, only("schemes", "name"), nothing),
        "description": (OTHER_WORDS, nothing, nothing),
        "scheme_type": (
            "Housing Related Schemes",
            only("schemes", "scheme_type"),
            sub_type_left_over,
        ),
        "sub_type": ("bogus", sub_type_asked, only("schemes", "sub_type")),
        "other_type": (OTHER_WORDS, on(OTHER_TYPE, "other_type"), nothing),
        "area": ("Other", own_and_social_care("area"), other_area_asked),
        "other_area": (OTHER_WORDS, on(OTHER_AREA, "other_area"), nothing),
        "commissioner": ("joint", only("schemes", "commissioner"), both_shares),
        "nhs_share": (Decimal(50), on(JOINT, "nhs_share"), share_of("nhs_share")),
        "la_share": (Decimal(51), on(JOINT, "la_share"), share_of("la_share")),
        "provider": ("bogus", *[only("schemes", "provider")] * 2),
        "source": ("bogus", own_and_social_care("source"), source_unknown),
        "planned": (A_POUND_MORE, own_and_social_care("planned"), a_pound_too_much),
        "standing": ("bogus", *[only("schemes", "standing")] * 2),
        "outputs": (Decimal(3), nothing, nothing),
        "output_units": (OTHER_WORDS, nothing, nothing),
        "priority": (OTHER_WORDS, nothing, nothing),
        "measure": (OTHER_WORDS, nothing, nothing),
        "service": (OTHER_WORDS, nothing, nothing),
        "actuals": (ACTUAL, nothing, says("answers/spend_as_planned")),
    },
    "conditions": {
        "met": (False, only("conditions", "met"), only("conditions", "explanation")),
        "explanation": (OTHER_WORDS, nothing, nothing),
    },
    "statements": {
        "response": ("Perhaps", *[only("statements", "response")] * 2),
        "comment": (OTHER_WORDS, only("statements", "comment"), nothing),
    },
    "enablers": {
        "enabler": ("10", *[only("enablers", "enabler")] * 2),
        "narrative": (OTHER_WORDS, only("enablers", "narrative"), nothing),
    },
    "fees": {
        "reported": (A_POUND_MORE, nothing, nothing),
        "prior": (A_POUND_MORE, only("fees", "prior"), nothing),
        "anticipated": (A_POUND_MORE, only("fees", "anticipated"), nothing),
        "actual": (A_POUND_MORE, only("fees", "actual"), nothing),
    },
}
EVERY_ACTUAL = {
    "income": lambda said: {f"income/{line.key}/actual" for line in said.income},
    "schemes": lambda said: {f"schemes/{line.key}/actual" for line in said.schemes},
}
WHOLE: dict[str, dict[str, tuple[Any, Expected, Expected]]] = {
    "cover": {
        "completed_by": (OTHER_WORDS, says("cover/completed_by"), nothing),
        "contact": (OTHER_WORDS, says("cover/contact"), nothing),
        "subject_to_sign_off": (
            True,
            says("cover/subject_to_sign_off"),
            says("cover/expected_on"),
        ),
        "signed_by": (OTHER_WORDS, says("cover/signed_by"), nothing),
        "expected_on": (date(2021, 6, 9), nothing, nothing),
    },
    "answers": {
        "additional_la": (True, *[says("answers/additional_la")] * 2),
        "additional_nhs": (False, *[says("answers/additional_nhs")] * 2),
        "income_comment": (OTHER_WORDS, says("balances/dfg"), nothing),
        "income_as_planned": (
            False,
            says("answers/income_as_planned"),
            EVERY_ACTUAL["income"],
        ),
        "actual_income_comment": (OTHER_WORDS, nothing, nothing),
        "spend_as_planned": (False, says("answers/spend_as_planned"), EVERY_ACTUAL["schemes"]),
        "actual_spend_comment": (OTHER_WORDS, nothing, nothing),
        "prior_fees_comment": (LONG, *[says("answers/prior_fees_comment")] * 2),
        "fees_comment": (LONG, *[says("answers/fees_comment")] * 2),
    },
}
HELD = {"key", "number", "version"}


def test_no_field_of_a_return_is_forgotten_here(sefton_once):
    for kind, told in FIELDS.items():
        line = getattr(sefton_once, kind)[0]
        assert {each.name for each in dataclasses.fields(line)} - HELD == set(told)
    for part, told in WHOLE.items():
        fields = dataclasses.fields(getattr(sefton_once, part))
        assert {each.name for each in fields} - HELD == set(told)
    kinds = {each.name for each in dataclasses.fields(ReturnValues)}
    assert kinds - {"year", "kind", "period", "area", "council", "nhs", "minimums", "metrics"} == {
        *FIELDS,
        *WHOLE,
    }


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind, fields in FIELDS.items() for field in fields]
)
def test_a_field_of_a_line_turns_exactly_the_right_checks(sefton_once, kind, field):
    change_to, when_deleted, when_changed = FIELDS[kind][field]
    for line in getattr(sefton_once, kind):
        deleted = replaced(sefton_once, kind, line, field, nothing_said(line, field))
        changed = replaced(sefton_once, kind, line, field, changed_to(line, field, change_to))

        assert said_no(deleted) == when_deleted(line), f"{kind} {line.key} without {field}"
        assert said_no(changed) == when_changed(line), f"{kind} {line.key} with another {field}"


@pytest.mark.parametrize(
    ("part", "field"), [(part, field) for part, fields in WHOLE.items() for field in fields]
)
def test_a_field_of_the_whole_turns_exactly_the_right_checks(sefton_once, part, field):
    change_to, when_deleted, when_changed = WHOLE[part][field]
    whole = getattr(sefton_once, part)
    empty = nothing_said(whole, field)

    deleted = dataclasses.replace(
        sefton_once, **{part: dataclasses.replace(whole, **{field: empty})}
    )
    changed = dataclasses.replace(
        sefton_once, **{part: dataclasses.replace(whole, **{field: change_to})}
    )

    assert said_no(deleted) == when_deleted(sefton_once)
    assert said_no(changed) == when_changed(sefton_once)


@pytest.mark.parametrize(
    ("requirement", "planned"),
    [(Requirement.OUT_OF_HOSPITAL, 8_597_364), (Requirement.SOCIAL_CARE, 12_592_534)],
)
def test_a_minimum_turns_its_own_test_only(sefton_once, requirement, planned):
    for minimum, expected in (
        (None, {f"required/{requirement}"}),
        (Decimal(planned), set()),
        (Decimal(planned) + Decimal("0.01"), {f"required/{requirement}"}),
    ):
        minimums = {**sefton_once.minimums, requirement: minimum}
        assert said_no(dataclasses.replace(sefton_once, minimums=minimums)) == expected


def test_the_area_of_the_board_turns_its_own_check_only(sefton_once):
    assert said_no(dataclasses.replace(sefton_once, area="")) == {"cover/area"}


@pytest.mark.parametrize("kind", FIELDS)
def test_every_line_taken_out_is_missed_where_it_counted(sefton_once, kind):
    """A line that nobody asks for is missed only by the sums it was part of."""
    for line in getattr(sefton_once, kind):
        left = tuple(each for each in getattr(sefton_once, kind) if each is not line)
        found = said_no(dataclasses.replace(sefton_once, **{kind: left}))
        if kind == "income":
            expected = without_amount(line) - {f"income/{line.key}/planned"}
            assert found == expected | of_source(line)
        elif kind == "schemes":
            assert found == carries_social_care(line)
        else:
            assert found == set()


def test_every_no_is_a_sentence_with_an_owner_and_a_place(sefton_once):
    empty = dataclasses.replace(
        sefton_once,
        cover=values.Cover(),
        answers=values.Answers(),
        minimums={},
        **{kind: tuple(emptied(sefton_once, kind)) for kind in FIELDS},
    )

    missing = checklist(empty).missing

    assert len(missing) > 400
    assert all(check.sentence.endswith(".") and check.owner and check.path for check in missing)
    assert len({check.path for check in missing}) == len(missing)


def said_no(said: ReturnValues) -> set[str]:
    return {check.path for check in checklist(said).missing}


def replaced(said: ReturnValues, kind: str, line: Any, field: str, now: Any) -> ReturnValues:
    lines = tuple(
        dataclasses.replace(each, **{field: now}) if each is line else each
        for each in getattr(said, kind)
    )
    return dataclasses.replace(said, **{kind: lines})


def nothing_said(line: Any, field: str) -> Any:
    if field == "actuals":
        return ()
    return "" if isinstance(getattr(line, field), str) else None


def changed_to(line: Any, field: str, change_to: Any) -> Any:
    if change_to is A_POUND_MORE:
        return (getattr(line, field) or Decimal(0)) + A_POUND_MORE
    return change_to


def emptied(said: ReturnValues, kind: str) -> Iterator[Any]:
    for line in getattr(said, kind):
        yield dataclasses.replace(
            line, **{field: nothing_said(line, field) for field in FIELDS[kind]}
        )
