"""How one record of money is added, changed and taken in from a file; the nouns differ, this not.

A `Noun` says which table, which fields and which events. The actions of each noun say who may and
what must hold, and then come here to write and tell.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, differences, held, not_moved_on, plain, write
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Missing
from marram.funding.rules import removals


Kept = TypeVar("Kept", bound=Model)
Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Noun(Generic[Kept]):
    """A kind of record: its table, its kind in the ledger, what it is called and what is told.

    `natural` are the fields that together tell its records apart.
    """

    table: type[Kept]
    kind: str
    called: str
    natural: tuple[str, ...]
    fields: tuple[str, ...]
    added: type[Event]
    amended: type[Event]
    removed: type[Event] | None = None


def add(*, noun: Noun[Kept], by: Actor, at: datetime, said: Row) -> Kept:
    """Write a new record and tell it; `said` holds its natural key and any of its fields."""
    record = noun.table(**{_attribute(noun, name): _key(value) for name, value in said.items()})
    record.save(force_insert=True)
    after = {name: plain(held(record, name)) for name in (*noun.natural, *noun.fields)}
    publish(noun.added(by=by.key, at=at, subject=subject(noun, record), after=after))
    return record


def amend(
    *, noun: Noun[Kept], record: Kept, by: Actor, at: datetime, said: Row, seen_version: int
) -> Kept:
    """Change fields of a record and tell it; nothing is written or told where nothing differs.

    Raises: Conflict when somebody changed it since version `seen_version`.
    """
    theirs = {name: held(record, name) for name in said}
    not_moved_on(record, called=noun.called, seen_version=seen_version, theirs=theirs)
    _write(noun, record, by=by, at=at, said=said)
    return record


def remove(
    *,
    noun: Noun[Kept],
    record: Kept,
    of: Subject,
    by: Actor,
    at: datetime,
    reason: str,
    seen_version: int | None = None,
) -> None:
    """Take a record out, and tell the history of what it was `of` all it said and the reason.

    Raises: Refused without a reason; Conflict when somebody changed it since `seen_version`.
    """
    assert noun.removed is not None
    removals.reason_given(reason).enforce()
    said = {name: held(record, name) for name in (*noun.natural, *noun.fields)}
    if seen_version is not None:
        not_moved_on(record, called=noun.called, seen_version=seen_version, theirs=said)
    before = {name: plain(value) for name, value in said.items() if value not in ("", None)}
    told = noun.removed(
        by=by.key, at=at, subject=of, before=before, after={"reason": reason.strip()}
    )
    publish(told)
    record.delete()


def record_rows(
    *,
    noun: Noun[Kept],
    by: Actor,
    at: datetime,
    rows: Sequence[Row],
    check: Callable[[Row], None],
) -> Recorded:
    """Add or change records by their natural key, and count the rows that did which.

    `check` raises Refused on a row that does not fit; the caller's transaction undoes the rest.
    """
    outcomes = []
    for row in rows:
        check(row)
        outcomes.append(_record(noun, by=by, at=at, row=row))
    return _counted(outcomes)


def locked(noun: Noun[Kept], **natural: Any) -> Kept:
    """Return a record, locked until the transaction ends.

    Raises: Missing.
    """
    found = noun.table._default_manager.select_for_update().filter(**natural).first()
    if found is None:
        raise Missing(f"There is no {noun.called.removeprefix('this ')} {natural}.")
    return found


def subject(noun: Noun[Kept], record: Kept) -> Subject:
    return Subject(noun.kind, str(record.pk))


def _record(noun: Noun[Kept], *, by: Actor, at: datetime, row: Row) -> str:
    natural = {name: _key(row[name]) for name in noun.natural}
    said = {name: _filled(noun, name, row[name]) for name in noun.fields if name in row}
    record = noun.table._default_manager.filter(**natural).first()
    if record is None:
        add(noun=noun, by=by, at=at, said={**natural, **said})
        return "created"
    return "changed" if _write(noun, record, by=by, at=at, said=said) else "unchanged"


def _write(noun: Noun[Kept], record: Kept, *, by: Actor, at: datetime, said: Row) -> bool:
    before, after = differences(record, said)
    if after:
        write(record, said)
        told = noun.amended(
            by=by.key, at=at, subject=subject(noun, record), before=before, after=after
        )
        publish(told)
    return bool(after)


def _filled(noun: Noun[Kept], name: str, value: Any) -> Any:
    """Return a cell as its field keeps it: an empty cell of a text is an empty text."""
    field = noun.table._meta.get_field(name)
    return "" if value is None and not field.null else value


def _attribute(noun: Noun[Kept], name: str) -> str:
    return str(noun.table._meta.get_field(name).attname)  # type: ignore[union-attr]


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value


def _counted(outcomes: Iterable[str]) -> Recorded:
    every = list(outcomes)
    return Recorded(*(every.count(each) for each in ("created", "changed", "unchanged")))
