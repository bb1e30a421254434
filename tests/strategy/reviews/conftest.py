from datetime import UTC, date, datetime

import pytest

from marram.foundation import events
from marram.foundation.actors import Actor
from marram.foundation.events import Event
from marram.people.models import Organisation
from marram.site import roles
from marram.strategy.actions import plans, tools
from marram.strategy.actions.plans import Lead
from tests.strategy.assessments.conftest import rows


NOON = datetime(2025, 6, 5, 12, tzinfo=UTC)
SPRING = datetime(2025, 4, 1, 12, tzinfo=UTC)


@pytest.fixture
def administrator():
    return Actor(
        key="user:901",
        name="Administrator",
        permissions=roles.permissions(["administrator"]),
    )


@pytest.fixture
def contributor():
    return Actor(
        key="user:902",
        name="Contributor",
        permissions=roles.permissions(["partner-contributor"]),
        organisations=frozenset({"trust"}),
    )


@pytest.fixture
def resident():
    return Actor(key="resident", name="Resident")


@pytest.fixture
def told():
    """The events that the test's acts publish, in their order."""
    heard: list[Event] = []
    events.listen(Event, heard.append)
    yield heard
    events.unlisten(Event, heard.append)


@pytest.fixture
def act(administrator):
    """Do an action on plans as an administrator, at noon on a day."""

    def do(action, *, at=SPRING, **what):
        return action(by=administrator, at=at, **what)

    return do


@pytest.fixture
def hubs(db, act):
    """A plan of four actions, all added on 1 April 2025 and rated by our own scheme.

    HUB-1 is on track, HUB-2 at risk, HUB-3 was said to be complete on 2 May, HUB-4 has no date.
    """
    Organisation.objects.create(slug="trust", name="Millbrook Trust", sector="NHS provider")
    Organisation.objects.create(slug="council", name="Millbrook Council", sector="council")
    act(tools.record_schemes, rows=rows("schemes.csv")[:5])
    act(
        plans.add_plan,
        slug="hubs",
        title="Hubs for Millbrook",
        prefix="HUB",
        fields={"scheme": "action-progress", "adopted_on": date(2025, 4, 1)},
    )
    for number, (what, due_on, lead) in enumerate(
        [
            ("Open the north hub", date(2025, 9, 30), "trust"),
            ("Train the volunteers", date(2025, 5, 31), "council"),
            ("Print the leaflet", date(2025, 4, 30), "council"),
            ("Keep the hub open", None, "trust"),
        ],
        start=1,
    ):
        act(
            plans.add_action,
            plan_slug="hubs",
            code=f"HUB-{number}",
            fields={
                "what": what,
                "ref": str(number),
                "section": "Hubs" if number % 2 else "People",
                "due_on": due_on,
            },
            leads=[Lead(organisation=lead)],
        )
    report = plans.report_progress
    act(report, action_code="HUB-1", text="Builders are in", rating="on-track")
    act(report, action_code="HUB-2", text="Two fell ill", rating="at-risk")
    act(
        report,
        at=datetime(2025, 5, 2, 12, tzinfo=UTC),
        action_code="HUB-3",
        text="Printed",
        rating="complete",
        reason="It is out",
    )
    return "hubs"
