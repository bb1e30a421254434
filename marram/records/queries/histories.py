"""What happened to one record."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marram.foundation import panels
from marram.foundation.actors import WITHOUT_ACCOUNT, Actor
from marram.foundation.events import Subject
from marram.people import queries as people
from marram.records import policies, rules
from marram.records.models import LedgerEntry
from marram.records.vocabulary import ACTORS_SPACE, SUBJECTS_SPACE


# What a page shows of a history before it links to all of it.
FIRST = 20
# Being read is no change: the ledger page shows it, a history does not.
NOT_A_CHANGE = ("records.reading_kept",)


@dataclass(frozen=True, kw_only=True)
class Change:
    """One field: its words, and what it said before and after. None where it said nothing."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of the ledger, with the name that its actor has today.

    `sealed_at`, `before` and `after` are the texts that the hash is over.
    """

    number: int
    at: datetime
    by: str
    name: str
    kind: str
    fact: str
    subject: Subject
    changes: tuple[Change, ...]
    sealed_at: str
    before: str
    after: str
    previous_hash: str
    hash: str


@dataclass(frozen=True)
class Named:
    """What a record is called and where its page is; the address is empty where none is known."""

    title: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class History:
    """The newest entries about `subject`, newest first; `older` is the number to go on before."""

    subject: Subject
    named: "Named"
    entries: tuple[Entry, ...]
    older: int | None


def history(
    *, viewer: Actor, subject: Subject, before: int | None = None, first: int = FIRST
) -> History:
    """Return the newest changes of `subject`, those before entry `before` if given.

    Two SQL queries, and those of the rooms that know names of their own actors.

    Raises: Refused when `viewer` may not read it.
    """
    policies.may_read_history(viewer, subject).enforce()
    entries = LedgerEntry.objects.filter(subject_kind=subject.kind, subject_key=subject.key)
    entries = entries.exclude(kind__in=NOT_A_CHANGE).order_by("-number")
    if before is not None:
        entries = entries.filter(number__lt=before)
    found = list(entries[: first + 1])
    return History(
        subject=subject,
        named=subject_names([subject], viewer=viewer)[subject],
        entries=shown(found[:first], viewer=viewer),
        older=found[first - 1].number if len(found) > first else None,
    )


def shown(entries: Iterable[LedgerEntry], *, viewer: Actor) -> tuple[Entry, ...]:
    """Return the rows as values with names. One SQL query, and those of rooms that know names."""
    rows = list(entries)
    names = actor_names({row.by for row in rows}, viewer=viewer)
    return tuple(_entry(row, names) for row in rows)


def actor_names(keys: Collection[str], *, viewer: Actor) -> Mapping[str, str]:
    """Return a name for every key: of the system, of an account, or as a room above knows it."""
    wanted = frozenset(keys)
    names = {key: name_without_account(key) for key in wanted}
    names |= people.names(keys=wanted) if wanted else {}
    for known in panels.shown(ACTORS_SPACE, viewer=viewer, key=wanted):
        names |= known
    return names


def name_without_account(key: str) -> str:
    """Return what to call an actor that no room has a name for.

    >>> name_without_account("link:40"), name_without_account("system:load")
    ('Somebody with a mailed link (40)', 'Marram, loading the published record')
    """
    kind, _, number = key.partition(":")
    if kind == "link":
        return f"Somebody with a mailed link ({number})"
    if kind == "user":
        return f"An account that is no longer held ({number})"
    return WITHOUT_ACCOUNT.get(key) or (f"Marram ({number})" if kind == "system" else key)


def subject_names(subjects: Collection[Subject], *, viewer: Actor) -> Mapping[Subject, Named]:
    """Return a name for every record, by its kind and key where no room has a better one."""
    wanted = frozenset(subjects)
    named = {subject: Named(_noun(subject)) for subject in wanted}
    for known in panels.shown(SUBJECTS_SPACE, viewer=viewer, key=wanted):
        named |= {subject: Named(title, address) for subject, (title, address) in known.items()}
    return named


def _noun(subject: Subject) -> str:
    """Return kind and key as words: strategy.success_factor/3 is "success factor 3"."""
    return f"{subject.kind.split('.')[-1].replace('_', ' ')} {subject.key}"


def _entry(row: LedgerEntry, names: Mapping[str, str]) -> Entry:
    before, after = json.loads(row.before), json.loads(row.after)
    return Entry(
        number=row.number,
        at=row.at,
        by=row.by,
        name=names[row.by],
        kind=row.kind,
        fact=row.fact,
        subject=Subject(row.subject_kind, row.subject_key),
        changes=tuple(
            Change(field=field, before=before.get(field), after=after.get(field))
            for field in _fields(before, after)
        ),
        sealed_at=rules.moment(row.at),
        before=row.before,
        after=row.after,
        previous_hash=row.previous_hash,
        hash=row.hash,
    )


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return the fields of both, in alphabetical order, each once."""
    return sorted(before.keys() | after.keys())
