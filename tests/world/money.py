"""Millbrook's other money: one grant, budget, contract, intention and figure, each with lines."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from marram.foundation.actors import Actor
from marram.funding.actions import budgets, contracts, economics, grants, intentions
from marram.funding.vocabulary.money import (
    Aim,
    EconomicKind,
    IntentionStage,
    MovementKind,
    Side,
    Unspent,
)
from marram.site import roles
from tests.world.millbrook import SPRING


FINANCE = Actor(
    key="system:load",
    name="Millbrook's finance lead",
    permissions=roles.permissions({"finance-lead"}),
)
GRANT = {
    "title": "Warm homes", "funder": None, "part_of": None, "purpose": "Insulate homes",
    "conditions": "Spend it by March 2026", "award": Decimal(50_000), "period": "2025/26",
    "starts_on": date(2025, 4, 1), "ends_on": date(2026, 4, 1), "unspent": Unspent.PAID_BACK,
    "source": "",
}  # fmt: skip
GRANT_LINE = {
    "title": "Loft insulation", "quantity": Decimal(40), "unit": "homes", "rate": Decimal("812.5"),
    "planned": Decimal(32_500), "source": "",
}  # fmt: skip
BUDGET = {
    "title": "Family hubs", "organisation": "council", "period": "2025/26",
    "starts_on": date(2025, 4, 1), "ends_on": date(2026, 4, 1), "people": 12_000,
    "people_words": "children under 5", "printed_income": None, "printed_spend": None,
    "printed_balance": None, "note": "", "source": "",
}  # fmt: skip
BUDGET_LINE = {
    "side": Side.SPEND, "title": "Staff", "payer": "", "amount": Decimal(90_000), "rise": None,
    "rise_percent": None, "step": 1, "starts_on": None, "ends_on": None, "note": "", "source": "",
}  # fmt: skip
CONTRACT = {
    "title": "Befriending", "provider": "age_friends", "commissioners": "Millbrook Council",
    "term": "", "starts_on": date(2024, 4, 1), "ends_on": date(2026, 4, 1),
    "extension_months": 12, "yearly_value": Decimal(60_000), "price_weight": Decimal(40),
    "quality_weight": Decimal(50), "social_weight": Decimal(10), "note": "", "source": "",
}  # fmt: skip
COMMITMENT = {
    "aim": Aim.WORK, "promise": "Volunteers trained", "unit": "people", "promised": Decimal(30),
    "due_on": date(2025, 10, 1),
}  # fmt: skip
INTENTION = {
    "title": "Buy befriending again", "commissioners": "Millbrook Council", "period": "2026",
    "need": "Loneliness", "priority": "", "service": "", "contract": "befriending",
    "stage": IntentionStage.PROPOSED, "review_on": None, "source": "",
}  # fmt: skip
FACT = {
    "item": "Visits that befriending saves", "kind": EconomicKind.SAVING, "amount": Decimal(12_000),
    "unit": "£ a year", "context": "", "period": "2024/25", "area": "Millbrook",
    "price_year": "2024/25", "price_basis": "stated", "quality": "", "source": "",
}  # fmt: skip


class Made(NamedTuple):
    """The numbers that addresses of lines need."""

    grant_line: int
    budget_line: int
    commitment: int
    movement: int
    measured: int


def money() -> Made:
    """Give Millbrook its other money, by the actions that people use."""
    by, at = FINANCE, SPRING
    grants.add_grant(by=by, at=at, slug="warm-homes", fields=GRANT)
    grant_line = grants.add_line(by=by, at=at, slug="warm-homes", fields=GRANT_LINE)
    moved = grants.move_money(
        by=by,
        at=at,
        slug="warm-homes",
        kind=MovementKind.RECEIVED,
        amount=Decimal(50_000),
        on=SPRING.date(),
    )
    budgets.add_budget(by=by, at=at, slug="family-hubs", fields=BUDGET)
    budgets.keep_need(
        by=by, at=at, slug="family-hubs", step=1, fields={"people": 3_000, "source": ""}
    )
    budget_line = budgets.add_line(by=by, at=at, slug="family-hubs", fields=BUDGET_LINE)
    contracts.add_contract(by=by, at=at, slug="befriending", fields=CONTRACT)
    promised = contracts.add_commitment(by=by, at=at, slug="befriending", fields=COMMITMENT)
    kept = contracts.add_commitment(
        by=by, at=at, slug="befriending", fields={**COMMITMENT, "promise": "Cafés opened"}
    )
    contracts.measure_commitment(
        by=by, at=at, commitment_id=kept.pk, on=SPRING.date(), achieved=Decimal(4)
    )
    intentions.add_intention(by=by, at=at, slug="befriending-again", fields=INTENTION)
    economics.add_fact(by=by, at=at, slug="visits-saved", fields=FACT)
    return Made(grant_line.pk, budget_line.pk, promised.pk, moved.pk, kept.pk)
