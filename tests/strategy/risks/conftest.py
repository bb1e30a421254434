from datetime import UTC, date, datetime

import pytest

from marram.foundation import events
from marram.foundation.actors import Actor
from marram.foundation.events import Event
from marram.people.models import Group, User
from marram.strategy.actions import risks
from marram.strategy.models import Plan, PlanLead, Scheme
from marram.strategy.vocabulary import Permission


NOON = datetime(2025, 6, 5, 12, tzinfo=UTC)

FLOODING = {
    "title": "The new hub floods",
    "cause": "It stands on the flood plain",
    "effect": "Sessions are called off",
    "likelihood_before": 4,
    "impact_before": 4,
    "mitigations": "A second venue is booked",
    "likelihood_after": 2,
    "impact_after": 3,
    "owner": "Hub manager",
    "review_on": date(2025, 9, 1),
}


@pytest.fixture
def plan(db):
    scheme = Scheme.objects.create(slug="plain", title="Plain")
    return Plan.objects.create(
        slug="hubs",
        title="Hubs for Millbrook",
        prefix="HUB",
        scheme=scheme,
        adopted_on=date(2025, 4, 1),
        published_on=date(2025, 4, 1),
    )


@pytest.fixture
def group(db):
    return Group.objects.create(slug="delivery", name="Delivery group")


@pytest.fixture
def lead(plan):
    user = User.objects.create(email="lead@millbrook.example", name="Plan lead", joined_at=NOON)
    PlanLead.objects.create(plan=plan, user=user)
    return Actor(
        key=f"user:{user.pk}",
        name=user.name,
        permissions=frozenset(
            {Permission.READ_DRAFTS, Permission.RUN_PLANS, Permission.KEEP_RISKS}
        ),
    )


@pytest.fixture
def officer():
    return Actor(
        key="user:901",
        name="Board officer",
        permissions=frozenset(
            {Permission.READ_DRAFTS, Permission.KEEP_LIBRARY, Permission.KEEP_RISKS}
        ),
    )


@pytest.fixture
def contributor():
    return Actor(
        key="user:902", name="Contributor", permissions=frozenset({Permission.READ_DRAFTS})
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
def flooding(plan, officer):
    return risks.add_risk(by=officer, at=NOON, plan="hubs", fields=FLOODING)
