"""The blocks of a paper as components, with the numbers of the printed pages between them."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

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
from marram.design.components import Cell, Component
from marram.design.components import Table as DrawnTable
from marram.packs.press.typesetting import levelled
from marram.packs.queries.editions import Placed
from marram.packs.vocabulary.sections import WITHIN


# Where a section of this pack is read, by its key.
Address = Callable[[str], str]
WORDLESS = "This page holds no words that can be read out."
HEADING_SIZES = ("m", "s", "s", "s")


@dataclass(frozen=True)
class PageMark(Component):
    """Where a printed page begins: the same number as on paper, to go to and to be quoted."""

    label: str
    template_name: ClassVar[str] = "packs/blocks/page_mark.html"


@dataclass(frozen=True)
class Words(Component):
    """Runs of words, some strong, some leaning, some leading elsewhere."""

    runs: tuple[Run, ...]
    template_name: ClassVar[str] = "packs/blocks/words.html"


@dataclass(frozen=True)
class ShownHeading(Component):
    """A heading under the title of its section. `level` is that of HTML: 2 to 5."""

    level: int
    words: str
    template_name: ClassVar[str] = "packs/blocks/heading.html"

    @property
    def size(self) -> str:
        return HEADING_SIZES[self.level - 2]


@dataclass(frozen=True)
class ShownParagraph(Component):
    """A paragraph."""

    words: Words
    template_name: ClassVar[str] = "packs/blocks/paragraph.html"


@dataclass(frozen=True)
class ShownBullets(Component):
    """A list, with numbers or with bullets."""

    lines: tuple[Words, ...]
    numbered: bool
    template_name: ClassVar[str] = "packs/blocks/bullets.html"


@dataclass(frozen=True)
class ShownTable(Component):
    """A table that scrolls within the page where it is too wide for it."""

    caption: str
    table: DrawnTable
    template_name: ClassVar[str] = "packs/blocks/table.html"


@dataclass(frozen=True)
class ShownPicture(Component):
    """A chart with its words, its numbers and its source."""

    title: str
    words: str
    svg: str
    table: ShownTable
    source: Words | None
    template_name: ClassVar[str] = "packs/blocks/picture.html"

    @cached_property
    def drawing(self) -> str:
        """Return the drawing as an address of its own: nothing in it can act on the page."""
        return "data:image/svg+xml;base64," + b64encode(self.svg.encode()).decode()


def section(placed: Placed, *, address: Address) -> tuple[Component, ...]:
    """Return a section as components, each page's number before what stands first on it."""
    upload = placed.section.upload
    pages = upload.words if upload else ()
    body = [
        *(_shown(block, address) for block in levelled(placed.section.blocks)),
        *(ShownParagraph(Words((Run(said or WORDLESS),))) for said in pages),
    ]
    return tuple(_marked(body, placed.starts, placed.labels))


def _marked(
    body: Sequence[Component], starts: Sequence[int], labels: Sequence[str]
) -> Iterator[Component]:
    """Yield components with marks between; pages on which nothing starts are marked on the way."""
    marked = 0
    for component, start in zip(body, starts[1:], strict=True):
        yield from map(PageMark, labels[marked : start + 1])
        marked = max(marked, start + 1)
        yield component
    yield from map(PageMark, labels[marked:])


def _shown(block: Block, address: Address) -> Component:
    match block:
        case Heading(level, words):
            return ShownHeading(level + 1, words)
        case Paragraph(runs):
            return ShownParagraph(_words(runs, address))
        case Bullets(lines, numbered):
            return ShownBullets(tuple(_words(line, address) for line in lines), numbered)
        case Table():
            return _table(block, address)
        case Picture():
            source = _words(block.source, address) if block.source else None
            table = _table(block.table, address)
            return ShownPicture(block.title, block.words, block.svg, table, source)


def _table(table: Table, address: Address) -> ShownTable:
    drawn = DrawnTable(
        caption=table.caption,
        caption_classes="govuk-table__caption--s",
        head=_row(table.head, table.numeric, address),
        rows=tuple(_row(row, table.numeric, address) for row in table.rows),
        first_cell_is_header=table.row_heads,
    )
    return ShownTable(table.caption, drawn)


def _row(cells: Iterable[Line], numeric: tuple[int, ...], address: Address) -> tuple[Cell, ...]:
    return tuple(
        Cell(_words(cell, address), format="numeric" if at in numeric else "")
        for at, cell in enumerate(cells)
    )


def _words(runs: Iterable[Run], address: Address) -> Words:
    return Words(tuple(_linked(run, address) for run in runs))


def _linked(run: Run, address: Address) -> Run:
    if not run.link.startswith(WITHIN):
        return run
    return Run(run.words, run.bold, run.italic, address(run.link.removeprefix(WITHIN)))
