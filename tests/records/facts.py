"""A few facts of Millbrook, which is invented, to keep and to tamper with."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from marram.foundation.events import Event, Subject, publish


MORNING = datetime(2025, 6, 5, 9, 30, tzinfo=UTC)
BENCH = Subject("parks.bench", "12")


@dataclass(frozen=True, kw_only=True)
class BenchMoved(Event):
    """Moved a bench."""


@dataclass(frozen=True, kw_only=True)
class BenchPainted(Event):
    pass


@transaction.atomic
def move_bench(
    to="Mill Pond", *, by="user:1", at=MORNING, subject=BENCH, before=None, kind=BenchMoved
):
    """Tell that a bench was moved; nothing but the ledger remembers it."""
    before = {} if before is None else {"place": before}
    publish(kind(by=by, at=at, subject=subject, before=before, after={"place": to}))


def move_benches(count: int, **words) -> None:
    for number in range(count):
        move_bench(f"Spot {number + 1}", at=MORNING + timedelta(minutes=number), **words)
