"""One section printed: its pages as PDF, and what those who bind it must know of them."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from io import BytesIO

import pikepdf
from pikepdf import Pdf

from marram.board.vocabulary.blocks import Picture, Table
from marram.packs.press import tags, typesetting, uploads
from marram.packs.press.tags import Entry
from marram.packs.vocabulary.sections import Section


# Gives the bytes of a document by its number.
Fetch = Callable[[int], bytes]


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A section on paper. `starts` are the pages, from 0, of its title, of each of its blocks and
    of each page of its upload; `headings` go into the bookmarks.
    """

    pdf: bytes
    pages: int
    starts: tuple[int, ...]
    headings: tuple[Entry, ...]

    def to_bytes(self) -> bytes:
        """Return it as one file: a line of JSON, then the PDF."""
        told = asdict(self) | {"pdf": ""}
        return json.dumps(told, sort_keys=True).encode() + b"\n" + self.pdf

    @classmethod
    def from_bytes(cls, kept: bytes) -> "Printed":
        """Return what `to_bytes` kept.

        Raises: ValueError where it is not whole.
        """
        line, _, pdf = kept.partition(b"\n")
        told = json.loads(line)
        return cls(
            pdf=pdf,
            pages=told["pages"],
            starts=tuple(told["starts"]),
            headings=tuple(Entry(**entry) for entry in told["headings"]),
        )


def print_section(section: Section, *, fetch: Fetch, size: int = typesetting.SIZE) -> Printed:
    """Set a section. The same section gives the same bytes, on every machine and every day.

    Units: `size` is in points.
    Raises: Refused where its upload cannot be read.
    """
    upload = section.upload
    sheet = typesetting.sheet(
        title=section.title,
        mark=section.mark,
        private=section.private,
        printed=section.blocks,
        frames=len(upload.words) if upload else 0,
        size=size,
    )
    with pikepdf.open(BytesIO(sheet)) as pdf:
        starts = _starts(pdf, section)
        _head_rows(pdf, section)
        tags.lighten(pdf)
        headings = tags.headings(pdf)
        if upload:
            uploads.lay_in(pdf, fetch(upload.document), name=upload.name, words=upload.words)
        tags.rename(pdf.Root.StructTreeRoot.K[0], f"{section.key}-")
        tags.register(pdf)
        bound = BytesIO()
        pdf.save(bound, deterministic_id=True)
        return Printed(pdf=bound.getvalue(), pages=len(pdf.pages), starts=starts, headings=headings)


def _starts(pdf: Pdf, section: Section) -> tuple[int, ...]:
    """Return the page of the title, of each block and of each page of the upload.

    Raises: ValueError where the sheet does not hold one element a block: a fault of the template.
    """
    elements = tags.elements(pdf)
    if len(elements) != 1 + len(section.blocks):
        raise ValueError(f"{len(section.blocks)} blocks became {len(elements) - 1} elements")
    frames = len(section.upload.words) if section.upload else 0
    return (*tags.first_pages(pdf, elements), *range(len(pdf.pages) - frames, len(pdf.pages)))


def _head_rows(pdf: Pdf, section: Section) -> None:
    for element, block in zip(tags.elements(pdf)[1:], section.blocks, strict=True):
        table = block.table if isinstance(block, Picture) else block
        if isinstance(table, Table) and table.row_heads:
            for tagged in tags.tables(element):
                tags.head_rows(tagged)
