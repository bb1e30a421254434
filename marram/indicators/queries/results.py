"""Results: the one answer that pages, exports, packs and the interface are given."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from itertools import groupby

from marram.foundation.actors import Actor
from marram.indicators.queries.judging import judged
from marram.indicators.vocabulary import Period, Result, Slice, ValueKind
from marram.people.queries import keys as people
from marram.places import queries as places_known


MEASURED = tuple(kind for kind in ValueKind if kind.measured)


def results(
    *,
    viewer: Actor,
    on: date,
    indicators: Collection[str] | None = None,
    places: Collection[str] | None = None,
    kinds: Collection[ValueKind] | None = None,
    as_at: datetime | None = None,
) -> tuple[Result, ...]:
    """Return every result of the indicators and places that the viewer may see.

    Ordered by indicator, place, people, kind and period, the oldest first. `on` is today, for
    what is past its update; `as_at` asks for what was known and defined at a past moment.
    Three SQL queries, and one of the files.
    """
    return judged(viewer, on, indicators, places, kinds, as_at).every()


def latest(
    *,
    viewer: Actor,
    on: date,
    indicators: Collection[str] | None = None,
    places: Collection[str] | None = None,
    as_at: datetime | None = None,
) -> Mapping[tuple[str, str], Result]:
    """Return the newest measured figure of each indicator and place, of everybody it counts.

    A figure in doubt is passed over for the newest that is not; where all are, it is shown struck.
    Queries as `results`.
    """
    known = judged(viewer, on, indicators, places, MEASURED, as_at)
    found: dict[tuple[str, str], Result] = {}
    for result in known.newest():
        pair = result.indicator, result.slice.place
        if pair not in found or _rank(result) > _rank(found[pair]):
            found[pair] = result
    return found


def series(
    *,
    viewer: Actor,
    on: date,
    indicator: str,
    places: Collection[str] | None = None,
    as_at: datetime | None = None,
) -> Mapping[Slice, tuple[Result, ...]]:
    """Return the measured series of an indicator, the oldest figure first, by their newest slice.

    A series is of one place, one sort of people and one kind of period. Queries as `results`.
    """
    found = results(
        viewer=viewer, on=on, indicators=[indicator], places=places, kinds=MEASURED, as_at=as_at
    )
    runs = (tuple(run) for _, run in groupby(found, key=_series))
    return {run[-1].slice: run for run in runs}


def place_names(*, codes: Collection[str]) -> Mapping[str, str]:
    """Return what places are called: areas by code, organisations by key. Two SQL queries."""
    organisations = people.organisation_names()
    named = {code: organisations[code] for code in codes if code in organisations}
    return {**named, **places_known.names(codes=codes)}


def _series(result: Result) -> tuple[object, ...]:
    return result.slice.place, result.slice.people, result.kind, result.slice.period.kind


def _rank(result: Result) -> tuple[bool, Period, bool, bool, bool]:
    """Return what makes one result newer or broader than another of its indicator and place."""
    people = result.slice
    return (
        result.judged,
        people.period,
        people.whole,
        people.sex == "persons",
        people.age == "all ages",
    )
