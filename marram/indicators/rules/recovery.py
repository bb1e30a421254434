"""Whether a stated recovery date can be believed: the chance to be at the standard by then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.special import stdtr, stdtrit

from marram.indicators.vocabulary import Polarity
from marram.indicators.vocabulary.figures import decimals, number, with_unit
from marram.methods import forecasts, queues
from marram.methods.arrays import FloatArray


# With fewer values nothing can be said of what is to come.
FEWEST_POINTS = 3
# A straight line needs its two numbers and two values more.
FEWEST_FOR_A_LINE = 4
# The mean moving range of normal noise is 1.128 standard deviations (Wheeler, as in `control`).
MOVING_RANGE = 1.128
CONFIDENCE = 0.95
# How likely words are. Source: Mastrandrea MD and others, Guidance note on consistent treatment
# of uncertainties, IPCC, 2010.
_WORDS = (
    (0.10, "very unlikely"),
    (0.33, "unlikely"),
    (0.66, "about as likely as not"),
    (0.90, "likely"),
    (1.01, "very likely"),
)


@dataclass(frozen=True)
class Queue:
    """A waiting list: how many have waited 0, 1, 2 ... periods, how many join and are seen each
    period, and within how many periods what share must be seen."""

    waiting: tuple[float, ...]
    joining: float
    seen: float
    within: int
    share: float


@dataclass(frozen=True)
class Way:
    """One way to look ahead: the chance by then, and what is to be expected, with its interval."""

    name: str
    chance: float
    expected: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Recovery:
    """A recovery date that was tested. `chance` is that of the way that leads, `least` and `most`
    those of all; `sentence` says it all. Without ways nothing could be tested, and it says why."""

    by: date | None
    sentence: str
    chance: float | None = None
    least: float | None = None
    most: float | None = None
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Course:
    """The values of a measure up to now, None where one is missing, in the order of time.

    `ends_on` is the day after the newest, `months` how many months one period lasts; `lowest` and
    `highest` bound what can be.
    """

    values: tuple[float | None, ...]
    ends_on: date
    months: int
    unit: str
    polarity: Polarity
    lowest: float = float("-inf")
    highest: float = float("inf")


def tested(
    *, course: Course, target: float | None, by: date | None, queue: Queue | None = None
) -> Recovery:
    """Return the chance that a measure is at its target by a day, in one sentence.

    A waiting list, where its numbers are known, leads; then a forecast tested on the past; then
    the limits of the process as it is. All ways that the values allow are worked out and stand
    behind the sentence.
    """
    refusal = _cannot(course, target, by)
    if refusal or target is None or by is None:
        return Recovery(by, refusal)
    periods = _periods(course, by)
    values = np.array([np.nan if each is None else each for each in course.values])
    ways = tuple(
        each
        for each in (
            _by_queue(queue, periods) if queue else None,
            _by_trend(course, values, target, periods),
            _by_limits(course, values, target),
        )
        if each is not None
    )
    chances = [way.chance for way in ways]
    lead = ways[0] if queue or np.count_nonzero(~np.isnan(values)) >= 8 else ways[-1]
    return Recovery(
        by,
        _sentence(course, target, by, lead, ways),
        chance=lead.chance,
        least=min(chances),
        most=max(chances),
        ways=ways,
    )


def _cannot(course: Course, target: float | None, by: date | None) -> str:
    """Return why nothing can be tested, or nothing."""
    if by is None:
        return "No recovery date is stated, so none can be tested."
    if target is None:
        return "There is no standard or plan to recover to."
    if course.polarity not in (Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD):
        return "Neither way is better, so there is nothing to recover."
    known = [each for each in course.values if each is not None]
    if len(known) < FEWEST_POINTS:
        return f"{len(known)} sound values are too few to test the date; three are needed."
    if _periods(course, by) < 1:
        return f"The recovery date, {_day(by)}, has passed with the newest figure."
    return ""


def _periods(course: Course, by: date) -> int:
    """Return how many whole periods end by a day, after the newest value."""
    later = date.fromordinal(by.toordinal() + 1)
    months = (later.year - course.ends_on.year) * 12 + later.month - course.ends_on.month
    months -= later.day < course.ends_on.day
    return int(months // course.months)


def _by_limits(course: Course, values: FloatArray, target: float) -> Way:
    """The process stays as it is: its mean, its everyday noise, and how few values tell them."""
    known = values[~np.isnan(values)]
    ranges = np.abs(np.diff(values))
    moving = ranges[~np.isnan(ranges)]
    noise = float(moving.mean()) / MOVING_RANGE if moving.size else float(known.std(ddof=1))
    spread = noise * float(np.sqrt(1 + 1 / known.size))
    return _way("process limits", course, float(known.mean()), spread, known.size - 1, target)


def _by_trend(course: Course, values: FloatArray, target: float, periods: int) -> Way | None:
    """Where it has been heading: a damped trend tested on the past, or a line through a few."""
    known = np.flatnonzero(~np.isnan(values))
    if known.size >= forecasts.FEWEST_POINTS:
        return _by_forecast(course, values, target, periods)
    if known.size < FEWEST_FOR_A_LINE:
        return None
    at, told = known.astype(np.float64), values[known]
    middle = at.mean()
    across = float(((at - middle) ** 2).sum())
    slope = float(((at - middle) * (told - told.mean())).sum()) / across
    expected = float(told.mean()) + slope * (len(values) - 1 + periods - middle)
    left = told - told.mean() - slope * (at - middle)
    freedom = known.size - 2
    error = float(np.sqrt((left**2).sum() / freedom))
    far = (len(values) - 1 + periods - middle) ** 2 / across
    spread = error * float(np.sqrt(1 + 1 / known.size + far))
    return _way("trend", course, expected, spread, freedom, target)


def _by_forecast(course: Course, values: FloatArray, target: float, periods: int) -> Way:
    found = forecasts.year_end(
        values=values,
        periods_left=periods,
        target=target,
        summed=False,
        polarity=course.polarity,
        confidence=CONFIDENCE,
    )
    end = found.estimates
    return Way(
        "trend",
        float(found.probability.item()),
        _held(course, float(end.value.item())),
        _held(course, float(end.lower.item())),
        _held(course, float(end.upper.item())),
    )


def _by_queue(queue: Queue, periods: int) -> Way:
    """People join and are seen as they have been: what the list will hold by then."""
    future = queues.outlook(
        waiting=queue.waiting,
        additions=[queue.joining] * periods,
        capacity=[queue.seen] * periods,
        standard=queue.within,
        share=queue.share,
        confidence=CONFIDENCE,
    )
    return Way(
        "waiting list",
        float(future.within_standard[-1]),
        float(future.share_within[-1]) * 100,
        float("nan"),
        float("nan"),
    )


def _way(
    name: str, course: Course, expected: float, spread: float, freedom: int, target: float
) -> Way:
    upwards = course.polarity is Polarity.HIGH_IS_GOOD
    if spread == 0:
        met = expected >= target if upwards else expected <= target
        return Way(name, float(met), expected, expected, expected)
    short = float(stdtr(freedom, (target - expected) / spread))
    reach = float(stdtrit(freedom, 0.5 + CONFIDENCE / 2)) * spread
    return Way(
        name,
        1 - short if upwards else short,
        _held(course, expected),
        _held(course, expected - reach),
        _held(course, expected + reach),
    )


def _held(course: Course, value: float) -> float:
    return min(max(value, course.lowest), course.highest)


_IF = {
    "waiting list": "if people join and are seen as they have been",
    "trend": "if its trend goes on",
    "process limits": "if the process stays as it is",
}


def _sentence(course: Course, target: float, by: date, lead: Way, ways: Sequence[Way]) -> str:
    aim = with_unit(target, course.unit)
    chances = " and ".join(f"{_about(way.chance)} in 100 {_IF[way.name]}" for way in ways)
    words = [_likely(way.chance) for way in sorted(ways, key=lambda way: way.chance)]
    likely = words[0] if words[0] == words[-1] else f"{words[0]} to {words[-1]}"
    return (
        f"The chance of being at {aim} by {_day(by)} is {chances}: {likely}."
        f"{_expected(course, lead)}"
    )


def _expected(course: Course, lead: Way) -> str:
    if np.isnan(lead.lower):
        return f" About {number(lead.expected, 0)} in 100 waits would then be within the standard."
    places = max((decimals(each) for each in course.values if each is not None), default=1)
    low = number(lead.lower, min(places, 1))
    high = with_unit(lead.upper, course.unit, min(places, 1))
    return f" Between {low} and {high} is to be expected then {_IF[lead.name]}."


def _in_100(chance: float) -> int:
    return round(chance * 100)


def _about(chance: float) -> str:
    hundredths = _in_100(chance)
    if hundredths < 1:
        return "less than 1"
    return "more than 99" if hundredths > 99 else f"about {hundredths}"


def _likely(chance: float) -> str:
    return next(words for below, words in _WORDS if chance < below)


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
