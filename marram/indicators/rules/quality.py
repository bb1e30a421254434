"""Doubts about values: each rule looks at whole columns and says which rows it doubts.

No rule knows a value by name, drops a row or puts one right. A doubt is put in a sentence for the
people who can; the value is shown struck until a newer delivery says otherwise.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import numpy as np
import pyarrow
from pyarrow import compute

from marram.indicators.rules.columns import NO_DAY, Columns, months
from marram.indicators.vocabulary import Flag
from marram.methods.arrays import BoolArray, FloatArray, IntArray


# A value with so many decimals does not come twice by chance; 45 weeks may.
FINE = 2
# A series says what it allows once it has this many steps ...
STEPS = 7
# ... and a step is a jump beyond this many standard deviations of its steps, estimated by their
# median absolute deviation. Source: Hampel FR, J Am Stat Assoc 1974;69:383-393 (the identifier);
# six, not three, so that a thousand honest steps raise no doubt.
BEYOND = 6 * 1.4826
# A digit group of more than three digits, or a number that follows another without a reason: the
# raised number of a footnote that a copy has set on the line.
RESIDUE = r"\d{1,3}(,\d{3})*,\d{4,}|\d%? \d+$"


def out_of_range(rows: Columns) -> BoolArray:
    """A value lies where values of its unit can lie."""
    return np.asarray((rows.value < rows.lowest) | (rows.value > rows.highest))


def over_denominator(rows: Columns) -> BoolArray:
    """No more are counted than there are."""
    return np.asarray(rows.is_part & (rows.count > rows.out_of))


def not_its_count(rows: Columns) -> BoolArray:
    """A value follows from its count, as closely as it is printed and its count was rounded."""
    with np.errstate(divide="ignore", invalid="ignore"):
        follows = rows.count / rows.out_of * rows.per
        allowed = 0.5 * 10.0 ** -decimals(rows.value) + rows.slack / rows.out_of * rows.per
    return np.asarray(np.abs(rows.value - follows) > allowed * (1 + 1e-9) + 1e-9)


def outside_interval(rows: Columns) -> BoolArray:
    """An interval holds its value, and the wider interval the narrower."""
    outside = (rows.value < rows.lower) | (rows.value > rows.upper) | (rows.lower > rows.upper)
    within = (rows.outer_lower > rows.lower) | (rows.outer_upper < rows.upper)
    return np.asarray(outside | within)


def duplicate(rows: Columns) -> BoolArray:
    """One delivery says one thing of a slice."""
    stated = rows.ends_on > NO_DAY
    same = _as_before(rows.series, rows.starts_on, rows.ends_on) & stated
    return np.asarray(same | np.append(same[1:], False)[: len(same)])


def repeated(rows: Columns) -> BoolArray:
    """A finely printed value is not that of the period before, nor a longer period that of its
    last part."""
    return _as_the_last(rows) | _as_its_part(rows)


def jump(rows: Columns) -> BoolArray:
    """A value lies no further from the one before than the steps of its series allow.

    The way back from a jump is not another.
    """
    found = np.zeros(len(rows), dtype=bool)
    usable = rows.measured & ~np.isnan(rows.value) & ~out_of_range(rows)
    where = np.flatnonzero(usable)
    series = rows.series[where]
    starts = np.flatnonzero(np.r_[True, series[1:] != series[:-1]]) if len(where) else where
    lengths = np.diff(np.r_[starts, len(where)])
    for length in np.unique(lengths[lengths > STEPS]):
        grid = where[starts[lengths == length][:, None] + np.arange(length)]
        found[grid[:, 1:][_jumps(rows.value[grid])]] = True
    return found


def gap(rows: Columns) -> BoolArray:
    """No period is missing between the first of a series and the last."""
    starts = months(rows.starts_on)
    apart = np.r_[0, starts[1:] - starts[:-1]][: len(rows)]
    same = _as_before(rows.series)
    return np.asarray(rows.measured & same & (rows.step > 0) & (apart > rows.step))


def residue(table: pyarrow.Table) -> BoolArray:
    """What was printed is a number without the number of a footnote at its end."""
    return np.asarray(compute.match_substring_regex(table["words"], RESIDUE), dtype=bool)


def overdue(*, ends_on: date | None, days: int | None, lag_days: int, on: date) -> date | None:
    """Return the day by which a newer figure was due, if that day has passed."""
    if ends_on is None or days is None:
        return None
    due = ends_on + timedelta(days=days + lag_days)
    return due if on > due else None


RULES: Mapping[Flag, Callable[[Columns], BoolArray]] = {
    Flag.OUT_OF_RANGE: out_of_range,
    Flag.OVER_DENOMINATOR: over_denominator,
    Flag.NOT_ITS_COUNT: not_its_count,
    Flag.OUTSIDE_INTERVAL: outside_interval,
    Flag.DUPLICATE: duplicate,
    Flag.REPEATED: repeated,
    Flag.JUMP: jump,
    Flag.GAP: gap,
}


def doubts(table: pyarrow.Table, rows: Columns) -> Mapping[Flag, BoolArray]:
    """Return, by rule, which rows of a table (sorted by slice) it doubts."""
    found = {flag: rule(rows) for flag, rule in RULES.items()}
    return {**found, Flag.RESIDUE: residue(table)}


def struck(found: Mapping[Flag, BoolArray]) -> BoolArray:
    """Return which values are left out of judgements."""
    return np.asarray(np.logical_or.reduce([found[flag] for flag in found if flag.strikes]))


def decimals(values: FloatArray) -> FloatArray:
    """Return with how many decimals values are printed, six at most.

    >>> decimals(np.array([64.2, 3.0, 0.333333333])).tolist()
    [1.0, 0.0, 6.0]
    """
    many = np.full(values.shape, 6.0)
    for digits in range(5, -1, -1):
        many[np.isclose(values, np.round(values, digits), rtol=0, atol=1e-9)] = digits
    return many


def _as_before(*keys: IntArray | FloatArray) -> BoolArray:
    """Return which rows agree in all keys with the row before."""
    same = np.zeros(len(keys[0]), dtype=bool)
    same[1:] = np.logical_and.reduce([key[1:] == key[:-1] for key in keys])
    return same


def _as_the_last(rows: Columns) -> BoolArray:
    fine = rows.measured & (decimals(rows.value) >= FINE) & (rows.step > 0)
    return fine & _as_before(rows.series, rows.value) & (np.abs(rows.value) > 0)


def _as_its_part(rows: Columns) -> BoolArray:
    """Return which longer periods say just what a shorter one says that ends on the same day."""
    found = np.zeros(len(rows), dtype=bool)
    mixed = _of_mixed_families(rows)
    fine = mixed[rows.measured[mixed] & (decimals(rows.value[mixed]) >= FINE)]
    keys = (rows.value[fine], rows.ends_on[fine], rows.family[fine])
    order = fine[np.lexsort((-rows.starts_on[fine], *keys))]
    same = _as_before(rows.family[order], rows.ends_on[order], rows.value[order])
    later = np.flatnonzero(same)
    longer, shorter = order[later], order[later - 1]
    found[longer] = rows.starts_on[longer] < rows.starts_on[shorter]
    return found


def _of_mixed_families(rows: Columns) -> IntArray:
    """Return the rows of families that have periods of several kinds; most have one."""
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    first = np.flatnonzero(~_as_before(rows.family))
    kinds = rows.series[np.r_[first[1:] - 1, len(rows) - 1]] - rows.series[first]
    return np.flatnonzero((kinds > 0)[rows.family])


def _jumps(values: FloatArray) -> BoolArray:
    """Return which steps of series (rows of the grid) are jumps; one column less than values."""
    steps = np.diff(values, axis=1)
    away = steps - np.median(steps, axis=1, keepdims=True)
    allowed = BEYOND * np.median(np.abs(away), axis=1, keepdims=True)
    far = (np.abs(away) > allowed) & (allowed > 0)
    back = np.zeros_like(far)
    back[:, 1:] = far[:, :-1] & (np.sign(away[:, 1:]) != np.sign(away[:, :-1]))
    return np.asarray(far & ~back)
