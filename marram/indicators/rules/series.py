"""What a series says: its process, its recent trend, how fresh it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeAlias

import numpy as np

from marram.indicators.vocabulary import Flag, PeriodKind, Polarity, Result
from marram.indicators.vocabulary.periods import STEP
from marram.methods import control, trends
from marram.methods.control import Assurance, Improvement, Rule, Variation
from marram.methods.trends import Direction


# Fewer values have no everyday variation to tell a change from.
FEWEST_POINTS = 7
# Kinds of period that make a series of a process: many a year.
OFTEN = frozenset({PeriodKind.MONTH, PeriodKind.CALENDAR_QUARTER, PeriodKind.FINANCIAL_QUARTER})
YEARS = frozenset({PeriodKind.CALENDAR_YEAR, PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR})
# So many months and more are told in years.
LONG = 24
IMPROVEMENT = {
    Polarity.HIGH_IS_GOOD: Improvement.INCREASE,
    Polarity.LOW_IS_GOOD: Improvement.DECREASE,
}


@dataclass(frozen=True)
class ProcessPoint:
    """A value of a process with the mean and limits in force and the special cause it shows."""

    period: str
    value: float | None
    mean: float
    lower: float
    upper: float
    rule: str
    direction: int
    struck: bool


@dataclass(frozen=True)
class Process:
    """A series as a control chart, and what its newest point and its limits say."""

    points: tuple[ProcessPoint, ...]
    variation: str
    assurance: str
    trial: bool


def runs(results: Iterable[Result]) -> tuple[tuple[Result, ...], ...]:
    """Return measured results as series, each of one place, people, kind and kind of period."""
    measured = (result for result in results if result.kind.measured)
    return tuple(tuple(run) for _, run in groupby(measured, key=_series))


def _series(result: Result) -> tuple[object, ...]:
    of = result.slice
    return result.indicator, of.place, of.people, result.kind, of.period.kind


def broadest(series: Sequence[tuple[Result, ...]]) -> tuple[Result, ...]:
    """Return the series that speaks for the whole: of everybody, newest, most often told.

    Figures of a year to date are no series of their own where there is another.
    """
    return max(series, key=_breadth, default=())


def _breadth(run: tuple[Result, ...]) -> tuple[object, ...]:
    newest = run[-1]
    of = newest.slice
    return (
        newest.estimate is not None,
        of.whole,
        of.period.kind is not PeriodKind.YEAR_TO_DATE,
        of.sex == "persons",
        of.age == "all ages",
        of.period,
        len(run),
    )


def newest_sound(run: Sequence[Result]) -> Result | None:
    """Return the newest figure that is not in doubt."""
    return next((each for each in reversed(run) if each.judged), None)


def to_date(of: Result, results: Iterable[Result]) -> Result | None:
    """Return the figure of the year to date that ends with a figure, of the same people."""
    return next(
        (
            each
            for each in results
            if each.slice.period.kind is PeriodKind.YEAR_TO_DATE
            and each.kind.measured
            and each.slice.place == of.slice.place
            and each.slice.people == of.slice.people
            and each.slice.period.ends_on == of.slice.period.ends_on
        ),
        None,
    )


def process(
    run: Sequence[Result], *, polarity: Polarity, target: float | None = None
) -> Process | None:
    """Return a series as a process, or None where it is too short or too rare to be one.

    Figures in doubt are left out of the limits. Periods that are missing break runs.
    """
    if not run or run[0].slice.period.kind not in OFTEN:
        return None
    spread = _with_gaps(run)
    values = np.array([_sound(each) for each in spread])
    if np.count_nonzero(~np.isnan(values)) < FEWEST_POINTS:
        return None
    chart = control.chart(value=values)
    improvement = IMPROVEMENT.get(polarity, Improvement.NEUTRAL)
    wanted = float("nan") if target is None else target
    return Process(
        points=tuple(_points(spread, chart)),
        variation=str(_variation(chart, values, improvement)),
        assurance=str(
            Assurance(control.assurance(of=chart, target=wanted, improvement=improvement).item())
        ),
        trial=bool(chart.on_trial[-1]),
    )


def _variation(chart: control.Chart, values: np.ndarray, improvement: Improvement) -> Variation:
    """Return what the newest value that is there says."""
    if np.isnan(values[-1]):
        return Variation.UNKNOWN
    return Variation(control.variation(of=chart, improvement=improvement).item())


def _sound(result: Result | None) -> float:
    return result.estimate.value if result and result.judged and result.estimate else float("nan")


def _with_gaps(run: Sequence[Result]) -> list[Result | None]:
    """Return a series with None for each period that is missing in it."""
    spread: list[Result | None] = [run[0]]
    for before, after in zip(run, run[1:], strict=False):
        step = STEP.get(after.slice.period.kind, 0)
        spread += [None] * max(_steps(before, after, step) - 1, 0)
        spread.append(after)
    return spread


def _steps(before: Result, after: Result, step: int) -> int:
    start, end = before.slice.period.starts_on, after.slice.period.starts_on
    if not (step and start and end):
        return 1
    return ((end.year - start.year) * 12 + end.month - start.month) // step


def _points(spread: Sequence[Result | None], chart: control.Chart) -> Iterable[ProcessPoint]:
    period = None
    for place, result in enumerate(spread):
        following = period.next() if period else None
        period = result.slice.period if result else following
        yield ProcessPoint(
            period=period.label if period else "",
            value=result.estimate.value if result and result.estimate else None,
            mean=float(chart.mean[place]),
            lower=float(chart.lower[place]),
            upper=float(chart.upper[place]),
            rule="" if chart.rule[place] == Rule.NONE else str(chart.rule[place]),
            direction=int(chart.direction[place]),
            struck=bool(result and result.struck),
        )


def trend(run: Sequence[Result], *, polarity: Polarity) -> str:
    """Return the recent trend of one series in words: see `recent_trends`."""
    return recent_trends([(run, polarity)])[0]


def recent_trends(runs: Sequence[tuple[Sequence[Result], Polarity]]) -> tuple[str, ...]:
    """Return the recent trend of each series in words, tested over its last five years.

    A series of fewer years, or of other periods, has none ("").
    A process says more of its newest point than a trend does: see `process`.
    """
    words = [""] * len(runs)
    for test, chosen in _tests([run for run, _ in runs]).items():
        directions = test(list(chosen.values())).direction
        for place, direction in zip(chosen, directions, strict=True):
            if direction != Direction.UNKNOWN:
                words[place] = trends.wording(direction=direction, polarity=runs[place][1])
    return tuple(words)


_Test: TypeAlias = Callable[[Sequence[Sequence[Result]]], trends.RecentTrend]


def _tests(runs: Sequence[Sequence[Result]]) -> Mapping[_Test, Mapping[int, Sequence[Result]]]:
    """Return the last years of each series that has enough, by their place and test: many series
    are tested in the time of one."""
    sorted_out: dict[_Test, dict[int, Sequence[Result]]] = {}
    for place, run in enumerate(runs):
        sound = [each for each in run if each.judged]
        if len(sound) >= trends.POINTS and sound[-1].slice.period.kind in YEARS:
            last = sound[-trends.POINTS :]
            test = _counted_trends if all(map(_is_part, last)) else _valued_trends
            sorted_out.setdefault(test, {})[place] = last
    return sorted_out


def _is_part(result: Result) -> bool:
    """Return whether a figure is a count of people among those it is out of."""
    per = result.estimate.unit.per if result.estimate else 1
    return result.count is not None and bool(result.out_of) and per <= 100


def _counted_trends(runs: Sequence[Sequence[Result]]) -> trends.RecentTrend:
    return trends.of_proportions(
        count=[[each.count or 0 for each in run] for run in runs],
        out_of=[[each.out_of or 1 for each in run] for run in runs],
    )


def _valued_trends(runs: Sequence[Sequence[Result]]) -> trends.RecentTrend:
    estimates = [[each.estimate for each in run if each.estimate] for run in runs]
    return trends.of_values(
        value=[[each.value for each in run] for run in estimates],
        lower=[[each.lower for each in run] for run in estimates],
        upper=[[each.upper for each in run] for run in estimates],
    )


def freshness(newest: Result, *, on: date) -> str:
    """Return how old a figure is, and that a newer one is due where it is.

    Age counts from the end of its period.
    """
    late = next((each.sentence for each in newest.findings if each.flag is Flag.STALE), "")
    end = newest.slice.period.ends_on
    if end is None:
        return "Its period is not stated"
    if late:
        said = late.partition(": ")[2] or late
        return f"{said[0].upper()}{said[1:]}"
    months = (on.year - end.year) * 12 + on.month - end.month
    if months < 1:
        return "Up to date"
    if months >= LONG:
        return f"{months // 12} years old"
    return f"{months} month{'' if months == 1 else 's'} old"
