"""Recent trends: whether the last five years went up or down by more than chance."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from marram.methods.arrays import (
    BoolArray,
    FloatArray,
    floats,
    must_be_positive,
    must_not_be_negative,
    normal_quantile,
    refuse,
)
from marram.methods.polarity import Polarity


POINTS = 5
# The chi-squared value that chance passes two times in a thousand, one degree of freedom.
THRESHOLD = 9.54953570608324


class Direction(StrEnum):
    """Where a series has gone."""

    INCREASING = "Increasing"
    DECREASING = "Decreasing"
    NO_CHANGE = "No significant change"
    UNKNOWN = "Cannot be calculated"


class Reason(StrEnum):
    """Why the direction is what it is."""

    TREND = "No outliers and significant trend"
    NO_TREND = "No significant trend"
    OUTLIER = "Outlier found"
    FEW_POINTS = "Not enough data points"
    MISSING = "Missing values"
    NO_WIDTH = "An interval has no width"
    ALL_OR_NONE = "A point of 0% or 100% has no slope"


@dataclass(frozen=True, kw_only=True, eq=False)
class RecentTrend:
    """The direction of each series with its test; `slope` is per year (proportions: log odds)."""

    direction: NDArray[np.str_]
    reason: NDArray[np.str_]
    chi_square: FloatArray
    slope: FloatArray


def of_proportions(
    *, count: ArrayLike, out_of: ArrayLike, years: ArrayLike | None = None
) -> RecentTrend:
    """Return the recent trend of series of proportions.

    Units: people. Shape: series x years, oldest first, the last five are judged; `years` has one
    number per column (1, 2, 3 ... without it).
    Raises: ValueError when `out_of` is not positive or `count` not within it.
    Source: Fingertips technical guidance, trend markers: chi-squared test for trend (Armitage P,
    Biometrics 1955;11:375-386), and no single point whose omission turns the slope round.

    >>> trend = of_proportions(
    ...     count=[994, 1023, 1199, 1332, 1367], out_of=[40299, 41527, 42811, 44064, 44701]
    ... )
    >>> trend.direction.item(), round(trend.chi_square.item(), 4)
    ('Increasing', 47.8967)
    """
    part, whole = (
        np.atleast_2d(each) for each in np.broadcast_arrays(floats(count), floats(out_of))
    )
    must_be_positive("out_of", whole)
    must_not_be_negative("count", part)
    refuse(part > whole, bound="count must not exceed out_of", values=part)
    if part.shape[1] < POINTS:
        return _too_few(len(part))
    time = _time(years, part.shape)
    part, whole = part[:, -POINTS:], whole[:, -POINTS:]
    missing = np.isnan(part + whole).any(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = np.log(part / (whole - part))
        even = np.ones_like(odds)
        slope = _slope(even, time, odds)
        steady = _same_sign(even, time, odds, slope)
        chi_square = _armitage(part, whole, time)
    edge = ~missing & ~np.isfinite(slope)
    return _judged(slope, chi_square, steady, {Reason.MISSING: missing}, edge)


def of_values(
    *,
    value: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    years: ArrayLike | None = None,
    confidence: float = 0.95,
) -> RecentTrend:
    """Return the recent trend of series of values with intervals (rates, ratios, means).

    Shape: series x years, oldest first, the last five are judged; `years` as for proportions.
    Raises: ValueError when a lower limit exceeds its upper limit.
    Source: Fingertips technical guidance, trend markers: weighted regression on time, weights one
    over the squared standard error that the interval implies.

    >>> trend = of_values(
    ...     value=[24.67, 24.6, 28, 30.2, 30.6], lower=[23.16, 23.15, 26.44, 28.63, 28.98],
    ...     upper=[26.25, 26.19, 29.64, 31.9, 32.25],
    ... )
    >>> trend.direction.item(), round(trend.chi_square.item(), 1)
    ('Increasing', 46.8)
    """
    series, below, above = (
        np.atleast_2d(each)
        for each in np.broadcast_arrays(floats(value), floats(lower), floats(upper))
    )
    refuse(below > above, bound="lower must not exceed upper", values=below)
    if series.shape[1] < POINTS:
        return _too_few(len(series))
    time = _time(years, series.shape)
    series, below, above = (each[:, -POINTS:] for each in (series, below, above))
    missing = np.isnan(series + below + above).any(axis=1)
    width = (above - below) / (2 * normal_quantile(confidence))
    flat = ~missing & (width == 0).any(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        weights = 1 / width**2
        slope = _slope(weights, time, series)
        steady = _same_sign(weights, time, series, slope)
        chi_square = slope**2 * _spread(weights, time)
    refused = {Reason.MISSING: missing, Reason.NO_WIDTH: flat}
    return _judged(slope, chi_square, steady, refused, np.zeros_like(missing))


def wording(*, direction: str, polarity: Polarity) -> str:
    """Return the trend in words, with what it means where one direction is good.

    >>> wording(direction="Increasing", polarity=Polarity.LOW_IS_GOOD)
    'Increasing and getting worse'
    """
    good = {
        Polarity.HIGH_IS_GOOD: Direction.INCREASING,
        Polarity.LOW_IS_GOOD: Direction.DECREASING,
    }.get(polarity)
    if good is None or direction not in (Direction.INCREASING, Direction.DECREASING):
        return str(direction)
    return f"{direction} and getting {'better' if direction == good else 'worse'}"


def _time(years: ArrayLike | None, shape: tuple[int, ...]) -> FloatArray:
    """Return the last five years, counted from their own start: calendar years lose digits."""
    given = np.arange(shape[1]) if years is None else floats(years)
    last = np.broadcast_to(given, shape)[:, -POINTS:].astype(np.float64)
    refuse(np.diff(last, axis=1) <= 0, bound="years must go upwards", values=last[:, 1:])
    return last - last[:, :1]


def _spread(weights: FloatArray, time: FloatArray) -> FloatArray:
    """Return the weighted sum of squares of time round its weighted mean."""
    centre = (weights * time).sum(axis=1) / weights.sum(axis=1)
    return np.asarray((weights * (time - centre[:, None]) ** 2).sum(axis=1))


def _slope(weights: FloatArray, time: FloatArray, values: FloatArray) -> FloatArray:
    centre = (weights * time).sum(axis=1) / weights.sum(axis=1)
    away = weights * (time - centre[:, None])
    # Values are taken from their mean, so that a constant series has a slope of nought exactly.
    middle = (weights * values).sum(axis=1) / weights.sum(axis=1)
    return np.asarray((away * (values - middle[:, None])).sum(axis=1) / (away * time).sum(axis=1))


def _same_sign(
    weights: FloatArray, time: FloatArray, values: FloatArray, slope: FloatArray
) -> BoolArray:
    """Tell whether the slope keeps its sign when any one point is left out."""
    steady = np.ones(len(slope), dtype=bool)
    for point in range(POINTS):
        others = np.arange(POINTS) != point
        without = _slope(weights[:, others], time[:, others], values[:, others])
        steady &= np.sign(without) == np.sign(slope)
    return steady


def _armitage(part: FloatArray, whole: FloatArray, time: FloatArray) -> FloatArray:
    """Return the chi-squared value for a trend in proportions."""
    cases, people = part.sum(axis=1), whole.sum(axis=1)
    time = time - ((whole * time).sum(axis=1) / people)[:, None]
    lean = (part * time).sum(axis=1)
    chance = cases * (people - cases) * (whole * time**2).sum(axis=1)
    # Nobody or everybody in every year: nothing varies, so nothing can be a trend.
    return np.where(chance == 0, 0.0, people**2 * lean**2 / chance)


def _too_few(many: int) -> RecentTrend:
    return RecentTrend(
        direction=np.full(many, str(Direction.UNKNOWN)),
        reason=np.full(many, str(Reason.FEW_POINTS)),
        chi_square=np.full(many, np.nan),
        slope=np.full(many, np.nan),
    )


def _judged(
    slope: FloatArray,
    chi_square: FloatArray,
    steady: BoolArray,
    refused: dict[Reason, BoolArray],
    edge: BoolArray,
) -> RecentTrend:
    """Return directions and reasons from the tests; what is refused has neither."""
    significant = chi_square > THRESHOLD
    direction = np.full(slope.shape, Direction.NO_CHANGE, dtype="<U40")
    reason = np.full(slope.shape, Reason.NO_TREND, dtype="<U40")
    moved = np.where(slope < 0, Direction.DECREASING, Direction.INCREASING)
    cases: list[tuple[BoolArray, str | NDArray[np.str_], Reason]] = [
        (significant & steady, moved, Reason.TREND),
        (significant & ~steady, Direction.NO_CHANGE, Reason.OUTLIER),
        (significant & edge, Direction.UNKNOWN, Reason.ALL_OR_NONE),
        *((where, Direction.UNKNOWN, why) for why, where in refused.items()),
    ]
    for where, what, why in cases:
        direction = np.where(where, what, direction)
        reason = np.where(where, why, reason)
    known = ~np.logical_or.reduce(list(refused.values()))
    return RecentTrend(
        direction=direction,
        reason=reason,
        chi_square=np.where(known, chi_square, np.nan),
        slope=np.where(known & np.isfinite(slope), slope, np.nan),
    )
