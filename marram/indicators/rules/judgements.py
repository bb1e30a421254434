"""Every figure judged at once: its interval, how it compares with a benchmark, and its trend.

The same function runs over the batches of one machine and over those of Apache Spark, so that both
give the same digits. It sees whole indicators, sorted by slice, and knows no database.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
import pyarrow
from pyarrow import compute

from marram.indicators.rules import clearing, intervals, quality
from marram.indicators.rules import columns as reading
from marram.indicators.rules.columns import Columns, Meaning
from marram.indicators.rules.intervals import Limits
from marram.indicators.vocabulary import SCHEMA, SLICE, Cleared, Polarity
from marram.methods import comparison, trends
from marram.methods.arrays import BoolArray, IntArray
from marram.methods.comparison import Outcome
from marram.methods.trends import Direction


# Rows judged at a time: enough to spread the cost of a step, little beside the memory of a machine.
AT_ONCE = 250_000
_JUDGED = (
    ("value", pyarrow.float64()),
    ("lower", pyarrow.float64()),
    ("upper", pyarrow.float64()),
    ("interval", pyarrow.string()),
    ("struck", pyarrow.bool_()),
    ("comparison", pyarrow.string()),
    ("trend", pyarrow.string()),
)
JUDGED = pyarrow.schema(
    [
        *(SCHEMA.field(name) for name in ("holding", "row", *SLICE)),
        *map(pyarrow.field, *zip(*_JUDGED, strict=True)),
    ]
)


def over_batches(
    *, means: Mapping[str, Meaning], benchmark: str, cleared: Sequence[Cleared] = ()
) -> Callable[[Iterable[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """Return a function from batches of rows in force to batches of judged rows.

    The batches together hold whole indicators, sorted by slice; they may be cut anywhere.
    `benchmark` is the place that the others are compared with; `cleared` doubts count no more.
    """

    def run(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for table in whole_indicators(batches):
            told = judged(table, means=means, benchmark=benchmark, cleared=cleared)
            yield from told.to_batches()

    return run


def whole_indicators(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.Table]:
    """Yield tables that each hold all rows of the indicators in them."""
    waiting: list[pyarrow.RecordBatch] = []
    rows = 0
    for batch in batches:
        waiting.append(batch)
        rows += batch.num_rows
        if rows < AT_ONCE:
            continue
        table = pyarrow.Table.from_batches(waiting)
        begun = _start_of_last(table["indicator"])
        if begun:
            yield table.slice(0, begun)
        waiting, rows = table.slice(begun).to_batches(), table.num_rows - begun
    if rows:
        yield pyarrow.Table.from_batches(waiting)


def judged(
    table: pyarrow.Table,
    *,
    means: Mapping[str, Meaning],
    benchmark: str,
    cleared: Sequence[Cleared] = (),
) -> pyarrow.Table:
    """Return the rows of whole indicators with their limits, comparison and trend.

    The trend stands on the last row of each series of five years or more.
    """
    rows = reading.columns(table, means)
    doubts = clearing.still_doubted(quality.doubts(table, rows), table, cleared)
    struck = quality.struck(doubts)
    limits = intervals.limits(rows, doubted=struck)
    sources = np.array([intervals.NONE, intervals.WORKED_OUT, intervals.GIVEN])
    told = {
        "value": limits.value,
        "lower": limits.lower,
        "upper": limits.upper,
        "interval": sources[limits.worked_out + 2 * limits.given],
        "struck": struck,
        "comparison": compared(table, rows, limits, struck=struck, benchmark=benchmark),
        "trend": trended(rows, limits, struck=struck),
    }
    kept = {name: table[name] for name in ("holding", "row", *SLICE)}
    arrays = {
        name: pyarrow.array(column, from_pandas=column.dtype.kind == "f")
        for name, column in told.items()
    }
    return pyarrow.table({**kept, **arrays}).cast(JUDGED)


def compared(
    table: pyarrow.Table, rows: Columns, limits: Limits, *, struck: BoolArray, benchmark: str
) -> "np.ndarray[tuple[int], np.dtype[np.str_]]":
    """Return how each sound measured figure compares with the benchmark's of its period.

    The benchmark's value is held against the figure's 95% interval (Fingertips method 1).
    """
    of_benchmark = np.asarray(compute.equal(table["place"], benchmark), dtype=bool)
    sound = rows.measured & ~struck & ~np.isnan(limits.value)
    slices = reading.same_but(table, rows, "place")
    against = np.full(int(slices.max(initial=-1)) + 1, np.nan)
    told = of_benchmark & sound
    against[slices[told]] = limits.value[told]
    words = np.full(len(rows), str(Outcome.NOT_COMPARED), dtype="<U16")
    for polarity in Polarity:
        chosen = np.flatnonzero(sound & (rows.polarity == reading.POLARITIES.index(polarity)))
        words[chosen] = comparison.with_interval(
            value=limits.value[chosen],
            lower=limits.lower[chosen],
            upper=limits.upper[chosen],
            benchmark=against[slices[chosen]],
            polarity=polarity,
            itself=of_benchmark[chosen],
        )
    return words


def trended(
    rows: Columns, limits: Limits, *, struck: BoolArray
) -> "np.ndarray[tuple[int], np.dtype[np.str_]]":
    """Return the recent trend of each series on its last row; nothing on the others.

    Five yearly figures in a row are judged, none of them in doubt.
    """
    words = np.full(len(rows), "", dtype="<U40")
    lasts = np.flatnonzero(reading.last_of(rows.series) & rows.measured & (rows.step == 12))
    words[lasts] = str(Direction.UNKNOWN)
    points = lasts[:, None] + np.arange(1 - trends.POINTS, 1)
    first = points[:, 0]
    enough = (first >= 0) & (rows.series[np.maximum(first, 0)] == rows.series[lasts])
    points = points[enough]
    in_a_row = (np.diff(reading.months(rows.starts_on[points]), axis=1) == 12).all(axis=1)
    points = points[in_a_row & ~struck[points].any(axis=1)]
    counted = rows.is_part[points].all(axis=1) & ~np.isnan(
        rows.count[points] + rows.out_of[points]
    ).any(axis=1)
    for chosen, found in (
        (points[counted], _of_counts(rows, points[counted])),
        (points[~counted], _of_limits(limits, points[~counted])),
    ):
        words[chosen[:, -1]] = found
    return words


def _of_counts(rows: Columns, points: IntArray) -> "np.ndarray[tuple[int], np.dtype[np.str_]]":
    if not len(points):
        return np.zeros(0, dtype="<U40")
    return trends.of_proportions(count=rows.count[points], out_of=rows.out_of[points]).direction


def _of_limits(limits: Limits, points: IntArray) -> "np.ndarray[tuple[int], np.dtype[np.str_]]":
    if not len(points):
        return np.zeros(0, dtype="<U40")
    return trends.of_values(
        value=limits.value[points], lower=limits.lower[points], upper=limits.upper[points]
    ).direction


def _start_of_last(column: pyarrow.ChunkedArray) -> int:
    """Return where the rows of the last indicator begin."""
    return int(compute.index(column, column[len(column) - 1]).as_py())
