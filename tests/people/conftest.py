from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from marram.foundation import events
from marram.foundation.actors import Actor
from marram.foundation.events import Event
from marram.people import actions
from marram.people.models import User
from marram.people.vocabulary import Permission


AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ON = date(2026, 3, 2)
PASSWORD = "marram-binds-the-dunes"


@pytest.fixture
def administrator() -> Actor:
    return Actor(key="system:test", name="An administrator", permissions=frozenset(Permission))


@pytest.fixture
def resident() -> Actor:
    return Actor(key="resident", name="A resident")


@pytest.fixture
def heard() -> Iterator[list[Event]]:
    """What was told while the test ran."""
    told: list[Event] = []
    events.listen(Event, told.append)
    yield told
    events.unlisten(Event, told.append)


@pytest.fixture
def council(db, administrator):
    """Millbrook, an invented borough."""
    return actions.add_organisation(
        by=administrator,
        at=AT,
        slug="millbrook-council",
        fields={"name": "Millbrook Council", "sector": "council"},
    )


@pytest.fixture
def board(council, administrator):
    return actions.add_group(
        by=administrator,
        at=AT,
        slug="millbrook-board",
        fields={"name": "Millbrook Health and Wellbeing Board", "frequency": "quarterly"},
        members=["millbrook-council", "two residents"],
    )


@pytest.fixture
def open_account(db, administrator):
    """Return a function that opens an account with roles."""

    def opened(email: str, *roles: str, organisations: tuple[str, ...] = ()) -> User:
        return actions.open_account(
            by=administrator,
            at=AT,
            on=ON,
            email=email,
            name=email.partition("@")[0].capitalize(),
            password=PASSWORD,
            roles=roles,
            organisations=organisations,
        )

    return opened
