"""Figures as they may leave, for files and other systems."""

from collections.abc import Collection
from datetime import date, datetime

from marram.foundation.actors import Actor
from marram.indicators.queries.judging import judged
from marram.indicators.queries.results import place_names
from marram.indicators.rules import release
from marram.indicators.vocabulary import ValueKind
from marram.indicators.vocabulary.figures import Figure
from marram.people.queries import keys as people
from marram.places import queries as places_known


def figures(
    *,
    viewer: Actor,
    on: date,
    indicators: Collection[str] | None = None,
    places: Collection[str] | None = None,
    kinds: Collection[ValueKind] | None = None,
    as_at: datetime | None = None,
) -> tuple[Figure, ...]:
    """Return the figures that the viewer may see, after suppression, in the order of `results`.

    Five SQL queries, one of the files.
    """
    found = judged(viewer, on, indicators, places, kinds, as_at)
    results = found.every()
    names = place_names(codes={each.slice.place for each in results})
    return release.released(results, means=found.means, names=names)


def place_keys() -> frozenset[str]:
    """Return the key of everything that a figure may be of. Two SQL queries."""
    return places_known.codes() | people.organisation_keys()
