from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from marram.foundation import events
from marram.foundation.actors import Actor
from marram.foundation.events import Event
from marram.places import actions
from marram.places.vocabulary import Permission


AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

# Millbrook, Eastham and Westham are invented boroughs; their codes have the form of real ones and
# stand in no register.
MILLBROOK, EASTHAM, WARD, OTHER_WARD = "E08999901", "E08999902", "E05999901", "E05999902"
REGION = "E12999901"


@pytest.fixture
def analyst() -> Actor:
    return Actor(key="system:test", name="An analyst", permissions=frozenset(Permission))


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
def areas(db, analyst):
    """A region of two invented boroughs, and two wards."""
    rows = [
        {"code": REGION, "name": "The Brooks", "kind": "region"},
        {"code": MILLBROOK, "name": "Millbrook", "kind": "metropolitan district"},
        {"code": EASTHAM, "name": "Eastham", "kind": "metropolitan district"},
        {"code": WARD, "name": "Mill Lane", "kind": "ward", "starts_on": date(2004, 5, 1)},
        {"code": OTHER_WARD, "name": "Brookside", "kind": "ward"},
    ]
    return actions.record_areas(by=analyst, at=AT, rows=rows)


@pytest.fixture
def hierarchy(areas, analyst):
    """The ward of Mill Lane moved from Eastham to Millbrook on 1 April 2020."""
    moved = date(2020, 4, 1)
    rows = [
        {"area": MILLBROOK, "parent": REGION},
        {"area": EASTHAM, "parent": REGION},
        {"area": WARD, "parent": EASTHAM, "starts_on": date(2004, 5, 1), "ends_on": moved},
        {"area": WARD, "parent": MILLBROOK, "starts_on": moved},
        {"area": OTHER_WARD, "parent": MILLBROOK},
    ]
    return actions.record_memberships(by=analyst, at=AT, rows=rows)
