"""Measures of one place: the newest figure of each, its targets, and what its series says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from marram.indicators.queries.definitions import DefinitionLine
from marram.indicators.rules import release, series, targets
from marram.indicators.rules.targets import Targets
from marram.indicators.vocabulary import Result
from marram.indicators.vocabulary.figures import Figure
from marram.methods.control import Assurance, Variation
from marram.methods.targets import Standing, Trajectory


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A measure of one place: its newest sound figure, the series it ends, and what both say.

    `newest` is None where nothing sound is known; then `words` may say something in its place.
    `values` are those of the series, None where one is in doubt or withheld.
    """

    newest: Figure | None
    words: str
    to_date: Figure | None
    values: tuple[float | None, ...]
    targets: Targets
    standing: str
    progress: str
    variation: str
    assurance: str
    trend: str
    freshness: str


NOTHING = Measured(
    newest=None,
    words="",
    to_date=None,
    values=(),
    targets=Targets(),
    standing=str(Standing.NOT_JUDGED),
    progress=str(Trajectory.NOT_JUDGED),
    variation=str(Variation.UNKNOWN),
    assurance=str(Assurance.NONE),
    trend="",
    freshness="",
)


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of measures: their results, standards of everywhere too, and definitions."""

    results: Mapping[str, Sequence[Result]]
    means: Mapping[str, DefinitionLine]
    names: Mapping[str, str]
    on: date

    def of(self, indicator: str, place: str) -> list[Result]:
        """Return the results of a measure that are of one place."""
        return [each for each in self.results.get(indicator, ()) if each.slice.place == place]

    def released(self, results: Sequence[Result]) -> tuple[Figure, ...]:
        return release.released(results, means=self.means, names=self.names)


def measures(known: Known, *, place: str) -> Mapping[str, Measured]:
    """Return every measure that is known, of one place, judged against its targets."""
    own = {indicator: known.of(indicator, place) for indicator in known.means}
    runs = {indicator: series.broadest(series.runs(some)) for indicator, some in own.items()}
    trends = series.recent_trends(
        [(run, known.means[indicator].polarity) for indicator, run in runs.items()]
    )
    return {
        indicator: _measured(known, run, own[indicator], trend)
        for (indicator, run), trend in zip(runs.items(), trends, strict=True)
    }


def _measured(known: Known, run: Sequence[Result], own: Sequence[Result], trend: str) -> Measured:
    newest = series.newest_sound(run)
    if newest is None:
        figures = known.released(run)
        words = next((each.words for each in reversed(figures) if each.words), "")
        return replace(NOTHING, words=words, values=(None,) * len(run))
    polarity = known.means[newest.indicator].polarity
    aims = targets.in_force(newest, _aims(known, newest.indicator))
    process = series.process(run, polarity=polarity, target=aims.wanted)
    year = series.to_date(newest, own)
    return Measured(
        newest=known.released([newest])[0],
        words="",
        to_date=known.released([year])[0] if year and year is not newest else None,
        values=release.values(run, means=known.means),
        targets=aims,
        standing=str(targets.standing(newest, aims, polarity=polarity)),
        progress=str(targets.progress(newest, aims, polarity=polarity)),
        variation=process.variation if process else str(Variation.UNKNOWN),
        assurance=process.assurance if process else str(Assurance.NONE),
        trend=trend,
        freshness=series.freshness(run[-1], on=known.on),
    )


def _aims(known: Known, indicator: str) -> list[Result]:
    return [each for each in known.results[indicator] if not each.kind.measured]
