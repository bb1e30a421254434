"""What a reader hands on: lines of typed cells."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from marram.places.vocabulary import Outline


@dataclass(frozen=True)
class Unreadable:
    """A cell that holds no value, and the sentence that says so."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


Cell = str | Decimal | bool | date | datetime | Outline | Unreadable | None


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its number as a spreadsheet shows it, and its cells from column A on.

    A comma-separated file has one sheet, without a name. Lines without any value are left out.
    """

    sheet: str
    number: int
    cells: tuple[Cell, ...]


def letters(position: int) -> str:
    """Return the letters of a column.

    >>> letters(0), letters(25), letters(26), letters(701), letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def place(sheet: str, number: int, position: int) -> str:
    """Return where a cell is, in words.

    >>> place("Actions", 3, 2), place("", 3, 2)
    ('cell C3 on sheet “Actions”', 'column C of row 3')
    """
    if sheet:
        return f"cell {letters(position)}{number} on sheet “{sheet}”"
    return f"column {letters(position)} of row {number}"
