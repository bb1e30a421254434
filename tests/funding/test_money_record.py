"""Grants, budgets and contracts of the published papers, delivered like any file."""

from decimal import Decimal

import pytest

from marram.funding.models import Budget, BudgetLine, EconomicFact, Grant, GrantLine, Intention
from marram.site import demo
from tests.funding.conftest import deliver


OTHER_MONEY = (
    "organisations.csv",
    "grants.csv",
    "grant_lines.csv",
    "grant_figures.csv",
    "budgets.csv",
    "budget_lines.csv",
    "step_needs.csv",
    "contracts.csv",
    "commissioning_intentions.csv",
    "economic_facts.csv",
)


@pytest.fixture
def loaded(db, now):
    return deliver(now, *OTHER_MONEY)


def test_every_row_of_the_files_comes_in(loaded):
    created = {name: counts[0] for name, counts in loaded.items() if name != "organisations.csv"}
    assert created == {
        "grants.csv": 10,
        "grant_lines.csv": 8,
        "grant_figures.csv": 6,
        "budgets.csv": 3,
        "budget_lines.csv": 13,
        "step_needs.csv": 5,
        "contracts.csv": 2,
        "commissioning_intentions.csv": 6,
        "economic_facts.csv": 38,
    }


def test_the_same_files_again_change_nothing(loaded, now):
    again = deliver(now, *OTHER_MONEY[1:])
    assert all(counts[:2] == (0, 0) for counts in again.values())


def test_amounts_are_kept_to_the_penny(loaded):
    planned = GrantLine.objects.filter(grant="rpc-training").values_list("planned", flat=True)
    assert sum(planned) == Decimal("25088.26")
    assert Grant.objects.get(pk="rpc-training").award == Decimal("25100.00")


def test_the_intentions_and_facts_are_there(loaded):
    assert Intention.objects.get(pk="online-counselling-2020").contract_id == "kooth-2020"
    assert EconomicFact.objects.get(pk="raid-return").amount == 4
    assert Budget.objects.count() == 3
    assert BudgetLine.objects.filter(amount__isnull=True).count() == 2


def test_the_demonstration_loads_them():
    assert set(OTHER_MONEY) <= set(demo.RECORD)
