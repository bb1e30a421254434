import hashlib
import json
import re
from datetime import date

import pytest
from django.urls import reverse

from marram.people.models import User
from marram.strategy.actions import plans, reviews
from marram.strategy.models import Action, Review, ReviewedAction
from marram.strategy.rules.reviews import Decision
from tests.world.millbrook import NOW, SUMMER


PLAN = "living-well-actions"


@pytest.fixture
def as_role(client, millbrook):
    def log_in(role):
        client.force_login(User.objects.get(pk=millbrook.user_ids[role]))
        return client

    return log_in


@pytest.fixture
def review(millbrook):
    return reviews.take_review(by=millbrook.lead, at=NOW, plan=PLAN, title="Annual review 2025")


def url(name, *more):
    return reverse(f"strategy:{name}", args=[PLAN, *more])


def test_a_lead_takes_a_review_decides_concludes_and_applies_it(as_role):
    client = as_role("plan-lead")

    taken = client.post(url("take-review"), {"title": "Annual review 2025"}).url
    number = Review.objects.get().pk
    decisions = {f"lwm-00{each}-outcome": "carry forward" for each in range(1, 5)}
    decisions |= {"lwm-004-outcome": "retire", "lwm-004-reason": "The line has closed"}
    client.post(url("decide", number), decisions | {"seen_version": "1", "do": "later"})
    client.post(
        url("conclude", number), {"conclusions": "Keep the priorities", "seen_version": "2"}
    )
    client.post(url("apply-review", number), {"sure": "yes"})
    page = client.get(taken).content.decode()

    assert "All 4 open actions are decided." in page
    assert "Keep the priorities" in page
    assert "It is as it was taken" in page
    assert Action.objects.get(pk="lwm-004").retired_because == "The line has closed"


def test_a_review_that_is_not_ready_says_what_is_missing(as_role, review):
    answer = as_role("plan-lead").post(url("apply-review", review.pk))

    assert answer.status_code == 422
    assert "4 actions are not decided yet, first lwm-001." in answer.content.decode()


def test_decisions_save_themselves(as_role, review):
    answer = as_role("plan-lead").post(
        url("decide", review.pk),
        {"lwm-001-reason": "Ask first", "seen_version": "1", "autosave": "1"},
    )

    assert json.loads(answer.content)["version"] == 2
    assert ReviewedAction.objects.get().reason == "Ask first"


@pytest.fixture
def overtaken(review, millbrook):
    """An administrator has decided about the first action."""
    return reviews.decide(
        by=millbrook.administrator,
        at=NOW,
        review_id=review.pk,
        seen_version=1,
        decisions={"lwm-001": Decision(outcome="retire", reason="No money")},
    )


def test_two_who_decide_see_both_texts_and_choose(as_role, overtaken):
    client = as_role("plan-lead")
    typed = {"lwm-001-outcome": "carry forward", "lwm-001-reason": "Money came"}

    conflict = client.post(url("decide", overtaken.pk), typed | {"seen_version": "1"})
    shown = conflict.content.decode()
    client.post(
        url("decide", overtaken.pk),
        typed
        | {
            "seen_version": "2",
            "keep-lwm-001-outcome": "theirs",
            "theirs-lwm-001-outcome": "retire",
            "keep-lwm-001-reason": "yours",
        },
    )

    assert conflict.status_code == 409
    assert "No money" in shown
    assert "Money came" in shown
    assert re.findall(r'name="seen_version" value="(\d+)"', shown) == ["2"]
    kept = ReviewedAction.objects.get()
    assert (kept.outcome, kept.reason) == ("retire", "Money came")


def test_saving_itself_says_that_somebody_else_decided(as_role, overtaken):
    answer = as_role("plan-lead").post(
        url("decide", overtaken.pk),
        {"lwm-001-outcome": "complete", "seen_version": "1", "autosave": "1"},
    )

    assert answer.status_code == 409
    assert "Somebody else decided" in json.loads(answer.content)["reason"]


def test_a_long_plan_is_decided_page_by_page(as_role, millbrook):
    for number in range(40):
        plans.add_action(
            by=millbrook.lead, at=SUMMER, plan_slug=PLAN, fields={"what": f"More {number}"}
        )
    review = reviews.take_review(by=millbrook.lead, at=NOW, plan=PLAN, title="Long")
    client = as_role("plan-lead")

    first = client.get(url("decide", review.pk)).content.decode()
    answer = client.post(
        url("decide", review.pk),
        {"lwm-001-outcome": "carry forward", "seen_version": "1", "do": "next"},
    )

    assert "Page 1 of 2. 0 of 44 open actions are decided." in first
    assert answer.url == f"{url('decide', review.pk)}?page=2"


def test_the_frozen_plan_can_be_checked_by_anybody_who_has_it(as_role, review):
    file = as_role("analyst").get(url("review", review.pk), {"format": "json"})

    assert hashlib.sha256(file.content).hexdigest() == review.sha256


def test_a_contributor_reads_a_review_but_does_not_take_one(as_role, review):
    client = as_role("partner-contributor")

    assert client.get(url("reviews")).status_code == 200
    assert client.get(url("take-review")).status_code == 403
    assert client.get(url("decide", review.pk)).status_code == 403


def test_a_review_is_compared_with_the_plan_now(as_role, review, millbrook):
    plans.retire_action(by=millbrook.lead, at=NOW, action_code="lwm-003", reason="Merged")

    page = as_role("analyst").get(url("compare-reviews"), {"from": review.pk, "to": "now"})

    content = page.content.decode()
    assert "No action was completed and 1 retired." in content
    assert "Merged" in content


def test_a_comparison_from_nowhere_is_answered_with_a_sentence(as_role, review):
    assert as_role("analyst").get(url("compare-reviews")).status_code == 400


def test_progress_across_plans_is_told_in_sentences_and_tables(as_role):
    page = as_role("analyst").get(
        reverse("strategy:progress"), {"from": "2025-06-01", "to": "2025-07-10"}
    )

    content = page.content.decode()
    assert "1 action was completed and none retired." in content
    assert "Progress, 1 June 2025 to 10 July 2025" in content
    assert "20 June 2025, 20 days late" in content


@pytest.mark.parametrize("by", ["plan", "section", "lead", "nonsense"])
def test_progress_of_a_plan_is_counted_by_what_is_asked(by, as_role):
    page = as_role("analyst").get(
        url("plan-progress"), {"from": "2025-06-01", "to": "2025-07-10", "by": by}
    )

    titles = {"plan": "By plan", "lead": "By lead"}
    assert titles.get(by, "By section of the plan") in page.content.decode()


def test_a_report_that_ends_before_it_starts_is_answered_with_a_sentence(as_role):
    page = as_role("analyst").get(
        reverse("strategy:progress"), {"from": "2025-07-10", "to": "2025-06-01"}
    )

    assert page.status_code == 400


def test_without_days_a_report_covers_the_last_quarter(as_role):
    page = as_role("analyst").get(reverse("strategy:progress"), {"to": "2025-06-30"})

    assert "Progress, 1 April 2025 to 30 June 2025" in page.content.decode()


def test_a_provider_who_is_logged_in_reads_no_progress_report(as_role):
    assert as_role("service-provider").get(reverse("strategy:progress")).status_code == 403


def test_two_plans_stand_side_by_side(as_role):
    page = as_role("analyst").get(reverse("strategy:alignment"), {"a": PLAN, "b": "carers-actions"})

    content = page.content.decode()
    assert "0 of 5 actions of Living well action plan have a counterpart" in content
    assert "1 lead and 0 due months are in both." in content


def test_a_resident_chooses_among_published_plans_only(client, millbrook):
    content = client.get(reverse("strategy:alignment")).content.decode()

    assert "Living well action plan" in content
    assert "Carers action plan" not in content


def test_one_plan_is_not_set_beside_itself(client, millbrook):
    page = client.get(reverse("strategy:alignment"), {"a": PLAN, "b": PLAN})

    assert "Choose two different plans." in page.content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_table_can_be_taken_away(form, as_role, review):
    client = as_role("analyst")
    addresses = (
        (url("reviews"), {}),
        (url("review", review.pk), {}),
        (url("compare-reviews"), {"from": review.pk, "to": "now"}),
        (url("plan-progress"), {"from": "2025-06-01", "to": "2025-07-10"}),
        (reverse("strategy:alignment"), {"a": PLAN, "b": "carers-actions"}),
    )

    names = [client.get(where, asked | {"format": form})["Content-Disposition"]
             for where, asked in addresses]  # fmt: skip

    assert [name.rpartition(".")[2] for name in names] == [f'{form}"'] * 5


def test_a_review_is_of_the_day_it_is_taken(review):
    assert review.on == date(2025, 7, 10)
