"""What a change changes: fields before and after, as the ledger keeps them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from marram.foundation.verdicts import Conflict


def plain(value: Any) -> Any:
    """Return a field's value as text, number, boolean, list or None."""
    return value.isoformat() if isinstance(value, date) else value


def said(record: Model, fields: Iterable[str]) -> dict[str, Any]:
    """Return what a record says in the fields, also where it says nothing."""
    return {name: plain(getattr(record, _column(name))) for name in fields}


def differences(record: Model, wanted: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fields whose value would change, before and after."""
    changed = {
        name: value for name, value in wanted.items() if getattr(record, _column(name)) != value
    }
    before = {name: plain(getattr(record, _column(name))) for name in changed}
    return before, {name: plain(value) for name, value in changed.items()}


def write(record: Model, wanted: Mapping[str, Any]) -> None:
    """Set the fields, count the version up and save."""
    for name, value in wanted.items():
        setattr(record, _column(name), value)
    record.version += 1  # type: ignore[attr-defined]
    record.save()


def not_moved_on(
    record: Model,
    *,
    seen_version: int,
    wanted: Mapping[str, Any],
    besides: Mapping[str, str] | None = None,
) -> None:
    """Raise Conflict when somebody changed the record after it was read.

    `besides` holds what the record says now outside its own columns.
    """
    now: int = record.version  # type: ignore[attr-defined]
    if now == seen_version:
        return
    raise Conflict(
        f"Somebody changed {record} while you were editing it. Both texts are shown below: "
        f"choose what to keep, then save again.",
        theirs={name: _text(getattr(record, _column(name))) for name in wanted}
        | dict(besides or {}),
        version=now,
    )


def _column(name: str) -> str:
    """Return the attribute that holds a field; a key to another record is held by its slug."""
    return f"{name}_id" if name in ("part_of", "parent") else name


def _text(value: Any) -> str:
    return "" if value is None else str(plain(value))
