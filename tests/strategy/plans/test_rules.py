from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marram.strategy.models import Action, Milestone
from marram.strategy.queries.action_lines import standing_on
from marram.strategy.rules import milestones
from marram.strategy.rules.plans import Dates, standing
from marram.strategy.vocabulary import Standing


DAY = date(2025, 7, 10)
SOON, LATER, EARLIER = DAY + timedelta(28), DAY + timedelta(29), DAY - timedelta(1)


def dates(due_on=None, update_due_on=LATER, finished_on=None, retired_on=None, unmet=()):
    return Dates(due_on, update_due_on, finished_on, retired_on, unmet)


@pytest.mark.parametrize(
    ("given_dates", "expected"),
    [
        (dates(due_on=EARLIER), Standing.OVERDUE),
        (dates(due_on=DAY), Standing.DUE_SOON),
        (dates(due_on=SOON), Standing.DUE_SOON),
        (dates(due_on=LATER), Standing.ON_COURSE),
        (dates(), Standing.NO_DATE),
        (dates(due_on=LATER, update_due_on=EARLIER), Standing.STALE),
        (dates(due_on=LATER, update_due_on=DAY), Standing.ON_COURSE),
        (dates(due_on=LATER, unmet=(EARLIER,)), Standing.MILESTONE_MISSED),
        (dates(due_on=LATER, unmet=(DAY,)), Standing.ON_COURSE),
        (dates(due_on=EARLIER, unmet=(EARLIER,)), Standing.OVERDUE),
        (dates(due_on=EARLIER, finished_on=DAY), Standing.COMPLETE),
        (dates(due_on=EARLIER, finished_on=LATER), Standing.OVERDUE),
        (dates(due_on=EARLIER, finished_on=EARLIER, retired_on=DAY), Standing.RETIRED),
    ],
)
def test_an_action_stands_as_its_dates_say(given_dates, expected):
    assert standing(given_dates, on=DAY) == expected


near = st.integers(-40, 40).map(lambda days: DAY + timedelta(days))


@pytest.mark.database
@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    due_on=st.none() | near,
    update_due_on=near,
    finished_on=st.none() | near,
    retired_on=st.none() | near,
    milestone=st.none() | st.tuples(near, st.none() | near),
)
def test_the_database_and_the_rule_agree(
    millbrook_for_all, due_on, update_due_on, finished_on, retired_on, milestone
):
    """The expression that filters lists is the twin of the rule that the pages explain."""
    action = Action.objects.get(pk="lwm-002")
    action.starts_on, action.due_on, action.update_due_on = None, due_on, update_due_on
    action.finished_on, action.retired_on = finished_on, retired_on
    action.retired_because = "no longer needed" if retired_on else ""
    action.save()
    action.milestones.all().delete()
    unmet = []
    if milestone:
        milestone_due, met_on = milestone
        Milestone.objects.create(
            action=action, what="A step", due_on=milestone_due, met_on=met_on, position=1
        )
        if met_on is None or met_on > DAY:
            unmet = [milestone_due]

    by_database = Action.objects.annotate(standing=standing_on(DAY)).get(pk="lwm-002").standing
    by_rule = standing(Dates(due_on, update_due_on, finished_on, retired_on, unmet), on=DAY)

    assert by_database == by_rule


@pytest.fixture
def millbrook_for_all(millbrook):
    """One borough for all examples: each example sets every field that it looks at."""
    return millbrook


def test_two_actions_do_not_wait_for_each_other_through_a_third():
    pairs = [("b", "c"), ("c", "d")]
    assert milestones.no_circle("a", "b", pairs)
    assert not milestones.no_circle("d", "b", pairs)
    assert not milestones.no_circle("a", "a", pairs)
