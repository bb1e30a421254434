"""What is done to areas."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.places import policies, rules
from marram.places.events import AreaAdded, AreaAmended
from marram.places.models import Area


FIELDS = ("name", "kind", "starts_on", "ends_on", "basis", "source")


def day(value: date | str | None) -> date | None:
    """Return a day from a cell: a date, ISO text, or nothing."""
    if isinstance(value, str):
        return date.fromisoformat(value) if value else None
    return value


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def record_areas(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Add or change areas by `code`, so that each says what its row says.

    A row holds `code` and any of FIELDS; a field it does not hold stays as it is.

    Raises: Refused when `by` may not, or a code does not have the form of its kind.
    """
    policies.may_edit_areas(by).enforce()
    codes = [row["code"] for row in rows]
    present = Area.objects.select_for_update().in_bulk(codes)
    created = changed = 0
    for row in rows:
        fields = {name: row[name] for name in FIELDS if name in row}
        fields |= {name: day(fields[name]) for name in {"starts_on", "ends_on"} & fields.keys()}
        found = present.get(row["code"])
        if found is None:
            present[row["code"]] = _add(by, at, row["code"], fields)
            created += 1
        elif _amend(by, at, found, fields):
            changed += 1
    return Recorded(created, changed, len(rows) - created - changed)


@transaction.atomic
def amend_area(
    *, by: Actor, at: datetime, code: str, seen_version: int, fields: Mapping[str, Any]
) -> Area:
    """Change fields of an area.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    policies.may_edit_areas(by).enforce()
    found = Area.objects.select_for_update().filter(pk=code).first()
    if found is None:
        raise Missing(f"There is no area with the code {code}.")
    if found.version != seen_version:
        theirs = {name: str(plain(getattr(found, name)) or "") for name in fields}
        raise Conflict(
            f"Somebody changed {found.name} while you were editing it. Both texts are shown "
            f"below: choose what to keep, then save again.",
            theirs=theirs,
            version=found.version,
        )
    _amend(by, at, found, fields)
    return found


def _check(code: str, fields: Mapping[str, Any], *, present: Area | None) -> None:
    kind = fields.get("kind", present.kind if present else "")
    rules.a_kind(kind).enforce()
    rules.code_fits(code, kind).enforce()
    if not fields.get("name", present.name if present else ""):
        raise Refused(f"Enter the name of the area {code}.")
    starts_on = fields.get("starts_on", present.starts_on if present else None)
    ends_on = fields.get("ends_on", present.ends_on if present else None)
    rules.ends_after_start(starts_on, ends_on, what=f"The area {code}").enforce()


def _add(by: Actor, at: datetime, code: str, fields: Mapping[str, Any]) -> Area:
    _check(code, fields, present=None)
    added = Area.objects.create(code=code, **fields)
    publish(
        AreaAdded(
            by=by.key,
            at=at,
            subject=Subject("places.area", code),
            after={name: plain(getattr(added, name)) for name in FIELDS},
        )
    )
    return added


def _amend(by: Actor, at: datetime, found: Area, fields: Mapping[str, Any]) -> bool:
    changed = {name: value for name, value in fields.items() if getattr(found, name) != value}
    if not changed:
        return False
    _check(found.code, changed, present=found)
    before = {name: plain(getattr(found, name)) for name in changed}
    for name, value in changed.items():
        setattr(found, name, value)
    found.version += 1
    found.save()
    publish(
        AreaAmended(
            by=by.key,
            at=at,
            subject=Subject("places.area", found.code),
            before=before,
            after={name: plain(value) for name, value in changed.items()},
        )
    )
    return True
