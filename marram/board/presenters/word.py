"""Papers as Word files, on a template of our own: styles, headings, lists, tables, alt text."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from marram.board.vocabulary.blocks import (
    Block,
    Bullets,
    Heading,
    Line,
    Paragraph,
    Picture,
    Run,
    Table,
)
from marram.design.charts import as_png


FONT = "Arial"
GREEN = RGBColor(0x14, 0x52, 0x4C)
LINK = RGBColor(0x1D, 0x70, 0xB8)
LANGUAGE = "en-GB"
# A4 without its margins.
TEXT_WIDTH = Mm(160)
# Of headings by level; Arial of 12 points is what large-print guidance asks for at the least.
SIZES = {1: 18, 2: 15, 3: 13, 4: 12, 5: 12}
# The lists of Word's own styles, in the numbering of the built-in template.
BULLETED, NUMBERED = "List Bullet", "List Number"


def new_document(*, title: str) -> WordDocument:
    """Return an empty A4 document in our styles, with its title and language set."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(22)
    _style(document, "Normal", size=12, after=8)
    _style(document, "Title", size=24, after=12, colour=GREEN)
    for level, size in SIZES.items():
        _style(document, f"Heading {level}", size=size, after=6, colour=GREEN)
    _style(document, "Caption", size=12, after=4, colour=RGBColor(0, 0, 0))
    _in_language(document)
    document.core_properties.title = title
    document.core_properties.language = LANGUAGE
    document.core_properties.author = "Marram"
    document.core_properties.comments = ""
    return document


def saved(document: WordDocument) -> bytes:
    """Return the bytes of a document."""
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def add_blocks(document: WordDocument, blocks: Iterable[Block], *, below: int = 0) -> None:
    """Write blocks at the end; their highest headings hang below heading level `below`."""
    for block in blocks:
        match block:
            case Heading(level, words):
                document.add_heading(words, min(level + below, 9))
            case Paragraph(runs):
                add_line(document.add_paragraph(), runs)
            case Bullets():
                _add_list(document, block)
            case Table():
                add_table(document, block)
            case Picture():
                _add_picture(document, block)


def add_line(paragraph: WordParagraph, runs: Line) -> None:
    """Write runs at the end of a paragraph; links go to the address as it is."""
    for run in runs:
        written = _linked(paragraph, run) if run.link else paragraph.add_run(run.words)
        written.bold = run.bold or None
        written.italic = run.italic or None


def add_table(document: WordDocument, block: Table) -> None:
    """Write a table whose head is repeated on each page and whose caption is read out."""
    if block.caption:
        caption = document.add_paragraph(block.caption, style="Caption")
        caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(block.head), style="Table Grid")
    _describe(table, block)
    for number, row in enumerate((block.head, *block.rows)):
        cells = table.add_row().cells
        for at, line in enumerate(row):
            paragraph = cells[at].paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            add_line(paragraph, tuple(_as_head(run) for run in line) if not number else line)
            if at in block.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _repeat_head(table)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


@contextmanager
def locked(document: WordDocument, *, tag: str, title: str) -> Iterator[None]:
    """Write what is added meanwhile into a frame that Word lets nobody change.

    The frame carries `tag`, by which a file that comes back is read.
    """
    body = document.element.body
    before = set(body)
    yield
    added = [each for each in body if each not in before]
    frame, inside = _frame(tag, title)
    added[0].addprevious(frame)
    for each in added:
        inside.append(each)


def _add_picture(document: WordDocument, block: Picture) -> None:
    """Write a chart as an image with its words for those who cannot see it, table and source."""
    title = document.add_paragraph()
    title.paragraph_format.keep_with_next = True
    add_line(title, (Run(block.title, bold=True),))
    image = BytesIO(as_png(block.svg))
    shape = document.add_picture(image, width=TEXT_WIDTH)
    shape._inline.docPr.set("descr", block.words)
    shape._inline.docPr.set("title", block.title)
    add_table(document, block.table)
    add_line(document.add_paragraph(), block.source)


def _style(
    document: WordDocument, name: str, *, size: int, after: int, colour: RGBColor | None = None
) -> None:
    style: Any = document.styles[name]
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)
    style.paragraph_format.space_after = Pt(after)
    if colour is not None:
        style.font.color.rgb = colour


def _in_language(document: WordDocument) -> None:
    """Set the language of every run that names none, so that it is read aloud rightly."""
    properties = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    language = properties.find(qn("w:rPr")).find(qn("w:lang"))
    language.set(qn("w:val"), LANGUAGE)


def _linked(paragraph: WordParagraph, run: Run) -> WordRun:
    link = OxmlElement("w:hyperlink")
    key = paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), key)
    paragraph._p.append(link)
    written = paragraph.add_run(run.words)
    written.font.underline = True
    written.font.color.rgb = LINK
    link.append(written._r)
    return written


def _add_list(document: WordDocument, block: Bullets) -> None:
    style = NUMBERED if block.numbered else BULLETED
    number = _new_list(document, style)
    for line in block.lines:
        paragraph = document.add_paragraph(style=style)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number
        add_line(paragraph, line)


def _new_list(document: WordDocument, style: str) -> int:
    """Return the number of a new list that counts from 1, with the marks of a style."""
    numbering: Any = document.part.numbering_part.element
    properties: Any = document.styles[style].element.pPr
    known = numbering.num_having_numId(properties.numPr.numId.val)
    added = numbering.add_num(known.abstractNumId.val)
    added.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(added.numId)


def _as_head(run: Run) -> Run:
    return Run(run.words, bold=True, italic=run.italic, link=run.link)


def _describe(table: WordTable, block: Table) -> None:
    properties = table._tbl.tblPr
    for name, value in (("w:tblCaption", block.caption), ("w:tblDescription", block.caption)):
        told = OxmlElement(name)
        told.set(qn("w:val"), value)
        properties.append(told)
    look = properties.find(qn("w:tblLook"))
    look.set(qn("w:firstColumn"), "1" if block.row_heads else "0")
    look.set(qn("w:firstRow"), "1")


def _repeat_head(table: WordTable) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _frame(tag: str, title: str) -> tuple[Any, Any]:
    frame, properties, inside = map(OxmlElement, ("w:sdt", "w:sdtPr", "w:sdtContent"))
    for name, value in (("w:alias", title), ("w:tag", tag), ("w:lock", "sdtContentLocked")):
        told = OxmlElement(name)
        told.set(qn("w:val"), value)
        properties.append(told)
    frame.append(properties)
    frame.append(inside)
    return frame, inside
