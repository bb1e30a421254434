"""A scorecard: each measure with its newest figure, its targets and what the series says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from marram.foundation.actors import Actor
from marram.indicators.queries.cards import Card, Note, card, notes
from marram.indicators.queries.definitions import DefinitionLine
from marram.indicators.queries.judging import judged
from marram.indicators.queries.results import place_names
from marram.indicators.rules import release, series, targets
from marram.indicators.rules.targets import Targets
from marram.indicators.vocabulary import Result, ValueKind
from marram.indicators.vocabulary.figures import Figure
from marram.methods.control import Assurance, Variation
from marram.methods.targets import Standing, Trajectory


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A measure of one place: its newest sound figure, the run it ends, and what both say.

    `newest` is None where nothing sound is known; `run` has every figure of the series, those in
    doubt too. `values` are those of the run that count, None where one is in doubt.
    """

    newest: Figure | None
    to_date: Figure | None
    run: tuple[Figure, ...]
    targets: Targets
    standing: str
    progress: str
    variation: str
    assurance: str
    trend: str
    freshness: str

    @property
    def values(self) -> tuple[float | None, ...]:
        return tuple(each.value if each.judged else None for each in self.run)


@dataclass(frozen=True, kw_only=True)
class ScorecardRow:
    """A line of a scorecard."""

    indicator: str
    title: str
    heading: str
    unit: str
    polarity: str
    measured: Measured
    note: Note


@dataclass(frozen=True, kw_only=True)
class ScorecardPage:
    """A scorecard with its figures; `missing` are measures that this viewer may not see."""

    card: Card
    place_name: str
    provider_name: str
    on: date
    as_at: datetime | None
    rows: tuple[ScorecardRow, ...]
    missing: int


NOTHING = Measured(
    newest=None,
    to_date=None,
    run=(),
    targets=Targets(),
    standing=str(Standing.NOT_JUDGED),
    progress=str(Trajectory.NOT_JUDGED),
    variation=str(Variation.UNKNOWN),
    assurance=str(Assurance.NONE),
    trend="",
    freshness="",
)


def scorecard(
    *, viewer: Actor, slug: str, on: date, as_at: datetime | None = None
) -> ScorecardPage:
    """Return a scorecard with the newest figure of each measure. Eleven SQL queries, two of files.

    `as_at` asks for the card, the figures and the notes as they were at a moment.
    Raises: Missing.
    """
    found = card(viewer=viewer, slug=slug, as_at=as_at)
    known = figures_of(viewer=viewer, of=found, on=on, as_at=as_at)
    said = notes(slug=slug, as_at=as_at)
    return ScorecardPage(
        card=found,
        place_name=known.names.get(found.place, found.place),
        provider_name=known.names.get(found.provider, found.provider),
        on=on,
        as_at=as_at,
        rows=tuple(
            ScorecardRow(
                indicator=indicator,
                title=known.means[indicator].title,
                heading=heading,
                unit=known.means[indicator].unit,
                polarity=str(known.means[indicator].polarity),
                measured=known.measured(indicator, found.place),
                note=said.get(indicator, Note()),
            )
            for indicator, heading in found.lines
            if indicator in known.means
        ),
        missing=sum(indicator not in known.means for indicator in found.indicators),
    )


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of the measures of a card: results by indicator, and their definitions."""

    results: Mapping[str, tuple[Result, ...]]
    means: Mapping[str, DefinitionLine]
    names: Mapping[str, str]
    on: date

    def measured(self, indicator: str, place: str) -> Measured:
        """Return a measure of one place, judged against its targets."""
        every = self.results.get(indicator, ())
        return measured(
            [each for each in every if each.slice.place == place],
            every=every,
            means=self.means[indicator],
            names=self.names,
            on=self.on,
        )


def figures_of(*, viewer: Actor, of: Card, on: date, as_at: datetime | None) -> Known:
    """Return what is known of a card's measures. Eight SQL queries, two of the files."""
    found = judged(viewer, on, of.indicators, of.places, None, as_at)
    # A standard holds for everybody, wherever it was told.
    standards = judged(viewer, on, of.indicators, None, (ValueKind.STANDARD,), as_at)
    own = found.every()
    told = (*own, *(each for each in standards.every() if each.slice.place not in of.places))
    by_indicator: dict[str, list[Result]] = {}
    for each in told:
        by_indicator.setdefault(each.indicator, []).append(each)
    results = {indicator: tuple(some) for indicator, some in by_indicator.items()}
    return Known(results, found.means, place_names(codes=of.places), on)


def measured(
    own: Sequence[Result],
    *,
    every: Sequence[Result],
    means: DefinitionLine,
    names: Mapping[str, str],
    on: date,
) -> Measured:
    """Return a measure of one place from its own results; `every` holds the standards too."""
    run = series.broadest(series.runs(own))
    newest = series.newest_sound(run)
    if newest is None:
        return _unjudged(run, means, names)
    aims = targets.in_force(newest, _aims(every))
    process = series.process(run, polarity=means.polarity, target=aims.wanted)
    year = series.to_date(newest, own)
    return Measured(
        newest=_figure(newest, means, names),
        to_date=_figure(year, means, names) if year and year is not newest else None,
        run=release.released(run, means={means.slug: means}, names=names),
        targets=aims,
        standing=str(targets.standing(newest, aims, polarity=means.polarity)),
        progress=str(targets.progress(newest, aims, polarity=means.polarity)),
        variation=process.variation if process else str(Variation.UNKNOWN),
        assurance=process.assurance if process else str(Assurance.NONE),
        trend=series.trend(run, polarity=means.polarity),
        freshness=series.freshness(run[-1], on=on),
    )


def _unjudged(run: Sequence[Result], means: DefinitionLine, names: Mapping[str, str]) -> Measured:
    """Return a measure of which nothing sound is known: what there is, and no judgement."""
    figures = release.released(run, means={means.slug: means}, names=names)
    return Measured(**{**vars(NOTHING), "run": figures})


def _aims(results: Iterable[Result]) -> list[Result]:
    return [each for each in results if not each.kind.measured]


def _figure(result: Result, means: DefinitionLine, names: Mapping[str, str]) -> Figure:
    return release.released([result], means={means.slug: means}, names=names)[0]
