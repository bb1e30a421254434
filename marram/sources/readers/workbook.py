"""Excel workbooks (.xlsx): read once, part by part, by the one parser that also checks them.

Every byte must be looked at before it can be trusted, so the check is the reader. A second
reader after a check would be a second opinion about what the file says; files that show one
thing to each are made to get past checks. Source of the format: ECMA-376, part 1.
"""

from collections.abc import Iterator
from typing import TypeVar

from marram.foundation.verdicts import Refused
from marram.sources.readers.archive import Archive, damaged
from marram.sources.readers.cells import Line
from marram.sources.readers.kinds import SEND_INSTEAD
from marram.sources.readers.markup import Document
from marram.sources.readers.parts import (
    Anything,
    Contents,
    Relation,
    Relations,
    SharedTexts,
    SheetEntry,
    Styles,
)
from marram.sources.readers.sheets import Book, Sheet


Part = TypeVar("Part", bound=Document)

MACROS = (
    "The workbook holds macros. Save it as “Excel Workbook (.xlsx)”, without macros, and send "
    "that file."
)
LINKS = (
    "The workbook takes values from other files or from a database. Break the links (Data, Edit "
    "Links), save it and send it again."
)
EMBEDDED = (
    "The workbook has another file inside it. Remove the embedded file and send the workbook again."
)
# What a part is called by, and why a workbook with such a part is refused.
UNWANTED = {
    "vbaproject": MACROS,
    "macrosheets/": MACROS,
    "dialogsheets/": MACROS,
    "activex/": MACROS,
    "customui/": MACROS,
    "externallinks/": LINKS,
    "querytables/": LINKS,
    "connections.xml": LINKS,
    "xl/model/": LINKS,
    "embeddings/": EMBEDDED,
}
UNWANTED_RELATIONS = {
    "vbaProject": MACROS,
    "externalLink": LINKS,
    "externalLinkPath": LINKS,
    "connections": LINKS,
    "queryTable": LINKS,
    "oleObject": EMBEDDED,
    "package": EMBEDDED,
}
SAVE_AS = "Open it, save it as “Excel Workbook (.xlsx)” and send that file."
# Other files that are zip files too, told by a part that only they have.
OTHERS = {
    "mimetype": f"an OpenDocument file (.ods). {SAVE_AS}",
    "xl/workbook.bin": f"a binary workbook (.xlsb). {SAVE_AS}",
    "word/document.xml": f"a Word document. {SEND_INSTEAD}",
    "ppt/presentation.xml": f"a presentation. {SEND_INSTEAD}",
    "Index/Document.iwa": "a Numbers file. Export it to Excel and send that.",
}
# How the files begin that have no business inside a workbook.
NESTED = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"MZ",
    b"\x7fELF",
)


def lines(
    content: bytes, *, passes_over_formulas: bool = False, keeps_results: bool = False
) -> Iterator[Line]:
    """Yield the rows that hold anything, sheet by sheet.

    A formula is refused; where it is to be passed over, it is a cell without a value, or with the
    result that the workbook keeps.

    Raises: Refused when a part is unsound or unwanted, or a sheet with rows is hidden.
    """
    archive = Archive(content)
    _refuse_other_files(archive)
    top = _relations(archive, "_rels/.rels").of_kind("officeDocument")
    if not top:
        raise Refused(f"The file is a zip file without a workbook in it. {SEND_INSTEAD}")
    contents = _heard(archive, Contents(top))
    folder, _, name = top.rpartition("/")
    pointers = _relations(archive, f"{folder}/_rels/{name}.rels".lstrip("/"))
    sheets = [(entry, _sheet_part(entry, pointers)) for entry in contents.sheets]
    texts, styles = pointers.of_kind("sharedStrings"), pointers.of_kind("styles")
    _check_the_rest(archive, read_later={top, texts, styles, *(part for _, part in sheets)})
    book = Book(
        texts=_heard(archive, SharedTexts(texts)).texts if texts else (),
        shows_date=_heard(archive, Styles(styles)).shows_date if styles else (),
        since_1904=contents.since_1904,
        passes_over_formulas=passes_over_formulas,
        keeps_results=keeps_results,
    )
    for entry, part in sheets:
        yield from _lines_of(archive, entry, part, book)


def _refuse_other_files(archive: Archive) -> None:
    for part, words in OTHERS.items():
        if part in archive.names:
            raise Refused(f"The file is {words}")
    for name in archive.names:
        for mark, sentence in UNWANTED.items():
            if mark in name.lower():
                raise Refused(sentence)


def _relations(archive: Archive, part: str) -> Relations:
    if part not in archive.names:
        raise Refused(f"The file is a zip file without a workbook in it. {SEND_INSTEAD}")
    relations = _heard(archive, Relations(part))
    for relation in relations.by_id.values():
        _refuse_unwanted(relation)
    return relations


def _refuse_unwanted(relation: Relation) -> None:
    if relation.kind in UNWANTED_RELATIONS:
        raise Refused(UNWANTED_RELATIONS[relation.kind])
    if relation.external and relation.kind != "hyperlink":
        raise Refused(LINKS)


def _sheet_part(entry: SheetEntry, pointers: Relations) -> str:
    relation = pointers.by_id.get(entry.relation)
    if relation is None or relation.external:
        raise damaged(f"sheet “{entry.name[:31]}” is not in the file")
    if relation.kind not in ("worksheet", "chartsheet"):
        raise Refused(MACROS)
    return relation.target


def _check_the_rest(archive: Archive, *, read_later: set[str]) -> None:
    """Read the parts that hold no rows as well: what is damaged or hidden there is refused too."""
    for name in archive.names:
        if name in read_later:
            continue
        if name.endswith(".rels"):
            _relations(archive, name)
        elif name.lower().endswith(".xml"):
            _heard(archive, Anything(name))
        else:
            _refuse_nested(archive, name)


def _refuse_nested(archive: Archive, name: str) -> None:
    start = b""
    for piece in archive.pieces(name):
        start = start or piece[:8]
    if start.startswith(NESTED):
        raise Refused(EMBEDDED)


def _lines_of(archive: Archive, entry: SheetEntry, part: str, book: Book) -> Iterator[Line]:
    sheet = Sheet(part, name=entry.name, book=book)
    for _ in sheet.heard(archive.pieces(part)):
        if sheet.lines and entry.hidden:
            raise Refused(
                f"The sheet “{entry.name[:31]}” is hidden. Show it, so that you see what you send, "
                "or delete it."
            )
        yield from sheet.lines
        sheet.lines.clear()


def _heard(archive: Archive, document: Part) -> Part:
    document.read(archive.pieces(document.part))
    return document
