"""A small plan of Millbrook: who leads it, who reports on it, and one round of asking."""

from datetime import UTC, date, datetime

import pytest

from marram.foundation import events
from marram.foundation.actors import Actor
from marram.foundation.events import Event
from marram.people.models import Group, Organisation, User
from marram.strategy.actions import rounds
from marram.strategy.models import Action, ActionLead, Plan, PlanLead, Rating, Scheme
from marram.strategy.vocabulary import Permission


NINE = datetime(2025, 6, 2, 8, tzinfo=UTC)
CLOSES_ON = date(2025, 6, 30)

RATINGS = (
    ("not-started", "Not started", "Nothing has been done yet", "grey", False, False),
    ("on-track", "On track", "Will be done by its date", "green", False, False),
    ("at-risk", "At risk", "May be late", "amber", False, False),
    ("off-track", "Off track", "Will be late or not done", "red", True, False),
    ("complete", "Complete", "Done, and it can be shown", "blue", True, True),
)


@pytest.fixture
def scheme(db):
    scheme = Scheme.objects.create(slug="action-progress", title="Progress of actions")
    for position, (code, label, meaning, tone, reason, finishes) in enumerate(RATINGS, start=1):
        Rating.objects.create(
            scheme=scheme,
            code=code,
            label=label,
            meaning=meaning,
            tone=tone,
            position=position,
            needs_reason=reason,
            finishes=finishes,
        )
    return scheme


@pytest.fixture
def plan(scheme):
    return Plan.objects.create(
        slug="hubs",
        title="Hubs for Millbrook",
        prefix="HUB",
        scheme=scheme,
        adopted_on=date(2025, 4, 1),
    )


@pytest.fixture
def health(db):
    return Organisation.objects.create(
        slug="public-health", name="Millbrook Public Health", sector="council"
    )


@pytest.fixture
def trust(db):
    return Organisation.objects.create(
        slug="trust", name="Millbrook Care Trust", sector="NHS provider"
    )


@pytest.fixture
def forum(db):
    return Group.objects.create(slug="forum", name="Carers' forum")


def add(plan, number, *leads, **fields):
    """Add an action led by organisations, groups or roles (text)."""
    action = Action.objects.create(
        code=f"hub-{number:03d}",
        plan=plan,
        position=number,
        ref=f"A{number}",
        what=fields.pop("what", f"Open drop-in number {number}"),
        timing="dated",
        due_on=fields.pop("due_on", date(2026, 3, 31)),
        update_due_on=date(2025, 7, 1),
        added_on=date(2025, 4, 1),
        changed_at=datetime(2025, 4, 1, tzinfo=UTC),
        **fields,
    )
    for position, lead in enumerate(leads, start=1):
        ActionLead.objects.create(
            action=action,
            organisation=lead if isinstance(lead, Organisation) else None,
            group=lead if isinstance(lead, Group) else None,
            role=lead if isinstance(lead, str) else "",
            position=position,
        )
    return action


@pytest.fixture
def actions(plan, health, trust, forum):
    """Three of Public Health (one shared with the Trust), one of the forum, one of a mere role."""
    return (
        add(plan, 1, health),
        add(plan, 2, health, trust),
        add(plan, 3, health),
        add(plan, 4, forum),
        add(plan, 5, "Head of commissioning"),
        add(plan, 6, trust, finished_on=date(2025, 5, 1)),
        add(plan, 7, trust, retired_on=date(2025, 5, 1), retired_because="No money"),
    )


@pytest.fixture
def lead(plan):
    user = User.objects.create(
        email="lead@millbrook.example", name="Plan lead of Millbrook", joined_at=NINE
    )
    PlanLead.objects.create(plan=plan, user=user)
    return Actor(
        key=f"user:{user.pk}",
        name=user.name,
        permissions=frozenset[str](
            {Permission.READ_DRAFTS, Permission.RUN_PLANS, Permission.REPORT_PROGRESS}
        ),
    )


@pytest.fixture
def contributor(health):
    user = User.objects.create(
        email="partner@millbrook.example", name="Partner of Public Health", joined_at=NINE
    )
    return Actor(
        key=f"user:{user.pk}",
        name=user.name,
        permissions=frozenset[str]({Permission.READ_DRAFTS, Permission.REPORT_PROGRESS}),
        organisations=frozenset({health.pk}),
    )


RESIDENT = Actor(key="resident", name="A resident")
SYSTEM = Actor(key="system:chase", name="The morning's reminders")

ADDRESSES = {
    "organisation:public-health": "health@millbrook.example",
    "organisation:trust": "trust@millbrook.example",
    "group:forum": "forum@millbrook.example",
}


@pytest.fixture
def told():
    """Every event, in the order told."""
    heard: list[Event] = []
    events.listen(Event, heard.append)
    yield heard
    events.unlisten(Event, heard.append)


@pytest.fixture
def opened(lead, actions, django_capture_on_commit_callbacks):
    """A round that asks Public Health, the Trust and the forum; three mails have left."""
    with django_capture_on_commit_callbacks(execute=True):
        return open_round(lead)


def open_round(lead, **changed):
    asked = {
        "by": lead,
        "at": NINE,
        "plan": "hubs",
        "title": "Summer update",
        "message": "The board meets on 8 July.",
        "closes_on": CLOSES_ON,
        "addresses": ADDRESSES,
    }
    return rounds.open_round(**{**asked, **changed})


def secret_in(mail):
    """Return the secret of the link in a mail."""
    return mail.body.partition("/updates/")[2].partition("/")[0]
