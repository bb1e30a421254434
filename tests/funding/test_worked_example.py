"""The worked example of the rules, complete, and each rule broken in turn.

Its figures: income 12,700,000, expenditure 12,650,000, out of hospital 2,750,000 of 2,270,000,
social care 3,500,000 of 3,100,000; 50,000 of the additional contribution is left.
"""

import dataclasses
from collections.abc import Callable
from decimal import Decimal

import pytest

from marram.funding.queries.returns import loading
from marram.funding.rules import amounts
from marram.funding.rules.checks import checklist
from marram.funding.rules.required_spend import required
from marram.funding.rules.values import ReturnValues
from marram.funding.vocabulary import Requirement, Source
from tests.world import funding


_read: list[ReturnValues] = []


@pytest.fixture
def example(request: pytest.FixtureRequest) -> ReturnValues:
    """Millbrook's plan as a value, built once."""
    if not _read:
        request.getfixturevalue("millbrook")
        plan = funding.fund()
        _read.append(loading.values_of(loading.found(funding.FINANCE, plan.slug)))
    return _read[0]


pytestmark = pytest.mark.django_db


def test_the_example_is_complete_and_adds_up(example):
    left = {each.source: each.left for each in amounts.balances(example) if each.left}

    assert [check.path for check in checklist(example).missing] == []
    assert (amounts.income(example), amounts.expenditure(example)) == (12_700_000, 12_650_000)
    assert left == {Source.ADDITIONAL_LA: 50_000}


@pytest.mark.parametrize(
    ("requirement", "planned", "counting"),
    [
        (
            Requirement.OUT_OF_HOSPITAL,
            2_750_000,
            {"4.1": 2_000_000, "5.1": 600_000, "7.1": 150_000},
        ),
        (Requirement.SOCIAL_CARE, 3_500_000, {"3.1": 3_200_000, "7.1": 300_000}),
    ],
)
def test_required_spend_counts_these_lines_for_these_pounds(
    example, requirement, planned, counting
):
    test = required(example, requirement)

    assert {each.line.key: each.counted for each in test.counting} == counting
    assert (test.planned, test.met) == (planned, True)
    paid = {line.key for line in example.schemes if line.source == Source.MINIMUM_NHS}
    assert paid == {each.line.key for each in (*test.counting, *test.not_counting)}


def test_acute_care_ends_what_counted_as_social_care_and_changes_nothing_out_of_hospital(example):
    broken = scheme(example, "3.1", area="Acute")

    out, social = (required(broken, each) for each in Requirement)

    assert (out.planned, out.met) == (2_750_000, True)
    assert (social.planned, social.met, social.shortfall) == (300_000, False, 2_800_000)
    assert "£2,800,000 more must be planned." in social.sentence


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("3.1", "The NHS does not commission it."),
        ("6.1", "It is acute care, which is in hospital."),
    ],
)
def test_a_line_that_does_not_count_says_why(example, line, why):
    out = required(example, Requirement.OUT_OF_HOSPITAL)

    assert {each.line.key: each.why for each in out.not_counting}[line] == why


def test_a_joint_line_says_which_share_counts(example):
    out = required(example, Requirement.OUT_OF_HOSPITAL)

    why = {each.line.key: each.why for each in out.counting}["5.1"]
    assert why == "It is joint: the NHS commissions 60% of it."


def scheme(example: ReturnValues, key: str, **said: object) -> ReturnValues:
    lines = (
        dataclasses.replace(line, **said) if line.key == key else line for line in example.schemes
    )
    return dataclasses.replace(example, schemes=tuple(lines))


def income(example: ReturnValues, number: int, **said: object) -> ReturnValues:
    lines = (
        dataclasses.replace(line, **said) if line.key == str(number) else line
        for line in example.income
    )
    return dataclasses.replace(example, income=tuple(lines))


def answers(example: ReturnValues, **said: object) -> ReturnValues:
    return dataclasses.replace(example, answers=dataclasses.replace(example.answers, **said))


def cover(example: ReturnValues, **said: object) -> ReturnValues:
    return dataclasses.replace(example, cover=dataclasses.replace(example.cover, **said))


def condition(example: ReturnValues, **said: object) -> ReturnValues:
    first, *rest = example.conditions
    return dataclasses.replace(example, conditions=(dataclasses.replace(first, **said), *rest))


Breaking = Callable[[ReturnValues], ReturnValues]
BROKEN: list[tuple[str, Breaking, set[str]]] = [
    (
        "R1 a field is missing",
        lambda it: scheme(it, "8.1", provider=""),
        {"schemes/8.1/provider"},
    ),
    (
        "R1 Other without its words",
        lambda it: scheme(it, "8.1", other_area=""),
        {"schemes/8.1/other_area"},
    ),
    (
        "R1 less than nothing",
        lambda it: scheme(it, "8.1", planned=Decimal(-1)),
        {"schemes/8.1/planned"},
    ),
    (
        "R1 tenths of pennies",
        lambda it: scheme(it, "8.1", planned=Decimal("449999.999")),
        {"schemes/8.1/planned"},
    ),
    (
        "R2 joint shares of 110 per cent",
        lambda it: scheme(it, "5.1", la_share=Decimal(50)),
        {"schemes/5.1/nhs_share", "schemes/5.1/la_share"},
    ),
    (
        "R2 a share of what is not joint",
        lambda it: scheme(it, "4.1", nhs_share=Decimal(60)),
        {"schemes/4.1/nhs_share"},
    ),
    (
        "R3 more than the source holds",
        lambda it: scheme(it, "1.1", planned=Decimal(1_200_001)),
        {"balances/dfg"},
    ),
    (
        "R3 a mandatory source is not planned to the pound",
        lambda it: scheme(it, "2.1", planned=Decimal(2_999_999)),
        {"balances/ibcf"},
    ),
    (
        "R4 not as published",
        lambda it: income(it, 1, allocation=Decimal(1_200_001)),
        {"income/1/allocation"},
    ),
    (
        "R5 out of hospital",
        lambda it: dataclasses.replace(
            it, minimums={**it.minimums, "out-of-hospital": Decimal("2750000.01")}
        ),
        {"required/out-of-hospital"},
    ),
    (
        "R6 social care",
        lambda it: scheme(it, "3.1", area="Acute"),
        {"required/social-care"},
    ),
    (
        "R7 nobody says whether there is more",
        lambda it: answers(it, additional_nhs=None),
        {"answers/additional_nhs"},
    ),
    (
        "R7 more, from nobody",
        lambda it: income(it, 4, contributor=""),
        {"income/4/contributor"},
    ),
    (
        "R8 more than all income",
        lambda it: scheme(it, "8.1", planned=Decimal(500_001)),
        {"balances/additional-la", "balances/total"},
    ),
    (
        "R10 a condition is not answered",
        lambda it: condition(it, met=None),
        {"conditions/1/met"},
    ),
    (
        "R10 a No without a reason",
        lambda it: condition(it, met=False),
        {"conditions/1/explanation"},
    ),
    (
        "R11 nobody has signed",
        lambda it: cover(it, signed_by=""),
        {"cover/signed_by"},
    ),
    (
        "R11 sign-off to come, on no day",
        lambda it: cover(it, subject_to_sign_off=True),
        {"cover/expected_on"},
    ),
]


@pytest.mark.parametrize(("breaks", "expected"), [case[1:] for case in BROKEN], ids=[
    case[0] for case in BROKEN
])  # fmt: skip
def test_a_broken_rule_turns_its_own_checks(example, breaks, expected):
    assert {check.path for check in checklist(breaks(example)).missing} == expected


def test_r9_a_difference_at_the_year_end_is_explained(example):
    actual = dataclasses.replace(example, kind="year-end")
    actual = answers(actual, income_as_planned=True, spend_as_planned=False)
    spent = scheme_actuals(actual, Decimal(1))

    silent = {check.path for check in checklist(spent).missing}
    told = {
        check.path
        for check in checklist(answers(spent, actual_spend_comment="Fewer people came")).missing
    }

    assert silent - told == {"answers/actual_spend_comment"}


def scheme_actuals(example: ReturnValues, less: Decimal) -> ReturnValues:
    from marram.funding.rules.values import Actual

    return dataclasses.replace(
        example,
        schemes=tuple(
            dataclasses.replace(
                line, actuals=(Actual(period="outturn", amount=(line.planned or 0) - less),)
            )
            for line in example.schemes
        ),
    )
