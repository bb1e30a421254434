"""Word files that come in: looked at before they are opened, then read into parts and marks."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from marram.board.forms.word_reading import Entry, Headed, entries
from marram.board.rules import marks
from marram.board.vocabulary.blocks import Bullets, Heading, Paragraph, Table, words_of
from marram.board.vocabulary.reports import (
    BODY,
    TEMPLATE,
    WORD_ADVICE,
    WORD_PART,
    WORD_PROPERTY,
    Kind,
    Live,
    Part,
)


# A long report stays well below these; what unpacks to more is no report.
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
LARGEST_TEXT = 12 * 1024 * 1024
MOST_FILES = 2_000

NOT_WORD = "The file is not a Word document (.docx) that can be read. Save it in Word, then retry."
TOO_LARGE = "The file is too large. A report may have 10 MB; hand pictures in as appendices."
BROKEN = "The Word document is damaged or holds more than a report can. Save it anew, then retry."
LOCKED = "The file has a password. Take it off, then retry."
NO_HEADINGS = (
    "The file has none of the template's headings, such as “Summary”. Take the report to Word from "
    "its page, and write in that file."
)
LABELS: Mapping[str, Part] = {
    part.label.casefold(): part for section in TEMPLATE for part in section.parts
}
TITLES = frozenset(section.title.casefold() for section in TEMPLATE)
_SAFELY = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True)
class WordReport:
    """What a Word file says: texts by part, what stood there when it left, and what was left out.

    `seen` is empty where the file never was ours.
    """

    texts: Mapping[str, str]
    seen: Mapping[str, str]
    notes: tuple[str, ...]


def read_report(content: bytes) -> WordReport:
    """Return the parts of a report from a Word file, with tracked changes taken as accepted.

    Raises: ValidationError with a sentence when the file is not one, or could do harm.
    """
    document = _opened(content)
    try:
        parts = _Parts()
        for entry in entries(document):
            parts.take(entry)
        parts.close()
        seen = _seen(document)
    except (KeyError, ValueError, AttributeError, TypeError, etree.XMLSyntaxError) as problem:
        raise ValidationError(BROKEN) from problem
    if not parts.texts:
        raise ValidationError(NO_HEADINGS)
    return WordReport(parts.texts, seen, (*parts.notes, *_left_out(document)))


def _opened(content: bytes) -> WordDocument:
    if len(content) > LARGEST_FILE:
        raise ValidationError(TOO_LARGE)
    try:
        _look_inside(content)
        return Document(BytesIO(content))
    # The third is what zipfile says of a way of packing that it does not know.
    except (BadZipFile, PackageNotFoundError, NotImplementedError, EOFError) as problem:
        raise ValidationError(NOT_WORD) from problem
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as problem:
        raise ValidationError(BROKEN) from problem


def _look_inside(content: bytes) -> None:
    """Refuse what would grow beyond measure, before anything is unpacked."""
    with ZipFile(BytesIO(content)) as package:
        files = package.infolist()
        texts = [file for file in files if file.filename.endswith((".xml", ".rels"))]
        if any(file.flag_bits & 1 for file in files):
            raise ValidationError(LOCKED)
        if (
            len(files) > MOST_FILES
            or sum(file.file_size for file in files) > LARGEST_UNPACKED
            or any(file.file_size > LARGEST_TEXT for file in texts)
        ):
            raise ValidationError(TOO_LARGE)
        # Word writes no document type; one is there to define entities that grow.
        if any(b"<!DOCTYPE" in package.read(file) for file in texts):
            raise ValidationError(BROKEN)


def _seen(document: WordDocument) -> Mapping[str, str]:
    """Return the prints that the file took along when it left, if they are still in it."""
    for part in document.part.package.iter_parts():
        if str(part.partname) == WORD_PART:
            for told in etree.fromstring(part.blob, _SAFELY):
                if told.get("name") == WORD_PROPERTY and len(told):
                    return _prints(told[0].text or "")
    return {}


def _prints(written: str) -> Mapping[str, str]:
    prints = json.loads(written)
    if not isinstance(prints, dict):
        return {}
    return {str(name): str(each) for name, each in prints.items()}


def _left_out(document: WordDocument) -> Iterator[str]:
    body = document.element.body
    if pictures := len(body.findall(f".//{qn('w:drawing')}")):
        yield f"Pictures are not read; {pictures} left out. Hand them in as appendices."
    if notes := len(body.findall(f".//{qn('w:footnoteReference')}")):
        yield f"Footnotes are not read; {notes} left out. Put their words into the text."


@dataclass
class _Parts:
    """The parts of a report as they are found, heading by heading."""

    texts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    part: Part | None = None
    written: list[Any] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        if isinstance(entry, Headed):
            self._turn_to(entry)
        elif self.part is not None:
            self.written.append(entry)
        elif isinstance(entry, Table):
            self._answers(entry)
        elif isinstance(entry, Paragraph) and words_of(entry.runs) != WORD_ADVICE:
            self.notes.append(f"Left out, for it stands under no heading: “{_start_of(entry)}”.")

    def _turn_to(self, heading: Headed) -> None:
        known = LABELS.get(heading.words.casefold())
        if heading.level > 2 and self.part is not None:
            self.written.append(Heading(min(heading.level - 2, 3), heading.words))
        elif known is not None or (heading.level == 1 and heading.words.casefold() in TITLES):
            self.close()
            self.part = known
        else:
            self.part = self.part or BODY.parts[0]
            self.written.append(Heading(1, heading.words))
            self.notes.append(
                f"The template has no heading “{heading.words}”. It was kept within "
                f"{self.part.label.lower()}."
            )

    def close(self) -> None:
        """Settle the part that was being read."""
        if self.part is not None and (self.written or self.part.name not in self.texts):
            self.texts[self.part.name] = _as_text(self.part, self.written)
        self.written = []

    def _answers(self, table: Table) -> None:
        for row in (table.head, *table.rows):
            label, said = (words_of(cell).strip() for cell in (*row, (), ())[:2])
            part = LABELS.get(label.casefold())
            if part is not None:
                self.texts[part.name] = _choice(part, said)


def _as_text(part: Part, written: list[Any]) -> str:
    """Return what was read in the marks that a part is kept in."""
    if part.kind is Kind.WORDS:
        return marks.write(written)
    lines = [line for block in written for line in _lines(block)]
    if part.kind is Kind.LINES:
        return "\n".join(lines)
    return _choice(part, " ".join(lines))


def _lines(block: Any) -> tuple[str, ...]:
    match block:
        case Paragraph(runs):
            return (words_of(runs),)
        case Bullets(lines):
            return tuple(map(words_of, lines))
        case Heading(_, words):
            return (words,)
        case Table():
            return tuple(" ".join(map(words_of, row)) for row in (block.head, *block.rows))
        case Live():
            return (str(block),)
    return ()


def _choice(part: Part, said: str) -> str:
    """Return the answer that the words stand for; other words stay, and are refused with a word."""
    answers = {words.casefold(): key for key, words in (part.choices or {}).items()}
    return answers.get(said.casefold(), said)


def _start_of(paragraph: Paragraph) -> str:
    words = words_of(paragraph.runs)
    return words if len(words) <= 60 else f"{words[:59]}…"
