"""What every test stands on: no network, no models in templates, and the borough of Millbrook."""

import socket
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Manager, Model, QuerySet
from django.test.signals import template_rendered
from hypothesis import HealthCheck, settings

from marram.foundation import events
from marram.foundation.actors import Actor
from marram.foundation.events import Event
from tests.records.sealing import emptying_past_the_seal
from tests.world import millbrook as borough


LONDON = ZoneInfo("Europe/London")
# A machine that others use too may stand still for a second: that is no fault of an example.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")


@pytest.fixture(autouse=True)
def templates_get_values_not_models() -> Iterator[None]:
    """Fail a test whose page was handed a model, manager or queryset."""

    def check(sender, template, context, **kwargs):
        if str(template.name).startswith("django/"):
            return
        for name, value in context.flatten().items():
            assert not isinstance(value, Model | Manager | QuerySet), (
                f"{template.name} was handed {name}={value!r}"
            )

    template_rendered.connect(check)
    yield
    template_rendered.disconnect(check)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing leave this machine: a test that needs the world outside is no test of ours."""
    connect = socket.socket.connect

    def guarded(self, address, *rest):
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "localhost", "::1"):
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address, *rest)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True, scope="session")
def the_ledger_is_emptied_between_tests() -> Iterator[None]:
    """A test that commits is cleaned up after; the ledger's triggers would refuse."""
    with emptying_past_the_seal():
        yield


@pytest.fixture
def heard() -> Iterator[list[Event]]:
    """Every event told while the test runs."""
    told: list[Event] = []
    events.listen(Event, told.append)
    yield told
    events.unlisten(Event, told.append)


@pytest.fixture
def today() -> date:
    """The day on which Millbrook is looked at."""
    return borough.TODAY


@pytest.fixture
def now() -> datetime:
    return borough.NOW


@pytest.fixture
def millbrook(db: None) -> borough.Millbrook:
    """The one small borough that tests and screenshots share, built by the real actions."""
    return borough.build()


@pytest.fixture
def resident() -> Actor:
    return borough.RESIDENT
