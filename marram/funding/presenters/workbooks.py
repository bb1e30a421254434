"""The sheets of a return as an Excel workbook, with live formulas for all that is worked out."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from marram.design.components import DataTable
from marram.design.words import number
from marram.funding.rules.values import ReturnValues
from marram.funding.rules.workbooks import workbook
from marram.funding.rules.workbooks.drawing import Cell, Drawn, Role
from marram.funding.rules.workbooks.found import Finding
from marram.funding.rules.workbooks.layout import Kind


# A workbook says when it was made. A fixed day makes equal returns equal files.
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no time zone
NUMBERS: Mapping[Kind, str] = {
    Kind.MONEY: "#,##0.00",
    Kind.SHARE: "0.0##",
    Kind.NUMBER: "#,##0.##",
    Kind.MEASURE: "0.####",
    Kind.WHOLE: "0",
    Kind.DAY: "dd/mm/yyyy",
}
# As in the template: what is yellow is filled in, what is grey is filled in already.
LOOKS: Mapping[Role, Mapping[str, Any]] = {
    Role.NAME: {"bold": True},
    Role.HEADING: {"bold": True, "bottom": 1},
    Role.TYPED: {"bg_color": "#FFF7BF", "border": 1, "border_color": "#B1B4B6"},
    Role.FILLED: {"bg_color": "#F3F2F1"},
    Role.WORKED_OUT: {"bg_color": "#F3F2F1", "bold": True},
}
WIDTH_OF_NAMES, WIDTH = 44, 20
# A page cannot hold every sentence about a wrong file.
SHOWN = 100


def workbook_bytes(values: ReturnValues) -> bytes:
    """Return the workbook of a return. Texts stay texts, whatever they look like.

    Raises: Refused when a text is longer than a cell can hold.
    """
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": values.title, "created": MADE})
    writing = _Writing(book)
    for sheet in workbook(values):
        writing.add(sheet)
    book.close()
    return made.getvalue()


class _Writing:
    """A workbook while it is written, and its formats."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[tuple[Role, Kind], Any] = {}

    def add(self, drawn: Drawn) -> None:
        sheet = self._book.add_worksheet(drawn.tab)
        sheet.set_column(0, 0, WIDTH_OF_NAMES)
        sheet.set_column(1, 25, WIDTH)
        for at, row in enumerate(drawn.rows):
            for position, cell in enumerate(row):
                if cell is not None:
                    self._write(sheet, at, position, cell)

    def _write(self, sheet: Any, number: int, position: int, cell: Cell) -> None:
        look = self._format(cell.role, cell.kind)
        if cell.choose_from:
            sheet.data_validation(number, position, number, position, _choosing(cell.choose_from))
        if cell.formula:
            sheet.write_formula(number, position, f"={cell.formula}", look, value=cell.value)
        elif cell.value is None:
            sheet.write_blank(number, position, None, look)
        elif isinstance(cell.value, str):
            sheet.write_string(number, position, cell.value, look)
        elif isinstance(cell.value, Decimal):
            sheet.write_number(number, position, cell.value, look)
        else:
            sheet.write_datetime(number, position, cell.value, look)

    def _format(self, role: Role, kind: Kind) -> Any:
        if (role, kind) not in self._formats:
            look = {"text_wrap": role is not Role.NAME, "valign": "top", **LOOKS[role]}
            if kind in NUMBERS:
                look["num_format"] = NUMBERS[kind]
            self._formats[role, kind] = self._book.add_format(look)
        return self._formats[role, kind]


def _choosing(choose_from: str) -> Mapping[str, Any]:
    """Warn of what is not in the list, and take it all the same: the checklist will see it."""
    source = choose_from if choose_from.startswith("=") else choose_from.split(",")
    return {"validate": "list", "source": source, "error_type": "warning"}


def findings(found: Sequence[Finding]) -> DataTable:
    """Return what cannot be taken in, by cell."""
    return DataTable(
        caption=f"{number(len(found), 'cell')} to put right",
        columns=("Sheet", "Cell", "What to do"),
        rows=tuple((each.sheet or "The list", each.cell, each.sentence) for each in found[:SHOWN]),
        caption_size="s",
    )


def put_right(count: int) -> str:
    more = f" The first {SHOWN} are listed." if count > SHOWN else ""
    return f"Put right {number(count, 'cell')} and send the workbook again.{more}"
