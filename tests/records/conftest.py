import pytest

from marram.foundation.actors import Actor
from marram.records.vocabulary import Permission


@pytest.fixture
def partner():
    return Actor(key="user:1", name="Amina", permissions=frozenset({Permission.READ_HISTORY}))


@pytest.fixture
def auditor():
    return Actor(
        key="user:2",
        name="Bo",
        permissions=frozenset({Permission.READ_HISTORY, Permission.READ_LEDGER}),
    )


@pytest.fixture
def resident():
    return Actor(key="resident", name="A resident")
