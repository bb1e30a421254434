"""Word files and workbooks that came as appendices, read into blocks."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.document import Document as WordFile
from docx.opc.exceptions import OpcError
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from marram.board.vocabulary.blocks import (
    DEEPEST_HEADING,
    Block,
    Blocks,
    Bullets,
    Heading,
    Line,
    Paragraph,
    Run,
    Table,
    cells,
)
from marram.foundation.verdicts import Refused
from marram.sources import queries as sources


# A Word file is a ZIP archive: one that would unfold to more than this is not opened.
MOST_UNFOLDED = 100 * 1024 * 1024
NUMBER = re.compile(r"[-−]?£?[\d,]+(\.\d+)?%?")
SAFE_LINKS = ("http://", "https://", "mailto:")


def word_blocks(content: bytes, *, name: str) -> Blocks:
    """Return what a Word file says: headings, paragraphs, lists and tables, in its order.

    A picture is told by its alternative text, since its file says nothing else about it in words.

    Raises: Refused where the file cannot be read, or would unfold to too much.
    """
    _may_be_unfolded(content, name)
    try:
        document = Document(BytesIO(content))
    except (KeyError, ValueError, BadZipFile, OpcError, SyntaxError) as broken:
        raise Refused(
            f"{name} cannot be read as a Word file. Save it again and upload that."
        ) from broken
    return tuple(_word(document))


def workbook_blocks(content: bytes, *, name: str) -> Blocks:
    """Return the sheets of a workbook as tables; the first row of a sheet heads its columns.

    A formula shows what it gave when the workbook was last saved, or says that nothing was kept.

    Raises: Refused where the file cannot be read with certainty.
    """
    lines = [
        found for found in sources.lines(content=content, keeps_results=True) if any(found.cells)
    ]
    if not lines:
        raise Refused(f"{name} has no rows. Upload a workbook that has some.")
    sheets = groupby(lines, key=lambda found: found.sheet)
    return tuple(_sheet(sheet or name, [found.cells for found in rows]) for sheet, rows in sheets)


def _may_be_unfolded(content: bytes, name: str) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except BadZipFile as broken:
        raise Refused(f"{name} is not a Word file. Save it as .docx and upload that.") from broken
    if size > MOST_UNFOLDED:
        raise Refused(f"{name} unfolds to {size:,} bytes. Take large pictures out of it.")


# --- Word -----------------------------------------------------------------------------------


def _word(document: WordFile) -> Iterator[Block]:
    parts = groupby(document.iter_inner_content(), key=_list_kind)
    for numbered, found in parts:
        if numbered is None:
            for part in found:
                yield from _part(part)
        else:
            lines = tuple(filter(None, (_runs(part) for part in found)))
            if lines:
                yield Bullets(lines, numbered=numbered)


def _list_kind(part: WordParagraph | WordTable) -> bool | None:
    """Return whether a part is a line of a numbered list, of another list, or of none."""
    style = part.style.name if isinstance(part, WordParagraph) and part.style else ""
    if style and style.startswith("List Number"):
        return True
    return False if style and style.startswith("List") else None


def _part(part: WordParagraph | WordTable) -> Iterator[Block]:
    if isinstance(part, WordTable):
        yield from _word_table(part)
        return
    level = _level(part)
    runs = _runs(part)
    if level and runs:
        yield Heading(level, part.text.strip())
    elif runs:
        yield Paragraph(runs)
    for told in _pictures(part):
        yield Paragraph((Run(f"Picture: {told}", italic=True),))


def _level(paragraph: WordParagraph) -> int:
    style = paragraph.style.name or "" if paragraph.style else ""
    if style == "Title":
        return 1
    word, _, number = style.partition(" ")
    return min(int(number), DEEPEST_HEADING) if word == "Heading" and number.isdigit() else 0


def _runs(part: WordParagraph | WordTable) -> Line:
    if not isinstance(part, WordParagraph):
        return ()
    found: list[Run] = []
    for each in part.iter_inner_content():
        address = "" if isinstance(each, WordRun) else each.address
        inner = [each] if isinstance(each, WordRun) else each.runs
        link = address if address.startswith(SAFE_LINKS) else ""
        found += [
            Run(run.text, bold=bool(run.bold), italic=bool(run.italic), link=link)
            for run in inner
            if run.text
        ]
    return tuple(found) if any(run.words.strip() for run in found) else ()


def _pictures(paragraph: WordParagraph) -> Iterator[str]:
    for drawn in paragraph._p.iter("{*}docPr"):
        yield drawn.get("descr") or drawn.get("title") or "no words were given for it"


def _word_table(table: WordTable) -> Iterator[Block]:
    rows = [[cell.text.strip() for cell in row.cells] for row in table.rows]
    if rows:
        yield _table("Table", rows)


# --- Workbooks ------------------------------------------------------------------------------


def _sheet(name: str, rows: Iterable[Iterable[object]]) -> Table:
    return _table(name, [[_said(cell) for cell in row] for row in rows])


def _table(caption: str, rows: list[list[str]]) -> Table:
    wide = max(map(len, rows))
    full = [row + [""] * (wide - len(row)) for row in rows]
    head = [word or f"Column {at}" for at, word in enumerate(full[0], start=1)]
    return Table(
        caption=caption,
        head=cells(*head),
        rows=tuple(cells(*row) for row in full[1:]),
        numeric=tuple(at for at in range(1, wide) if _is_numeric(row[at] for row in full[1:])),
    )


def _is_numeric(column: Iterable[str]) -> bool:
    said = [word for word in column if word]
    return bool(said) and all(NUMBER.fullmatch(word) for word in said)


def _said(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, datetime):
        return f"{cell.day} {cell:%B %Y, %H:%M}"
    if isinstance(cell, date):
        return f"{cell.day} {cell:%B %Y}"
    if isinstance(cell, Decimal):
        return f"{cell:,}"
    # What cannot be read says why; what to do about it is for whoever made the workbook.
    return cell.strip() if isinstance(cell, str) else str(cell).partition(". ")[0]
