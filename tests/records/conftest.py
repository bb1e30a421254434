from datetime import UTC, datetime

import pytest
from django.test import RequestFactory
from django.urls import resolve

from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.people.models import User
from marram.records.vocabulary import Permission
from tests.records.installations import Builder


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


@pytest.fixture
def amina(db):
    """The account behind the key "user:1"."""
    return User.objects.create(
        pk=1,
        email="amina@millbrook.example",
        name="Amina",
        joined_at=datetime(2025, 1, 6, tzinfo=UTC),
    )


@pytest.fixture
def hung():
    """Hang panels for one test: `hung(space, panel)`."""
    added = []

    def hang(space, panel):
        panels.hang(space, panel)
        added.append((space, panel))

    yield hang
    for space, panel in added:
        panels._hung[space].remove(panel)


@pytest.fixture
def opened(rf: RequestFactory):
    """Return what a viewer gets at an address: `opened("/records/", viewer=auditor)`."""

    def open_page(address, *, viewer):
        request = rf.get(address)
        request.actor = viewer
        found = resolve(request.path)
        return found.func(request, *found.args, **found.kwargs)

    return open_page


@pytest.fixture(scope="session")
def builder(tmp_path_factory, django_db_blocker):
    """Makes whole installations: `with builder.installation(tmp_path / "home") as millbrook`."""
    made = Builder(tmp_path_factory.mktemp("installations"))
    yield made
    with django_db_blocker.unblock():
        made.close()
