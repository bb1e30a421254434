"""Comma-separated files: UTF-8, one heading row, quotes in pairs. Source: RFC 4180."""

import csv
import io
from collections.abc import Iterator

from marram.foundation.verdicts import Refused
from marram.sources.readers import limits
from marram.sources.readers.cells import Line


SAVE_AS = "In Excel choose “Save As” and the type “CSV UTF-8 (Comma delimited)”."
MARKED = frozenset("=+-@\t\r\n")
# A byte order mark says how the text is kept. The longer marks come first: one begins another.
MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16 (“Unicode text”)",
    b"\xfe\xff": "UTF-16 (“Unicode text”)",
}


def lines(content: bytes) -> Iterator[Line]:
    """Yield the rows that hold anything, numbered as a spreadsheet would show them.

    Raises: Refused when the bytes are not UTF-8, or the quotes or separators do not fit.
    """
    _refuse_other_encodings(content)
    written = _Written(content)
    _refuse_other_separators(written.heading)
    rows = csv.reader(written, strict=True)
    number = 0
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused(_what_is_wrong(error, number + 1)) from error
        number += 1
        written.begin_row(number + 1)
        if len(cells) > limits.COLUMNS and any(cells[limits.COLUMNS :]):
            raise Refused(_too_wide(number))
        if any(cell.strip() for cell in cells):
            yield Line("", number, tuple(map(unmarked, cells[: limits.COLUMNS])))


class _Written:
    """The lines of a file as they are written, counting the separators of a row on the way.

    A row is built up in memory before anybody can look at it, so a row of millions of cells must
    be stopped while it is read.
    """

    def __init__(self, content: bytes) -> None:
        self._lines = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")
        self.heading = self._lines.readline()
        self._lines.seek(0)
        self.begin_row(1)

    def begin_row(self, number: int) -> None:
        self._row = number
        self._separators = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._separators += line.count(",")
            if self._separators > limits.SEPARATORS_IN_A_ROW:
                raise Refused(_too_wide(self._row))
            yield line


def _too_wide(number: int) -> str:
    return f"Row {number} has more than {limits.COLUMNS} columns. Remove those not needed."


def marked(text: str) -> str:
    """Return a text with a ' before it if a spreadsheet would run it: the reverse of `unmarked`."""
    return f"'{text}" if text.lstrip("'")[:1] in MARKED else text


def unmarked(cell: str) -> str:
    """Return a cell without the ' that our own exports put before what a spreadsheet would run.

    >>> unmarked("'=1+1"), unmarked(marked("'-5")), unmarked("'tis")
    ('=1+1', "'-5", "'tis")
    """
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in MARKED else cell


def _refuse_other_encodings(content: bytes) -> None:
    for mark, name in MARKS.items():
        if content.startswith(mark):
            raise Refused(f"The text of the file is saved as {name}. {SAVE_AS}")
    if (at := content.find(b"\x00")) >= 0:
        raise Refused(
            f"Line {_line(content, at)} holds a NUL byte, which no text has: the file is damaged, "
            f"or it is not a comma-separated file. {SAVE_AS}"
        )
    try:
        content.decode()
    except UnicodeDecodeError as error:
        byte = content[error.start]
        raise Refused(
            f"Line {_line(content, error.start)} holds a letter that is not saved as UTF-8 "
            f"(byte {byte:02X}). {SAVE_AS}"
        ) from error


def _line(content: bytes, at: int) -> int:
    return content.count(b"\n", 0, at) + 1


def _refuse_other_separators(heading: str) -> None:
    for separator, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "upright bars")):
        if separator in heading and "," not in heading:
            raise Refused(f"The cells are separated by {name}, not by commas. {SAVE_AS}")


def _what_is_wrong(error: csv.Error, number: int) -> str:
    words = str(error)
    if "field larger" in words:
        return (
            f"A cell in row {number} is longer than {limits.CHARACTERS_IN_A_CELL:,} characters. "
            "Shorten it, or look for a quote mark that is not closed."
        )
    return (
        f"The quote marks in row {number} do not come in pairs. Put quote marks around the whole "
        "cell, and double those within it."
    )
