from datetime import UTC, date, datetime

import pytest

from marram.foundation.verdicts import Missing, Refused
from marram.records.queries.field_changes import field_changes
from marram.strategy.actions import plans, recorded
from marram.strategy.actions.plans import Lead
from marram.strategy.models import Action
from marram.strategy.queries.progress import progress
from marram.strategy.rules.changes import Grouping, Kind, Move, grouped, sentences, value_on


def on(month, day):
    return datetime(2025, month, day, 12, tzinfo=UTC)


def report(viewer, since=date(2025, 4, 2), until=date(2025, 6, 30), plan="hubs"):
    found = progress(viewer=viewer, since=since, until=until, plan=plan)
    return [(change.action.code, change.kind, change.was, change.now) for change in found.changes]


def amend(act, code, at, leads=None, **fields):
    version = Action.objects.get(pk=code).version
    act(
        plans.amend_action,
        at=at,
        action_code=code,
        seen_version=version,
        fields=fields,
        leads=leads,
    )


def say(act, code, at, rating, reason="Because"):
    act(plans.report_progress, at=at, action_code=code, text="Word", rating=rating, reason=reason)


def test_an_action_completed_in_the_span_is_told_with_its_day(hubs, administrator):
    assert (
        "HUB-3",
        Kind.COMPLETED,
        "30 April 2025",
        "2 May 2025, 2 days late",
    ) in report(administrator)


def test_an_action_that_fell_overdue_in_the_span_is_told_once(hubs, administrator):
    quarter = report(administrator)
    after = report(administrator, since=date(2025, 7, 1), until=date(2025, 9, 30))

    fell = [change for change in quarter if change[1] == Kind.FELL_OVERDUE]
    assert fell == [("HUB-2", Kind.FELL_OVERDUE, "31 May 2025", "At risk")]
    assert after == []


def test_the_days_of_the_span_are_both_within_it(hubs, administrator):
    on_the_day = report(administrator, since=date(2025, 5, 2), until=date(2025, 5, 2))
    around_it = [
        *report(administrator, since=date(2025, 4, 2), until=date(2025, 4, 30)),
        *report(administrator, since=date(2025, 5, 3), until=date(2025, 5, 31)),
    ]

    assert [change[1] for change in on_the_day] == [Kind.COMPLETED]
    assert around_it == []


def test_actions_added_in_the_span_are_told(hubs, administrator, act):
    act(
        plans.add_action,
        at=on(6, 1),
        plan_slug="hubs",
        code="HUB-5",
        fields={"what": "A fifth", "due_on": date(2025, 12, 31)},
    )

    assert ("HUB-5", Kind.ADDED, "", "31 December 2025") in report(administrator)
    assert "HUB-5" not in [change[0] for change in report(administrator, until=date(2025, 5, 31))]


def test_the_first_actions_of_a_plan_were_in_it_since_it_was_adopted(hubs, administrator, act):
    act(
        plans.add_plan,
        slug="homes",
        title="Homes",
        prefix="HOM",
        fields={"scheme": "action-progress", "adopted_on": date(2024, 4, 1)},
    )
    row = {"plan": "homes", "action": "Warm homes", "leads": "", "due_on": date(2024, 5, 31)}

    act(recorded.record_actions, rows=[row | {"action_id": "HOM-1"}])
    act(recorded.record_actions, rows=[row | {"action_id": "HOM-2"}])

    spring = report(administrator, since=date(2024, 4, 2), until=date(2024, 6, 30), plan="homes")
    assert spring == [("HOM-1", Kind.FELL_OVERDUE, "31 May 2024", "Not rated")]
    days = Action.objects.filter(plan="homes").order_by("pk").values_list("added_on", flat=True)
    assert list(days) == [date(2024, 4, 1), date(2025, 4, 1)]


def test_ratings_that_moved_are_better_or_worse(hubs, administrator, act):
    say(act, "HUB-1", on(6, 1), "off-track")
    say(act, "HUB-2", on(5, 20), "on-track")

    found = report(administrator, until=date(2025, 6, 1))

    assert ("HUB-1", Kind.WORSE, "On track", "Off track") in found
    assert ("HUB-2", Kind.BETTER, "At risk", "On track") in found


def test_a_rating_that_moved_and_came_back_has_not_moved(hubs, administrator, act):
    say(act, "HUB-1", on(5, 1), "off-track")
    say(act, "HUB-1", on(6, 1), "on-track")

    codes = [change[0] for change in report(administrator)]

    assert "HUB-1" not in codes


def test_a_rating_after_the_span_is_not_in_it(hubs, administrator, act):
    say(act, "HUB-1", on(7, 1), "off-track")

    codes = [change[0] for change in report(administrator)]

    assert "HUB-1" not in codes


def test_a_due_date_moved_later_has_slipped(hubs, administrator, act):
    amend(act, "HUB-1", on(5, 10), due_on=date(2025, 12, 31))

    assert ("HUB-1", Kind.SLIPPED, "30 September 2025", "31 December 2025") in report(administrator)


def test_a_due_date_moved_twice_is_told_from_first_to_last(hubs, administrator, act):
    amend(act, "HUB-1", on(5, 10), due_on=date(2025, 12, 31))
    amend(act, "HUB-1", on(5, 20), due_on=date(2026, 3, 31))

    assert ("HUB-1", Kind.SLIPPED, "30 September 2025", "31 March 2026") in report(administrator)


def test_a_due_date_moved_after_the_span_is_told_as_it_was_then(hubs, administrator, act):
    amend(act, "HUB-1", on(5, 10), due_on=date(2025, 12, 31))
    amend(act, "HUB-1", on(7, 10), due_on=date(2026, 3, 31))

    assert ("HUB-1", Kind.SLIPPED, "30 September 2025", "31 December 2025") in report(administrator)


def test_an_overdue_action_with_a_new_date_after_the_span_was_overdue_in_it(
    hubs, administrator, act
):
    amend(act, "HUB-2", on(7, 10), due_on=date(2025, 12, 31))

    assert ("HUB-2", Kind.FELL_OVERDUE, "31 May 2025", "At risk") in report(administrator)


def test_a_retired_action_is_told_with_its_reason(hubs, administrator, act):
    act(plans.retire_action, at=on(6, 1), action_code="HUB-4", reason="The hub has moved")

    assert ("HUB-4", Kind.RETIRED, "No date", "The hub has moved") in report(administrator)


def test_an_action_that_moved_and_changed_hands_is_told_with_names(hubs, administrator, act):
    amend(
        act, "HUB-1", on(5, 10), leads=[Lead(organisation="council", role="Estates")],
        section="Places",
    )  # fmt: skip

    found = report(administrator)

    assert ("HUB-1", Kind.MOVED, "Hubs 1", "Places 1") in found
    assert (
        "HUB-1",
        Kind.LED_BY_OTHERS,
        "Millbrook Trust",
        "Millbrook Council (Estates)",
    ) in found


def test_a_report_is_counted_in_sentences_and_groups(hubs, administrator):
    found = progress(viewer=administrator, since=date(2025, 4, 2), until=date(2025, 6, 30))

    assert sentences(found.changes)[0] == "1 action was completed and none retired."
    assert grouped(found.changes, Grouping.LEAD) == {
        ("", "Millbrook Council"): {Kind.COMPLETED: 1, Kind.FELL_OVERDUE: 1}
    }
    assert grouped(found.changes, Grouping.SECTION) == {
        ("Hubs for Millbrook", "Hubs"): {Kind.COMPLETED: 1},
        ("Hubs for Millbrook", "People"): {Kind.FELL_OVERDUE: 1},
    }
    assert grouped(found.changes, Grouping.PLAN) == {
        ("Hubs for Millbrook", ""): {Kind.COMPLETED: 1, Kind.FELL_OVERDUE: 1}
    }


def test_a_span_that_ends_before_it_starts_is_refused(hubs, administrator):
    with pytest.raises(Refused, match="start on 2025-06-30, after it ends on 2025-04-02"):
        report(administrator, since=date(2025, 6, 30), until=date(2025, 4, 2))


def test_a_resident_reads_no_progress_report(hubs, resident):
    with pytest.raises(Refused, match="Only partners who are logged in"):
        report(resident)


def test_an_unknown_plan_is_missing(hubs, administrator):
    with pytest.raises(Missing, match="There is no plan none"):
        report(administrator, plan="none")


@pytest.mark.parametrize("count", [1, 50])
def test_a_report_costs_the_same_queries_however_much_has_changed(
    count, hubs, administrator, act, django_assert_num_queries
):
    for number in range(count):
        act(
            plans.add_action,
            plan_slug="hubs",
            code=f"NEW-{number}",
            fields={"what": "New", "due_on": date(2025, 12, 1)},
            leads=[Lead(organisation="trust")],
        )
        amend(act, f"NEW-{number}", on(5, 1), leads=[Lead(organisation="council")], section="New")

    with django_assert_num_queries(7):
        found = report(administrator)

    assert sum(change[1] == Kind.MOVED for change in found) == count


def test_a_field_is_traced_back_to_any_day():
    moves = [Move(date(2025, 5, 1), "May", "June"), Move(date(2025, 6, 1), "June", "July")]

    assert value_on("July", moves, date(2025, 4, 30)) == "May"
    assert value_on("July", moves, date(2025, 5, 1)) == "June"
    assert value_on("July", moves, date(2025, 6, 1)) == "July"
    assert value_on("Now", [], date(2025, 6, 1)) == "Now"


@pytest.mark.database
def test_the_ledger_tells_how_single_fields_moved(hubs, act):
    amend(act, "HUB-1", on(5, 10), due_on=date(2025, 12, 31), what="Open it")

    found = field_changes(subject_kind="strategy.action", fields=["due_on"], since=on(5, 1))

    assert [(each.key, each.field, each.before, each.after) for each in found] == [
        ("HUB-1", "due_on", "2025-09-30", "2025-12-31")
    ]
    assert field_changes(subject_kind="strategy.action", fields=["due_on"], since=on(5, 11)) == ()
    assert field_changes(subject_kind="strategy.plan", fields=["due_on"], since=on(5, 1)) == ()
