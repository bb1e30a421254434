from datetime import UTC, date, datetime

import pytest

from marram.foundation.verdicts import Missing, Refused
from marram.strategy.actions import plans, reviews
from marram.strategy.models import Review
from marram.strategy.queries import reviews as queries
from marram.strategy.rules.changes import Kind
from marram.strategy.rules.reviews import Decision

from .conftest import NOON


@pytest.fixture
def review(hubs, act):
    return act(reviews.take_review, at=NOON, plan="hubs", title="First year").pk


def decide(act, review, **decisions):
    act(
        reviews.decide, at=NOON, review_id=review, seen_version=1,
        decisions={code.replace("_", "-"): decision for code, decision in decisions.items()},
    )  # fmt: skip


def test_a_review_shows_how_far_its_decisions_are(review, act, contributor):
    decide(act, review, HUB_1=Decision(outcome="retire", reason="Moved"))

    page = queries.review_page(viewer=contributor, plan="hubs", number=review)

    assert page.sentence == "1 of 3 open actions are decided."
    assert [(each.action.code, each.decision.outcome) for each in page.under_review] == [
        ("HUB-1", "retire"),
        ("HUB-2", ""),
        ("HUB-4", ""),
    ]
    assert page.may_review.reason == "Only plan leads may change Hubs for Millbrook."


def test_a_frozen_plan_is_shown_to_be_unchanged(review, contributor):
    verified = queries.verify(viewer=contributor, number=review)

    assert verified.unchanged
    assert verified.now == verified.then


def test_one_changed_letter_of_a_frozen_plan_is_found(review, contributor):
    kept = Review.objects.get()
    Review.objects.update(frozen=kept.frozen.replace("north", "South"))

    assert not queries.verify(viewer=contributor, number=review).unchanged
    assert not queries.review_list(viewer=contributor, plan="hubs").reviews[0].verified.unchanged


def test_an_action_closed_since_the_review_says_so(review, act, contributor):
    act(plans.retire_action, at=NOON, action_code="HUB-4", reason="Sold")

    page = queries.review_page(viewer=contributor, plan="hubs", number=review)

    assert [each.closed_since for each in page.under_review] == [False, False, True]


def test_two_reviews_tell_what_became_of_the_plan_between_them(review, act, contributor):
    act(plans.retire_action, at=NOON, action_code="HUB-4", reason="Sold")
    later = act(
        reviews.take_review,
        at=datetime(2026, 6, 5, 12, tzinfo=UTC),
        plan="hubs",
        title="Second year",
    )

    found = queries.comparison(
        viewer=contributor, plan="hubs", earlier=review, later=later.pk, on=NOON.date()
    )

    assert [(change.action.code, change.kind) for change in found.changes] == [
        ("HUB-4", Kind.RETIRED),
        ("HUB-1", Kind.FELL_OVERDUE),
    ]
    assert (found.since, found.until) == (date(2025, 6, 5), date(2026, 6, 5))


def test_a_review_is_compared_with_the_plan_as_it_stands(review, act, contributor):
    act(plans.add_action, at=NOON, plan_slug="hubs", code="HUB-9", fields={"what": "A ninth"})

    found = queries.comparison(
        viewer=contributor, plan="hubs", earlier=review, later=None, on=NOON.date()
    )

    assert [(change.action.code, change.kind) for change in found.changes] == [
        ("HUB-9", Kind.ADDED)
    ]


def test_reviews_are_for_partners(review, resident):
    for ask in (
        lambda: queries.review_list(viewer=resident, plan="hubs"),
        lambda: queries.review_page(viewer=resident, plan="hubs", number=review),
    ):
        with pytest.raises(Refused, match="Only partners who are logged in may read reviews"):
            ask()
    with pytest.raises(Missing):
        queries.verify(viewer=resident, number=review)


def test_a_review_is_not_found_under_another_plan(review, contributor):
    with pytest.raises(Missing, match="of this plan"):
        queries.review_page(viewer=contributor, plan="homes", number=review)


@pytest.mark.parametrize("count", [1, 50])
def test_review_pages_cost_the_same_queries_however_many_actions(
    count, hubs, act, administrator, django_assert_num_queries
):
    for number in range(count):
        code = f"NEW-{number}"
        act(plans.add_action, plan_slug="hubs", code=code, fields={"what": "New"})
        act(plans.report_progress, action_code=code, text="Word", rating="on-track")
    review = act(reviews.take_review, at=NOON, plan="hubs", title="First year").pk

    with django_assert_num_queries(5):
        page = queries.review_page(viewer=administrator, plan="hubs", number=review)
    with django_assert_num_queries(3):
        queries.review_list(viewer=administrator, plan="hubs")
    with django_assert_num_queries(5):
        queries.comparison(
            viewer=administrator, plan="hubs", earlier=review, later=None, on=NOON.date()
        )

    assert len(page.under_review) == count + 3
