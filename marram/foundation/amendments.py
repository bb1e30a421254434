"""What a change changes: fields before and after, and whether somebody else was first."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Model

from marram.foundation.verdicts import Conflict


class Recorded(NamedTuple):
    """How many rows of a delivery were new, differed from ours, or said what we knew."""

    created: int
    changed: int
    unchanged: int


def plain(value: Any) -> Any:
    """Return a field's value as the ledger keeps it: text, number, boolean, list or None."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Model):
        return value.pk
    return value


def attribute(record: Model, name: str) -> str:
    """Return the attribute that holds a field; a key to another record is held by its key."""
    return str(record._meta.get_field(name).attname)  # type: ignore[union-attr]


def held(record: Model, name: str) -> Any:
    """Return what a field holds."""
    return getattr(record, attribute(record, name))


def said(record: Model, fields: Iterable[str]) -> dict[str, Any]:
    """Return what a record says in the fields, also where it says nothing."""
    return {name: plain(held(record, name)) for name in fields}


def differences(record: Model, wanted: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fields whose value would change, before and after, as the ledger keeps them."""
    pairs = {name: (plain(held(record, name)), plain(value)) for name, value in wanted.items()}
    changed = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return (
        {name: before for name, (before, _) in changed.items()},
        {name: after for name, (_, after) in changed.items()},
    )


def write(record: Model, wanted: Mapping[str, Any]) -> None:
    """Set the fields, count the version up and save."""
    for name, value in wanted.items():
        key = value.pk if isinstance(value, Model) else value
        setattr(record, attribute(record, name), key)
    record.version += 1  # type: ignore[attr-defined]
    record.save()


def not_moved_on(
    record: Model, *, called: str, seen_version: int, theirs: Mapping[str, Any]
) -> None:
    """Raise Conflict, carrying what the record says now, when it changed after it was read."""
    now: int = record.version  # type: ignore[attr-defined]
    if now == seen_version:
        return
    raise Conflict(
        f"Somebody changed {called} while you were editing it. Both texts are shown below: "
        "choose what to keep, then save again.",
        theirs={name: "" if value is None else str(plain(value)) for name, value in theirs.items()},
        version=now,
    )
