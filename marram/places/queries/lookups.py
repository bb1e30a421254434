"""Which areas lie where on a day, and which stand in for which."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from marram.places.models import Area, AreaSuccession, BestFit


# `UNION`, not `UNION ALL`: an area reached by two ways is counted once, and a circle, should a
# row ever make one, ends.
BELOW = """
WITH RECURSIVE below(code) AS (
    SELECT code FROM places_area WHERE code = %s
    UNION
    SELECT lies.area_id FROM places_areawithin lies JOIN below ON lies.parent_id = below.code
    WHERE (lies.starts_on IS NULL OR lies.starts_on <= %s)
      AND (lies.ends_on IS NULL OR lies.ends_on > %s)
)
SELECT area.code FROM below JOIN places_area area ON area.code = below.code
WHERE area.kind = %s AND area.code <> %s
  AND (area.starts_on IS NULL OR area.starts_on <= %s)
  AND (area.ends_on IS NULL OR area.ends_on > %s)
ORDER BY area.name, area.code
"""
ABOVE = """
WITH RECURSIVE above(code) AS (
    SELECT code FROM places_area WHERE code = %s
    UNION
    SELECT lies.parent_id FROM places_areawithin lies JOIN above ON lies.area_id = above.code
    WHERE (lies.starts_on IS NULL OR lies.starts_on <= %s)
      AND (lies.ends_on IS NULL OR lies.ends_on > %s)
)
SELECT area.code FROM above JOIN places_area area ON area.code = above.code
WHERE area.code <> %s
ORDER BY area.kind, area.name, area.code
"""


@dataclass(frozen=True, kw_only=True)
class Fit:
    """The share of an area's people (0 to 1) that another area is taken to hold."""

    code: str
    share: Decimal


def within(*, place: str, kind: str, on: date) -> tuple[str, ...]:
    """Return the codes of the areas of a kind that lay within a place on a day, at any depth.

    One SQL query.
    """
    with connection.cursor() as cursor:
        cursor.execute(BELOW, [place, on, on, kind, place, on, on])
        return tuple(code for (code,) in cursor.fetchall())


def ancestors(*, place: str, on: date) -> tuple[str, ...]:
    """Return the codes of every area that a place lay within on a day. One SQL query."""
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, [place, on, on, place])
        return tuple(code for (code,) in cursor.fetchall())


def best_fit(*, codes: Collection[str], kind: str) -> Mapping[str, tuple[Fit, ...]]:
    """Return how each area is shared out among areas of a kind, the largest share first.

    An area of which no share is known is not in the answer. One SQL query.
    """
    rows = BestFit.objects.filter(from_area__in=codes, to_area__kind=kind)
    shares: dict[str, tuple[Fit, ...]] = {}
    ordered = rows.order_by("from_area", "-share", "to_area")
    for start, end, share in ordered.values_list("from_area_id", "to_area_id", "share"):
        shares[start] = (*shares.get(start, ()), Fit(code=end, share=share))
    return shares


def successor(*, code: str, on: date) -> tuple[str, ...]:
    """Return the codes of the areas that stand in for an area on a day; itself while it lasts.

    An area may have been split among several, and these taken over in their turn. One query.
    """
    later: dict[str, list[str]] = {}
    rows = AreaSuccession.objects.filter(on__lte=on).order_by("area", "successor")
    for area, after in rows.values_list("area_id", "successor_id"):
        later.setdefault(area, []).append(after)
    standing: list[str] = []
    pending = [code]
    while pending:
        now = pending.pop(0)
        if now in later:
            pending.extend(later[now])
        elif now not in standing:
            standing.append(now)
    return tuple(standing)


def codes() -> frozenset[str]:
    """Return the code of every area, past and present. One SQL query."""
    return frozenset(Area.objects.order_by("pk").values_list("pk", flat=True))


def names(*, codes: Collection[str]) -> Mapping[str, str]:
    """Return the names of areas by code. One SQL query."""
    return dict(Area.objects.filter(pk__in=codes).order_by("pk").values_list("pk", "name"))
