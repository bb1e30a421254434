"""Which indicators have figures of a place: titles and themes alone, without the figures."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import OuterRef, Subquery

from marram.foundation.actors import Actor
from marram.indicators import policies
from marram.indicators.models import Definition
from marram.indicators.queries import store


@dataclass(frozen=True)
class Listed:
    slug: str
    title: str
    topic: str
    life_stage: str


class Grouped(Protocol):
    """What stands under a theme and a life stage."""

    @property
    def topic(self) -> str: ...
    @property
    def life_stage(self) -> str: ...


def group(of: Grouped, *, by_life_stage: bool) -> str:
    """Return the theme or the life stage that something stands under."""
    return (of.life_stage if by_life_stage else of.topic) or "other"


def of_place(*, viewer: Actor, place: str, as_at: datetime | None = None) -> tuple[Listed, ...]:
    """Return the indicators that have measured figures of a place, in the order of their keys.

    Two SQL queries, one of the files.
    """
    told = _told(place, as_at)
    return tuple(each for each in _newest_definitions(viewer, as_at) if each.slug in told)


def places_told(*, as_at: datetime | None = None) -> frozenset[str]:
    """Return every place of which anything is known. One SQL query, one of the files."""
    held = store.held(as_at=as_at)
    if not held.keys:
        return frozenset()
    asked = store.asked(f"SELECT DISTINCT place FROM ({store.in_force(held)})")
    return frozenset(asked["place"].to_pylist())


def _told(place: str, as_at: datetime | None) -> frozenset[str]:
    held = store.held(as_at=as_at)
    if not held.keys:
        return frozenset()
    rows = store.in_force(held, where="o.place = $place AND o.kind IN ('actual', 'estimate')")
    asked = store.asked(f"SELECT DISTINCT indicator FROM ({rows})", place=place)
    return frozenset(asked["indicator"].to_pylist())


def _newest_definitions(viewer: Actor, as_at: datetime | None) -> list[Listed]:
    """Return titles alone: two thousand whole definitions take longer than a page may."""
    made = Definition.objects.filter(indicator=OuterRef("indicator"))
    if as_at is not None:
        made = made.filter(made_at__lte=as_at)
    newest = Subquery(made.order_by("-number").values("number")[:1])
    found = Definition.objects.filter(number=newest)
    if not policies.sees_unpublished(viewer):
        found = found.exclude(indicator__published_on=None)
    rows = found.order_by("indicator").values_list("indicator", "title", "topic", "life_stage")
    return [Listed(*row) for row in rows]
