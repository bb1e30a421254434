"""A wide sheet, such as months across the top, read as one figure a row by a saved mapping."""

import re
from collections.abc import Mapping as Keyed
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from marram.foundation.verdicts import YES, Refused, Verdict, no
from marram.indicators.vocabulary import parse
from marram.sources.vocabulary import Cell, Line, letters


# What people put in a cell to say that there is no figure.
NOTHING = frozenset({"", "-", "..", "n/a", "na", "tbc", "*", ":"})
COLUMN = r"[A-Z]{1,3}"


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """Where a wide sheet says what.

    A sheet is recognised by the text in the first filled cell of its heading row. Values stand in
    the columns from `first_column` to `last_column`, under their periods. Indicator and place are
    the same for the whole sheet, or are named in a column of their own; `names` says what a name
    there stands for. Values are multiplied by `times`: 100 where a spreadsheet holds 0.92 as 92%.
    """

    recognised_by: str
    heading_row: int
    first_column: str
    last_column: str
    indicator: str = ""
    indicator_column: str = ""
    place: str = ""
    place_column: str = ""
    kind: str = "actual"
    age: str = ""
    sex: str = ""
    times: float = 1.0
    names: Keyed[str, str] = field(default_factory=dict)

    def fits(self, lines: Sequence[Line]) -> bool:
        return any(self._is_heading(line) for line in lines)

    def long(self, lines: Sequence[Line], columns: Sequence[str]) -> Sequence[Line]:
        """Return a sheet as one line a figure, under the headings `columns`, column by column.

        Each line keeps its row, and says its column beside the name of its sheet.
        Raises: Refused when a period cannot be read.
        """
        shaped: list[Line] = []
        for heading in filter(self._is_heading, lines):
            rows = [
                line
                for line in lines
                if line.sheet == heading.sheet and line.number > heading.number
            ]
            for position in range(
                position_of(self.first_column), position_of(self.last_column) + 1
            ):
                shaped += self._column(heading, rows, position, columns)
        return shaped

    def _is_heading(self, line: Line) -> bool:
        first = next((str(cell).strip() for cell in line.cells if cell not in (None, "")), "")
        return line.number == self.heading_row and first.casefold() == self.recognised_by.casefold()

    def _column(
        self, heading: Line, rows: Sequence[Line], position: int, columns: Sequence[str]
    ) -> list[Line]:
        period = _period(_cell(heading, position), heading, position)
        sheet = f"{heading.sheet or 'sheet'}, column {letters(position)}"
        told = [Line(sheet, heading.number, tuple(columns))]
        for line in rows:
            value = self._value(_cell(line, position))
            indicator = self._named(line, self.indicator_column, self.indicator)
            if value is None or not indicator:
                continue
            said: dict[str, Cell] = {
                "indicator_id": indicator,
                "place": self._named(line, self.place_column, self.place),
                "period": period,
                "age": self.age,
                "sex": self.sex,
                "kind": self.kind,
                "value": value,
            }
            told.append(Line(sheet, line.number, tuple(said.get(name) for name in columns)))
        return told if len(told) > 1 else []

    def _named(self, line: Line, column: str, otherwise: str) -> str:
        if not column:
            return otherwise
        said = str(_cell(line, position_of(column)) or "").strip()
        return self.names.get(said.casefold(), said)

    def _value(self, cell: Cell) -> Cell:
        """Return a figure; what is no number stays as it is, to be set aside with a sentence."""
        text = str("" if cell is None else cell).strip()
        if text.casefold() in NOTHING:
            return None
        number = text.removesuffix("%").strip().replace(",", "")
        if not re.fullmatch(r"-?\d+(\.\d+)?", number):
            return text
        times = 1.0 if text.endswith("%") else self.times
        return number if times == 1 else f"{Decimal(number) * Decimal(str(times)):f}"


def can_be_read(mapping: Mapping) -> Verdict:
    """A mapping says where the figures stand, and of what and where they are."""
    for column in (mapping.first_column, mapping.last_column):
        if not re.fullmatch(COLUMN, column):
            return no(f"“{column}” is not a column. Enter its letters, such as C.")
    if position_of(mapping.first_column) > position_of(mapping.last_column):
        return no("The first column of figures comes after the last. Swap them.")
    if bool(mapping.indicator) == bool(mapping.indicator_column):
        return no("Say either which indicator the sheet is about, or the column that names it.")
    if bool(mapping.place) == bool(mapping.place_column):
        return no("Say either which place the sheet is about, or the column that names it.")
    return YES


def position_of(column: str) -> int:
    """Return the position of a column by its letters: the reverse of `letters`.

    >>> position_of("A"), position_of("Z"), position_of("AA")
    (0, 25, 26)
    """
    position = 0
    for letter in column:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position - 1


def _cell(line: Line, position: int) -> Cell:
    return line.cells[position] if position < len(line.cells) else None


def _period(cell: Cell, heading: Line, position: int) -> str:
    text = f"{cell:%B %Y}" if isinstance(cell, date) else str(cell or "").strip()
    try:
        return parse(text).label
    except ValueError as wrong:
        raise Refused(
            f"The heading of column {letters(position)} in row {heading.number}: {wrong}"
        ) from wrong
