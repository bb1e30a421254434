"""What people do to plans and actions: what changed, what was told, each refusal."""

from datetime import date, timedelta

import pytest

from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.strategy.actions import milestones, plans
from marram.strategy.actions.plans import Lead
from marram.strategy.events import plans as events
from marram.strategy.models import Action, Plan, Update


pytestmark = pytest.mark.database


def report(by, now, code="lwm-003", **words):
    return plans.report_progress(
        by=by, at=now, action_code=code, **{"text": "Twelve classes run", **words}
    )


def test_a_partner_reports_on_an_action_of_their_own(millbrook, now, heard):
    report(millbrook.partner, now, rating="green", evidence="Attendance sheets")

    action = Action.objects.get(pk="lwm-003")
    assert (action.rating.label, action.last_update_on) == ("On track", now.date())
    assert action.update_due_on == now.date() + timedelta(120)
    [told] = heard
    assert isinstance(told, events.ProgressReported)
    assert (told.by, str(told.subject)) == (millbrook.partner.key, "strategy.action/lwm-003")
    assert told.before == {"status": None}
    assert told.after == {
        "update": "Twelve classes run",
        "evidence": "Attendance sheets",
        "status": "On track",
    }


def test_every_update_is_kept_and_the_latest_shows(millbrook, now):
    report(millbrook.partner, now, text="First", rating="amber")
    report(millbrook.partner, now, text="Second", rating="green")

    updates = Update.objects.filter(action="lwm-003").order_by("pk")
    assert [each.text for each in updates] == ["First", "Second"]
    assert Action.objects.get(pk="lwm-003").rating.code == "green"


def test_a_word_of_an_earlier_day_is_kept_without_moving_the_status_back(millbrook, now):
    report(millbrook.partner, now, text="Now", rating="green")
    report(millbrook.partner, now, text="Then", rating="amber", on=date(2025, 5, 1))

    action = Action.objects.get(pk="lwm-003")
    assert (action.rating.code, action.last_update_on) == ("green", now.date())


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"text": " "}, "Write what has happened, or choose a different status."),
        ({"rating": "red"}, "Say in a sentence why the action moves to “Off track”."),
        ({"rating": "blue"}, "Say in a sentence why the action moves to “Complete”."),
        ({"rating": "purple"}, "“purple” is not a status of Living well action plan."),
    ],
)
def test_an_update_is_refused_with_the_reason(words, reason, millbrook, now, heard):
    with pytest.raises(Refused, match=reason):
        report(millbrook.partner, now, **words)

    assert heard == []
    assert not Update.objects.filter(action="lwm-003").exists()


def test_completing_needs_a_reason_and_sets_the_day(millbrook, now):
    report(millbrook.partner, now, rating="blue", reason="All classes are handed over")
    assert Action.objects.get(pk="lwm-003").finished_on == now.date()


def test_moving_back_from_complete_opens_the_action_again(millbrook, now):
    report(millbrook.partner, now, rating="blue", reason="Done")
    report(millbrook.partner, now, text="One more is needed", rating="amber")
    assert Action.objects.get(pk="lwm-003").finished_on is None


def test_a_partner_cannot_report_on_the_actions_of_others(millbrook, now):
    with pytest.raises(Refused, match="Only the organisations that lead lwm-001 may report on it."):
        report(millbrook.partner, now, code="lwm-001")


def test_a_resident_finds_no_draft_action_to_report_on(millbrook, resident, now):
    with pytest.raises(Missing, match="There is no action car-001."):
        report(resident, now, code="car-001")


def test_a_lead_adds_an_action_whose_timescale_is_read_by_rule(millbrook, now, heard):
    added = plans.add_action(
        by=millbrook.lead,
        at=now,
        plan_slug="living-well-actions",
        fields={"what": "A walking group", "timescale": "Dec-25"},
        leads=[Lead(organisation="age_friends"), Lead(role="Walk leader")],
    )

    assert (added.code, added.due_on, added.position) == ("lwm-006", date(2025, 12, 31), 6)
    [told] = heard
    assert told.after["leads"] == ["age_friends", "Walk leader"]


def test_given_days_stand_beside_the_timescale_as_written(millbrook, now):
    added = plans.add_action(
        by=millbrook.lead,
        at=now,
        plan_slug="living-well-actions",
        fields={"what": "A fair", "timescale": "In the autumn", "due_on": date(2025, 10, 4)},
    )
    assert (added.timescale, added.due_on, added.date_basis) == (
        "In the autumn",
        date(2025, 10, 4),
        "given",
    )


def test_an_action_cannot_be_due_before_it_starts(millbrook, now):
    with pytest.raises(Refused, match="before it starts on 1 September 2025"):
        plans.add_action(
            by=millbrook.lead,
            at=now,
            plan_slug="living-well-actions",
            fields={
                "what": "A fair",
                "starts_on": date(2025, 9, 1),
                "due_on": date(2025, 8, 1),
            },
        )


def amend(millbrook, now, seen_version, **fields):
    return plans.amend_action(
        by=millbrook.lead,
        at=now,
        action_code="lwm-002",
        seen_version=seen_version,
        fields=fields,
    )


def test_changing_an_action_tells_what_it_said_before_and_after(millbrook, now, heard):
    amend(millbrook, now, 1, what="A nurse for every school")

    [told] = heard
    assert told.before == {"what": "A school nurse for every school"}
    assert told.after == {"what": "A nurse for every school"}


def test_changing_nothing_writes_and_tells_nothing(millbrook, now, heard):
    action = amend(millbrook, now, 1, what="A school nurse for every school")
    assert (action.version, heard) == (1, [])


def test_a_new_timescale_moves_the_due_date(millbrook, now):
    assert amend(millbrook, now, 1, timescale="June 2026").due_on == date(2026, 6, 30)


def test_the_second_editor_sees_both_texts_and_the_record_keeps_the_first(millbrook, now):
    amend(millbrook, now, 1, what="First text")

    with pytest.raises(Conflict) as met:
        amend(millbrook, now, 1, what="Second text")

    assert (met.value.theirs, met.value.version) == ({"what": "First text"}, 2)
    assert Action.objects.get(pk="lwm-002").what == "First text"


def test_retiring_needs_a_reason_and_keeps_the_action(millbrook, now):
    with pytest.raises(Refused, match="Say in a sentence why lwm-002 is retired."):
        plans.retire_action(by=millbrook.lead, at=now, action_code="lwm-002", reason=" ")

    plans.retire_action(by=millbrook.lead, at=now, action_code="lwm-002", reason="Funded elsewhere")

    assert Action.objects.get(pk="lwm-002").retired_on == now.date()
    with pytest.raises(Refused, match="was retired on 10 July 2025"):
        report(millbrook.lead, now, code="lwm-002")


def test_a_plan_is_published_and_taken_back(millbrook, now, today, heard):
    plans.publish_plan(by=millbrook.lead, at=now, slug="carers-actions", on=today)
    plans.publish_plan(by=millbrook.lead, at=now, slug="carers-actions", on=today)
    plans.withdraw_plan(by=millbrook.lead, at=now, slug="carers-actions")

    assert [type(each) for each in heard] == [events.PlanPublished, events.PlanWithdrawn]
    assert Plan.objects.get(pk="carers-actions").published_on is None


def test_a_milestone_is_added_and_met_by_the_lead_of_its_action(millbrook, now, today, heard):
    added = milestones.add_milestone(
        by=millbrook.lead, at=now, action_code="lwm-003", what="First class", due_on=today
    )
    milestones.meet_milestone(by=millbrook.partner, at=now, milestone_id=added.pk, on=today)

    added.refresh_from_db()
    assert added.met_on == today
    assert [type(each) for each in heard] == [events.MilestoneAdded, events.MilestoneMet]


def test_a_milestone_is_not_met_on_a_day_to_come(millbrook, now, today):
    added = milestones.add_milestone(
        by=millbrook.lead, at=now, action_code="lwm-003", what="First class", due_on=today
    )
    with pytest.raises(Refused, match="is still to come"):
        milestones.meet_milestone(
            by=millbrook.partner, at=now, milestone_id=added.pk, on=today + timedelta(1)
        )


def test_two_actions_never_wait_for_each_other(millbrook, now):
    milestones.add_dependency(
        by=millbrook.lead, at=now, action_code="lwm-001", needs_code="lwm-002"
    )
    with pytest.raises(Refused, match="lwm-001 already waits for lwm-002"):
        milestones.add_dependency(
            by=millbrook.lead, at=now, action_code="lwm-002", needs_code="lwm-001"
        )


def test_evidence_is_kept_with_who_added_it(millbrook, now, heard):
    kept = milestones.add_evidence(
        by=millbrook.partner, at=now, action_code="lwm-003", text="Class register"
    )
    assert (kept.added_by, type(heard[0])) == (millbrook.partner.key, events.EvidenceAdded)


def test_a_link_that_leads_nowhere_is_refused(millbrook, now):
    with pytest.raises(Refused, match="Start the link with https://"):
        milestones.add_evidence(
            by=millbrook.partner,
            at=now,
            action_code="lwm-003",
            text="Register",
            link="javascript:alert(1)",
        )
