"""From checked rows of a delivery to the columns that are kept."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow

from marram.indicators.vocabulary import NUMBERS, SCHEMA, Period, ValueKind, parse


def table(rows: Sequence[Mapping[str, Any]]) -> pyarrow.Table:
    """Return rows as the columns that are kept, without the key of their delivery.

    A row holds what `Column`s of observations are called: `place`, `period` as written, numbers
    as `Decimal` or None, texts or None, and `row`.
    Raises: ValueError when a period cannot be read.
    """
    return from_plain([_plain(row) for row in rows])


def from_plain(rows: Sequence[Mapping[str, Any]]) -> pyarrow.Table:
    """Return rows whose keys are the columns that are kept; those left out are empty."""
    kept = pyarrow.schema([field for field in SCHEMA if field.name != "holding"])
    columns = {
        field.name: pyarrow.array([_empty(row.get(field.name), field) for row in rows], field.type)
        for field in kept
    }
    return pyarrow.table(columns, schema=kept)


def days(period: Period) -> Mapping[str, Any]:
    """Return a period as its three columns."""
    return {
        "period_kind": str(period.kind),
        "starts_on": period.starts_on,
        "ends_on": period.ends_on,
    }


def _plain(row: Mapping[str, Any]) -> Mapping[str, Any]:
    numbers = {name: None if row.get(name) is None else float(row[name]) for name in NUMBERS}
    return {
        **row,
        **numbers,
        **days(parse(row["period"])),
        "age": row.get("age") or "all ages",
        "sex": row.get("sex") or "persons",
        "kind": row.get("kind") or str(ValueKind.ACTUAL),
    }


def _empty(value: Any, field: pyarrow.Field) -> Any:
    """Return nothing as an empty text where a text is kept, so that equal slices are equal."""
    return "" if value is None and pyarrow.types.is_string(field.type) else value
