from dataclasses import replace
from datetime import date

import pytest

from marram.strategy.rules.changes import Kind, State, changes, counts, in_order, sentences


STEADY = State(
    code="HUB-1",
    plan="hubs",
    plan_title="Hubs",
    section="Hubs",
    ref="1",
    what="Open the north hub",
    leads=("Millbrook Trust",),
    due_on=date(2025, 9, 30),
    claimed="On track",
    tone="green",
    overdue=False,
    finished=False,
    finished_on=None,
    retired_on=None,
)


def became(before=STEADY, **fields):
    return [
        (change.kind, change.was, change.now)
        for change in changes(before, replace(STEADY, **fields))
    ]


def test_nothing_becomes_of_an_action_that_stays_as_it_is():
    assert became() == []


def test_an_action_that_was_not_there_was_added():
    assert became(before=None) == [(Kind.ADDED, "", "30 September 2025")]


def test_an_action_added_and_completed_in_the_span_is_both():
    found = became(before=None, finished=True, finished_on=date(2025, 9, 30))

    assert [kind for kind, _, _ in found] == [Kind.ADDED, Kind.COMPLETED]


def test_completing_is_told_once_and_not_as_a_better_rating():
    done = {
        "finished": True,
        "finished_on": date(2025, 9, 1),
        "claimed": "Complete",
        "tone": "blue",
    }

    assert became(**done) == [(Kind.COMPLETED, "30 September 2025", "1 September 2025")]


@pytest.mark.parametrize(
    ("finished_on", "told"),
    [
        (date(2025, 9, 30), "30 September 2025"),
        (date(2025, 10, 1), "1 October 2025, 1 day late"),
        (date(2025, 10, 30), "30 October 2025, 30 days late"),
    ],
)
def test_a_late_completion_says_how_late(finished_on, told):
    assert became(finished=True, finished_on=finished_on)[0][2] == told


def test_retiring_gives_its_reason():
    found = became(retired_on=date(2025, 6, 1), retired_because="The hub has moved")

    assert found == [(Kind.RETIRED, "30 September 2025", "The hub has moved")]


def test_an_action_said_to_be_complete_too_soon_is_opened_again():
    complete = replace(STEADY, finished=True, claimed="Complete", tone="blue")

    assert became(before=complete, claimed="At risk", tone="amber") == [
        (Kind.REOPENED, "Completed", "At risk")
    ]


@pytest.mark.parametrize(
    ("claimed", "tone", "kind"),
    [
        ("Off track", "red", Kind.WORSE),
        ("Ahead", "blue", Kind.BETTER),
        ("Not started", "grey", Kind.RERATED),
        ("", "", Kind.RERATED),
    ],
)
def test_a_changed_rating_is_better_worse_or_neither(claimed, tone, kind):
    assert became(claimed=claimed, tone=tone) == [(kind, "On track", claimed or "Not rated")]


@pytest.mark.parametrize(
    ("due_on", "kind", "now"),
    [
        (date(2025, 10, 31), Kind.SLIPPED, "31 October 2025"),
        (None, Kind.SLIPPED, "No date"),
        (date(2025, 8, 31), Kind.EARLIER, "31 August 2025"),
    ],
)
def test_a_due_date_slips_when_it_moves_later_or_is_taken_away(due_on, kind, now):
    assert became(due_on=due_on) == [(kind, "30 September 2025", now)]


def test_an_action_without_a_date_is_given_one():
    undated = replace(STEADY, due_on=None)

    assert became(before=undated) == [(Kind.DATED, "No date", "30 September 2025")]


def test_an_action_falls_overdue_once():
    overdue = replace(STEADY, overdue=True)

    assert became(overdue=True) == [(Kind.FELL_OVERDUE, "30 September 2025", "On track")]
    assert became(before=overdue, overdue=True) == []


def test_an_action_moves_in_its_plan_and_between_leads():
    assert became(section="People", ref="2", leads=("Millbrook Council",)) == [
        (Kind.MOVED, "Hubs 1", "People 2"),
        (Kind.LED_BY_OTHERS, "Millbrook Trust", "Millbrook Council"),
    ]


def test_changes_stand_in_the_order_of_reports_and_are_counted():
    moved = changes(STEADY, replace(STEADY, section="People"))
    slipped = changes(STEADY, replace(STEADY, due_on=None, overdue=True))

    found = in_order([*moved, *slipped])

    assert list(counts(found).items()) == [
        (Kind.SLIPPED, 1),
        (Kind.FELL_OVERDUE, 1),
        (Kind.MOVED, 1),
    ]


def test_the_sentences_count_an_action_that_slipped_twice_once():
    slipped = changes(STEADY, replace(STEADY, due_on=date(2025, 10, 1), overdue=True))

    assert sentences(slipped) == (
        "No action was completed and none retired.",
        "No action was added.",
        "No rating changed.",
        "1 action slipped: 1 had the due date moved later and 1 fell overdue.",
    )
