"""What stands in a Word document, in order: headings, paragraphs, lists, tables, live blocks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from marram.board.rules import marks
from marram.board.vocabulary.blocks import Bullets, Line, Paragraph, Run, Table, words_of
from marram.board.vocabulary.reports import Live


@dataclass(frozen=True)
class Headed:
    """A heading of the document: level 1 is the highest."""

    level: int
    words: str


Entry: TypeAlias = Headed | Paragraph | Bullets | Table | Live


@dataclass(frozen=True)
class _Listed:
    """A line of a list, before the lines of one list are put together."""

    line: Line
    numbered: bool
    of: str


def entries(document: WordDocument) -> Iterator[Entry]:
    """Return what the body of a document says. Words that tracked changes deleted are not there."""
    reading = _Reading(document)
    for of, group in groupby(_read(reading, document.element.body), key=_list_key):
        if of:
            listed = [each for each in group if isinstance(each, _Listed)]
            yield Bullets(tuple(each.line for each in listed), listed[0].numbered)
        else:
            yield from (each for each in group if not isinstance(each, _Listed))


class _Reading:
    """What is asked for again and again: names of styles, marks of lists, addresses of links."""

    def __init__(self, document: WordDocument) -> None:
        self.styles = {style.style_id: str(style.name) for style in document.styles}
        self.formats = _list_formats(document)
        self.links = {
            key: relation.target_ref
            for key, relation in document.part.rels.items()
            if relation.is_external
        }

    def style(self, paragraph: Any) -> str:
        return self.styles.get(_said(paragraph, "w:pPr", "w:pStyle"), "Normal")

    def link(self, run: Any) -> str:
        """Return the address that a run leads to, if it is one that a report may hold."""
        above = run.getparent()
        if above.tag != qn("w:hyperlink"):
            return ""
        address = self.links.get(above.get(qn("r:id")), "")
        address = address.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
        return address if marks.SAFE_LINK.fullmatch(address) else ""


def _list_key(entry: Entry | _Listed) -> str:
    return entry.of if isinstance(entry, _Listed) else ""


def _read(reading: _Reading, parent: Iterable[Any]) -> Iterator[Entry | _Listed]:
    caption = ""
    for element in _elements(parent):
        if element.tag == qn("w:tbl"):
            yield _table(reading, element, caption)
            caption = ""
        elif element.tag == qn("w:sdt"):
            yield from (each for each in marks.read(_tag(element)) if isinstance(each, Live))
        else:
            line, style = _line(reading, element), reading.style(element)
            if style == "Caption" and _before_a_table(element):
                caption = words_of(line)
            elif line:
                yield from _paragraph(reading, element, style, line)


def _elements(parent: Iterable[Any]) -> Iterator[Any]:
    """Return paragraphs, tables and frames of live blocks; the frames of others are opened."""
    for element in parent:
        if element.tag in (qn("w:p"), qn("w:tbl")):
            yield element
        elif element.tag == qn("w:sdt"):
            if marks.LIVE.fullmatch(_tag(element)):
                yield element
            else:
                inside = element.find(qn("w:sdtContent"))
                yield from _elements(inside if inside is not None else ())


def _tag(frame: Any) -> str:
    return _said(frame, "w:sdtPr", "w:tag")


def _said(element: Any, *path: str) -> str:
    """Return the value that a property of an element has, or nothing."""
    found = element.find("/".join(map(qn, path)))
    return str(found.get(qn("w:val"), "")) if found is not None else ""


def _before_a_table(element: Any) -> bool:
    following = element.getnext()
    return following is not None and following.tag == qn("w:tbl")


def _paragraph(
    reading: _Reading, element: Any, style: str, line: Line
) -> Iterator[Entry | _Listed]:
    of = _said(element, "w:pPr", "w:numPr", "w:numId")
    if style.startswith("Heading ") and style[8:].isdecimal():
        yield Headed(int(style[8:]), words_of(line))
    elif style.startswith(("List Bullet", "List Number")) or of.strip("0"):
        otherwise = "decimal" if style.startswith("List Number") else "bullet"
        numbered = reading.formats.get(of, otherwise) != "bullet"
        yield _Listed(line, numbered, of or style)
    elif style != "Title":
        yield Paragraph(line)


def _list_formats(document: WordDocument) -> Mapping[str, str]:
    """Return the mark of each list, such as "bullet" or "decimal", by its number."""
    try:
        numbering = document.part.numbering_part.element
    # What python-docx says where a document has no lists of its own.
    except (KeyError, NotImplementedError):
        return {}
    formats = {
        each.get(qn("w:abstractNumId")): _said(each, "w:lvl", "w:numFmt")
        for each in numbering.findall(qn("w:abstractNum"))
    }
    return {
        each.get(qn("w:numId")): formats.get(_said(each, "w:abstractNumId"), "bullet")
        for each in numbering.findall(qn("w:num"))
    }


def _table(reading: _Reading, element: Any, caption: str) -> Table:
    """Return a table as wide as its widest row; cells that span several stand in the first."""
    rows = [
        tuple(_line(reading, cell) for cell in row.findall(qn("w:tc")))
        for row in element.findall(qn("w:tr"))
    ]
    width = max((len(row) for row in rows), default=0)
    head, *body = [(*row, *((),) * (width - len(row))) for row in rows] or [()]
    cells = element.findall(f"{qn('w:tr')}[1]/{qn('w:tc')}")
    numeric = (
        at
        for at, cell in enumerate(cells)
        if _said(cell, "w:p", "w:pPr", "w:jc") in ("right", "end")
    )
    return Table(caption, tuple(map(_without_bold, head)), tuple(body), numeric=tuple(numeric))


def _without_bold(line: Line) -> Line:
    """The cells of a head are bold for being of the head."""
    return marks.tidy(Run(run.words, italic=run.italic, link=run.link) for run in line)


def _line(reading: _Reading, element: Any) -> Line:
    """Return the words of a paragraph, or of the paragraphs of a cell with a space between."""
    runs: list[Run] = []
    for paragraph in element.iter(qn("w:p")):
        runs += (_run(reading, run) for run in paragraph.iter(qn("w:r")) if not _deleted(run))
        runs.append(Run(" "))
    return marks.tidy(runs)


def _deleted(run: Any) -> bool:
    return any(above.tag == qn("w:del") for above in run.iterancestors())


def _run(reading: _Reading, run: Any) -> Run:
    properties = run.find(qn("w:rPr"))
    return Run(
        "".join(map(_text, run)),
        bold=_on(properties, "w:b"),
        italic=_on(properties, "w:i"),
        link=reading.link(run),
    )


def _text(element: Any) -> str:
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag == qn("w:noBreakHyphen"):
        return "-"
    return " " if element.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")) else ""


def _on(properties: Any, name: str) -> bool:
    found = properties.find(qn(name)) if properties is not None else None
    return found is not None and found.get(qn("w:val"), "1") not in ("0", "false", "off")
