"""A small pack to print: reports, a chart, uploads with and without tags, a private paper."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import typst

from marram.board.vocabulary.blocks import (
    Blocks,
    Bullets,
    Heading,
    Paragraph,
    Picture,
    Run,
    Table,
    cells,
    line,
)
from marram.packs.press import uploads
from marram.packs.press.shelf import Shelf
from marram.packs.vocabulary import Audience, Part
from marram.packs.vocabulary.sections import AgendaLine, Pack, Section, Upload


SECRET = "Harbour Homes asks four million pounds"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200">'
    '<polyline fill="none" stroke="#14524c" stroke-width="3" points="20,40 300,90 580,150"/>'
    '<text x="20" y="190" font-family="Liberation Sans, sans-serif" font-size="16">2023</text>'
    "</svg>"
)
WAITING = Picture(
    title="Fewer people wait for talking therapies",
    words="A line that falls from 400 people in 2023 to 250 in 2025",
    svg=SVG,
    table=Table(
        "People waiting", cells("Year", "People"), (cells("2023", "400"), cells("2025", "250"))
    ),
    source=line("Talking therapies data set, monthly"),
)
SCHEMES = Table(
    "Spend by scheme, in pounds",
    cells("Scheme", "Planned", "Spent"),
    tuple(cells(f"Scheme {at}", f"{at * 1000:,}", f"{at * 900:,}") for at in range(1, 61)),
    numeric=(1, 2),
)
BLOCKS: Blocks = (
    Heading(1, "Summary"),
    Paragraph(
        (
            Run("The fund is spent "),
            Run("as planned", bold=True),
            Run(". See "),
            Run("item 6", link="pack:item-6"),
            Run(" and the "),
            Run("guidance", link="https://www.gov.uk/"),
            Run("."),
        )
    ),
    Heading(1, "Recommendations"),
    Bullets((line("Note the report."), line("Agree the return.")), numbered=True),
    Heading(3, "Two levels deeper at once"),
    SCHEMES,
    WAITING,
)


def report(key: str, *, title: str, blocks: Blocks = BLOCKS, private: str = "") -> Section:
    number = key.removeprefix("item-")
    return Section(
        key=key,
        part=Part.REPORT,
        mark=f"Item {number}",
        title=title,
        blocks=blocks,
        private=private,
        asks=("Note the report.", "Agree the return."),
    )


def plain(words: str, *, pages: int = 1) -> Blocks:
    """Return blocks that fill so many pages."""
    return tuple(Paragraph(line(f"{words}, paragraph {at}.")) for at in range(45 * pages - 20))


def uploaded(content: bytes, *, key: str, name: str = "provider.pdf") -> Section:
    words = uploads.words_of(content, name=name)
    return Section(
        key=key,
        part=Part.APPENDIX,
        mark=f"Item {key.removeprefix('item-').partition('-')[0]}, appendix 1",
        title="What the provider reports",
        upload=Upload(document=1, sha256="0" * 64, name=name, words=words),
    )


def provider_pdf(*, tagged: bool) -> bytes:
    """Return a paper as a provider might send it: two pages, a heading and a table."""
    source = b"""#set document(title: "Provider", author: "A. Person")
= Our quarter
Referrals rose by a tenth.
#table(columns: 2, table.header([Month], [Referrals]), [May], [110])
#pagebreak()
== Outlook
Steady."""
    return typst.compile(source, pdf_tags=tagged, timestamp=0)


def scanned_pdf() -> bytes:
    """Return a page that holds a drawing and no words."""
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(595, 842))
        page.contents_add(b"1 0 0 rg 100 100 200 200 re f")
        kept = BytesIO()
        made.save(kept, deterministic_id=True)
        return kept.getvalue()


def pack(*sections: Section, audience: Audience = Audience.PUBLIC) -> Pack:
    first = [each for each in sections if each.part is not Part.APPENDIX]
    return Pack(
        meeting="millbrook-board-2025-06-18",
        board="Millbrook Health and Wellbeing Board",
        day="Wednesday 18 June 2025",
        time_and_place="14:00, Town Hall",
        audience=audience,
        agenda=tuple(
            AgendaLine(
                number=each.key.removeprefix("item-"),
                title=each.title,
                what="report",
                sections=tuple(other.key for other in sections if _belongs(other, each)),
                private=each.private,
            )
            for each in first
        ),
        sections=sections,
    )


def shelf(folder: Path, *documents: bytes) -> Shelf:
    """Return an empty shelf; the documents are numbered from 1."""
    return Shelf(folder, lambda number: documents[number - 1])


def _belongs(other: Section, item: Section) -> bool:
    return other.key == item.key or other.key.startswith(f"{item.key}-")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "packs"
