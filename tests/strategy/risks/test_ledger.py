"""Every change of a risk is in the ledger: told again, it gives the risk."""

from datetime import date

import pytest

from marram.foundation.events import Subject
from marram.strategy.actions import risks
from tests.records.replay import told_by_the_ledger

from .conftest import FLOODING, NOON


@pytest.mark.database
def test_the_life_of_a_risk_is_told_by_the_ledger(plan, officer):
    without_effect = {name: value for name, value in FLOODING.items() if name != "effect"}
    risk = risks.add_risk(by=officer, at=NOON, plan="hubs", fields=without_effect)
    act = {"by": officer, "at": NOON, "risk_id": risk.pk}

    risks.amend_risk(**act, seen_version=1, fields={"owner": "Estates", "effect": "Wet floors"})
    risks.mark_reviewed(
        **act, on=date(2025, 6, 4), meeting="Board", note="", likelihood=1, impact=1,
        review_on=date(2025, 12, 1),
    )  # fmt: skip
    risks.close_risk(**act, reason="The hub has moved")

    names = (*risks.FIELDS, "raised_on", "closed_on", "closed_because")
    told_by_the_ledger(
        risk,
        subject=Subject("strategy.risk", str(risk.pk)),
        fields={name: name for name in names} | {"plan": "plan_id", "group": "group_id"},
    )
