"""Where areas lie."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, write
from marram.foundation.events import Subject, publish
from marram.places import policies, rules
from marram.places.actions.days import day
from marram.places.events import BoundaryRecorded
from marram.places.models import Area, Boundary
from marram.places.vocabulary import Outline


Key = tuple[str, date | None]


@transaction.atomic
def record_boundaries(*, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    """Say where areas lie from a day on: `area`, `starts_on`, `outline` (as written), `source`.

    Rows are known again by area and first day; a boundary lasts until the next one of its area.
    The ledger keeps a digest of each outline, not the outline: that is in the delivered file.

    Raises: Refused when `by` may not, an area is not known, or an outline cannot be drawn.
    """
    policies.may_edit_areas(by).enforce()
    codes = {row["area"] for row in rows}
    rules.known(codes, Area.objects.filter(pk__in=codes).values_list("pk", flat=True)).enforce()
    kept = Boundary.objects.select_for_update().filter(area__in=codes).order_by("pk")
    present: dict[Key, Boundary] = {(found.area_id, found.starts_on): found for found in kept}
    created = changed = 0
    for row in rows:
        key = row["area"], day(row.get("starts_on"))
        wanted = {"outline": row["outline"], "source": row.get("source") or ""}
        found = present.get(key)
        if found and (found.outline, found.source) == tuple(wanted.values()):
            continue
        before = _said(found) if found else {}
        boundary = found or Boundary(area_id=key[0], starts_on=key[1], version=0)
        write(boundary, wanted | _box(wanted["outline"]))
        present[key] = boundary
        created, changed = created + (found is None), changed + (found is not None)
        publish(
            BoundaryRecorded(
                by=by.key,
                at=at,
                subject=Subject("places.area", key[0]),
                before=before,
                after=_said(boundary),
            )
        )
    return Recorded(created, changed, len(rows) - created - changed)


def _box(written: str) -> dict[str, float]:
    outline = Outline.read(written)
    rules.in_the_isles(outline).enforce()
    return dict(zip(("west", "south", "east", "north"), outline.box, strict=True))


def _said(boundary: Boundary) -> dict[str, str]:
    """Return one boundary as one field, so that an area's others are left alone."""
    name = f"boundary from {boundary.starts_on or 'its first day'}"
    points = Outline.read(boundary.outline).points
    digest = sha256(boundary.outline.encode()).hexdigest()
    said = f"{points:,} points, SHA-256 {digest}"
    return {name: f"{said} ({boundary.source})" if boundary.source else said}
