"""Proportions: a part of a whole, such as the share of children at a healthy weight."""

from typing import overload

import numpy as np
from numpy.typing import ArrayLike

from marram.methods.arrays import (
    FloatArray,
    Levels,
    blocks,
    confidences,
    must_be_positive,
    must_not_be_negative,
    normal_quantile,
    one_or_many,
    refuse,
    shaped,
    together,
)
from marram.methods.estimates import Estimate, Estimates, Unit


METHOD = "Wilson score"


@overload
def proportion(
    *, count: float, out_of: float, confidence: float = ..., unit: Unit = ...
) -> Estimate: ...


@overload
def proportion(
    *, count: ArrayLike, out_of: ArrayLike, confidence: Levels = ..., unit: Unit = ...
) -> Estimates: ...


def proportion(
    *,
    count: ArrayLike,
    out_of: ArrayLike,
    confidence: Levels = 0.95,
    unit: Unit = Unit.PERCENT,
) -> Estimate | Estimates:
    """Return `count` out of `out_of` with its Wilson score interval.

    Units: both count people; the result is in percent unless another `unit` is asked for.
    Shape: numbers give one estimate, arrays of one shape give estimates of that shape.
    Raises: ValueError when `out_of` is not positive or `count` is not within 0 and `out_of`.
    Source: Wilson EB, J Am Stat Assoc 1927;22:209-212, without continuity correction.

    >>> estimate = proportion(count=65, out_of=100)
    >>> round(estimate.lower, 1), estimate.value, round(estimate.upper, 1)
    (55.3, 65.0, 73.6)
    >>> proportion(count=[5, 65], out_of=100, confidence=(0.95, 0.998)).lower.round(2)
    array([[ 2.15, 55.25],
           [ 1.39, 49.55]])
    """
    counts, wholes = together(count, out_of)
    levels = confidences(confidence)
    value = np.empty(counts.size)
    lower, upper = np.empty((len(levels), value.size)), np.empty((len(levels), value.size))
    flat_counts, flat_wholes = counts.reshape(-1), wholes.reshape(-1)
    for part in blocks(value.size):
        some, out = flat_counts[part], flat_wholes[part]
        if not _possible(some, out):
            _refuse_impossible(counts, wholes)
        shares = some / out
        np.multiply(shares, unit.per, out=value[part])
        for level, below, above in zip(levels, lower, upper, strict=True):
            _wilson(some, out, shares, level, unit.per, below[part], above[part])
            # Where nothing or everything is counted, a rounding's last bit must not stand out.
            below[part][some == 0] = 0
            above[part][some == out] = unit.per
    estimates = Estimates(
        value=value.reshape(counts.shape),
        lower=shaped(lower.reshape(len(levels), *counts.shape), confidence),
        upper=shaped(upper.reshape(len(levels), *counts.shape), confidence),
        unit=unit,
        confidence=one_or_many(confidence),
        method=METHOD,
    )
    return estimates if counts.ndim or np.ndim(confidence) else estimates.only()


def _possible(counts: FloatArray, wholes: FloatArray) -> bool:
    """Tell whether no count of a block breaks a bound; a missing number breaks none."""
    # fmin and fmax pass over NaN; four reductions are a tenth of the cost of four masks.
    if (
        np.fmin.reduce(counts) < 0
        or np.fmin.reduce(wholes) <= 0
        or np.fmax.reduce(wholes) == np.inf
    ):
        return False
    return not np.fmin.reduce(wholes - counts) < 0


def _refuse_impossible(counts: FloatArray, wholes: FloatArray) -> None:
    must_be_positive("out_of", wholes)
    must_not_be_negative("count", counts)
    refuse(counts > wholes, bound="count must not exceed out_of", values=counts)


def _wilson(
    counts: FloatArray,
    wholes: FloatArray,
    shares: FloatArray,
    level: float,
    per: float,
    lower: FloatArray,
    upper: FloatArray,
) -> None:
    """Write the Wilson limits, stated per `per`, into `lower` and `upper`."""
    if level == 1:
        np.multiply(shares, 0, out=lower)
        np.add(lower, per, out=upper)
        return
    z = normal_quantile(level)
    spread = 1 - shares
    spread *= counts
    spread *= 4
    spread += z * z
    np.sqrt(spread, out=spread)
    spread *= z
    centre = 2 * counts
    centre += z * z
    scale = wholes + z * z
    np.divide(per / 2, scale, out=scale)
    np.subtract(centre, spread, out=lower)
    np.add(centre, spread, out=upper)
    lower *= scale
    upper *= scale
