from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.strategy.actions import risks
from marram.strategy.events import risks as events
from marram.strategy.models import Risk, RiskReview

from .conftest import FLOODING, NOON


def review(by, risk, on=date(2025, 6, 4), likelihood=1, impact=2, meeting="Board"):
    return risks.mark_reviewed(
        by=by,
        at=NOON,
        risk_id=risk.pk,
        on=on,
        meeting=meeting,
        note="Pumps are in",
        likelihood=likelihood,
        impact=impact,
        review_on=date(2025, 12, 1),
    )


def test_adding_a_risk_keeps_and_tells_it(plan, officer, told):
    risk = risks.add_risk(by=officer, at=NOON, plan="hubs", fields=FLOODING)

    assert (risk.plan_id, risk.raised_on, risk.owner) == ("hubs", date(2025, 6, 5), "Hub manager")
    assert isinstance(told[0], events.RiskAdded)
    assert told[0].after["review_on"] == "2025-09-01"


def test_a_group_has_a_register_without_a_plan(group, officer):
    risk = risks.add_risk(by=officer, at=NOON, group="delivery", fields=FLOODING)

    assert (risk.plan_id, risk.group_id) == (None, "delivery")


def test_a_risk_of_nobody_is_refused(db, officer):
    with pytest.raises(Refused, match="Choose the plan or the group"):
        risks.add_risk(by=officer, at=NOON, fields=FLOODING)


@pytest.mark.parametrize("place", [{"plan": "none"}, {"group": "none"}])
def test_a_risk_of_an_unknown_register_is_missing(place, db, officer):
    with pytest.raises(Missing, match="There is no (plan|group) none"):
        risks.add_risk(by=officer, at=NOON, fields=FLOODING, **place)


def test_a_risk_with_an_impossible_score_is_refused(plan, officer):
    with pytest.raises(Refused, match="Score likelihood and impact from 1 to 5"):
        risks.add_risk(by=officer, at=NOON, plan="hubs", fields=FLOODING | {"impact_after": 6})


@pytest.mark.database
def test_the_database_itself_keeps_scores_from_1_to_5(flooding):
    with pytest.raises(IntegrityError), transaction.atomic():
        Risk.objects.filter(pk=flooding.pk).update(impact_after=6)


def test_a_changed_risk_tells_only_what_changed(flooding, officer, told):
    risk = risks.amend_risk(
        by=officer,
        at=NOON,
        risk_id=flooding.pk,
        seen_version=1,
        fields={"owner": "Estates", "title": FLOODING["title"]},
    )

    assert risk.version == 2
    assert [(event.before, event.after) for event in told] == [
        ({"owner": "Hub manager"}, {"owner": "Estates"})
    ]


def test_a_risk_that_says_the_same_is_not_told(flooding, officer, told):
    risks.amend_risk(by=officer, at=NOON, risk_id=flooding.pk, seen_version=1, fields=FLOODING)

    assert told == []


@pytest.mark.database
def test_a_second_editor_of_a_risk_sees_both_texts(flooding, officer, lead):
    by_lead = {"mitigations": "Pumps are in"}
    risks.amend_risk(by=lead, at=NOON, risk_id=flooding.pk, seen_version=1, fields=by_lead)

    with pytest.raises(Conflict) as conflict:
        risks.amend_risk(
            by=officer,
            at=NOON,
            risk_id=flooding.pk,
            seen_version=1,
            fields={"mitigations": "Sandbags", "owner": "Estates"},
        )

    assert conflict.value.theirs == {"mitigations": "Pumps are in", "owner": "Hub manager"}
    assert conflict.value.version == 2


def test_a_review_leaves_its_mark_its_scores_and_the_next_day(flooding, lead, told):
    review(lead, flooding)

    risk = Risk.objects.get()
    assert (risk.likelihood_after, risk.impact_after) == (1, 2)
    assert risk.review_on == date(2025, 12, 1)
    assert RiskReview.objects.get().meeting == "Board"
    assert told[-1].before == {
        "likelihood_after": 2,
        "impact_after": 3,
        "review_on": "2025-09-01",
    }
    assert told[-1].after["meeting"] == "Board"


def test_a_review_that_leaves_the_scores_is_still_told(flooding, lead, told):
    review(lead, flooding, likelihood=2, impact=3)

    assert told[-1].after == {
        "review_on": "2025-12-01",
        "meeting": "Board",
        "on": "2025-06-04",
        "note": "Pumps are in",
    }


def test_an_earlier_meeting_written_up_late_leaves_the_later_scores(flooding, lead):
    review(lead, flooding, likelihood=1, impact=1)

    review(lead, flooding, on=date(2025, 5, 1), likelihood=5, impact=5)

    risk = Risk.objects.get()
    assert (risk.likelihood_after, risk.impact_after) == (1, 1)
    assert RiskReview.objects.count() == 2


def test_a_review_of_a_meeting_to_come_is_refused(flooding, lead):
    with pytest.raises(Refused, match="The meeting must have been held"):
        review(lead, flooding, on=NOON.date() + timedelta(days=1))


def test_a_closed_risk_says_why_and_takes_no_change(flooding, officer, told):
    risks.close_risk(by=officer, at=NOON, risk_id=flooding.pk, reason=" The hub has moved ")

    assert told[-1].after == {"closed_on": "2025-06-05", "closed_because": "The hub has moved"}
    with pytest.raises(Refused, match="This risk was closed on 5 June 2025"):
        risks.amend_risk(
            by=officer, at=NOON, risk_id=flooding.pk, seen_version=2, fields={"owner": "Estates"}
        )


def test_a_risk_is_not_closed_without_a_reason(flooding, officer):
    with pytest.raises(Refused, match="Say in a sentence why the risk is closed"):
        risks.close_risk(by=officer, at=NOON, risk_id=flooding.pk, reason=" ")


def test_a_contributor_may_not_close_a_risk(flooding, contributor):
    with pytest.raises(Refused, match="may change risks"):
        risks.close_risk(by=contributor, at=NOON, risk_id=flooding.pk, reason="Over")


def test_a_resident_is_told_that_no_risk_is_there(flooding, resident):
    with pytest.raises(Missing, match="There is no risk"):
        risks.close_risk(by=resident, at=NOON, risk_id=flooding.pk, reason="Over")
