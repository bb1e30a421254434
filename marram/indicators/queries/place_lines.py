"""The measures of one place, each beside region, country and all places of the same period."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow

from marram.indicators.queries import comparing
from marram.indicators.queries.comparing import Around, Spread
from marram.indicators.queries.definitions import DefinitionLine
from marram.indicators.queries.judging import Judged
from marram.indicators.rules import columns, release, series
from marram.indicators.vocabulary import Polarity, Result
from marram.indicators.vocabulary.figures import Figure
from marram.methods.arrays import IntArray


@dataclass(frozen=True, kw_only=True)
class PlaceLine:
    """A measure of the place beside region, country and all places of the same period."""

    means: DefinitionLine
    figure: Figure
    region: Figure | None
    country: Figure | None
    outcome: str
    trend: str
    spread: Spread | None
    peers: tuple[Figure, ...]

    @property
    def turned(self) -> bool:
        """Whether the least is the best, so that it is drawn on the right."""
        return self.means.polarity is Polarity.LOW_IS_GOOD


@dataclass(frozen=True, eq=False)
class Newest:
    """The newest sound figure of a measure (the newest, where all are in doubt), the run it ends,
    and the rows of all places for its period and people."""

    of: Result
    run: Sequence[Result]
    rows: IntArray


def newest(found: Judged, *, place: str) -> Mapping[str, Newest]:
    """Return the newest figure of each measure of the place, by indicator."""
    here = np.flatnonzero(columns.is_one_of(found.table["place"], [place]))
    own: dict[str, list[tuple[int, Result]]] = {}
    for row, each in zip(here.tolist(), found.results(here), strict=True):
        own.setdefault(each.indicator, []).append((row, each))
    alike = columns.same_but(found.table, found.rows, "place", "kind")
    told: dict[str, Newest] = {}
    for indicator, some in own.items():
        if run := series.broadest(series.runs([each for _, each in some])):
            of = series.newest_sound(run) or run[-1]
            row = next(row for row, each in some if each is of)
            told[indicator] = Newest(of, run, np.flatnonzero(alike == alike[row]))
    return told


def places_beside(found: Judged, told: Mapping[str, Newest]) -> frozenset[str]:
    """Return the places that have a figure beside any of these."""
    return frozenset(place for each in told.values() for place in _places(found, each.rows))


def lines(
    found: Judged,
    told: Mapping[str, Newest],
    *,
    around: Around,
    alike: Sequence[str],
    names: Mapping[str, str],
) -> tuple[PlaceLine, ...]:
    """Return a line for each measure, in the order given; `alike` are the places like this one."""
    results = _results(found, told, shown={*around.codes, *alike})
    released = release.released(list(results.values()), means=found.means, names=names)
    figures = dict(zip(results, released, strict=True))
    ways = {indicator: found.means[indicator].polarity for indicator in told}
    outcomes = comparing.outcomes(
        [(told[each].of, results.get((each, around.country)), ways[each]) for each in told]
    )
    trends = series.recent_trends([(told[each].run, ways[each]) for each in told])
    return tuple(
        PlaceLine(
            means=found.means[indicator],
            figure=figures[indicator, newest.of.slice.place],
            region=figures.get((indicator, around.region)),
            country=figures.get((indicator, around.country)),
            outcome=str(outcome),
            trend=trend,
            spread=_spread(found, newest, figures, but=around.codes),
            peers=tuple(figures[indicator, code] for code in alike if (indicator, code) in figures),
        )
        for (indicator, newest), outcome, trend in zip(told.items(), outcomes, trends, strict=True)
    )


def _results(
    found: Judged, told: Mapping[str, Newest], *, shown: Collection[str]
) -> dict[tuple[str, str], Result]:
    """Return results by indicator and place: the newest of the place itself, and those beside it of
    the places shown. A national set has too many for all; they are all needed where some may be
    withheld."""
    rows = [
        row
        for indicator, newest in told.items()
        for row, place in zip(newest.rows.tolist(), _places(found, newest.rows), strict=True)
        if place in shown or release.hides(found.means[indicator])
    ]
    beside = (*found.results(np.array(rows, dtype=np.int64)), *(each.of for each in told.values()))
    return {(each.indicator, each.slice.place): each for each in beside}


def _spread(
    found: Judged,
    newest: Newest,
    figures: Mapping[tuple[str, str], Figure],
    *,
    but: Collection[str],
) -> Spread | None:
    """Return how far the sound figures of all places spread, but for the wider ones; none of them
    is one that is withheld."""
    indicator = newest.of.indicator
    if release.hides(found.means[indicator]):
        values = {
            place: figure.value
            for (slug, place), figure in figures.items()
            if slug == indicator and figure.judged and figure.value is not None
        }
    else:
        rows = newest.rows[found.sound[newest.rows]]
        values = dict(zip(_places(found, rows), found.limits.value[rows].tolist(), strict=True))
    return comparing.spread([value for place, value in values.items() if place not in but])


def _places(found: Judged, rows: IntArray) -> list[str]:
    return [str(place) for place in found.table["place"].take(pyarrow.array(rows)).to_pylist()]
