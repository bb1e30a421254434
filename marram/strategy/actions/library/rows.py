"""How the cells of a delivered row are read. Each refusal names the column and what to do."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from marram.foundation.verdicts import Refused


Word = TypeVar("Word", bound=StrEnum)
ANSWERS = {"": None, "yes": True, "no": False}


def text(row: Mapping[str, Any], column: str) -> str:
    """Return a cell as text without spaces around it; a column that is not there is empty."""
    value = row.get(column)
    return "" if value is None else str(value).strip()


def needed(row: Mapping[str, Any], column: str) -> str:
    """Return a cell that may not be empty."""
    found = text(row, column)
    if not found:
        raise Refused(f"The column “{column}” is empty. Fill it in and send the file again.")
    return found


def day(row: Mapping[str, Any], column: str) -> date | None:
    """Return a cell that holds a day written as 2025-06-30, or None where it is empty."""
    found = row.get(column)
    if isinstance(found, date):
        return found
    written = text(row, column)
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise Refused(
            f"“{written}” in the column “{column}” is not a day. Write it as 2025-06-30."
        ) from None


def year(row: Mapping[str, Any], column: str) -> int | None:
    """Return a cell that holds a year, or None where it is empty."""
    written = text(row, column).removesuffix(".0")
    if not written:
        return None
    if not (written.isdigit() and len(written) == 4):
        raise Refused(f"“{written}” in the column “{column}” is not a year. Write it as 2025.")
    return int(written)


def number(row: Mapping[str, Any], column: str, *, otherwise: int) -> int:
    """Return a cell that holds a whole number, or `otherwise` where it is empty."""
    written = text(row, column).removesuffix(".0")
    if not written:
        return otherwise
    if not written.isdigit():
        raise Refused(f"“{written}” in the column “{column}” is not a whole number, such as 3.")
    return int(written)


def answer(row: Mapping[str, Any], column: str) -> bool | None:
    """Return a cell that says yes or no, or None where it is empty."""
    found = row.get(column)
    if isinstance(found, bool):
        return found
    written = text(row, column).lower()
    if written not in ANSWERS:
        raise Refused(f"“{written}” in the column “{column}” is neither yes nor no.")
    return ANSWERS[written]


def word(row: Mapping[str, Any], column: str, words: type[Word]) -> Word:
    """Return a cell that holds one of a list of words."""
    written = needed(row, column)
    if written not in set(words):
        raise Refused(
            f"“{written}” in the column “{column}” is not known. "
            f"Write one of these: {', '.join(words)}."
        )
    return words(written)


def known(row: Mapping[str, Any], column: str, keys: Collection[str]) -> str:
    """Return a cell that names a strategy of the library."""
    written = needed(row, column)
    if written not in keys:
        raise Refused(
            f"The library has no strategy “{written}” (column “{column}”). "
            "Add it first, or correct its short name."
        )
    return written
