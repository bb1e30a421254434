"""What is done to areas."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, differences, not_moved_on, said, write
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.places import policies, rules
from marram.places.actions.days import day
from marram.places.events import AreaAdded, AreaAmended
from marram.places.models import Area


DAYS = ("named_since", "starts_on", "ends_on")
FIELDS = ("name", "kind", *DAYS, "basis", "source")


@transaction.atomic
def open_area(*, by: Actor, at: datetime, code: str, fields: Mapping[str, Any]) -> Area:
    """Add an area; `fields` holds `name`, `kind` and any others of FIELDS.

    Raises: Refused when `by` may not, the code is taken, or a field does not fit.
    """
    policies.may_edit_areas(by).enforce()
    taken = Area.objects.filter(pk=code).first()
    if taken is not None:
        raise Refused(f"{code} is the code of {taken}, {taken.kind}. Change that area instead.")
    return _add(by, at, code, fields)


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
        fields |= {name: day(fields[name]) for name in DAYS if name in fields}
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
    """Change fields of an area, such as its name or the day on which it ended.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    policies.may_edit_areas(by).enforce()
    found = Area.objects.select_for_update().filter(pk=code).first()
    if found is None:
        raise Missing(f"There is no area with the code {code}.")
    theirs = said(found, fields)
    not_moved_on(found, called=found.name, seen_version=seen_version, theirs=theirs)
    _amend(by, at, found, fields)
    return found


def _check(code: str, fields: Mapping[str, Any]) -> None:
    kind = fields.get("kind", "")
    rules.a_kind(kind).enforce()
    rules.code_fits(code, kind).enforce()
    if not fields.get("name"):
        raise Refused(f"Enter the name of the area {code}.")
    starts_on, ends_on = fields.get("starts_on"), fields.get("ends_on")
    rules.ends_after_start(starts_on, ends_on, what=f"The area {code}").enforce()
    rules.named_while_in_use(fields.get("named_since"), starts_on, ends_on).enforce()


def _add(by: Actor, at: datetime, code: str, fields: Mapping[str, Any]) -> Area:
    _check(code, fields)
    added = Area.objects.create(code=code, **fields)
    subject = Subject("places.area", code)
    publish(AreaAdded(by=by.key, at=at, subject=subject, after=said(added, FIELDS)))
    return added


def _amend(by: Actor, at: datetime, found: Area, fields: Mapping[str, Any]) -> bool:
    before, after = differences(found, fields)
    if not after:
        return False
    _check(found.code, {name: getattr(found, name) for name in FIELDS} | dict(fields))
    write(found, {name: fields[name] for name in after})
    subject = Subject("places.area", found.code)
    publish(AreaAmended(by=by.key, at=at, subject=subject, before=before, after=after))
    return True
