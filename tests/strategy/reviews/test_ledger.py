"""Every change of a review is in the ledger: told again, it gives the review."""

import pytest

from marram.foundation.events import Subject
from marram.strategy.actions import reviews
from marram.strategy.rules.reviews import Decision
from tests.records.replay import replayed, told_by_the_ledger

from .conftest import NOON


@pytest.mark.database
def test_the_life_of_a_review_is_told_by_the_ledger(hubs, act):
    review = act(reviews.take_review, at=NOON, plan="hubs", title="First year")
    subject = Subject("strategy.review", str(review.pk))
    carry, first = Decision(outcome="carry forward"), Decision(outcome="retire", reason="Moved")
    every = {"HUB-1": carry, "HUB-2": carry, "HUB-4": carry}

    for version, decisions in enumerate(({"HUB-1": first}, every), start=1):
        act(
            reviews.decide, at=NOON, review_id=review.pk, seen_version=version,
            decisions=decisions, conclusions=f"Conclusion {version}",
        )  # fmt: skip
    act(reviews.apply_review, at=NOON, review_id=review.pk)

    told_by_the_ledger(
        review,
        subject=subject,
        fields={
            "plan": "plan_id",
            "title": "title",
            "sha256": "sha256",
            "conclusions": "conclusions",
            "applied_at": "applied_at",
        },
    )
    told = replayed(subject)
    assert (told["outcome_of_HUB-1"], told["reason_of_HUB-1"]) == ("carry forward", "")
