"""Tables to take away: as a comma-separated file or a workbook, safe to open in a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]


Cell = str | int | float | Decimal | bool | date | datetime | None

# A spreadsheet takes a cell that begins so for a formula and runs it: a text that somebody typed
# here could send a colleague's file away. Source: OWASP, CSV injection.
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
# What Excel can hold; more would be dropped without a word.
CHARACTERS_IN_A_CELL = 32_767
ROWS = 1_048_575
WIDEST = 60
# A workbook says when it was made. A fixed day makes equal tables equal files.
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no time zone


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the table as UTF-8 with a byte order mark, by which Excel knows the encoding.

    Texts that a spreadsheet would run as a formula begin with a ' instead; numbers stay numbers.
    Days are written 2025-06-30, flags yes and no, and None is an empty cell.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_written(name) for name in header])
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def workbook_bytes(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the table as an Excel workbook with one sheet, its heading row frozen.

    Texts stay texts, whatever they look like; numbers and days are kept as such.

    Raises: ValueError when there are more rows than a sheet can hold.
    """
    whole = [tuple(header), *(tuple(row) for row in rows)]
    if len(whole) - 1 > ROWS:
        raise ValueError(f"a sheet holds {ROWS} rows below its heading; got {len(whole) - 1}")
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": title, "created": MADE})
    sheet = book.add_worksheet(_sheet_name(title))
    formats = {
        "heading": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"}),
        "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm", "valign": "top"}),
    }
    for number, row in enumerate(whole):
        for position, cell in enumerate(row):
            _write(sheet, number, position, cell, formats, heading=number == 0)
    _shape(sheet, whole)
    book.close()
    return made.getvalue()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str):
        # Marks of its own are counted in, so that a reader can take off exactly what was put on.
        return f"'{cell}" if cell.lstrip("'").startswith(RUNS) else cell
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _write(
    sheet: Any, number: int, position: int, cell: Cell, formats: dict[str, Any], *, heading: bool
) -> None:
    if isinstance(cell, str | bool):
        text = _cut(cell) if isinstance(cell, str) else _written(cell)
        sheet.write_string(number, position, text, formats["heading" if heading else "text"])
    elif isinstance(cell, datetime):
        sheet.write_datetime(number, position, cell.replace(tzinfo=None), formats["moment"])
    elif isinstance(cell, date):
        sheet.write_datetime(number, position, cell, formats["day"])
    elif cell is not None:
        sheet.write_number(number, position, cell)


def _cut(text: str) -> str:
    if len(text) <= CHARACTERS_IN_A_CELL:
        return text
    return text[: CHARACTERS_IN_A_CELL - 1] + "…"


def _shape(sheet: Any, whole: Sequence[Sequence[Cell]]) -> None:
    sheet.freeze_panes(1, 0)
    if not whole[0]:
        return
    sheet.autofilter(0, 0, max(len(whole) - 1, 1), len(whole[0]) - 1)
    # The first rows tell how wide the cells are; reading all of a long table would not help.
    for position in range(len(whole[0])):
        longest = max(len(_written(row[position])) for row in whole[:200] if position < len(row))
        sheet.set_column(position, position, min(max(longest + 2, 8), WIDEST))


def _sheet_name(title: str) -> str:
    """Return a title as Excel lets a sheet be called.

    >>> _sheet_name("Actions: overdue/late"), _sheet_name("'")
    ('Actions overdue late', 'Table')
    """
    allowed = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).split())
    return allowed[:31].strip("' ") or "Table"
