"""One sheet of a workbook: its rows, as they stand in its XML."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from marram.foundation.verdicts import Refused
from marram.sources.readers import limits
from marram.sources.readers.archive import damaged
from marram.sources.readers.cells import Cell, Line, Unreadable, letters
from marram.sources.readers.markup import Attributes, Document
from marram.sources.readers.parts import day, unescaped


REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
NUMBER = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?([Ee][+-]?[0-9]{1,3})?|-?\.[0-9]{1,40}")
FORMULA = Unreadable("The cell holds a formula. Enter its value.")
NO_RESULT = Unreadable("The workbook keeps no result of this formula")
DAY_WRITTEN_OUT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T00:00:00(\.0+)?Z?)?")


@dataclass(frozen=True)
class Book:
    """What the sheets of a workbook share, and what becomes of formulas.

    Unless they are passed over they are refused; with `keeps_results` a cell that is passed over
    has what it gave when the workbook was last saved.
    """

    texts: Sequence[str]
    shows_date: Sequence[bool]
    since_1904: bool
    passes_over_formulas: bool = False
    keeps_results: bool = False


class Sheet(Document):
    """Hears a sheet; what it heard waits in `lines` until it is taken."""

    def __init__(self, part: str, *, name: str, book: Book) -> None:
        self.part = part
        self.lines: list[Line] = []
        self._name = name
        self._book = book
        self._number = 0
        self._cells: list[Cell] = []
        self._position = -1
        self._attributes: Attributes = {}
        self._pieces: list[str] = []
        self._length = 0
        self._in_value = self._in_reading_aid = self._worked_out = False

    def started(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t"):
            self._in_value = not self._in_reading_aid
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self._in_reading_aid = True
        elif name == "f":
            self._meet_formula()
        elif name == "mergeCell":
            raise Refused(
                f"The cells {attributes.get('ref', '')[:30]} on sheet “{self._name}” are merged. "
                "Unmerge them and fill in each cell."
            )

    def ended(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in ("v", "t"):
            self._in_value = False
        elif name == "rPh":
            self._in_reading_aid = False
        elif name == "row" and any(cell is not None for cell in self._cells):
            self.lines.append(Line(self._name, self._number, tuple(self._cells)))

    def said(self, text: str) -> None:
        if not self._in_value:
            return
        self._length += len(text)
        if self._length > limits.CHARACTERS_IN_A_CELL:
            raise Refused(
                f"The text in {self._where()} is longer than {limits.CHARACTERS_IN_A_CELL:,} "
                "characters. Shorten it."
            )
        self._pieces.append(text)

    def _where(self) -> str:
        return f"cell {letters(max(self._position, 0))}{self._number} on sheet “{self._name}”"

    def _meet_formula(self) -> None:
        """What a formula gave when it was last worked out need not be what it gives now."""
        if not self._book.passes_over_formulas:
            raise Refused(
                f"C{self._where()[1:]} holds a formula. Copy the cells and paste them as "
                "values, then send the workbook again."
            )
        self._worked_out = True

    def _begin_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", str(self._number + 1))
        if not number.isdecimal() or len(number) > 7:
            raise damaged(f"a row on sheet “{self._name}” has no number")
        if int(number) <= self._number:
            raise damaged(f"row {number} on sheet “{self._name}” comes twice or out of order")
        if int(number) > limits.LAST_ROW:
            raise damaged(f"sheet “{self._name}” has more rows than Excel can hold")
        self._number = int(number)
        self._cells = []
        self._position = -1

    def _begin_cell(self, attributes: Attributes) -> None:
        position = self._position + 1
        if "r" in attributes:
            found = REFERENCE.fullmatch(attributes["r"])
            if not found or int(found[2]) != self._number:
                raise damaged(f"a cell in row {self._number} of sheet “{self._name}” is misplaced")
            position = _position(found[1])
        if position <= self._position:
            raise damaged(f"a cell in row {self._number} of sheet “{self._name}” comes twice")
        self._position = position
        self._attributes = attributes
        self._pieces, self._length = [], 0
        self._worked_out = False

    def _end_cell(self) -> None:
        text = "".join(self._pieces)
        value = self._result(text) if self._worked_out else self._value(text)
        if value is None:
            return
        if self._position >= limits.COLUMNS:
            raise Refused(
                f"C{self._where()[1:]} lies beyond {limits.COLUMNS} columns. Remove "
                "columns that are not needed."
            )
        self._cells.extend([None] * (self._position - len(self._cells)))
        self._cells.append(value)

    def _result(self, text: str) -> Cell:
        if not self._book.keeps_results:
            return FORMULA
        # A formula may give an empty text; one without a result says nothing of its kind either.
        kept = text.strip() or self._attributes.get("t") == "str"
        return self._value(text) if kept else NO_RESULT

    def _value(self, text: str) -> Cell:
        if not text.strip():
            return None
        match self._attributes.get("t", "n"):
            case "s":
                return self._shared(text)
            case "str" | "inlineStr":
                return unescaped(text)
            case "b":
                return text.strip() == "1"
            case "e":
                return Unreadable(f"The cell shows the error {text.strip()[:20]}. Enter a value.")
            case "d":
                return self._day_written_out(text)
            case _:
                return self._number_or_day(text.strip())

    def _shared(self, text: str) -> Cell:
        if not text.isdecimal() or len(text) > 9 or int(text) >= len(self._book.texts):
            raise damaged(f"{self._where()} names a text that is not there")
        return self._book.texts[int(text)] or None

    def _day_written_out(self, text: str) -> Cell:
        if DAY_WRITTEN_OUT.fullmatch(text.strip()):
            return text.strip()[:10]
        return Unreadable("The cell holds a time. Enter a day only, such as 30/06/2025.")

    def _number_or_day(self, text: str) -> Cell:
        if not NUMBER.fullmatch(text):
            raise damaged(f"{self._where()} holds a number that cannot be read")
        style = self._attributes.get("s", "0")
        known = style.isdecimal() and int(style[:9]) < len(self._book.shows_date)
        if known and self._book.shows_date[int(style)]:
            try:
                return day(float(text), since_1904=self._book.since_1904)
            except (ValueError, OverflowError):
                return Unreadable("The cell holds a date that is not in the calendar. Correct it.")
        # A workbook keeps fifteen digits; those after them are noise of the binary number.
        return Decimal(f"{float(text):.15g}")


def _position(name: str) -> int:
    """Return the position of a column from its letters.

    >>> _position("A"), _position("Z"), _position("AA")
    (0, 25, 26)
    """
    position = 0
    for letter in name:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1
