import re
from datetime import date

import pytest
from django.urls import reverse

from marram.people.models import User
from marram.strategy.actions import risks
from marram.strategy.models import Risk
from tests.world.millbrook import NOW

from .conftest import FLOODING


TYPED = {
    "title": "The hub floods",
    "cause": "",
    "effect": "",
    "likelihood_before": "4",
    "impact_before": "4",
    "mitigations": "A second venue",
    "likelihood_after": "2",
    "impact_after": "3",
    "owner": "Hub manager",
    "review_on-day": "1",
    "review_on-month": "9",
    "review_on-year": "2025",
}


@pytest.fixture
def as_role(client, millbrook):
    def log_in(role):
        client.force_login(User.objects.get(pk=millbrook.user_ids[role]))
        return client

    return log_in


@pytest.fixture
def risk(millbrook):
    return risks.add_risk(
        by=millbrook.administrator, at=NOW, plan="living-well-actions", fields=FLOODING
    )


def test_a_lead_adds_a_risk_to_the_register_of_their_plan(as_role):
    client = as_role("plan-lead")

    answer = client.post(f"{reverse('strategy:add-risk')}?plan=living-well-actions", TYPED)

    risk = Risk.objects.get()
    assert answer.url == reverse("strategy:risk", args=[risk.pk])
    assert (risk.plan_id, risk.review_on) == ("living-well-actions", date(2025, 9, 1))


def test_a_contributor_may_not_add_a_risk(as_role):
    answer = as_role("partner-contributor").get(
        f"{reverse('strategy:add-risk')}?plan=living-well-actions"
    )

    assert answer.status_code == 403
    assert b"may change risks" in answer.content


def test_what_is_wrong_with_a_risk_stands_on_top_and_nothing_typed_is_lost(as_role):
    url = f"{reverse('strategy:add-risk')}?plan=living-well-actions"

    answer = as_role("plan-lead").post(url, TYPED | {"owner": ""})

    assert answer.status_code == 422
    content = answer.content.decode()
    assert "There is a problem" in content
    assert "Enter owner" in content
    assert "A second venue" in content


def test_a_register_shows_what_is_overdue_for_review(as_role, risk):
    page = as_role("partner-contributor").get(
        reverse("strategy:plan-risks", args=["living-well-actions"]), {"on": "2025-09-02"}
    )

    content = page.content.decode()
    assert f"R{risk.pk} should have been reviewed by 1 September 2025." in content
    assert "Risks: Living well action plan - Marram" in content


def test_a_register_of_a_group_is_found_by_its_group(as_role, millbrook):
    risks.add_risk(by=millbrook.administrator, at=NOW, group="ageing_well", fields=FLOODING)

    page = as_role("analyst").get(reverse("strategy:group-risks", args=["ageing_well"]))

    assert "Risks: Ageing Well Group" in page.content.decode()


def test_a_day_that_is_none_is_answered_with_a_sentence(as_role, risk):
    page = as_role("analyst").get(reverse("strategy:risks"), {"on": "soon"})

    assert page.status_code == 400


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_register_is_taken_away_as_a_file(form, as_role, risk):
    file = as_role("analyst").get(reverse("strategy:risks"), {"format": form})

    assert file["Content-Disposition"] == f'attachment; filename="risks.{form}"'
    if form == "csv":
        assert "The new hub floods" in file.content.decode("utf-8-sig")


def test_a_resident_is_sent_to_log_in(client, risk):
    answer = client.get(reverse("strategy:risk", args=[risk.pk]))

    assert answer.status_code == 302


def test_a_provider_who_is_logged_in_reads_no_register(as_role, risk):
    answer = as_role("service-provider").get(reverse("strategy:risks"))

    assert answer.status_code == 403


def test_a_meeting_marks_a_risk_as_reviewed(as_role, risk):
    client = as_role("plan-lead")

    answer = client.post(
        reverse("strategy:review-risk", args=[risk.pk]),
        {
            "meeting": "Ageing Well Group",
            "on": "2025-07-01",
            "likelihood": "1",
            "impact": "3",
            "note": "Pumps are in",
            "review_on": "2025-10-01",
        },
    )
    page = client.get(answer.url, {"on": "2025-07-10"}).content.decode()

    assert "From 16 (very high) before anything was done to 3 (low) now." in page
    assert "Ageing Well Group" in page


def test_a_review_of_a_meeting_to_come_says_so_beside_what_was_typed(as_role, risk):
    answer = as_role("plan-lead").post(
        reverse("strategy:review-risk", args=[risk.pk]),
        {
            "meeting": "Board",
            "on": "2199-07-01",
            "likelihood": "1",
            "impact": "3",
            "note": "Pumps are in",
            "review_on": "2199-10-01",
        },
    )

    assert answer.status_code == 422
    assert "The meeting must have been held" in answer.content.decode()
    assert "Pumps are in" in answer.content.decode()


def test_a_second_editor_sees_both_texts_and_may_keep_theirs(as_role, risk, millbrook):
    risks.amend_risk(
        by=millbrook.administrator, at=NOW, risk_id=risk.pk, seen_version=1,
        fields={"owner": "Estates"},
    )  # fmt: skip
    client, url = as_role("plan-lead"), reverse("strategy:amend-risk", args=[risk.pk])

    conflict = client.post(url, TYPED | {"seen_version": "1"})
    shown = conflict.content.decode()
    client.post(
        url,
        TYPED
        | {
            "seen_version": "2",
            "keep-owner": "theirs",
            "theirs-owner": "Estates",
            "yours-owner": "Hub manager",
            "keep-mitigations": "yours",
        },
    )

    assert "Estates" in shown
    assert "A second venue" in shown
    assert re.findall(r'name="seen_version" value="(\d+)"', shown) == ["2"]
    kept = Risk.objects.get()
    assert (kept.owner, kept.mitigations) == ("Estates", "A second venue")


def test_a_closed_risk_shows_why(as_role, risk):
    client = as_role("plan-lead")

    client.post(reverse("strategy:close-risk", args=[risk.pk]), {"reason": "The hub has moved"})

    page = client.get(reverse("strategy:risk", args=[risk.pk])).content.decode()
    assert "The hub has moved" in page
    assert "Change</a>" not in page
