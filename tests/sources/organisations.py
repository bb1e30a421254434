"""Organisations of Millbrook, an invented borough, as the rows of a file."""

import csv
import io
from collections.abc import Iterable, Mapping

from marram.sources.intake.tables import ORGANISATIONS


HEADER = [column.name for column in ORGANISATIONS.columns]


def row(slug: str, **said: str) -> dict[str, str]:
    return {"slug": slug, "name": f"The {slug} of Millbrook", "sector": "VCSE", **said}


def written(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return the rows as a comma-separated file with every column of the layout."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADER, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def cells(rows: Iterable[Mapping[str, str]]) -> list[list[str]]:
    """Return the rows as cells in the order of the header, without the header."""
    return [[row.get(name, "") for name in HEADER] for row in rows]
