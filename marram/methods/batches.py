"""The same methods over Arrow record batches, and so on Apache Spark through `mapInArrow`.

Arrow comes with Spark; it is imported when a batch is, so that the methods stand without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from marram.methods import catalogue, tables


if TYPE_CHECKING:
    from pyarrow import (  # type: ignore[import-untyped,import-not-found,unused-ignore]
        Array,
        RecordBatch,
    )


def over_batches(
    *, method: str, **options: Any
) -> Callable[[Iterator[RecordBatch]], Iterator[RecordBatch]]:
    """Return a function from batches to batches, for `DataFrame.mapInArrow`.

    Rows keep their columns and gain those of the result. A method that takes ages, quantiles or
    years takes one row per area here, each with lists: `count` and `population` as lists of one
    number per age. Batches may fall anywhere, for every row stands alone.
    Raises: ValueError when there is no such method, or its result is not one row per row.
    """
    if method not in catalogue.METHODS:
        raise ValueError(f"method must be one of {', '.join(catalogue.METHODS)}; got {method}")
    chosen = catalogue.METHODS[method]

    def run(batches: Iterator[RecordBatch]) -> Iterator[RecordBatch]:
        for batch in batches:
            yield _extended(chosen, batch, options)

    return run


def _extended(method: tables.TableMethod, batch: RecordBatch, options: dict[str, Any]) -> Any:
    import pyarrow

    names = batch.schema.names
    given = {
        name: _numbers(batch.column(name))
        for name in method.parameters
        if name in names and name not in options
    }
    result = tables.flatten(method.function(**given, **options), method.name)
    for name, column in result.items():
        if len(column) != batch.num_rows:
            raise ValueError(f"{method.name} does not give one row per row; {name} has others")
    added = {
        name: pyarrow.array(column if column.ndim == 1 else list(column))
        for name, column in result.items()
    }
    kept = {name: batch.column(name) for name in names if name not in added}
    return pyarrow.RecordBatch.from_pydict({**kept, **added})


def _numbers(column: Array) -> np.ndarray[Any, Any]:
    """Return a column as numbers, missing ones as NaN; lists become rows of a grid."""
    import pyarrow

    if pyarrow.types.is_list(column.type) or pyarrow.types.is_fixed_size_list(column.type):
        flat = _numbers(column.flatten())
        return flat.reshape(len(column), -1) if len(column) else flat.reshape(0, 0)
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.float64)
