"""Forecasts: where a series is heading, how sure that is, and where the year will end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from marram.methods.arrays import FloatArray, IntArray, confidences, floats, refuse
from marram.methods.estimates import Estimates, Unit
from marram.methods.polarity import Polarity


FEWEST_POINTS = 8
# Level and trend smoothing and damping that are tried; the best one-step forecaster is kept. The
# trend never follows the data faster than the level does.
_GRID = np.array(
    [
        (level, level * trend, damping)
        for level, trend, damping in product(
            (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99),
            (0.0, 0.1, 0.2, 0.4, 0.8),
            (0.8, 0.9, 0.95, 0.98),
        )
    ]
)
# So many series are smoothed at a time: with every smoothing that is tried they fill the cache.
_TOGETHER = 32
_PARAMETERS = 3


@dataclass(frozen=True, kw_only=True, eq=False)
class Forecast:
    """What is to be expected in the periods to come, series x periods, and how well it did.

    `coverage` is the share of past values that such an interval would have held, over
    `backtests` forecasts of each series' own past; `widening` is what the interval was multiplied
    by to hold what it promises. `error` is the mean absolute error of those forecasts and
    `naive_error` that of saying "as now": a forecast with the larger error is of no use.
    """

    estimates: Estimates
    coverage: FloatArray
    widening: FloatArray
    error: FloatArray
    naive_error: FloatArray
    backtests: int


@dataclass(frozen=True, kw_only=True, eq=False)
class YearEnd:
    """Where each series will stand at the end of the year, and its chance to meet the target."""

    estimates: Estimates
    probability: FloatArray


@dataclass(frozen=True, eq=False)
class _Fit:
    """A smoothed series: its last level and trend, its smoothing, and the size of its errors."""

    level: FloatArray
    trend: FloatArray
    alpha: FloatArray
    beta: FloatArray
    damping: FloatArray
    deviation: FloatArray
    freedom: FloatArray

    def mean(self, periods: int) -> FloatArray:
        """Return the expected values, series x periods."""
        steps = np.arange(1, periods + 1)
        reach = np.cumsum(self.damping[:, None] ** steps, axis=1)
        return self.level[:, None] + self.trend[:, None] * reach

    def carried(self, periods: int) -> FloatArray:
        """Return how much of an error is still felt 0, 1, 2 ... periods later."""
        steps = np.arange(1, periods)
        reach = np.cumsum(self.damping[:, None] ** steps, axis=1)
        later = self.alpha[:, None] + self.beta[:, None] * reach
        return np.concatenate([np.ones((len(self.level), 1)), later], axis=1)

    def spread(self, periods: int) -> FloatArray:
        """Return the standard deviation of the values to come, series x periods."""
        felt = np.cumsum(self.carried(periods) ** 2, axis=1)
        return np.asarray(self.deviation[:, None] * np.sqrt(felt))


def damped(
    *,
    values: ArrayLike,
    periods: int,
    confidence: float = 0.95,
    unit: Unit = Unit.AS_GIVEN,
) -> Forecast:
    """Return forecasts by exponential smoothing with a damped trend, tested on the past.

    The interval grows with the distance as the model says, is drawn from Student's t for the
    smoothing that was fitted, and is widened where the series' own past would have escaped it
    more often than it should.
    Units: as the values. Shape: series x points, oldest first, or points alone; the result is
    series x periods.
    Missing: a missing point is passed over, the forecast standing in for it; a series with fewer
    than eight points is missing.
    Raises: ValueError when `periods` is below 1 or a value is infinite.
    Source: Gardner ES, McKenzie E, Management Science 1985;31:1237-1246; variances Hyndman RJ et
    al., Forecasting with exponential smoothing, 2008, table 6.1.

    >>> forecast = damped(values=[10, 12, 11, 13, 12, 14, 13, 15, 14, 16, 15, 17], periods=2)
    >>> forecast.estimates.value.round(1).tolist()
    [[16.4, 16.7]]
    """
    if periods < 1:
        raise ValueError(f"periods must be at least 1; got {periods}")
    series = _series(values)
    level = confidences(confidence)[0]
    fit, test = _fitted(series, periods, level)
    tail = stdtrit(fit.freedom, 0.5 + level / 2)[:, None]
    mean, reach = fit.mean(periods), tail * fit.spread(periods) * test.widening[:, None]
    estimates = Estimates(
        value=mean,
        lower=mean - reach,
        upper=mean + reach,
        unit=unit,
        confidence=level,
        method="damped exponential smoothing",
    )
    return Forecast(
        estimates=estimates,
        coverage=test.coverage,
        widening=test.widening,
        error=test.error,
        naive_error=test.naive_error,
        backtests=test.forecasts,
    )


def year_end(
    *,
    values: ArrayLike,
    periods_left: int,
    target: ArrayLike,
    summed: bool,
    so_far: ArrayLike = 0.0,
    polarity: Polarity = Polarity.HIGH_IS_GOOD,
    confidence: float = 0.95,
    unit: Unit = Unit.AS_GIVEN,
) -> YearEnd:
    """Return where the year will end and the probability that its target is met.

    A `summed` measure (referrals, spend) ends at what there is `so_far` plus all that is to come;
    any other (a waiting time, a rate) ends where its last period does.
    Units: as the values. Shape: `values` as in `damped`; `target` and `so_far` one per series.
    Missing, Source: as `damped`. Raises: ValueError also when no direction is good.

    >>> result = year_end(
    ...     values=[10, 12, 11, 13, 12, 14, 13, 15, 14, 16, 15, 17], periods_left=3, target=200,
    ...     summed=True, so_far=140,
    ... )
    >>> round(result.estimates.value.item(), 1), round(result.probability.item(), 2)
    (189.9, 0.0)
    """
    if periods_left < 1:
        raise ValueError(f"periods_left must be at least 1; got {periods_left}")
    if polarity not in (Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD):
        raise ValueError(f"polarity must say which direction is good; got {polarity}")
    series = _series(values)
    level = confidences(confidence)[0]
    fit, test = _fitted(series, periods_left, level)
    mean, carried = fit.mean(periods_left), fit.carried(periods_left)
    # An error is felt in every later period, so it enters a sum once for each of them.
    felt = np.cumsum(carried, axis=1) if summed else carried
    end = mean.sum(axis=1) + floats(so_far) if summed else mean[:, -1]
    spread = fit.deviation * np.sqrt((felt**2).sum(axis=1)) * test.widening
    reach = stdtrit(fit.freedom, 0.5 + level / 2) * spread
    with np.errstate(divide="ignore", invalid="ignore"):
        short = stdtr(fit.freedom, (floats(target) - end) / spread)
    met = 1 - short if polarity is Polarity.HIGH_IS_GOOD else short
    estimates = Estimates(
        value=end,
        lower=end - reach,
        upper=end + reach,
        unit=unit,
        confidence=level,
        method="damped exponential smoothing",
    )
    return YearEnd(estimates=estimates, probability=np.asarray(met))


def _series(values: ArrayLike) -> FloatArray:
    series = np.atleast_2d(floats(values))
    refuse(np.isinf(series), bound="values must be finite", values=series)
    if not series.shape[1]:
        raise ValueError("values must hold at least one point; got none")
    return series


def _fits(series: FloatArray, origins: Sequence[int]) -> list[_Fit]:
    """Return the smoothing that forecasts each series' next points best, as known at each origin.

    An origin is a number of points: what comes after them is not looked at.
    """
    pieces = [
        _fits_together(series[start : start + _TOGETHER], origins)
        for start in range(0, len(series), _TOGETHER)
    ]
    return [
        _Fit(*(np.concatenate(parts) for parts in zip(*piece, strict=True)))
        for piece in zip(*pieces, strict=True)
    ]


def _fits_together(series: FloatArray, origins: Sequence[int]) -> list[tuple[FloatArray, ...]]:
    """Smooth series in every way at once, and note the best way whenever an origin is reached."""
    alpha, beta, damping = (column[:, None] for column in _GRID.T)
    level, trend = (np.tile(each, (len(_GRID), 1)) for each in _beginning(series))
    squares = np.zeros(level.shape)
    started = np.zeros(len(series), dtype=bool)
    found = []
    for place, point in enumerate(series.T, start=1):
        expected = level + damping * trend
        known = ~np.isnan(point)
        # The first point is where the level starts, so it is no test of the forecast.
        miss = np.where(known & started, point - expected, 0.0)
        level = np.where(started, expected + alpha * miss, level)
        trend = np.where(started, damping * trend + beta * miss, trend)
        squares += miss**2
        started |= known
        if place in origins:
            found.append(_best(level, trend, squares, (~np.isnan(series[:, :place])).sum(axis=1)))
    return found


def _best(
    level: FloatArray, trend: FloatArray, squares: FloatArray, points: IntArray
) -> tuple[FloatArray, ...]:
    """Return the fields of a fit, missing for series with too few points."""
    way, column = squares.argmin(axis=0), np.arange(squares.shape[1])
    freedom = np.where(points >= FEWEST_POINTS, points - 1.0 - _PARAMETERS, np.nan)
    nothing = freedom * 0
    alpha, beta, damping = (_GRID[way, place] + nothing for place in range(3))
    deviation = np.sqrt(squares[way, column] / freedom)
    return (
        level[way, column] + nothing,
        trend[way, column] + nothing,
        alpha,
        beta,
        damping,
        deviation,
        freedom,
    )


def _beginning(series: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return each series' first point, and the mean step over its first few points."""
    known = ~np.isnan(series)
    order = np.argsort(~known, axis=1, kind="stable")
    packed = np.take_along_axis(series, order, axis=1)
    last = min(3, series.shape[1] - 1)
    steps = np.maximum(np.take_along_axis(order, np.array([[last]]), axis=1)[:, 0] - order[:, 0], 1)
    return packed[:, 0], np.nan_to_num((packed[:, last] - packed[:, 0]) / steps)


@dataclass(frozen=True, eq=False)
class _Backtest:
    coverage: FloatArray
    widening: FloatArray
    error: FloatArray
    naive_error: FloatArray
    forecasts: int


def _fitted(series: FloatArray, periods: int, level: float) -> tuple[_Fit, _Backtest]:
    """Return the fit to all points, and how fits to the first of them would have done."""
    points = series.shape[1]
    origins = range(max(FEWEST_POINTS, points // 2), points)
    *past, fit = _fits(series, [*origins, points])
    return fit, _backtest(series, dict(zip(origins, past, strict=True)), periods, level)


def _backtest(
    series: FloatArray, past: Mapping[int, _Fit], periods: int, level: float
) -> _Backtest:
    """Return how forecasts made from each series' past would have done."""
    scaled, misses, naive = [], [], []
    for origin, fit in past.items():
        actual = series[:, origin : origin + periods]
        ahead = actual.shape[1]
        miss = np.abs(actual - fit.mean(ahead))
        reach = stdtrit(fit.freedom, 0.5 + level / 2)[:, None] * fit.spread(ahead)
        # A series that never moved has no spread: to hit it is to be inside, to miss it is not.
        with np.errstate(divide="ignore", invalid="ignore"):
            scaled.append(np.where(miss == 0, 0.0, miss / reach))
        misses.append(miss)
        naive.append(np.abs(actual - series[:, origin - 1 : origin]))
    if not scaled:
        nothing = np.full(len(series), np.nan)
        return _Backtest(nothing, np.ones(len(series)), nothing, nothing, 0)
    ratio = np.concatenate(scaled, axis=1)
    known = ~np.isnan(ratio)
    within = np.where(known, ratio <= 1, False).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return _Backtest(
        coverage=np.where(known.any(axis=1), within, np.nan),
        widening=_widening(ratio, level),
        error=_mean(np.concatenate(misses, axis=1)),
        naive_error=_mean(np.concatenate(naive, axis=1)),
        forecasts=len(past),
    )


def _widening(ratio: FloatArray, level: float) -> FloatArray:
    """Return by how much each interval must grow to have held its share of the past; at least 1."""
    tested = np.isfinite(ratio)
    some, factor = tested.any(axis=1), np.ones(len(ratio))
    past = np.where(tested, ratio, np.nan)[some]
    factor[some] = np.maximum(np.nanquantile(past, level, axis=1), 1.0)
    return factor


def _mean(values: FloatArray) -> FloatArray:
    known = ~np.isnan(values)
    total = np.where(known, values, 0).sum(axis=1)
    return np.where(known.any(axis=1), total / np.maximum(known.sum(axis=1), 1), np.nan)
