"""Where areas lie on a day, and what lies beside them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import F, Q, QuerySet

from marram.foundation.verdicts import Verdict
from marram.methods import outlines
from marram.places import rules
from marram.places.models import Boundary
from marram.places.rules import in_degrees
from marram.places.vocabulary import Outline, Ring


# How far round an area its neighbours are looked for, as a part of its own size, and how many
# a small picture can show.
ROUND, NEIGHBOURS = 0.25, 40
# Outlines are kept as finely as a picture so many pixels across can show one of them.
PIXELS = 400


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """An area as it can be drawn."""

    code: str
    name: str
    kind: str
    outline: Outline
    source: str


def drawable(outline: Outline) -> Verdict:
    """Return whether an outline, as it came, may be an area's. No SQL query."""
    isles = rules.in_the_isles(outline)
    return isles and rules.does_not_cross(outline)


def simplified(whole: Sequence[Outline]) -> tuple[Outline, ...]:
    """Return outlines with as many points as drawing needs; shared borders stay shared.

    How fine that is goes by the usual size of these outlines, so they should be of one kind.
    No SQL query.
    """
    rings = [ring for outline in whole for ring in outline.rings]
    if not rings:
        return tuple(whole)
    finest = median(_across(outline) for outline in whole) / PIXELS
    fewer = iter(outlines.simplified(rings, tolerance=finest**2))
    return tuple(
        _without_specks(outline, [next(fewer) for _ in outline.rings]) for outline in whole
    )


def _across(outline: Outline) -> float:
    west, south, east, north = outline.box
    return max(east - west, north - south)


def _without_specks(whole: Outline, fewer: Sequence[Ring]) -> Outline:
    """Return an outline of the rings that are left; where none is, of its largest, coarsely."""
    left = iter(fewer)
    polygons = [tuple(next(left) for _ in polygon) for polygon in whole.polygons]
    seen = tuple(tuple(ring for ring in polygon if ring) for polygon in polygons if polygon[0])
    if seen:
        return Outline(seen)
    largest = max(whole.rings, key=lambda ring: abs(outlines.area(ring)))
    return Outline(((largest[:: len(largest) // 12 + 1],),))


def drawn(*, codes: Collection[str], on: date) -> Mapping[str, Drawn]:
    """Return the areas whose boundary on a day is known, by code. One SQL query."""
    return _newest(_on(on).filter(area__in=codes))


def beside(*, code: str, on: date) -> tuple[Drawn, ...]:
    """Return an area and those of its kind that lie round it on a day, itself first.

    Nothing where its own boundary is not known. Two SQL queries.
    """
    own = drawn(codes=[code], on=on).get(code)
    if own is None:
        return ()
    west, south, east, north = own.outline.box
    wide, high = (east - west) * ROUND, (north - south) * ROUND
    found = _in_use(on).filter(
        area__kind=own.kind,
        west__lte=east + wide,
        east__gte=west - wide,
        south__lte=north + high,
        north__gte=south - high,
    )
    others = _newest(found.exclude(area=code)[:NEIGHBOURS])
    return own, *sorted(others.values(), key=lambda each: (each.name, each.code))


def between(shown: Collection[Drawn], *, on: date) -> tuple[Drawn, ...]:
    """Return the other areas of a kind whose middle lies within the reach of those shown.

    Nothing where they would be more than those shown: then what is shown lies scattered. One SQL
    query.
    """
    boxes = [each.outline.box for each in shown]
    west, south, *_ = (min(side) for side in zip(*boxes, strict=True))
    *_, east, north = (max(side) for side in zip(*boxes, strict=True))
    known = [each.code for each in shown]
    middles = _in_use(on).annotate(x=(F("west") + F("east")) / 2, y=(F("south") + F("north")) / 2)
    found = middles.filter(
        area__kind__in={each.kind for each in shown}, x__range=(west, east), y__range=(south, north)
    )
    others = _newest(found.exclude(area__in=known)[: len(known) + 1])
    return tuple(others.values()) if len(others) <= len(known) else ()


def _in_use(day: date) -> QuerySet[Boundary]:
    return _on(day).filter(
        Q(area__starts_on=None) | Q(area__starts_on__lte=day),
        Q(area__ends_on=None) | Q(area__ends_on__gt=day),
    )


def _on(day: date) -> QuerySet[Boundary]:
    begun = Boundary.objects.filter(Q(starts_on=None) | Q(starts_on__lte=day))
    return begun.select_related("area").order_by("area", F("starts_on").asc(nulls_first=True))


def _newest(boundaries: QuerySet[Boundary]) -> Mapping[str, Drawn]:
    """Return the last boundary of each area, which is the one that holds."""
    return {
        found.area_id: Drawn(
            code=found.area_id,
            name=found.area.name,
            kind=found.area.kind,
            outline=Outline.read(found.outline),
            source=found.source,
        )
        for found in boundaries
    }


__all__ = ["Drawn", "beside", "between", "drawable", "drawn", "in_degrees", "simplified"]
