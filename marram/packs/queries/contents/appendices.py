"""The appendices of a report, as sections of their own: uploads, and what the record shows."""

import json
from typing import Any

from marram.board.queries.papers import PaperAppendix
from marram.board.vocabulary.blocks import Blocks, Paragraph, from_json, line, to_json
from marram.foundation.verdicts import Refused
from marram.packs.press import office, uploads
from marram.packs.press.shelf import Shelf
from marram.packs.vocabulary import Part
from marram.packs.vocabulary.sections import Section, Upload
from marram.records import queries as records
from marram.records.queries.documents import KeptDocument
from marram.records.vocabulary import MediaType


READERS = {MediaType.WORD: office.word_blocks, MediaType.EXCEL: office.workbook_blocks}


def appendix(found: PaperAppendix, *, key: str, mark: str, private: str, shelf: Shelf) -> Section:
    """Return an appendix: the pages of a PDF, what a Word file or workbook says, what the record
    showed when its report was published, or that it is not here. One SQL query where its file was
    not read before.

    Raises: Refused where its file cannot be read.
    """
    upload, blocks = _read(found.file, shelf) if found.file else (None, found.blocks)
    return Section(
        key=key_of(key, found.position),
        part=Part.APPENDIX,
        mark=f"{mark}, appendix {found.position}",
        title=found.title,
        blocks=blocks if found.held else _absent(found.title),
        upload=upload,
        private=private,
    )


def key_of(key: str, position: int) -> str:
    """Return the key of an appendix, given that of its report."""
    return f"{key}-appendix-{position}"


def _read(file: KeptDocument, shelf: Shelf) -> tuple[Upload | None, Blocks]:
    """Return what a file holds, read once for all packs: reading takes longer than printing."""
    kept = json.loads(shelf.remembered(file.sha256, lambda: json.dumps(_said(file))))
    if file.media_type == MediaType.PDF:
        words = tuple(kept)
        return Upload(document=file.number, sha256=file.sha256, name=file.name, words=words), ()
    return None, from_json(kept)


def _said(file: KeptDocument) -> Any:
    content = records.content(number=file.number)
    if file.media_type == MediaType.PDF:
        return uploads.words_of(content, name=file.name)
    reader = READERS.get(MediaType(file.media_type))
    if reader is None:
        raise Refused(
            f"{file.name} is not a PDF, Word file or workbook, so it cannot be printed in a pack."
            " Save it as one of these and upload that."
        )
    return to_json(reader(content, name=file.name))


def _absent(title: str) -> Blocks:
    return (Paragraph(line(f"{title} is not held here.")),)
