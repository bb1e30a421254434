"""Budgets: totals against print, growth of spend against funding, spend by step and by head."""

from datetime import date
from decimal import Decimal

import pytest

from marram.foundation.verdicts import Refused
from marram.funding.actions import budgets as actions
from marram.funding.models import BudgetLine
from marram.funding.queries import budgets as queries
from marram.funding.rules.budgets import (
    Line,
    Printed,
    StepSpend,
    balance,
    by_step,
    findings,
    growth,
    per_head,
    side_total,
)
from marram.funding.vocabulary.money import Side
from tests.funding.test_grants import FINANCE
from tests.funding.test_money_record import loaded  # noqa: F401 - a fixture


def line(side, amount=None, **more):
    more = {name: value and Decimal(value) for name, value in more.items()}
    return Line(side=side, title="x", amount=None if amount is None else Decimal(amount), **more)


HIGH_NEEDS = (
    line(Side.SPEND, rise="4500000", rise_percent="17.7"),
    line(Side.INCOME, rise="2392000", rise_percent="9.4"),
    line(Side.INCOME, "562000"),
)


def test_growth_of_spend_is_held_against_growth_of_funding():
    grown = growth(HIGH_NEEDS)
    assert grown.gap == 2_108_000
    [found] = findings(lines=HIGH_NEEDS, printed=Printed(balance=Decimal(-2_300_000)))
    assert (found.agrees, found.sentence) == (
        False,
        "Spend rose by £4,500,000 and funding by £2,392,000 (17.7% against 9.4%): "
        "a gap of £2,108,000.",
    )


def test_funding_that_keeps_up_is_no_gap():
    lines = (line(Side.SPEND, rise="100"), line(Side.INCOME, rise="100"))
    [found] = findings(lines=lines, printed=Printed())
    assert found.agrees
    assert found.sentence == "Spend rose by £100 and funding by £100: funding kept up."


def test_growth_is_not_known_unless_both_sides_say_it():
    assert growth(HIGH_NEEDS[:1]) is None


def test_a_total_is_not_known_while_a_line_has_no_amount():
    assert side_total(HIGH_NEEDS, Side.INCOME) is None
    assert side_total((), Side.INCOME) is None
    assert balance(HIGH_NEEDS) is None


@pytest.mark.parametrize(
    ("printed", "agrees", "sentence"),
    [
        ("191112", True, "Income of £191,112 is the sum of its lines, as printed."),
        (
            "191113",
            False,
            "Income is £191,112 by its lines, but £191,113 is printed: £1 apart.",
        ),
    ],
)
def test_totals_are_held_against_print(printed, agrees, sentence):
    lines = [line(Side.INCOME, each) for each in (143281, 19350, 3228, 22753, 2500)]
    [found] = findings(lines=lines, printed=Printed(income=Decimal(printed)))
    assert (found.agrees, found.sentence) == (agrees, sentence)


def test_spend_is_shown_by_step_and_by_head():
    lines = [
        line(Side.SPEND, 100), Line(side=Side.SPEND, title="y", amount=Decimal(50), step=1),
        Line(side=Side.SPEND, title="z", amount=Decimal(25), step=1), line(Side.INCOME, 999),
    ]  # fmt: skip
    assert by_step(lines=lines, people={0: 10, 1: 3}) == (
        StepSpend(step=0, spend=None, people=10, per_head=None),
        StepSpend(step=1, spend=Decimal(75), people=3, per_head=Decimal(25)),
        StepSpend(step=None, spend=Decimal(100), people=None, per_head=None),
    )
    with pytest.raises(ValueError, match="people must be positive; got 0"):
        per_head(amount=Decimal(1), people=0)


FIELDS = {
    "title": "High needs", "organisation": None, "period": "2025/26", "starts_on": None,
    "ends_on": None, "people": None, "people_words": "", "printed_income": None,
    "printed_spend": None, "printed_balance": None, "note": "", "source": "",
}  # fmt: skip
LINE = {
    "side": Side.SPEND, "title": "Places", "payer": "", "amount": Decimal("10.50"), "rise": None,
    "rise_percent": None, "step": 2, "starts_on": None, "ends_on": None, "note": "", "source": "",
}  # fmt: skip


@pytest.mark.database
def test_a_budget_is_added_filled_and_changed(db, now, heard):
    actions.add_budget(by=FINANCE, at=now, slug="needs", fields=FIELDS)
    added = actions.add_line(by=FINANCE, at=now, slug="needs", fields=LINE)
    actions.amend_line(
        by=FINANCE, at=now, line_id=added.pk, seen_version=1, fields={**LINE, "amount": Decimal(1)}
    )

    assert BudgetLine.objects.get().amount == 1
    assert [type(each).__name__ for each in heard] == [
        "BudgetAdded", "BudgetLineAdded", "BudgetLineAmended",
    ]  # fmt: skip
    assert heard[-1].before == {"amount": "10.5"}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"amount": None}, "Enter an amount, or by how much it rose"),
        ({"starts_on": date(2025, 4, 2), "ends_on": date(2025, 4, 2)}, "must not be before"),
        ({"title": "Twice"}, "already has a line “Twice”"),
    ],
)
def test_a_line_that_does_not_fit_is_refused(db, now, changed, reason):
    actions.add_budget(by=FINANCE, at=now, slug="needs", fields=FIELDS)
    actions.add_line(by=FINANCE, at=now, slug="needs", fields={**LINE, "title": "Twice"})
    with pytest.raises(Refused, match=reason):
        actions.add_line(by=FINANCE, at=now, slug="needs", fields={**LINE, **changed})


def test_healthwatch_has_what_its_report_prints(loaded):  # noqa: F811
    page = queries.budget_page(viewer=FINANCE, slug="healthwatch-sefton-2018")
    summary = page.summary
    assert (summary.income, summary.spend, summary.balance) == (191_112, 183_320, 7_792)
    assert all(each.agrees for each in page.findings)


def test_mental_health_spend_is_shown_for_each_adult(loaded):  # noqa: F811
    page = queries.budget_page(viewer=FINANCE, slug="mental-health-2012")
    assert page.summary.spend == 38_636_000
    assert round(page.per_head, 2) == Decimal("175.28")
    assert [each.people for each in page.by_step] == [140657, 35164, 32966, 8791, 2846, None]


@pytest.mark.parametrize("lines", [1, 50])
def test_a_budget_takes_four_queries_however_many_lines(db, now, django_assert_num_queries, lines):
    actions.add_budget(by=FINANCE, at=now, slug="needs", fields=FIELDS)
    for number in range(lines):
        fields = {**LINE, "title": f"Line {number}"}
        actions.add_line(by=FINANCE, at=now, slug="needs", fields=fields)
    with django_assert_num_queries(4):
        assert len(queries.budget_page(viewer=FINANCE, slug="needs").lines) == lines
    with django_assert_num_queries(3):
        assert len(queries.budget_list(viewer=FINANCE).budgets) == 1
