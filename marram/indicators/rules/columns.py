"""Rows of observations as arrays, in the order of their series: what the rules look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pyarrow
from numpy.typing import NDArray
from pyarrow import compute

from marram.indicators.vocabulary import NUMBERS, SLICE, IntervalMethod, Measure, Polarity, unit_of
from marram.indicators.vocabulary.periods import STEP
from marram.methods.arrays import BoolArray, FloatArray, IntArray


class Means(Protocol):
    """What the rules need to know of a definition."""

    @property
    def polarity(self) -> Polarity: ...

    @property
    def measure(self) -> Measure: ...
    @property
    def unit(self) -> str: ...
    @property
    def lowest(self) -> float | None: ...
    @property
    def highest(self) -> float | None: ...
    @property
    def interval(self) -> IntervalMethod: ...
    @property
    def rounded(self) -> bool: ...


@dataclass(frozen=True)
class Meaning:
    """A definition as far as the rules need it: it can be sent to other machines."""

    measure: Measure
    unit: str
    lowest: float | None
    highest: float | None
    interval: IntervalMethod
    rounded: bool
    polarity: Polarity

    @classmethod
    def of(cls, means: Means) -> "Meaning":
        return cls(
            means.measure, means.unit, means.lowest, means.highest, means.interval,
            means.rounded, means.polarity,
        )  # fmt: skip


# What no value of a measure can be below or above, in its unit; per one person where it is a part.
_LOWEST = {
    Measure.PROPORTION: 0.0,
    Measure.CRUDE_RATE: 0.0,
    Measure.STANDARDISED_RATE: 0.0,
    Measure.RATIO: 0.0,
    Measure.COUNT: 0.0,
    Measure.DURATION: 0.0,
}
WAYS = tuple(IntervalMethod)
POLARITIES = tuple(Polarity)
# Stands for the day of a period that is not stated.
NO_DAY = int(np.iinfo(np.int32).min)


@dataclass(frozen=True, eq=False)
class Columns:
    """The rows of a table with what their definitions say of them.

    Shape: every array has one element a row; rows come in the order of `SLICE`. `series` numbers
    the series of a row: all that `SLICE` names but the days. `family` numbers the same without
    the kind of period. Days are counted from 1970; where none is stated they are the least number.
    `per` is what one unit is stated for (100 for percent). `method` numbers `WAYS`,
    `polarity` numbers `POLARITIES`; `slack` is how far a count may have been rounded.
    """

    series: IntArray
    family: IntArray
    starts_on: IntArray
    ends_on: IntArray
    step: IntArray
    measured: BoolArray
    method: IntArray
    polarity: IntArray
    is_part: BoolArray
    numbers: Mapping[str, FloatArray]
    lowest: FloatArray
    highest: FloatArray
    per: FloatArray
    slack: FloatArray

    def __len__(self) -> int:
        return len(self.series)

    def __getattr__(self, name: str) -> FloatArray:
        if name in NUMBERS:
            return self.numbers[name]
        raise AttributeError(name)


def columns(table: pyarrow.Table, means: Mapping[str, Means]) -> Columns:
    """Return the rows of a table sorted by `SLICE`; `means` has every indicator that it names."""
    coded = {name: codes(table[name]) for name in SLICE if not name.endswith("_on")}
    family = _runs([coded[name] for name in coded if name != "period_kind"], table.num_rows)
    series = _runs([family, coded["period_kind"]], table.num_rows)
    names, which = _named(table["indicator"])
    said = [means[name] for name in names]
    return Columns(
        series=series,
        family=family,
        starts_on=_days(table["starts_on"]),
        ends_on=_days(table["ends_on"]),
        step=_looked_up(table["period_kind"], STEP, 0),
        measured=_looked_up(table["kind"], {"actual": 1, "estimate": 1}, 0).astype(bool),
        method=_spread([WAYS.index(each.interval) for each in said], which).astype(np.int64),
        polarity=_spread([POLARITIES.index(e.polarity) for e in said], which).astype(np.int64),
        is_part=_spread([each.measure is Measure.PROPORTION for each in said], which).astype(bool),
        numbers={name: _numbers(table[name]) for name in NUMBERS},
        lowest=_spread([_lowest(each) for each in said], which),
        highest=_spread([_highest(each) for each in said], which),
        per=_spread([_per(each) for each in said], which),
        slack=_spread([2.5 if each.rounded else 0.0 for each in said], which),
    )


def same_but(table: pyarrow.Table, rows: Columns, *names: str) -> IntArray:
    """Return a number for all that tells rows apart but the columns named, counted from nought."""
    keys = [codes(table[name]) for name in SLICE if name not in names and not name.endswith("_on")]
    numbers = np.zeros(len(rows), dtype=np.int64)
    for key in (*keys, rows.starts_on, rows.ends_on):
        least, most = key.min(initial=0), key.max(initial=0)
        if least == most:
            continue
        both = numbers * (most - least + 1) + (key - least)
        numbers = np.unique(both, return_inverse=True)[1].reshape(-1).astype(np.int64)
    return numbers


def last_of(series: IntArray) -> BoolArray:
    """Return which rows are the last of their series."""
    return np.append(series[1:] != series[:-1], True)[: len(series)]


def months(days: IntArray) -> IntArray:
    """Return days counted from 1970 as months counted from 1970."""
    stated = np.where(days > NO_DAY, days, 0)
    return stated.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def is_one_of(column: pyarrow.ChunkedArray, values: Sequence[Any]) -> BoolArray:
    """Return which rows of a column hold one of the values."""
    wanted = pyarrow.array(values, type=column.type)
    found = compute.is_in(column, value_set=wanted)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def codes(column: pyarrow.ChunkedArray) -> IntArray:
    """Return a number for each text of a column, the same for the same."""
    return _named(column)[1]


def _lowest(means: Means) -> float:
    return _LOWEST.get(means.measure, -np.inf) if means.lowest is None else means.lowest


def _highest(means: Means) -> float:
    if means.highest is not None:
        return means.highest
    return unit_of(means.unit).per if means.measure is Measure.PROPORTION else np.inf


def _per(means: Means) -> float:
    """Return what a value is stated for, where it follows from its count; else NaN."""
    follows = means.measure in (Measure.PROPORTION, Measure.CRUDE_RATE)
    return unit_of(means.unit).per if follows else np.nan


def _named(column: pyarrow.ChunkedArray) -> tuple[list[str], IntArray]:
    encoded = compute.dictionary_encode(column).combine_chunks()
    if isinstance(encoded, pyarrow.ChunkedArray):
        encoded = encoded.chunk(0)
    return encoded.dictionary.to_pylist(), np.asarray(encoded.indices, dtype=np.int64)


def _runs(keys: Sequence[IntArray], rows: int) -> IntArray:
    """Return the number of the run each row belongs to: a new one begins where any key changes."""
    changes = np.zeros(rows, dtype=bool)
    for key in keys:
        changes[1:] |= key[1:] != key[:-1]
    return np.cumsum(changes, dtype=np.int64)


def _days(column: pyarrow.ChunkedArray) -> IntArray:
    filled = compute.fill_null(column.cast(pyarrow.int32()), NO_DAY)
    return np.asarray(filled, dtype=np.int64)


def _numbers(column: pyarrow.ChunkedArray) -> FloatArray:
    return np.asarray(compute.fill_null(column, np.nan), dtype=np.float64)


def _looked_up(column: pyarrow.ChunkedArray, values: Mapping[Any, int], other: int) -> IntArray:
    names, which = _named(column)
    return _spread([values.get(name, other) for name in names], which).astype(np.int64)


def _spread(values: Sequence[float], which: IntArray) -> NDArray[Any]:
    return np.asarray(values, dtype=np.float64)[which] if len(values) else np.zeros(0)
