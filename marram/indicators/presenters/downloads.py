"""Tables as Parquet, and what their columns mean in the words of the W3C."""

import io
from typing import Any

import pyarrow
from pyarrow import parquet as files

from marram.design.exports import csv_bytes, workbook_bytes
from marram.indicators.presenters.parts import File


WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET = "application/vnd.apache.parquet"
NUMBERS = frozenset({"Value", "Lower 95%", "Upper 95%", "Count", "Out of"})
DAYS = frozenset({"From", "Before"})
MEANINGS = {
    "Before": "The day after the last day of the period",
    "Kind": "Actual, estimate, plan, forecast, standard or trajectory",
    "Withheld by": "The rule by which a small number was hidden or rounded; empty where none was",
    "In doubt": "“yes” where the figure is shown crossed out and compared nowhere",
    "Delivery": "With definition and method, what makes the figure again",
    "As printed": "The words that the publisher printed beside or instead of the number",
}


def made(told: File, kind: str) -> tuple[bytes, str]:
    """Return a table as a file of a kind ("csv", "xlsx", "parquet") and its media type."""
    if kind == "csv":
        return csv_bytes(told.header, told.rows), "text/csv; charset=utf-8"
    if kind == "xlsx":
        return workbook_bytes(told.title, told.header, told.rows), WORKBOOK
    return parquet(told), PARQUET


def parquet(told: File) -> bytes:
    """Return a table as a Parquet file; days are days and missing numbers are missing."""
    names = [_name(title) for title in told.header]
    kinds = [pyarrow.float64() if each in NUMBERS else pyarrow.string() for each in told.header]
    columns = list(zip(*told.rows, strict=True)) or [()] * len(names)
    arrays = [
        pyarrow.array(list(column), type=kind) for column, kind in zip(columns, kinds, strict=True)
    ]
    written = io.BytesIO()
    files.write_table(pyarrow.table(dict(zip(names, arrays, strict=True))), written)
    return written.getvalue()


def metadata(told: File, *, url: str) -> dict[str, Any]:
    """Return what the columns of a CSV file mean.

    Source: W3C, Metadata Vocabulary for Tabular Data, 2015 (CSV on the Web).
    """
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        "dc:title": told.title,
        "dialect": {"header": True, "encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": [_column(title) for title in told.header]},
    }


def _column(title: str) -> dict[str, Any]:
    kind = "number" if title in NUMBERS else "date" if title in DAYS else "string"
    said = {"name": _name(title), "titles": title, "datatype": kind}
    return said | ({"dc:description": MEANINGS[title]} if title in MEANINGS else {})


def _name(title: str) -> str:
    """Return a heading as the name of a column.

    >>> _name("Lower 95%")
    'lower_95'
    """
    return "_".join("".join(c if c.isalnum() else " " for c in title.lower()).split())
