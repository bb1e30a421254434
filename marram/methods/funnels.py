"""Funnels: how far areas of every size may lie from the average by chance alone."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammainc, gammaincc, gammainccinv, gammaincinv

from marram.methods import counts, rates
from marram.methods.arrays import (
    FloatArray,
    floats,
    must_be_positive,
    must_not_be_negative,
    normal_quantile,
    refuse,
    together,
)
from marram.methods.estimates import Estimates, Unit


# The inner and outer curves of every funnel: two and three standard deviations, in tail areas.
LEVELS = (0.95, 0.998)
# A curve is drawn through so many points, closer together where populations are small.
POINTS = 100
# Halving so often leaves a billionth of where it began.
HALVINGS = 45


class Significance(StrEnum):
    """Where a point lies in its funnel; the number is the area of the tail it lies in."""

    FAR_BELOW = "Low (0.001)"
    BELOW = "Low (0.025)"
    WITHIN = "Not significant"
    ABOVE = "High (0.025)"
    FAR_ABOVE = "High (0.001)"
    NOT_JUDGED = "Not applicable for events less than 10 for dsrs"


@dataclass(frozen=True, kw_only=True, eq=False)
class Funnel:
    """The curves of a funnel.

    `axis` holds the 100 sizes along the bottom: people for proportions, events for rates and
    ratios. `limits` carries the average as value and the curves as limits at 95% and 99.8%.
    `lower_size` and `upper_size` say, for rates and ratios, how many people a year (or expected
    events) put that many events on the lower and the upper curve.
    """

    axis: FloatArray
    limits: Estimates
    lower_size: FloatArray
    upper_size: FloatArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Points:
    """Where areas stand in a funnel of rates: the rate, and the people a year behind it."""

    rate: FloatArray
    population: FloatArray


def proportions(*, count: ArrayLike, out_of: ArrayLike, unit: Unit = Unit.PERCENT) -> Funnel:
    """Return the funnel of proportions round their common average.

    Units: people; percent unless another `unit` is asked for. Shape: both flat, one per area.
    Raises: ValueError when `out_of` is not positive or `count` not within it.
    Source: Spiegelhalter DJ, Stat Med 2005;24:1185-1202; limits by inverting Wilson's interval,
    which is the average plus or minus z standard errors of the average itself.

    >>> funnel = proportions(count=[40, 55], out_of=[100, 100])
    >>> funnel.limits.at(0.95).lower[0].round(2), funnel.axis[0]
    (np.float64(37.18), np.float64(90.0))
    """
    part, whole = _within(count, out_of)
    average = part.sum() / whole.sum()
    axis = _axis(_axis_end(whole, 1, down=True), _axis_end(whole, 1, down=False), shift=0)
    lower, upper = _round_average(average, axis)
    nothing = np.full(lower.shape, np.nan)
    limits = _curves(axis, average, lower, upper, unit, "Wilson, inverted")
    return Funnel(axis=axis, limits=limits, lower_size=nothing, upper_size=nothing)


def crude_rates(
    *,
    count: ArrayLike,
    population: ArrayLike,
    years: int = 1,
    unit: Unit = Unit.PER_100_000,
) -> Funnel:
    """Return the funnel of crude rates round their common average.

    Units: events, and people summed over the `years` that the data span; per 100,000 by default.
    Shape: flat, one per area. Raises: ValueError when a population is not positive.
    Source: Spiegelhalter DJ, Stat Med 2005;24:1185-1202; exact Poisson limits.

    >>> funnel = crude_rates(count=[40, 55], population=[1000, 1000], unit=Unit.PER_1_000)
    >>> float(funnel.limits.value[0])
    47.5
    """
    events, people = together(count, population)
    must_not_be_negative("count", events)
    must_be_positive("population", people)
    return _rate_funnel(events, people, years, unit)


def standardised_rates(
    *, count: ArrayLike, rate: ArrayLike, years: int = 1, unit: Unit = Unit.PER_100_000
) -> Funnel:
    """Return the funnel of directly standardised rates round their weighted average.

    Each area counts with the population that its events and its rate imply; an area without
    events has none.
    Units: `rate` in `unit`. Shape, Raises, Source: as `crude_rates`.

    >>> funnel = standardised_rates(count=[40, 55], rate=[40, 55], unit=Unit.PER_1_000)
    >>> float(funnel.limits.value[0])
    47.5
    """
    events, people = _implied(count, rate, unit)
    return _rate_funnel(events, people, years, unit)


def ratios(*, count: ArrayLike, expected: ArrayLike, unit: Unit = Unit.RATIO_OF_100) -> Funnel:
    """Return the funnel of observed over expected events round a ratio of one.

    Units: events; 100 = as expected unless another `unit` is asked for; subtract one from a
    plain ratio to read it as an excess. Shape, Source: as `crude_rates`.

    >>> funnel = ratios(count=[40, 55], expected=[50, 50])
    >>> funnel.limits.at(0.95).upper[0].round(1)
    np.float64(140.0)
    """
    observed, sizes = together(count, expected)
    must_not_be_negative("count", observed)
    must_be_positive("expected", sizes)
    axis = _axis(_axis_end(sizes, 1, down=True), _axis_end(sizes, 1, down=False), shift=1)
    lower_size, upper_size = expected_events(axis)
    limits = _curves(axis, 1.0, axis / lower_size, axis / upper_size, unit, "exact Poisson")
    return Funnel(axis=axis, limits=limits, lower_size=lower_size, upper_size=upper_size)


def expected_events(events: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return how many events must be expected for `events` to lie on the lower, upper curve.

    Shape: both are levels x events. Source: the exact Poisson tail, inverted by the gamma
    function.
    """
    tails = np.array([(1 - level) / 2 for level in LEVELS])[:, None]
    return gammainccinv(events + 1, tails), gammaincinv(events, tails)


def events_on_curves(*, expected: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return how many events lie on the lower, upper curve where `expected` are expected.

    The inverse of `expected_events`, between whole events too; nought where so few are expected
    that even none would be no surprise.
    Shape: both are levels x expected. Raises: ValueError when `expected` is not positive.
    Source: the exact Poisson tail; found by halving, to a billionth of what is expected.

    >>> lower, upper = events_on_curves(expected=[3.0, 100.0])
    >>> lower[0].round(2).tolist(), upper[0].round(2).tolist()
    ([0.0, 80.39], [7.29, 120.56])
    """
    mean = floats(expected)
    must_be_positive("expected", mean)
    tails = np.array([(1 - level) / 2 for level in LEVELS])[:, None]
    reach = np.broadcast_to(mean + 10 * np.sqrt(mean) + 20, (len(LEVELS), len(mean)))
    lower = _halved(reach, lambda events: gammaincc(events + 1, mean) > tails)
    upper = _halved(reach, lambda events: gammainc(np.maximum(events, 1e-12), mean) < tails)
    return np.where(np.exp(-mean) > tails, 0.0, lower), upper


def _halved(reach: FloatArray, beyond: Callable[[FloatArray], NDArray[np.bool_]]) -> FloatArray:
    """Return the least number between nought and `reach` that is beyond, by halving."""
    low, high = np.zeros_like(reach), np.array(reach)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        far = beyond(middle)
        low, high = np.where(far, low, middle), np.where(far, middle, high)
    return (low + high) / 2


def proportion_significance(*, count: ArrayLike, out_of: ArrayLike) -> NDArray[np.str_]:
    """Return where each proportion lies in the funnel of them all.

    Shape, Raises, Source: as `proportions`.

    >>> proportion_significance(count=[40, 60, 90], out_of=[100, 100, 100]).tolist()
    ['Low (0.001)', 'Not significant', 'High (0.001)']
    """
    part, whole = _within(count, out_of)
    share = part / whole
    lower, upper = _round_average(part.sum() / whole.sum(), whole)
    return _label(share < lower, share > upper)


def crude_rate_significance(*, count: ArrayLike, population: ArrayLike) -> NDArray[np.str_]:
    """Return where each crude rate lies in the funnel of them all.

    Shape, Raises, Source: as `crude_rates`.

    >>> crude_rate_significance(count=[4, 50], population=[1000, 1000]).tolist()
    ['Low (0.001)', 'High (0.001)']
    """
    events, people = together(count, population)
    must_not_be_negative("count", events)
    must_be_positive("population", people)
    return _judge_counts(events, people, events.sum() / people.sum())


def standardised_rate_significance(
    *, count: ArrayLike, rate: ArrayLike, unit: Unit = Unit.PER_100_000
) -> NDArray[np.str_]:
    """Return where each standardised rate lies; fewer than ten events are not judged.

    Units, Shape, Source: as `standardised_rates`.

    >>> standardised_rate_significance(count=[4, 50], rate=[400, 5000]).tolist()[0]
    'Not applicable for events less than 10 for dsrs'
    """
    events, people = _implied(count, rate, unit)
    labels = _judge_counts(events, people, events.sum() / np.nansum(people))
    return np.where(events < rates.FEWEST_EVENTS, Significance.NOT_JUDGED, labels)


def ratio_significance(*, count: ArrayLike, expected: ArrayLike) -> NDArray[np.str_]:
    """Return where each ratio of observed to expected events lies round one.

    Shape, Raises, Source: as `ratios`.

    >>> ratio_significance(count=[4, 50], expected=[5.0, 20.0]).tolist()
    ['Not significant', 'High (0.001)']
    """
    observed, sizes = together(count, expected)
    must_not_be_negative("count", observed)
    must_be_positive("expected", sizes)
    return _judge_counts(observed, sizes, 1.0)


def crude_rate_points(
    *,
    count: ArrayLike,
    population: ArrayLike,
    years: int = 1,
    unit: Unit = Unit.PER_100_000,
) -> Points:
    """Return where areas with crude rates stand: the rate and the people a year.

    Units, Shape, Source: as `crude_rates`.

    >>> crude_rate_points(count=[3], population=[3000], years=3, unit=Unit.PER_1_000).population
    array([1000.])
    """
    events, people = together(count, population)
    must_be_positive("population", people)
    return Points(rate=events / people * unit.per, population=people / years)


def standardised_rate_points(
    *, count: ArrayLike, rate: ArrayLike, years: int = 1, unit: Unit = Unit.PER_100_000
) -> Points:
    """Return where areas with standardised rates stand; below ten events they do not.

    Units, Shape, Source: as `standardised_rates`.

    >>> standardised_rate_points(count=[30], rate=[10], unit=Unit.PER_1_000).population
    array([3000.])
    """
    events, people = _implied(count, rate, unit)
    enough = events >= rates.FEWEST_EVENTS
    return Points(
        rate=np.where(enough, floats(rate), np.nan),
        population=np.where(enough, people / years, np.nan),
    )


def _within(count: ArrayLike, out_of: ArrayLike) -> tuple[FloatArray, FloatArray]:
    part, whole = together(count, out_of)
    must_be_positive("out_of", whole)
    must_not_be_negative("count", part)
    refuse(part > whole, bound="count must not exceed out_of", values=part)
    return part, whole


def _implied(count: ArrayLike, rate: ArrayLike, unit: Unit) -> tuple[FloatArray, FloatArray]:
    """Return events and the populations that a rate implies; none where there are no events."""
    events, each = together(count, rate)
    must_not_be_negative("count", events)
    some = events > 0
    refuse(some & (each <= 0), bound="rate must be positive where there are events", values=each)
    return events, unit.per * events / np.where(some, each, np.nan)


def _round_average(average: float, people: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the limits of a share round the average, levels x people, within nought and one."""
    z = np.array([normal_quantile(level) for level in LEVELS])[:, None]
    spread = z * np.sqrt(average * (1 - average) / people)
    return np.maximum(average - spread, 0), np.minimum(average + spread, 1)


def _rate_funnel(events: FloatArray, people: FloatArray, years: int, unit: Unit) -> Funnel:
    average = events.sum() / np.nansum(people)
    first = np.floor(_axis_end(people, years, down=True) * average)
    last = np.ceil(_axis_end(people, years, down=False) * average)
    axis = _axis(first, last, shift=0)
    lower_events, upper_events = expected_events(axis)
    lower_size, upper_size = lower_events / average, upper_events / average
    limits = _curves(axis, average, axis / lower_size, axis / upper_size, unit, "exact Poisson")
    return Funnel(
        axis=axis, limits=limits, lower_size=lower_size / years, upper_size=upper_size / years
    )


def _curves(
    axis: FloatArray,
    average: float,
    lower: FloatArray,
    upper: FloatArray,
    unit: Unit,
    method: str,
) -> Estimates:
    return Estimates(
        value=np.full(axis.shape, average * unit.per),
        lower=lower * unit.per,
        upper=upper * unit.per,
        unit=unit,
        confidence=LEVELS,
        method=method,
    )


def _judge_counts(events: FloatArray, sizes: FloatArray, average: float) -> NDArray[np.str_]:
    """Return where counts lie when `average` events are expected for one of size."""
    lower, upper = counts.limits(events, LEVELS)
    with np.errstate(invalid="ignore"):
        return _label(upper / sizes < average, lower / sizes > average)


def _label(below: NDArray[np.bool_], above: NDArray[np.bool_]) -> NDArray[np.str_]:
    """Return the label of points from what curves (inner, outer) they lie below and above."""
    labels = np.full(below.shape[1:], Significance.WITHIN, dtype="<U48")
    for where, label in (
        (above[0], Significance.ABOVE),
        (above[1], Significance.FAR_ABOVE),
        (below[0], Significance.BELOW),
        (below[1], Significance.FAR_BELOW),
    ):
        labels[where] = label
    return labels


def _axis_end(sizes: FloatArray, years: int, *, down: bool) -> float:
    """Return a round number a little beyond the smallest or the largest size.

    An axis whose sizes differ more than twofold starts at nought.
    """
    smallest, largest = float(np.nanmin(sizes)), float(np.nanmax(sizes))
    if down and largest > 2 * smallest:
        return 0.0
    beyond = smallest / years * 0.95 if down else largest / years * 1.05
    whole = np.floor(beyond) if down else np.ceil(beyond)
    # One leading digit is kept at the lower end, two at the upper.
    step = 10.0 ** (len(f"{whole:.0f}") - (1 if down else 2))
    return float((np.floor(beyond / step) if down else np.ceil(beyond / step)) * step * years)


def _axis(first: float, last: float, *, shift: int) -> FloatArray:
    """Return whole sizes from `first` to `last`, each further from the one before."""
    sizes = [max(1.0, first)]
    for place in range(2, POINTS + 1):
        share = 1 / (101 - (place - shift))
        grown = np.round((last / sizes[-1]) ** share * sizes[-1])
        sizes.append(float(max(grown, sizes[-1] + 1)))
    return np.array(sizes)
