"""Keeping a fact in the ledger, in the transaction that made it true."""

import re
from datetime import datetime

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.events import Event, Subject, publish
from marram.records import rules
from marram.records.events import ReadingKept
from marram.records.models import LedgerEntry, LedgerHead


def keep(event: Event) -> int:
    """Write `event` at the end of the ledger; return the number of its entry.

    The row of the head stays locked until the transaction ends, so that numbers have no gaps and
    there is one chain however many write. SQLite has one writer at a time already.

    Raises: RuntimeError outside a transaction, where a change could be kept without its entry.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"publish {type(event).__name__} inside the transaction of its change")
    head = _locked_head()
    line = _line(event, after=head)
    sealed = rules.seal(line)
    LedgerEntry(**vars(line), hash=sealed).save(force_insert=True)
    LedgerHead.objects.filter(pk=head.pk).update(number=line.number, hash=sealed)
    return line.number


@transaction.atomic
def note_reading(*, by: Actor, at: datetime, subject: Subject, why: str) -> None:
    """Keep that `by` read `subject`, and why. For records whose every reading must be known."""
    publish(ReadingKept(by=by.key, at=at, subject=subject, after={"why": why}))


def _locked_head() -> LedgerHead:
    """Return the head, locked. A database that was emptied has none: the chain begins anew."""
    if head := LedgerHead.objects.select_for_update().first():
        return head
    LedgerHead.objects.bulk_create([LedgerHead()], ignore_conflicts=True)
    return LedgerHead.objects.select_for_update().get()


def _line(event: Event, *, after: LedgerHead) -> rules.Line:
    return rules.Line(
        number=after.number + 1,
        at=event.at,
        by=event.by,
        kind=_kind(type(event)),
        fact=_fact(type(event)),
        subject_kind=event.subject.kind,
        subject_key=event.subject.key,
        before=rules.canonical(event.before),
        after=rules.canonical(event.after),
        previous_hash=after.hash,
    )


def _kind(event: type[Event]) -> str:
    """Return the class as "room.noun_verbed": ActionAmended becomes strategy.action_amended."""
    room = event.__module__.removeprefix("marram.").split(".")[0]
    return f"{room}.{re.sub(r'(?<=[a-z0-9])(?=[A-Z])', '_', event.__name__).lower()}"


def _fact(event: type[Event]) -> str:
    """Return the fact in words: the first line of the docstring that somebody wrote for the class.

    A dataclass without one is given its signature as a docstring, which is no sentence.
    """
    written = (event.__doc__ or "").strip().splitlines()
    if not written or written[0].startswith(f"{event.__name__}("):
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", event.__name__).capitalize()
    return written[0].rstrip(".")
