"""Reports as Word files: to read, as they are printed; and to write in, which can come back."""

import json
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part as WordPart
from docx.oxml import parse_xml
from lxml import etree

from marram.board.presenters import word
from marram.board.queries.papers import Manuscript, Paper
from marram.board.rules import marks
from marram.board.vocabulary.blocks import Heading, Table, cells
from marram.board.vocabulary.reports import (
    TEMPLATE,
    WORD_ADVICE,
    WORD_PART,
    WORD_PROPERTY,
    Kind,
    Live,
    Part,
    Section,
)
from marram.design.words import day


FACTS = (Kind.LINE, Kind.CHOICE)
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
# The key by which Word knows a property that somebody made; it has no other meaning.
KEY = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def paper_file(paper: Paper) -> bytes:
    """Return a report as it is printed, as a Word file."""
    document = word.new_document(title=paper.title)
    document.add_heading(paper.title, 0)
    if paper.meets_on is not None:
        document.add_paragraph(f"{paper.board}, {day(paper.meets_on)}")
    word.add_blocks(document, paper.whole)
    return word.saved(document)


def manuscript_file(found: Manuscript) -> bytes:
    """Return the parts of a report as a Word file to write in; what comes back is read into them.

    Live blocks stand in frames that Word lets nobody change, and come back as they were.
    """
    document = word.new_document(title=found.title or "Report")
    document.add_heading(found.title or "Report", 0)
    document.add_paragraph(WORD_ADVICE)
    for section in TEMPLATE:
        _add_section(document, section, found)
    _remember(document, found)
    return word.saved(document)


def _add_section(document: WordDocument, section: Section, found: Manuscript) -> None:
    document.add_heading(section.title, 1)
    facts = [part for part in section.parts if part.kind in FACTS]
    if facts:
        rows = tuple(cells(part.label, _answer(part, found)) for part in facts)
        word.add_table(document, Table("", cells("Question", "Answer"), rows))
    for part in section.parts:
        if part.kind not in FACTS:
            document.add_heading(part.label, 2)
            _add_text(document, found, found.texts.get(part.name, ""), part.kind)


def _answer(part: Part, found: Manuscript) -> str:
    text = found.texts.get(part.name, "")
    return (part.choices or {}).get(text, text)


def _add_text(document: WordDocument, found: Manuscript, text: str, kind: Kind) -> None:
    if kind is Kind.LINES:
        for line in text.splitlines() or [""]:
            document.add_paragraph(line)
        return
    for block in marks.read(text):
        if isinstance(block, Live):
            with word.locked(document, tag=str(block), title="Drawn from Marram"):
                word.add_blocks(document, found.drawn[str(block)], below=2)
        elif isinstance(block, Heading):
            document.add_heading(block.words, block.level + 2)
        else:
            word.add_blocks(document, (block,))
    if not text:
        document.add_paragraph()


def _remember(document: WordDocument, found: Manuscript) -> None:
    """Keep the prints of the texts in the file, to tell later what was changed meanwhile."""
    package: Any = document.part.package
    properties = parse_xml(f'<Properties xmlns="{CUSTOM}" xmlns:vt="{TYPES}"/>')
    told = parse_xml(
        f'<property xmlns="{CUSTOM}" xmlns:vt="{TYPES}" fmtid="{KEY}" pid="2" '
        f'name="{WORD_PROPERTY}"><vt:lpwstr/></property>'
    )
    told[0].text = json.dumps(dict(found.seen))
    properties.append(told)
    blob = _xml(properties)
    package.relate_to(WordPart(PackURI(WORD_PART), CONTENT, blob, package), RELATION)


def _xml(element: Any) -> bytes:
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True))
