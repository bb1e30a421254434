from datetime import UTC, date, datetime

import pytest

from marram.strategy.rules import reviews as rules
from marram.strategy.rules.reviews import Decision


NOON = datetime(2025, 6, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("decisions", "needs_reason", "reason"),
    [
        ({}, False, "2 actions are not decided yet, first A-1. Decide, then apply the review."),
        (
            {"A-1": Decision(outcome="carry forward"), "A-2": Decision(reason="Perhaps")},
            False,
            "1 action is not decided yet, first A-2. Decide, then apply the review.",
        ),
        (
            {"A-1": Decision(outcome="retire"), "A-2": Decision(outcome="carry forward")},
            False,
            "Say in a sentence why A-1 is to retire.",
        ),
        (
            {"A-1": Decision(outcome="carry forward"), "A-2": Decision(outcome="complete")},
            True,
            "Say in a sentence why A-2 is to complete.",
        ),
        (
            {"A-1": Decision(outcome="carry forward"), "A-2": Decision(outcome="complete")},
            False,
            "",
        ),
    ],
)
def test_a_review_is_applied_when_every_action_is_decided(decisions, needs_reason, reason):
    verdict = rules.ready_to_apply(
        open_codes=["A-1", "A-2"], decisions=decisions, completing_needs_reason=needs_reason
    )

    assert verdict.reason == reason


def test_a_plan_is_frozen_once_a_day():
    assert rules.one_a_day(taken=True, on=date(2025, 6, 5)).reason == (
        "This plan was reviewed on 5 June 2025 already. Go on with that review."
    )
    assert rules.one_a_day(taken=False, on=date(2025, 6, 5))


def test_an_applied_review_stands():
    assert not rules.may_change(NOON)
    assert rules.may_change(None)


def test_an_outcome_is_one_of_three():
    assert rules.an_outcome(code="A-1", outcome="")
    assert rules.an_outcome(code="A-1", outcome="forget").reason == (
        "A-1: choose carry forward, retire or complete."
    )


def test_completing_needs_a_scheme_that_can_say_so():
    verdict = rules.can_complete(title="Hubs", finishing_rating="", wanted=True)

    assert verdict.reason == (
        "Hubs is rated by a scheme without a rating for complete. Carry forward instead."
    )
    assert rules.can_complete(title="Hubs", finishing_rating="", wanted=False)


@pytest.mark.parametrize(
    ("decided", "open_actions", "sentence"),
    [
        (0, 0, "No action was open."),
        (3, 12, "3 of 12 open actions are decided."),
        (12, 12, "All 12 open actions are decided."),
    ],
)
def test_how_far_the_decisions_are(decided, open_actions, sentence):
    assert rules.decided_sentence(decided=decided, open_actions=open_actions) == sentence
