"""The published return, delivered through the same door as any file; and Millbrook's own."""

from datetime import datetime
from importlib import resources

import pytest

from marram.funding.models import Return
from marram.funding.queries.returns import loading
from marram.funding.rules.values import ReturnValues
from marram.site import demo
from marram.sources import actions as sources


SEFTON = "sefton-2020-21-year-end"
FOLDER = resources.files("marram.site") / "record"
NEEDED = ("organisations.csv", "areas.csv")


def deliver(at: datetime, *names: str) -> dict[str, tuple[int, int, int]]:
    """Deliver and accept files of the record; returns what each did."""
    done = {}
    for name in names:
        delivery = sources.receive_delivery(
            by=demo.SYSTEM,
            at=at,
            layout=demo.RECORD[name],
            file_name=name,
            content=(FOLDER / name).read_bytes(),
        )
        counts = sources.accept_delivery(by=demo.SYSTEM, at=at, delivery_id=delivery.pk)
        done[name] = (counts.created, counts.changed, counts.unchanged)
    return done


def of_the_fund() -> list[str]:
    return [name for name in demo.RECORD if name.startswith("bcf_")]


@pytest.fixture
def sefton_once(db: None, now: datetime) -> ReturnValues:
    """The published return as a value: loaded by the first test that asks, frozen for all."""
    if SEFTON not in _read:
        deliver(now, *NEEDED, *of_the_fund())
        _read[SEFTON] = loading.values_of(loading.found(demo.SYSTEM, SEFTON))
    return _read[SEFTON]


_read: dict[str, ReturnValues] = {}


@pytest.fixture
def sefton(db: None, now: datetime) -> Return:
    """The published return in the database."""
    deliver(now, *NEEDED, *of_the_fund())
    return Return.objects.get(pk=SEFTON)
