"""One of everything in funding."""

from typing import Any

from tests.world import funding, money
from tests.world.millbrook import Millbrook


def furnish(place: Millbrook) -> dict[str, Any]:
    """Put one of everything of the room into Millbrook; return the keys that addresses need."""
    plan = funding.fund()
    return {
        "funding.slug": plan.slug,
        "pool.slug": funding.POOL,
        "funding:open-return.slug": funding.POOL,
        "agreement.slug": funding.AGREEMENT,
        "funding.sheet": "income",
        "funding.requirement": "social-care",
        "funding.kind": "schemes",
        "funding.key": "1.1",
        "funding.period": "outturn",
        "funding.to": "finance-checked",
        "funding.organisation": "council",
        **_papers(),
        **_other_money(),
    }


def _papers() -> dict[str, Any]:
    """File the agreement, note a printed figure and report an actual; return their addresses."""
    filed, noted = funding.paper(), funding.claim()
    funding.actual()
    funding.measure()
    papers = ("paper", "file-paper", "remove-paper")
    return {
        **{f"funding:{name}.holder": "agreements" for name in papers},
        **{f"funding:{name}.slug": funding.AGREEMENT for name in papers},
        **{f"funding:{name}.number": filed.pk for name in papers},
        "funding:amend-claim.number": noted.pk,
        "funding:remove-claim.number": noted.pk,
        "funding:take-measure.key": funding.MEASURE,
        "funding:carry-fee.key": "home-care",
    }


def _other_money() -> dict[str, Any]:
    """Put other money into Millbrook; return what its addresses need."""
    made = money.money()
    slugs = {
        "warm-homes": (
            "grant", "amend-grant", "move-grant", "add-grant-line", "amend-grant-line",
            "remove-grant-line", "remove-movement",
        ),
        "family-hubs": (
            "budget", "amend-budget", "add-budget-line", "amend-budget-line", "remove-budget-line",
            "add-need", "amend-need", "remove-need",
        ),
        "befriending": (
            "contract", "amend-contract", "social-value-step", "add-commitment",
            "amend-commitment", "measure-commitment", "remove-commitment", "remove-measurement",
        ),
        "befriending-again": ("intention", "amend-intention"),
        "visits-saved": ("fact", "amend-fact"),
    }  # fmt: skip
    return {
        **{f"funding:{name}.slug": slug for slug, names in slugs.items() for name in names},
        "funding:amend-grant-line.number": made.grant_line,
        "funding:amend-budget-line.number": made.budget_line,
        "funding:remove-grant-line.number": made.grant_line,
        "funding:remove-movement.number": made.movement,
        "funding:remove-budget-line.number": made.budget_line,
        "funding:amend-need.step": 1,
        "funding:remove-need.step": 1,
        "funding:remove-commitment.number": made.commitment,
        "funding:remove-measurement.number": made.measured,
        "funding:social-value-step.number": 1,
        "funding:amend-commitment.number": made.commitment,
        "funding:measure-commitment.number": made.commitment,
    }
