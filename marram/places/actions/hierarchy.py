"""What areas lie within, and which took over from which."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, plain
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Refused
from marram.places import policies, rules
from marram.places.actions.days import day
from marram.places.events import AreaPlaced, AreaSucceeded
from marram.places.models import Area, AreaSuccession, AreaWithin


Placed = tuple[str, str, date | None]


@transaction.atomic
def record_memberships(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Say what areas lie within and when: `area`, `parent`, `starts_on`, `ends_on`, `source`.

    Rows are known again by area, parent and first day. A ward that moves is two rows: the old
    parent up to the day, the new one from it.

    Raises: Refused when `by` may not, an area is not known, periods overlap or run in a circle.
    """
    policies.may_edit_areas(by).enforce()
    codes = {row["area"] for row in rows} | {row["parent"] for row in rows}
    rules.known(codes, Area.objects.filter(pk__in=codes).values_list("pk", flat=True)).enforce()
    present: dict[Placed, AreaWithin] = {
        (found.area_id, found.parent_id, found.starts_on): found
        for found in AreaWithin.objects.select_for_update().order_by("pk")
    }
    created = changed = 0
    for row in rows:
        key = (row["area"], row["parent"], day(row.get("starts_on")))
        if key not in present:
            present[key] = _place(by, at, key, row)
            created += 1
        elif _replace(by, at, present[key], row):
            changed += 1
    _check(present, {row["area"] for row in rows})
    return Recorded(created, changed, len(rows) - created - changed)


@transaction.atomic
def record_successions(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Say which area took over from which, and when: `area`, `successor`, `on`, `source`.

    Raises: Refused when `by` may not, an area is not known, or areas succeed in a circle.
    """
    policies.may_edit_areas(by).enforce()
    codes = {row["area"] for row in rows} | {row["successor"] for row in rows}
    rules.known(codes, Area.objects.filter(pk__in=codes).values_list("pk", flat=True)).enforce()
    present = {
        (found.area_id, found.successor_id): found
        for found in AreaSuccession.objects.select_for_update().order_by("pk")
    }
    created = changed = 0
    for row in rows:
        key = (row["area"], row["successor"])
        if key not in present:
            created += 1
            present[key] = AreaSuccession(area_id=key[0], successor_id=key[1])
            _succeed(by, at, present[key], row, before={})
        elif (present[key].on, present[key].source) != (day(row["on"]), row.get("source", "")):
            changed += 1
            _succeed(
                by, at, present[key], row, before={f"succeeded by {key[1]}": plain(present[key].on)}
            )
    later: dict[str, set[str]] = {}
    for area, successor in present:
        later.setdefault(area, set()).add(successor)
    rules.no_circle(later).enforce()
    return Recorded(created, changed, len(rows) - created - changed)


def _check(present: Mapping[Placed, AreaWithin], touched: set[str]) -> None:
    parents: dict[str, set[str]] = {}
    periods: dict[tuple[str, str], list[AreaWithin]] = {}
    for (area, parent, _), found in present.items():
        parents.setdefault(area, set()).add(parent)
        if area in touched:
            periods.setdefault((area, parent), []).append(found)
    rules.no_circle(parents).enforce()
    for (area, parent), spans in periods.items():
        ordered = sorted(spans, key=lambda span: span.starts_on or date.min)
        for first, second in zip(ordered, ordered[1:], strict=False):
            if first.ends_on is None or first.ends_on > (second.starts_on or date.min):
                raise Refused(
                    f"{area} is said to lie within {parent} twice at the same time. "
                    f"End the first period before the second begins."
                )


def _place(by: Actor, at: datetime, key: Placed, row: Mapping[str, Any]) -> AreaWithin:
    area, parent, starts_on = key
    ends_on = day(row.get("ends_on"))
    what = f"That {area} lies within {parent}"
    rules.ends_after_start(starts_on, ends_on, what=what).enforce()
    placed = AreaWithin.objects.create(
        area_id=area,
        parent_id=parent,
        starts_on=starts_on,
        ends_on=ends_on,
        source=row.get("source", ""),
    )
    publish(AreaPlaced(by=by.key, at=at, subject=Subject("places.area", area), after=_said(placed)))
    return placed


def _replace(by: Actor, at: datetime, found: AreaWithin, row: Mapping[str, Any]) -> bool:
    ends_on, source = day(row.get("ends_on")), row.get("source", "")
    if (found.ends_on, found.source) == (ends_on, source):
        return False
    what = f"That {found.area_id} lies within {found.parent_id}"
    rules.ends_after_start(found.starts_on, ends_on, what=what).enforce()
    before = _said(found)
    found.ends_on, found.source, found.version = ends_on, source, found.version + 1
    found.save()
    publish(
        AreaPlaced(
            by=by.key,
            at=at,
            subject=Subject("places.area", found.area_id),
            before=before,
            after=_said(found),
        )
    )
    return True


def _said(placed: AreaWithin) -> dict[str, Any]:
    """Return one membership as one field, so that an area's others are left alone."""
    name = f"within {placed.parent_id} from {placed.starts_on or 'its first day'}"
    until = f"until {placed.ends_on}" if placed.ends_on else "still"
    return {name: f"{until} ({placed.source})" if placed.source else until}


def _succeed(
    by: Actor,
    at: datetime,
    succession: AreaSuccession,
    row: Mapping[str, Any],
    *,
    before: Mapping[str, Any],
) -> None:
    on = day(row["on"])
    if on is None:
        raise Refused(f"Enter the day on which {succession.successor_id} took over.")
    succession.on, succession.source = on, row.get("source", "")
    succession.save()
    publish(
        AreaSucceeded(
            by=by.key,
            at=at,
            subject=Subject("places.area", succession.area_id),
            before=before,
            after={f"succeeded by {succession.successor_id}": plain(on)},
        )
    )
