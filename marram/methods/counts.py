"""Counts of events and how far chance alone may have moved them."""

from functools import lru_cache
from typing import overload

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv

from marram.methods.arrays import (
    FloatArray,
    Levels,
    blocks,
    confidences,
    floats,
    must_not_be_negative,
    normal_quantile,
    one_or_many,
    shaped,
)
from marram.methods.estimates import Estimate, Estimates, Unit


# Byar's approximation is good enough from ten events on; the official method is exact below.
EXACT_BELOW = 10
METHOD = "exact Poisson below 10 events, Byar from 10"


@overload
def count(*, events: float, confidence: float = ...) -> Estimate: ...


@overload
def count(*, events: ArrayLike, confidence: Levels = ...) -> Estimates: ...


def count(*, events: ArrayLike, confidence: Levels = 0.95) -> Estimate | Estimates:
    """Return the number of events with its Poisson interval.

    Units: events. Shape: as `events`.
    Raises: ValueError when `events` is negative.
    Source: Breslow NE, Day NE, Statistical methods in cancer research II, 1987, p69 (Byar);
    below ten events the exact limits from the chi-squared distribution.

    >>> estimate = count(events=65)
    >>> round(estimate.lower, 3), estimate.value, round(estimate.upper, 3)
    (50.163, 65.0, 82.849)
    """
    observed = floats(events)
    must_not_be_negative("events", observed)
    lower, upper = limits(observed, confidences(confidence))
    estimates = Estimates(
        value=observed,
        lower=shaped(lower, confidence),
        upper=shaped(upper, confidence),
        unit=Unit.COUNT,
        confidence=one_or_many(confidence),
        method=METHOD,
    )
    return estimates if observed.ndim or np.ndim(confidence) else estimates.only()


def limits(events: FloatArray, levels: tuple[float, ...]) -> tuple[FloatArray, FloatArray]:
    """Return the Poisson limits of counts: exact below ten events, Byar's from ten.

    Shape: both have the confidences as first axis, then the shape of `events`.
    """
    flat = np.ascontiguousarray(events).reshape(-1)
    lower, upper = np.empty((len(levels), flat.size)), np.empty((len(levels), flat.size))
    for part in blocks(flat.size):
        for level, below, above in zip(levels, lower, upper, strict=True):
            _write_limits(flat[part], level, below[part], above[part])
    shape = (len(levels), *events.shape)
    return lower.reshape(shape), upper.reshape(shape)


def byar(events: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Return Byar's limits of counts; a lower limit that would be negative is missing.

    Source: Breslow NE, Day NE, 1987.
    """
    z = normal_quantile(level)
    some = np.where(events > 0, events, np.nan)
    lower = some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3
    above = events + 1
    upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return np.where(lower < 0, np.nan, lower), upper


def exact(events: FloatArray, level: float) -> tuple[FloatArray, FloatArray]:
    """Return the exact Poisson limits of counts; the lower limit of no events is 0.

    Source: Garwood F, Biometrika 1936;28:437-442 (quantiles of the chi-squared distribution).
    """
    # gammaincinv(0, p) is not defined; a count of nought has nothing below it.
    none = events == 0
    lower = np.where(none, 0.0, gammaincinv(np.where(none, 1.0, events), (1 - level) / 2))
    return lower, np.asarray(gammaincinv(events + 1, 1 - (1 - level) / 2), dtype=np.float64)


@lru_cache(maxsize=64)
def _exact_table(level: float) -> tuple[FloatArray, FloatArray]:
    """Return the exact limits of 0, 1 ... 9 events, which most small counts are."""
    return exact(np.arange(float(EXACT_BELOW)), level)


def _write_limits(events: FloatArray, level: float, lower: FloatArray, upper: FloatArray) -> None:
    _write_byar(events, level, lower, upper)
    small = np.flatnonzero(events < EXACT_BELOW)
    if not small.size:
        return
    few = events[small]
    whole = few.astype(np.int64)
    if np.array_equal(whole, few):
        table_lower, table_upper = _exact_table(level)
        lower[small], upper[small] = table_lower[whole], table_upper[whole]
    else:
        lower[small], upper[small] = exact(few, level)


def _write_byar(events: FloatArray, level: float, lower: FloatArray, upper: FloatArray) -> None:
    # With r = 1/(3 sqrt x), Byar's 1 - 1/(9x) - z/(3 sqrt x) is 1 - r(r + z): one root, one
    # division. Counts below one are held at one: their limits are the exact ones, written later.
    z = normal_quantile(level)
    base = np.maximum(events, 1)
    _cube(base, -z, lower)
    np.add(events, 1, out=base)
    _cube(base, z, upper)


def _cube(base: FloatArray, z: float, out: FloatArray) -> None:
    """Write base x (1 - 1/(9 base) + z/(3 sqrt base)) cubed into `out`."""
    root = np.sqrt(base)
    root *= 3
    np.divide(1, root, out=root)
    np.subtract(z, root, out=out)
    out *= root
    out += 1
    np.multiply(out, out, out=root)
    out *= root
    out *= base
