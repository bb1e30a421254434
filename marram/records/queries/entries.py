"""The whole ledger, for those who watch over it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import QuerySet
from django.utils.timezone import make_aware

from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.records import policies
from marram.records.models import LedgerEntry, LedgerHead
from marram.records.queries.histories import Entry, Named, actor_names, shown, subject_names


PAGE = 50
# Entries are read in such parts for a file, so that a long ledger needs no more memory.
PART = 1000


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Which entries somebody wants to see. An empty field chooses all; both days are included."""

    by: str = ""
    kind: str = ""
    subject_kind: str = ""
    subject_key: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class LedgerPage:
    """A page of entries, newest first, and what can be chosen from.

    `actors` maps each key that stands in the ledger to a name; `head` is the hash of the newest
    entry, to be written into minutes.
    """

    entries: tuple[Entry, ...]
    subjects: Mapping[Subject, Named]
    actors: Mapping[str, str]
    kinds: tuple[str, ...]
    number: int
    head: str
    older: int | None


def ledger(*, viewer: Actor, chosen: Chosen, before: int | None = None) -> LedgerPage:
    """Return the newest chosen entries, those before entry `before` if given.

    Six SQL queries, and those of the rooms that know names of their own actors and records.

    Raises: Refused when `viewer` may not read the ledger.
    """
    policies.may_read_ledger(viewer).enforce()
    rows = _newest(_chosen(chosen), before=before)
    entries = shown(rows[:PAGE], viewer=viewer)
    head = LedgerHead.objects.first() or LedgerHead()
    return LedgerPage(
        entries=entries,
        subjects=subject_names({entry.subject for entry in entries}, viewer=viewer),
        actors=actor_names(_distinct("by"), viewer=viewer),
        kinds=_distinct("kind"),
        number=head.number,
        head=head.hash,
        older=rows[PAGE - 1].number if len(rows) > PAGE else None,
    )


def _newest(chosen: QuerySet[LedgerEntry], *, before: int | None) -> list[LedgerEntry]:
    """Return one entry more than a page holds. One SQL query.

    The numbers are found first, from an index alone, and the entries then: of a day with 50,000
    entries the database would otherwise read all of them to show the newest.
    """
    found = chosen if before is None else chosen.filter(number__lt=before)
    numbers = found.order_by("-number").values("number")[: PAGE + 1]
    return list(LedgerEntry.objects.filter(number__in=numbers).order_by("-number"))


def all_entries(*, viewer: Actor, chosen: Chosen) -> Iterator[Entry]:
    """Yield every chosen entry, oldest first. Two SQL queries for each thousand entries.

    Raises: Refused, at once, when `viewer` may not read the ledger.
    """
    policies.may_read_ledger(viewer).enforce()
    return _in_parts(_chosen(chosen).order_by("number"), viewer=viewer)


def _in_parts(entries: QuerySet[LedgerEntry], *, viewer: Actor) -> Iterator[Entry]:
    after = 0
    while part := list(entries.filter(number__gt=after)[:PART]):
        yield from shown(part, viewer=viewer)
        after = part[-1].number


def _chosen(chosen: Chosen) -> QuerySet[LedgerEntry]:
    entries = LedgerEntry.objects.all()
    for field in ("by", "kind", "subject_kind", "subject_key"):
        if wanted := getattr(chosen, field):
            entries = entries.filter(**{field: wanted})
    if chosen.since:
        entries = entries.filter(at__gte=_midnight(chosen.since))
    if chosen.until:
        entries = entries.filter(at__lt=_midnight(chosen.until + timedelta(days=1)))
    return entries


def _midnight(on: date) -> datetime:
    """Return the moment a day begins by the clock of the place."""
    return make_aware(datetime.combine(on, time.min))


def _distinct(column: str) -> tuple[str, ...]:
    """Return the different values of an indexed column, in order. One SQL query.

    It leaps from one value to the next along the index: DISTINCT reads all of a million entries
    (0.1 s and more), this as many rows as there are values.
    """
    table, name = (connection.ops.quote_name(word) for word in (LedgerEntry._meta.db_table, column))
    leap = f"""
        WITH RECURSIVE leap(word) AS (
            SELECT MIN({name}) FROM {table}
            UNION ALL
            SELECT (SELECT MIN({name}) FROM {table} WHERE {name} > leap.word)
            FROM leap WHERE leap.word IS NOT NULL
        )
        SELECT word FROM leap WHERE word IS NOT NULL
    """
    with connection.cursor() as cursor:
        cursor.execute(leap.strip())
        return tuple(sorted(word for (word,) in cursor.fetchall()))
