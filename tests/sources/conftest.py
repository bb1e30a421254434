from datetime import UTC, datetime

import pytest

from marram.foundation.actors import Actor
from marram.people.vocabulary import Permission as People
from marram.places.vocabulary import Permission as Places
from marram.sources.vocabulary import Permission


@pytest.fixture
def at():
    return datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@pytest.fixture
def sender():
    """Sends files, and sees what became of them."""
    return Actor(key="user:7", name="Amina", permissions=frozenset({Permission.DELIVER}))


@pytest.fixture
def keeper():
    """Sends and accepts files, and may write where their rows go."""
    return Actor(
        key="user:8",
        name="Bo",
        permissions=frozenset(
            {*Permission, People.EDIT_ORGANISATIONS, People.EDIT_GROUPS, Places.EDIT_AREAS}
        ),
    )


@pytest.fixture
def resident():
    return Actor(key="resident", name="A resident")
