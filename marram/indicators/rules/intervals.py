"""Values and limits that are worked out where the publisher gave none."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from marram.indicators.rules.columns import WAYS, Columns
from marram.indicators.vocabulary import IntervalMethod
from marram.methods import counts, proportions
from marram.methods.arrays import BoolArray, FloatArray, IntArray


# The version of each way of working, part of every result's keys: a change of the arithmetic that
# changes a digit counts it up.
VERSIONS: Mapping[IntervalMethod, int] = {
    IntervalMethod.AS_GIVEN: 1,
    IntervalMethod.WILSON: 1,
    IntervalMethod.POISSON: 1,
}
GIVEN, WORKED_OUT, NONE = "given", "worked out", "none"


@dataclass(frozen=True, eq=False)
class Limits:
    """Values with 95% limits, NaN where there are none, and where the limits came from."""

    value: FloatArray
    lower: FloatArray
    upper: FloatArray
    given: BoolArray
    worked_out: BoolArray


def key(method: IntervalMethod) -> str:
    """Return a method with its version, as a result names it."""
    return f"{method}/{VERSIONS[method]}"


def limits(rows: Columns, *, doubted: BoolArray) -> Limits:
    """Return every row's value and limits: those given stand, the others are worked out.

    A doubted row gets no limits: from an impossible count follows nothing.
    """
    value = _values(rows)
    lower, upper = rows.lower.copy(), rows.upper.copy()
    given = ~np.isnan(lower) & ~np.isnan(upper) & ~np.isnan(value)
    lower[~given], upper[~given] = np.nan, np.nan
    open_ = ~given & ~doubted & ~np.isnan(value)
    for way, work_out in ((IntervalMethod.WILSON, _wilson), (IntervalMethod.POISSON, _poisson)):
        chosen = np.flatnonzero(open_ & (rows.method == WAYS.index(way)))
        lower[chosen], upper[chosen] = work_out(rows, value, chosen)
    return Limits(value, lower, upper, given, ~given & ~np.isnan(lower))


def _values(rows: Columns) -> FloatArray:
    """Return the values, worked out from count and population where only those were sent."""
    with np.errstate(divide="ignore", invalid="ignore"):
        follows = rows.count / rows.out_of * rows.per
    follows[~np.isfinite(follows)] = np.nan
    return np.where(np.isnan(rows.value), follows, rows.value)


def _wilson(rows: Columns, value: FloatArray, chosen: IntArray) -> tuple[FloatArray, FloatArray]:
    out_of, per = rows.out_of[chosen], rows.per[chosen]
    part = np.where(np.isnan(rows.count[chosen]), value[chosen] * out_of / per, rows.count[chosen])
    possible = (out_of > 0) & (part >= 0) & (part <= out_of)
    part, out_of = np.where(possible, part, np.nan), np.where(possible, out_of, np.nan)
    found = proportions.proportion(count=part, out_of=out_of)
    return found.lower / found.unit.per * per, found.upper / found.unit.per * per


def _poisson(rows: Columns, value: FloatArray, chosen: IntArray) -> tuple[FloatArray, FloatArray]:
    """Return the limits of a count, or of a rate through the events behind it."""
    rate = ~np.isnan(rows.per[chosen])
    scale = np.where(rate, rows.per[chosen] / rows.out_of[chosen], 1.0)
    events = np.where(np.isnan(rows.count[chosen]), value[chosen] / scale, rows.count[chosen])
    possible = np.isfinite(scale) & (scale > 0) & (events >= 0) & np.isfinite(events)
    found = counts.count(events=np.where(possible, events, np.nan))
    return found.lower * scale, found.upper * scale
