from datetime import date

import pytest

from marram.foundation.verdicts import Missing, Refused
from marram.strategy.actions import risks as actions
from marram.strategy.queries import risks as queries
from marram.strategy.queries.risks import RiskFilters
from marram.strategy.rules.movements import Movement

from .conftest import FLOODING, NOON


ON = date(2025, 6, 5)


def register(viewer, on=ON, **filters):
    return queries.register(viewer=viewer, on=on, filters=RiskFilters(**filters))


@pytest.fixture
def raised(plan, group, officer):
    """Add a risk with some fields of its own."""

    def add(title, *, to="hubs", in_group="", **fields):
        return actions.add_risk(
            by=officer,
            at=NOON,
            plan=to,
            group=in_group,
            fields=FLOODING | {"title": title} | fields,
        )

    return add


def test_risks_overdue_for_review_come_first_then_the_gravest(raised, contributor):
    raised("Small", likelihood_after=1, impact_after=1)
    raised("Grave", likelihood_after=5, impact_after=5)
    raised("Forgotten", likelihood_after=1, impact_after=1, review_on=date(2025, 6, 4))

    found = register(contributor)

    assert [line.title for line in found.lines] == ["Forgotten", "Grave", "Small"]
    assert [line.overdue for line in found.lines] == [True, False, False]


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"plan": "hubs"}, {"Of the plan"}),
        ({"group": "delivery"}, {"Of the group"}),
        ({"owner": "Estates"}, {"Of the group"}),
        ({"level": "very high"}, {"Of the group"}),
        ({"words": "plan"}, {"Of the plan"}),
        ({"state": "closed"}, {"Closed"}),
        ({"state": "all"}, {"Of the plan", "Of the group", "Closed"}),
    ],
)
def test_a_register_is_narrowed_by_its_filters(filters, titles, raised, officer):
    raised("Of the plan")
    raised(
        "Of the group", to="", in_group="delivery", owner="Estates",
        likelihood_after=5, impact_after=4,
    )  # fmt: skip
    closed = raised("Closed", to="", in_group="delivery")
    actions.close_risk(by=officer, at=NOON, risk_id=closed.pk, reason="Over")
    if filters == {"group": "delivery"}:
        filters = filters | {"state": "open"}

    found = register(officer, **filters)

    assert {line.title for line in found.lines} == titles


def test_a_line_knows_the_last_meeting_and_the_movement(raised, officer):
    risk = raised("Flood")
    for day, meeting in ((3, "Delivery group"), (4, "Board")):
        actions.mark_reviewed(
            by=officer, at=NOON, risk_id=risk.pk, on=date(2025, 6, day), meeting=meeting,
            note="", likelihood=1, impact=day, review_on=date(2025, 9, 1),
        )  # fmt: skip

    line = register(officer).lines[0]

    assert (line.last_meeting, line.last_reviewed_on) == ("Board", date(2025, 6, 4))
    assert (line.before.score, line.after.score, line.movement) == (16, 4, Movement.BETTER)


def test_a_risk_shows_how_each_meeting_moved_it(raised, officer):
    risk = raised("Flood")
    for day, likelihood in ((3, 5), (4, 1)):
        actions.mark_reviewed(
            by=officer, at=NOON, risk_id=risk.pk, on=date(2025, 6, day), meeting="Board",
            note="", likelihood=likelihood, impact=4, review_on=date(2025, 9, 1),
        )  # fmt: skip

    page = queries.risk_page(viewer=officer, number=risk.pk, on=ON)

    assert [mark.movement for mark in page.marks] == [Movement.WORSE, Movement.BETTER]


def test_a_resident_is_told_that_registers_are_for_partners(flooding, resident):
    with pytest.raises(Refused, match="Only partners who are logged in may read risk registers"):
        register(resident)


@pytest.mark.parametrize("place", [{"plan": "none"}, {"group": "none"}])
def test_an_unknown_register_is_missing(place, db, officer):
    with pytest.raises(Missing, match="There is no (plan|group) none"):
        register(officer, **place)


def test_an_unknown_risk_is_missing(db, officer):
    with pytest.raises(Missing, match="There is no risk 999"):
        queries.risk_page(viewer=officer, number=999, on=ON)


@pytest.mark.parametrize("count", [1, 50])
def test_a_register_costs_two_queries_however_many_risks(
    count, raised, officer, django_assert_num_queries
):
    for number in range(count):
        raised(f"Risk {number}")

    with django_assert_num_queries(2):
        found = register(officer, plan="hubs")

    assert len(found.lines) == count


@pytest.mark.parametrize("count", [1, 50])
def test_a_risk_costs_two_queries_however_many_meetings(
    count, raised, officer, django_assert_num_queries
):
    risk = raised("Flood")
    for number in range(count):
        actions.mark_reviewed(
            by=officer, at=NOON, risk_id=risk.pk, on=date(2025, 1, 1), meeting=f"Board {number}",
            note="", likelihood=1, impact=1, review_on=date(2025, 9, 1),
        )  # fmt: skip

    with django_assert_num_queries(2):
        page = queries.risk_page(viewer=officer, number=risk.pk, on=ON)

    assert len(page.marks) == count
