"""Reports by exception: which measures miss, what is said of them, whether recovery is likely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from marram.foundation.actors import Actor
from marram.indicators.queries.cards import Card, Note, card, notes
from marram.indicators.queries.definitions import DefinitionLine
from marram.indicators.queries.measured import Known
from marram.indicators.queries.scorecards import figures_of
from marram.indicators.rules import recovery, series, targets, waiting
from marram.indicators.rules.recovery import Course, Recovery
from marram.indicators.rules.targets import Targets
from marram.indicators.vocabulary import Result
from marram.indicators.vocabulary.figures import Figure, with_unit
from marram.indicators.vocabulary.periods import STEP
from marram.methods.targets import Standing


# The report of the record shows the newest month and the three before it.
SHOWN = 4


@dataclass(frozen=True)
class Standings:
    """A figure and where it stands; `figure` is None where there is none for the period."""

    figure: Figure | None
    standing: str


@dataclass(frozen=True, kw_only=True)
class ExceptionLine:
    """A place's figures in an exception: the periods shown, and the year to date."""

    place: str
    place_name: str
    periods: tuple[Standings, ...]
    to_date: Standings
    targets: Targets


@dataclass(frozen=True, kw_only=True)
class ExceptionRow:
    """A measure on the report. `reasons` say what misses; without any it is there because its
    note keeps it. `periods` head the columns."""

    indicator: str
    title: str
    heading: str
    unit: str
    periods: tuple[str, ...]
    lines: tuple[ExceptionLine, ...]
    reasons: tuple[str, ...]
    note: Note
    recovery: Recovery

    @property
    def missed(self) -> bool:
        return bool(self.reasons)


@dataclass(frozen=True, kw_only=True)
class ExceptionReport:
    """The exceptions of a scorecard: `rows` by its headings, `met` the titles of the rest."""

    card: Card
    place_name: str
    provider_name: str
    on: date
    as_at: datetime | None
    newest: str
    rows: tuple[ExceptionRow, ...]
    met: tuple[str, ...]


def exception_report(
    *, viewer: Actor, slug: str, on: date, as_at: datetime | None = None
) -> ExceptionReport:
    """Return the measures of a scorecard that miss, by rule. Eight SQL queries, one of files.

    A measure is an exception when the place or its main provider misses the standard (or the plan,
    where there is no standard) in its newest period or in the year to date; or when its note keeps
    it. `as_at` makes a report of the past again: card, figures, definitions and notes as they were.
    Raises: Missing.
    """
    found = card(viewer=viewer, slug=slug, as_at=as_at)
    known = figures_of(viewer=viewer, of=found, on=on, as_at=as_at)
    said = notes(slug=slug, as_at=as_at)
    every = [
        _row(known, found, indicator, heading, said.get(indicator, Note()))
        for indicator, heading in found.lines
        if indicator in known.means
    ]
    shown = tuple(row for row in every if row.missed or row.note.keeps)
    return ExceptionReport(
        card=found,
        place_name=known.names.get(found.place, found.place),
        provider_name=known.names.get(found.provider, found.provider),
        on=on,
        as_at=as_at,
        newest=_newest(known, found),
        rows=shown,
        met=tuple(row.title for row in every if row not in shown and _judged(row)),
    )


def _newest(known: Known, of: Card) -> str:
    ends = [
        newest.slice.period
        for indicator in known.means
        for newest in [series.newest_sound(_run(known, indicator, of.place))]
        if newest is not None
    ]
    return max(ends).label if ends else ""


def _judged(row: ExceptionRow) -> bool:
    return any(
        each.standing != Standing.NOT_JUDGED
        for line in row.lines
        for each in (*line.periods, line.to_date)
    )


def _row(known: Known, of: Card, indicator: str, heading: str, note: Note) -> ExceptionRow:
    means = known.means[indicator]
    runs = {place: _run(known, indicator, place) for place in of.places}
    shown = _periods(runs.get(of.place) or ())
    lines = tuple(_line(known, means, place, run, shown) for place, run in runs.items() if run)
    return ExceptionRow(
        indicator=indicator,
        title=means.title,
        heading=heading,
        unit=means.unit,
        periods=tuple(each.slice.period.label for each in shown),
        lines=lines,
        reasons=tuple(_reasons(lines)),
        note=note,
        recovery=_recovery(known, means, runs.get(of.place) or (), note),
    )


def _run(known: Known, indicator: str, place: str) -> tuple[Result, ...]:
    return series.broadest(series.runs(known.of(indicator, place)))


def _periods(run: Sequence[Result]) -> tuple[Result, ...]:
    """Return the figures whose periods head the report, one for each of the newest periods."""
    newest = {each.slice.period: each for each in run}
    return tuple(newest.values())[-SHOWN:]


def _line(
    known: Known, means: DefinitionLine, place: str, run: Sequence[Result], shown: Sequence[Result]
) -> ExceptionLine:
    aims = [each for each in known.results[means.slug] if not each.kind.measured]
    by_period = {each.slice.period: each for each in run}
    newest = series.newest_sound(run)
    year = series.to_date(newest, known.of(means.slug, place)) if newest else None
    return ExceptionLine(
        place=place,
        place_name=known.names.get(place, place),
        periods=tuple(
            _standing(known, means, by_period.get(each.slice.period), aims) for each in shown
        ),
        to_date=_standing(known, means, year, aims),
        targets=targets.in_force(newest, aims) if newest else Targets(),
    )


def _standing(
    known: Known, means: DefinitionLine, result: Result | None, aims: Sequence[Result]
) -> Standings:
    if result is None:
        return Standings(None, str(Standing.NOT_JUDGED))
    figure = known.released([result])[0]
    against = targets.in_force(result, aims)
    return Standings(figure, str(targets.standing(result, against, polarity=means.polarity)))


def _reasons(lines: Sequence[ExceptionLine]) -> Iterator[str]:
    """Return in words what misses: the newest period and the year to date, of each place."""
    for line in lines:
        newest = next((each for each in reversed(line.periods) if _counts(each)), None)
        for each in (newest, line.to_date):
            if each and each.figure and targets.missed(Standing(each.standing)):
                aim = line.targets.wanted
                wanted = f", against {with_unit(aim, each.figure.unit)}" if aim is not None else ""
                yield f"{line.place_name}: {each.figure.shown} in {each.figure.period}{wanted}"


def _counts(standing: Standings) -> bool:
    return standing.figure is not None and standing.standing != Standing.NOT_JUDGED


def _recovery(known: Known, means: DefinitionLine, run: Sequence[Result], note: Note) -> Recovery:
    """Return the stated recovery date, tested on the figures of the place."""
    newest = series.newest_sound(run)
    if newest is None or newest.slice.period.ends_on is None:
        return Recovery(note.recovery_on, "There are no sound figures to test a date on.")
    aims = targets.in_force(newest, known.results[means.slug])
    course = Course(
        values=tuple(
            each.estimate.value if each.judged and each.estimate else None for each in run
        ),
        ends_on=run[-1].slice.period.ends_on or newest.slice.period.ends_on,
        months=STEP.get(newest.slice.period.kind, 12) or 12,
        unit=means.unit,
        polarity=means.polarity,
        **_bounds(means),
    )
    own = known.of(means.slug, newest.slice.place)
    queue = waiting.queue(own, target=aims.wanted)
    return recovery.tested(course=course, target=aims.wanted, by=note.recovery_on, queue=queue)


def _bounds(means: DefinitionLine) -> dict[str, float]:
    """Return what a value can be at least and at most, where the unit says."""
    if means.unit == "percent":
        return {"lowest": 0.0, "highest": 100.0}
    return {"lowest": 0.0} if means.measure != "change" else {}
