"""What a cell says, by the kind of its column. A wrong cell is a sentence, never a guess."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from marram.places.vocabulary import Outline
from marram.sources.readers.cells import Cell, Unreadable
from marram.sources.vocabulary import Column, Kind, Value


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WHOLE = re.compile(r"-?([0-9]{1,18}|[0-9]{1,3}(,[0-9]{3}){1,5})")
DECIMAL = re.compile(r"-?([0-9]{1,18}|[0-9]{1,3}(,[0-9]{3}){1,5})(\.[0-9]{1,15})?")
DAY = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<day>[0-9]{1,2})[/.](?P<month>[0-9]{1,2})[/.](?P<year>[0-9]{4})"),
    re.compile(r"(?P<day>[0-9]{1,2}) (?P<month>[A-Za-z]{3,9}),? (?P<year>[0-9]{4})"),
)
MONTH = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})"),
    re.compile(r"(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})"),
    re.compile(r"(?P<month>[A-Za-z]{3,9}),? (?P<year>[0-9]{4})"),
)
# Years outside are slips of the keyboard, not dates of plans, people or places.
YEARS = range(1900, 2200)
YES_WORDS = frozenset({"yes", "y", "true", "1"})
NO_WORDS = frozenset({"no", "n", "false", "0"})
SHOWN = 60


class Wrong(Exception):
    """A cell does not say what its column asks for; the message says what to enter."""


def value(column: Column, cell: Cell) -> Value:
    """Return what the cell says. Raises: Wrong, with a sentence for whoever filled it in."""
    if isinstance(cell, Unreadable):
        raise Wrong(cell.sentence)
    if isinstance(cell, str):
        cell = _clean(cell)
    if cell is None or cell == "":
        if column.required:
            raise Wrong(f"“{column.title}” is empty. {_ask(column)}")
        return None
    said = READ[Kind.CHOICE if column.choices else column.kind](column, cell)
    if column.pattern and not re.fullmatch(column.pattern, str(said)):
        raise Wrong(f"{_quoted(said)} does not look right for “{column.title}”. {_ask(column)}")
    return said


def _clean(text: str) -> str:
    """Return a text with line ends and accents kept in one way, and no blanks around it."""
    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    for sign in clean:
        if sign not in "\n\t" and (sign in TURNING or unicodedata.category(sign) in UNSHOWN):
            raise Wrong(
                f"The text holds a sign that cannot be shown (U+{ord(sign):04X}). Type the text "
                "again."
            )
    return clean


# Controls, and halves of signs, which no database keeps.
UNSHOWN = frozenset({"Cc", "Cs"})
# Signs that turn the writing round, so that people read another text than the one that is kept.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _text(column: Column, cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        raise Wrong(
            f"A spreadsheet has turned this text into the date {cell:%d/%m/%Y}. Set the column to "
            "“Text” and type it again."
        )
    text = str(cell) if isinstance(cell, str) else _number_as_text(cell)
    if len(text) > column.longest:
        raise Wrong(
            f"The text has {len(text):,} characters; “{column.title}” takes {column.longest:,}. "
            "Shorten it."
        )
    return text


def _number_as_text(cell: Cell) -> str:
    return f"{cell.normalize():f}" if isinstance(cell, Decimal) else str(cell)


def _whole_number(column: Column, cell: Cell) -> int:
    text = _number_text(cell)
    if not WHOLE.fullmatch(text):
        raise Wrong(f"{_quoted(cell)} is not a whole number. Enter digits only, such as 12.")
    number = int(text.replace(",", ""))
    _within_bounds(column, number)
    return number


def _decimal(column: Column, cell: Cell) -> Decimal:
    text = _number_text(cell)
    if not DECIMAL.fullmatch(text):
        raise Wrong(f"{_quoted(cell)} is not a number. Enter digits only, such as 12.5.")
    number = Decimal(text.replace(",", ""))
    _within_bounds(column, number)
    return number


def _within_bounds(column: Column, number: int | Decimal) -> None:
    if column.lowest is not None and number < column.lowest:
        raise Wrong(f"{number} is too small for “{column.title}”. The least is {column.lowest:,}.")
    if column.highest is not None and number > column.highest:
        raise Wrong(f"{number} is too large for “{column.title}”. The most is {column.highest:,}.")


def _number_text(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}" if abs(cell.adjusted()) < 30 else "too large"
    return cell if isinstance(cell, str) else ""


def _day(column: Column, cell: Cell) -> date:
    if isinstance(cell, datetime):
        raise Wrong("The cell holds a time as well. Enter a day only, such as 30/06/2025.")
    if isinstance(cell, date):
        return _in_range(cell, cell)
    for pattern in DAY:
        if isinstance(cell, str) and (found := pattern.fullmatch(cell)):
            return _date(cell, found["year"], found["month"], found["day"])
    raise Wrong(f"{_quoted(cell)} is not a date. Enter one such as 30/06/2025.")


def _month(column: Column, cell: Cell) -> date:
    if isinstance(cell, date):
        return _in_range(cell, date(cell.year, cell.month, 1))
    for pattern in MONTH:
        if isinstance(cell, str) and (found := pattern.fullmatch(cell)):
            return _date(cell, found["year"], found["month"], "1")
    raise Wrong(f"{_quoted(cell)} is not a month. Enter one such as June 2025.")


def _date(cell: str, year: str, month: str, day: str) -> date:
    number = int(month) if month.isdecimal() else MONTHS.get(month.lower(), 0)
    try:
        return _in_range(cell, date(int(year), number, int(day)))
    except ValueError as error:
        raise Wrong(f"{_quoted(cell)} is not in the calendar. Correct the date.") from error


def _in_range(cell: Cell, on: date) -> date:
    if on.year not in YEARS:
        raise Wrong(f"The year {on.year} cannot be right. Enter one from {YEARS[0]} on.")
    return on


def _choice(column: Column, cell: Cell) -> str:
    said = _text(column, cell)
    by_plain = {choice.casefold(): choice for choice in column.choices}
    if said.casefold() not in by_plain:
        raise Wrong(
            f"{_quoted(said)} is not one of the choices for “{column.title}”. Enter one of: "
            f"{', '.join(column.choices)}."
        )
    return by_plain[said.casefold()]


def _flag(column: Column, cell: Cell) -> bool:
    if isinstance(cell, bool):
        return cell
    said = _number_text(cell).casefold()
    if said in YES_WORDS or said in NO_WORDS:
        return said in YES_WORDS
    raise Wrong(f"{_quoted(cell)} is neither yes nor no. Enter “yes” or “no”.")


def _outline(column: Column, cell: Cell) -> str:
    if not isinstance(cell, Outline):
        raise Wrong(f"The cell holds no outline. {_ask(column)}")
    written = cell.written()
    if len(written) > column.longest:
        raise Wrong(f"The outline has {cell.points:,} points. Send a generalised one.")
    return written


READ: Mapping[Kind, Callable[[Column, Cell], Value]] = {
    Kind.TEXT: _text,
    Kind.WHOLE_NUMBER: _whole_number,
    Kind.DECIMAL: _decimal,
    Kind.DAY: _day,
    Kind.MONTH: _month,
    Kind.CHOICE: _choice,
    Kind.FLAG: _flag,
    Kind.OUTLINE: _outline,
}


def _ask(column: Column) -> str:
    return column.hint or ASK[column.kind]


ASK: Mapping[Kind, str] = {
    Kind.TEXT: "Enter a text.",
    Kind.WHOLE_NUMBER: "Enter a whole number, such as 12.",
    Kind.DECIMAL: "Enter a number, such as 12.5.",
    Kind.DAY: "Enter a date, such as 30/06/2025.",
    Kind.MONTH: "Enter a month, such as June 2025.",
    Kind.CHOICE: "Enter one of the choices.",
    Kind.FLAG: "Enter “yes” or “no”.",
    Kind.OUTLINE: "Give a Polygon or a MultiPolygon.",
}


def _quoted(cell: object) -> str:
    text = " ".join(str(cell).split())
    return f"“{text}”" if len(text) <= SHOWN else f"“{text[:SHOWN]}…”"


def plain(said: Value) -> str | int | bool | None:
    """Return a value as JSON can keep it.

    >>> plain(Decimal("1.50")), plain(date(2025, 6, 30)), plain(True)
    ('1.50', '2025-06-30', True)
    """
    if isinstance(said, Decimal):
        return f"{said:f}"
    return said.isoformat() if isinstance(said, date) else said


def restored(column: Column, kept: str | int | bool | None) -> Value:
    """Return a value from what JSON kept: the reverse of `plain`."""
    if isinstance(kept, str) and column.kind is Kind.DECIMAL:
        return Decimal(kept)
    if isinstance(kept, str) and column.kind in (Kind.DAY, Kind.MONTH):
        return date.fromisoformat(kept)
    return kept
