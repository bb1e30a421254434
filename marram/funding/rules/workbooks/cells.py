"""One cell of a workbook as what a return says: text, code, answer, day, whole number or amount."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from marram.funding.rules.workbooks.layout import PLACES, Kind
from marram.funding.vocabulary import key_of


# What people type around a number, and what a number is then.
ADORNMENTS = re.compile(r"[£%,\s]")
NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class Wrong(Exception):
    """A cell does not hold what it should; the message says what to enter."""


def letters(position: int) -> str:
    """Return the letter of a column, counted from 0; what we read has fewer than 26.

    >>> letters(0), letters(21), letters(26)
    ('A', 'V', '?')
    """
    return chr(ord("A") + position) if position < 26 else "?"


def value(cell: Any, kind: Kind, year: int, list_name: str = "") -> Any:
    """Return what a cell says: "" for text that is not there, None for anything else.

    Raises: Wrong when it says something that no field of this kind can say.
    """
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return "" if kind in (Kind.TEXT, Kind.CODE) else None
    if not isinstance(cell, (str, Decimal, date, bool)):
        # The reader of files says in a sentence why there is no value.
        raise Wrong(str(getattr(cell, "sentence", "The cell cannot be read. Enter its value.")))
    if kind is Kind.CODE:
        return _code(_text(cell), list_name, year)
    return _number(cell, PLACES[kind]) if kind in PLACES else READING[kind](cell)


def _text(cell: str | Decimal | date | bool) -> str:
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else cell


def _code(words: str, list_name: str, year: int) -> str:
    """Return the key of a code; words that the list does not have stay for the checklist to see."""
    return key_of(list_name, words, year) or words


def _flag(cell: str | Decimal | date | bool) -> bool:
    words = _text(cell).strip().casefold()
    if words not in ("yes", "no"):
        raise Wrong("Enter Yes or No.")
    return words == "yes"


def _day(cell: str | Decimal | date | bool) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = DAY.fullmatch(_text(cell).strip())
    try:
        if written:
            return date(int(written[3]), int(written[2]), int(written[1]))
        return date.fromisoformat(_text(cell).strip())
    except ValueError:
        raise Wrong("Enter a day, such as 31/03/2021.") from None


def _number(cell: str | Decimal | date | bool, places: int) -> Decimal | int:
    number = cell if isinstance(cell, Decimal) else _typed_number(cell)
    if number != round(number, places):
        raise Wrong(
            f"Enter a number with at most {places} decimal places."
            if places
            else "Enter a whole number."
        )
    return round(number, places) if places else int(number)


def _typed_number(cell: str | date | bool) -> Decimal:
    written = ADORNMENTS.sub("", cell) if isinstance(cell, str) else ""
    if not NUMBER.fullmatch(written):
        raise Wrong("Enter a number, such as 1250.50.")
    return Decimal(written)


READING: Mapping[Kind, Callable[[str | Decimal | date | bool], Any]] = {
    Kind.TEXT: _text,
    Kind.FLAG: _flag,
    Kind.DAY: _day,
}
