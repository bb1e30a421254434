"""Inequality: how much worse off the worst off are, across the whole range of deprivation."""

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from marram.methods.arrays import (
    FloatArray,
    IntArray,
    Levels,
    blocks,
    confidences,
    floats,
    must_be_positive,
    must_not_be_negative,
    normal_quantile,
    one_or_many,
    refuse,
    shaped,
)
from marram.methods.estimates import Estimates, Unit


FEWEST_QUANTILES, MOST_QUANTILES = 5, 100
FEWEST_DRAWS = 1000
# Seven standard errors from nought the other sign has a chance of 1e-12: Fieller's interval holds.
SURE_OF_SIGN = 7.0
SEED = 20_040_388


class Scale(StrEnum):
    """What the values are, and so on which scale chance moves them evenly."""

    PLAIN = "plain"
    RATE = "rate"
    PROPORTION = "proportion"


@dataclass(frozen=True, kw_only=True, eq=False)
class Inequality:
    """The slope index (a difference) and the relative index (a ratio) of each area."""

    slope: Estimates
    relative: Estimates
    intercept: FloatArray


@dataclass(frozen=True, eq=False)
class _Line:
    """The weights by which values make a line, areas x quantiles."""

    slope: FloatArray
    intercept: FloatArray

    def ends(self, values: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the height of each area's line at the most and at the least deprived."""
        first = np.einsum("aq,aq->a", self.intercept, values)
        return first, first + np.einsum("aq,aq->a", self.slope, values)


def slope_index(
    *,
    value: ArrayLike,
    population: ArrayLike,
    standard_error: ArrayLike | None = None,
    lower: ArrayLike | None = None,
    upper: ArrayLike | None = None,
    scale: Scale = Scale.PLAIN,
    transform: bool = False,
    multiplier: float = 1.0,
    confidence: Levels = 0.95,
    draws: int = 100_000,
    seed: int = SEED,
) -> Inequality:
    """Return the slope and relative index of inequality with their intervals.

    A straight line is fitted through the values against the share of people who are worse off,
    each quantile weighing as its population. The slope index is its rise from the most to the
    least deprived, the relative index the ratio of its ends. With `transform` the line is fitted
    on the logarithm of rates or the log odds of proportions, and its ends carried back.

    Units: `multiplier` turns the values into the unit wanted (100: a share into percent); a
    negative one turns the direction round. `lower` and `upper` are 95% limits; a standard error is
    on the scale itself: the logarithm for rates, the log odds for proportions.
    Shape: areas x quantiles, or quantiles alone, from the most to the least deprived.
    Intervals: exact for plain values and with `transform`; else from `draws` seeded draws, the same
    for every area, so that an area's interval does not depend on the areas beside it.
    Missing: an area with a missing number is missing.
    Raises: ValueError for fewer than 5 or more than 100 quantiles, populations that are not
    positive, proportions outside 0 to 1, or fewer than 1,000 draws.
    Source: Low A, Low A, J Public Health 2004;26:388-395; ratios Fieller EC, J R Stat Soc B
    1954;16:175-185.

    >>> result = slope_index(
    ...     value=[70.0, 72, 74, 76, 78], population=[100] * 5, standard_error=[0.5] * 5
    ... )
    >>> estimate = result.slope.only()
    >>> round(estimate.lower, 2), round(estimate.value, 2), round(estimate.upper, 2)
    (8.45, 10.0, 11.55)
    """
    if draws < FEWEST_DRAWS:
        raise ValueError(f"draws must be at least {FEWEST_DRAWS}; got {draws}")
    if transform and scale is Scale.PLAIN:
        raise ValueError("transform needs a scale of rate or proportion; got plain")
    levels = confidences(confidence)
    values, people = (np.atleast_1d(each) for each in (floats(value), floats(population)))
    _check(values, people, scale)
    leading, many = values.shape[:-1], values.shape[-1]
    line = _line(np.broadcast_to(people, values.shape).reshape(-1, many))
    errors = _errors(standard_error, lower, upper, scale, values.shape).reshape(-1, many)
    even = _even(values, scale).reshape(-1, many)
    turned = multiplier < 0
    if transform:
        first, last, limits = _on_transformed(line, even, errors, scale, levels, turned)
        method = "weighted regression on the transformed scale, exact interval"
    elif scale is Scale.PLAIN:
        first, last, limits = _on_plain(line, even, errors, levels, turned, draws, seed)
        method = "weighted regression, exact normal interval"
    else:
        first, last = line.ends(values.reshape(-1, many))
        limits = _drawn(line, even, errors, scale, levels, turned, draws, seed)
        method = f"weighted regression, interval from {draws:,} draws"
    return _result(first, last, limits, multiplier, confidence, method, leading)


def _check(values: FloatArray, people: FloatArray, scale: Scale) -> None:
    many = values.shape[-1]
    if not FEWEST_QUANTILES <= many <= MOST_QUANTILES:
        raise ValueError(
            f"there must be {FEWEST_QUANTILES} to {MOST_QUANTILES} quantiles; got {many}"
        )
    if people.shape[-1] != many:
        raise ValueError(
            f"population must have one column per quantile ({many}); got {people.shape}"
        )
    must_be_positive("population", people)
    if scale is Scale.PROPORTION:
        refuse((values < 0) | (values > 1), bound="value must lie within 0 and 1", values=values)
    if scale is Scale.RATE:
        must_not_be_negative("value", values)


def _line(people: FloatArray) -> _Line:
    """Return the weights by which the values of quantiles make a slope and an intercept."""
    share = people / people.sum(axis=-1, keepdims=True)
    middle = np.cumsum(share, axis=-1) - share / 2
    centre = (share * middle).sum(axis=-1, keepdims=True)
    reach = share * (middle - centre)
    slope = reach / (reach * middle).sum(axis=-1, keepdims=True)
    return _Line(slope, share - centre * slope)


def _even(values: FloatArray, scale: Scale) -> FloatArray:
    """Return the values on the scale where chance moves them evenly."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if scale is Scale.RATE:
            return np.asarray(np.log(values))
        if scale is Scale.PROPORTION:
            return np.asarray(np.log(values / (1 - values)))
    return values


def _back(even: FloatArray, scale: Scale) -> FloatArray:
    """Return values carried back from the even scale."""
    if scale is Scale.RATE:
        return np.asarray(np.exp(even))
    return np.asarray(1 / (1 + np.exp(-even)))


def _errors(
    standard_error: ArrayLike | None,
    lower: ArrayLike | None,
    upper: ArrayLike | None,
    scale: Scale,
    shape: tuple[int, ...],
) -> FloatArray:
    """Return standard errors on the even scale, from what was given."""
    if standard_error is not None:
        errors = np.broadcast_to(floats(standard_error), shape)
        must_not_be_negative("standard_error", errors)
        return errors
    if lower is None or upper is None:
        raise ValueError("give standard_error, or both lower and upper 95% limits")
    below, above = floats(lower), floats(upper)
    _check_limits(below, above, scale)
    width = _even(above, scale) - _even(below, scale)
    return np.broadcast_to(width / normal_quantile(0.95) / 2, shape)


def _check_limits(lower: FloatArray, upper: FloatArray, scale: Scale) -> None:
    refuse(lower > upper, bound="lower must not exceed upper", values=lower)
    if scale is Scale.RATE:
        must_not_be_negative("lower", lower)
    if scale is Scale.PROPORTION:
        refuse(lower < 0, bound="lower must lie within 0 and 1", values=lower)
        refuse(upper > 1, bound="upper must lie within 0 and 1", values=upper)


# Four arrays, levels x areas: the limits of the slope, lower and upper, then of the ratio.
_Limits = tuple[FloatArray, FloatArray, FloatArray, FloatArray]


def _result(
    first: FloatArray,
    last: FloatArray,
    limits: _Limits,
    multiplier: float,
    confidence: Levels,
    method: str,
    leading: tuple[int, ...],
) -> Inequality:
    """Return slope and ratio in the unit asked for, turned round for a negative multiplier."""
    slope_lower, slope_upper, ratio_lower, ratio_upper = (
        shaped(limit.reshape(-1, *leading), confidence) for limit in limits
    )
    first, last = first.reshape(leading), last.reshape(leading)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = first / last if multiplier < 0 else last / first
    if multiplier < 0:
        slope_lower, slope_upper = slope_upper, slope_lower
    return Inequality(
        slope=Estimates(
            value=np.asarray((last - first) * multiplier),
            lower=slope_lower * multiplier,
            upper=slope_upper * multiplier,
            unit=Unit.AS_GIVEN,
            confidence=one_or_many(confidence),
            method=method,
        ),
        relative=Estimates(
            value=np.asarray(ratio),
            lower=ratio_lower,
            upper=ratio_upper,
            unit=Unit.RATIO,
            confidence=one_or_many(confidence),
            method=method,
        ),
        intercept=first,
    )


def _on_transformed(
    line: _Line,
    even: FloatArray,
    errors: FloatArray,
    scale: Scale,
    levels: tuple[float, ...],
    turned: bool,
) -> tuple[FloatArray, FloatArray, _Limits]:
    """Return the ends of a line fitted on the even scale, carried back, and their limits.

    The line's middle is held: a steeper slope turns it about the person in the middle.
    """
    first, last = line.ends(even)
    slope, middle = last - first, (first + last) / 2
    spread = _z(levels) * np.sqrt(np.einsum("aq,aq->a", line.slope**2, errors**2))

    def tilted(rise: FloatArray) -> tuple[FloatArray, FloatArray]:
        low, high = _back(middle - rise / 2, scale), _back(middle + rise / 2, scale)
        return high - low, low / high if turned else high / low

    slope_lower, ratio_lower = tilted(slope - spread)
    slope_upper, ratio_upper = tilted(slope + spread)
    if turned:
        ratio_lower, ratio_upper = ratio_upper, ratio_lower
    limits = (slope_lower, slope_upper, ratio_lower, ratio_upper)
    return _back(first, scale), _back(last, scale), limits


def _on_plain(
    line: _Line,
    values: FloatArray,
    errors: FloatArray,
    levels: tuple[float, ...],
    turned: bool,
    draws: int,
    seed: int,
) -> tuple[FloatArray, FloatArray, _Limits]:
    """Return the ends of the line and exact limits; drawn ones where a ratio's sign is unsure."""
    first, last = line.ends(values)
    below, above = line.intercept, line.intercept + line.slope
    under, over = (last, first) if turned else (first, last)
    if turned:
        below, above = above, below
    spread, under_variance, over_variance, shared = (
        np.einsum("aq,aq,aq->a", one, other, errors**2)
        for one, other in (
            (line.slope, line.slope),
            (below, below),
            (above, above),
            (below, above),
        )
    )
    z = _z(levels)
    ratio_lower, ratio_upper = _fieller(under, over, under_variance, over_variance, shared, z)
    unsure = np.abs(under) <= SURE_OF_SIGN * np.sqrt(under_variance)
    if unsure.any():
        some = _Line(line.slope[unsure], line.intercept[unsure])
        drawn = _drawn(
            some, values[unsure], errors[unsure], Scale.PLAIN, levels, turned, draws, seed
        )
        ratio_lower[:, unsure], ratio_upper[:, unsure] = drawn[2], drawn[3]
    reach = z * np.sqrt(spread)
    rise = last - first
    return first, last, (rise - reach, rise + reach, ratio_lower, ratio_upper)


def _fieller(
    under: FloatArray,
    over: FloatArray,
    under_variance: FloatArray,
    over_variance: FloatArray,
    shared: FloatArray,
    z: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """Return the limits of over / under, both normal with known variances."""
    square = z**2
    with np.errstate(divide="ignore", invalid="ignore"):
        a = under**2 - square * under_variance
        b = under * over - square * shared
        root = np.sqrt(b**2 - a * (over**2 - square * over_variance))
        return (b - root) / a, (b + root) / a


def _z(levels: tuple[float, ...]) -> FloatArray:
    """Return the normal quantiles of the levels as a column, to stand over a row of areas."""
    return np.array([[normal_quantile(level)] for level in levels])


def _drawn(
    line: _Line,
    even: FloatArray,
    errors: FloatArray,
    scale: Scale,
    levels: tuple[float, ...],
    turned: bool,
    draws: int,
    seed: int,
) -> _Limits:
    """Return limits from draws of the values on their even scale.

    All areas see the same draws: each interval is as good as with draws of its own, a hundredth of
    the time goes into drawing, and an area's interval does not depend on its neighbours.
    """
    chance = np.random.default_rng(seed).standard_normal((even.shape[-1], draws))
    tails = [(1 - level) / 2 for level in levels]
    low = [max(round(draws * tail) - 1, 0) for tail in tails]
    high = [round(draws * (1 - tail)) - 1 for tail in tails]
    found = np.full((4, len(levels), len(even)), np.nan)

    # One area at a time: its draws fill the cache, and a sort has no second axis to gain from.
    def interval(areas: IntArray) -> None:
        slopes, ratios = np.empty(draws), np.empty(draws)
        for area in areas:
            weights = np.stack([line.slope[area], line.intercept[area]])
            _draw(weights, even[area], errors[area], scale, chance, slopes, ratios)
            if turned:
                np.divide(1, ratios, out=ratios)
            slopes.sort()
            ratios.sort()
            found[:, :, area] = slopes[low], slopes[high], ratios[low], ratios[high]

    known = np.isfinite(even).all(axis=-1) & np.isfinite(errors).all(axis=-1)
    # NumPy lets go of the interpreter while it counts, so each core takes a share of the areas.
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        deque(pool.map(interval, np.array_split(np.flatnonzero(known), cores)), maxlen=0)
    return found[0], found[1], found[2], found[3]


def _draw(
    weights: FloatArray,
    even: FloatArray,
    errors: FloatArray,
    scale: Scale,
    chance: FloatArray,
    slopes: FloatArray,
    ratios: FloatArray,
) -> None:
    """Write the slope and the ratio of each draw of one area's values."""
    for part in blocks(chance.shape[1]):
        values = chance[:, part] * errors[:, None]
        values += even[:, None]
        if scale is Scale.RATE:
            np.exp(values, out=values)
        elif scale is Scale.PROPORTION:
            np.negative(values, out=values)
            np.exp(values, out=values)
            values += 1
            np.divide(1, values, out=values)
        rise, first = weights @ values
        slopes[part] = rise
        rise /= first
        rise += 1
        ratios[part] = rise
