from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.strategy.actions import plans, reviews
from marram.strategy.events import reviews as events
from marram.strategy.models import Action, Review, ReviewedAction, Scheme
from marram.strategy.rules import snapshots
from marram.strategy.rules.reviews import Decision

from .conftest import NOON


CARRY, RETIRE, COMPLETE = (
    Decision(outcome="carry forward"),
    Decision(outcome="retire", reason="The hub has moved"),
    Decision(outcome="complete", reason="All are trained"),
)


@pytest.fixture
def review(hubs, act):
    return act(reviews.take_review, at=NOON, plan="hubs", title="First year")


def decide(act, review, seen_version=1, conclusions=None, **decisions):
    return act(
        reviews.decide,
        at=NOON,
        review_id=review.pk,
        seen_version=seen_version,
        decisions={code.replace("_", "-"): decision for code, decision in decisions.items()},
        conclusions=conclusions,
    )


def test_a_review_freezes_the_plan_as_it_stands(review):
    thawed = snapshots.thawed(review.frozen)

    assert (thawed.title, thawed.on) == ("Hubs for Millbrook", date(2025, 6, 5))
    assert [(a.code, a.claimed, a.standing, a.leads) for a in thawed.actions] == [
        ("HUB-1", "On track", "on course", ("Millbrook Trust",)),
        ("HUB-2", "At risk", "overdue", ("Millbrook Council",)),
        ("HUB-3", "Complete", "complete", ("Millbrook Council",)),
        ("HUB-4", "", "no date to judge by", ("Millbrook Trust",)),
    ]
    assert [update.text for update in thawed.actions[1].updates] == ["Two fell ill"]
    assert review.sha256 == snapshots.fingerprint(review.frozen)


def test_taking_a_review_tells_its_fingerprint(hubs, act, told):
    review = act(reviews.take_review, at=NOON, plan="hubs", title="First year")

    assert isinstance(told[-1], events.ReviewTaken)
    assert told[-1].after["sha256"] == review.sha256


def test_a_later_change_of_the_plan_leaves_the_frozen_text(review, act):
    act(
        plans.amend_action,
        at=NOON,
        action_code="HUB-1",
        seen_version=2,
        fields={"what": "Open both hubs"},
    )

    kept = Review.objects.get()
    assert "Open the north hub" in kept.frozen
    assert snapshots.fingerprint(kept.frozen) == kept.sha256


def test_a_plan_is_not_reviewed_twice_on_one_day(review, act):
    with pytest.raises(Refused, match="This plan was reviewed on 5 June 2025 already"):
        act(reviews.take_review, at=NOON, plan="hubs", title="Again")


@pytest.mark.database
def test_the_database_itself_keeps_one_review_a_day(review):
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            plan_id="hubs", title="Again", on=review.on, taken_at=NOON, taken_by="user:1"
        )


def test_only_those_who_run_a_plan_review_it(hubs, contributor):
    with pytest.raises(Refused, match="Only plan leads may change Hubs for Millbrook"):
        reviews.take_review(by=contributor, at=NOON, plan="hubs", title="Mine")


def test_a_plan_that_a_resident_may_not_see_is_missing(hubs, resident):
    with pytest.raises(Missing, match="There is no plan hubs"):
        reviews.take_review(by=resident, at=NOON, plan="hubs", title="Mine")


def test_decisions_are_kept_bit_by_bit(review, act, told):
    decide(act, review, HUB_1=CARRY)

    decide(act, review, seen_version=2, HUB_2=Decision(reason="Ask the trainer"))

    kept = ReviewedAction.objects.values_list("action", "outcome", "reason")
    assert list(kept) == [("HUB-1", "carry forward", ""), ("HUB-2", "", "Ask the trainer")]
    assert told[-1].after == {"reason_of_HUB-2": "Ask the trainer"}


def test_the_same_decisions_again_change_and_tell_nothing(review, act, told):
    decide(act, review, HUB_1=CARRY)
    told.clear()

    again = decide(act, review, seen_version=2, HUB_1=CARRY, conclusions="")

    assert again.version == 2
    assert told == []


def test_conclusions_are_kept_with_the_decisions(review, act, told):
    decide(act, review, conclusions=" Keep the priorities, sharpen the objectives ")

    assert Review.objects.get().conclusions == "Keep the priorities, sharpen the objectives"
    assert told[-1].after == {"conclusions": "Keep the priorities, sharpen the objectives"}


@pytest.mark.database
def test_two_who_decide_one_action_both_see_both_texts(review, act):
    decide(act, review, HUB_1=RETIRE)

    with pytest.raises(Conflict) as conflict:
        decide(act, review, HUB_1=CARRY)

    assert conflict.value.theirs == {"HUB-1-outcome": "retire", "HUB-1-reason": "The hub has moved"}
    assert conflict.value.version == 2


def test_two_who_decide_different_actions_are_not_in_each_others_way(review, act):
    decide(act, review, HUB_1=CARRY)

    decide(act, review, HUB_2=CARRY)

    assert ReviewedAction.objects.count() == 2


def test_an_action_that_was_not_open_is_not_decided(review, act):
    with pytest.raises(Refused, match="HUB-3 was not open when this review was taken"):
        decide(act, review, HUB_3=CARRY)


def test_an_unknown_outcome_is_refused(review, act):
    with pytest.raises(Refused, match="HUB-1: choose carry forward, retire or complete"):
        decide(act, review, HUB_1=Decision(outcome="forget"))


def test_applying_retires_and_completes_and_leaves_the_rest(review, act, told):
    decide(act, review, HUB_1=CARRY, HUB_2=COMPLETE, HUB_4=RETIRE)

    act(reviews.apply_review, at=NOON, review_id=review.pk)

    found = {action.code: action for action in Action.objects.select_related("rating")}
    assert found["HUB-1"].retired_on is None
    assert (found["HUB-2"].finished_on, found["HUB-2"].rating.code) == (NOON.date(), "complete")
    assert found["HUB-4"].retired_because == "The hub has moved"
    assert Review.objects.get().applied_at == NOON
    assert isinstance(told[-1], events.ReviewApplied)


def test_an_undecided_review_is_not_applied(review, act):
    decide(act, review, HUB_1=CARRY)

    with pytest.raises(Refused, match="2 actions are not decided yet, first HUB-2"):
        act(reviews.apply_review, at=NOON, review_id=review.pk)


@pytest.mark.database
def test_a_review_that_fails_half_way_does_nothing(review, act, monkeypatch):
    decide(act, review, HUB_1=RETIRE, HUB_2=COMPLETE, HUB_4=CARRY)
    Scheme.objects.get(pk="action-progress").ratings.filter(finishes=True).update(finishes=False)

    with pytest.raises(Refused, match="without a rating for complete"):
        act(reviews.apply_review, at=NOON, review_id=review.pk)

    assert not Action.objects.filter(retired_on__isnull=False).exists()


def test_an_action_closed_since_the_review_needs_no_decision(review, act):
    tomorrow = NOON + timedelta(days=1)
    act(plans.retire_action, at=tomorrow, action_code="HUB-4", reason="Sold")
    decide(act, review, HUB_1=CARRY, HUB_2=CARRY)

    applied = act(reviews.apply_review, at=tomorrow, review_id=review.pk)

    assert applied.applied_at == tomorrow


def test_an_applied_review_takes_no_more_decisions(review, act):
    decide(act, review, HUB_1=CARRY, HUB_2=CARRY, HUB_4=CARRY)
    act(reviews.apply_review, at=NOON, review_id=review.pk)

    with pytest.raises(Refused, match="This review has been applied to its plan"):
        decide(act, review, seen_version=3, HUB_1=RETIRE)
