"""What leads a reader through a pack: its front sheet, in three dresses, and its index."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from marram.board.vocabulary.blocks import (
    Block,
    Bullets,
    Heading,
    Line,
    Paragraph,
    Run,
    Table,
    cells,
    line,
)
from marram.packs.rules import Labels
from marram.packs.vocabulary import Audience, Part
from marram.packs.vocabulary.sections import WITHIN, AgendaLine, Pack, Section


FRONT, INDEX, EASY_READ = "front", "recommendations", "easy-read"
ROWS_ON_A_PAGE = 38
WHO_FOR = {
    Audience.PUBLIC: "This pack is for everybody.",
    Audience.PRIVATE: "This pack is private. It holds papers that are exempt from publication:"
    " keep it safe and do not pass it on.",
}
KEPT_NUMBERS = (
    "A page keeps its number on screen, in print and in every edition of this pack."
    " A page that was added later has the number of the page before it and a letter, such as 16a."
)


def front_sheet(pack: Pack, labels: Labels) -> Section:
    """Return the agenda with the pages on which each paper is found."""
    return Section(
        key=FRONT,
        part=Part.FRONT,
        mark="Agenda",
        title=pack.board,
        blocks=tuple(_front(pack, labels)),
    )


def index(pack: Pack, labels: Labels) -> Section:
    """Return every recommendation with its item and page."""
    rows = tuple(
        (line(section.mark, link=WITHIN + section.key), line(ask), line(page))
        for section in pack.sections
        for ask, page in _asked(section, labels)
    )
    what = "What the board is asked to do" if rows else "No report asks the board for anything."
    return Section(
        key=INDEX,
        part=Part.INDEX,
        mark="Index",
        title="Index of recommendations",
        blocks=(Table(what, cells("Item", "Recommendation", "Page"), rows),)
        if rows
        else (Paragraph(line(what)),),
    )


def has_index(pack: Pack) -> bool:
    return any(section.asks for section in pack.sections)


def length(pack: Pack) -> int:
    """Return how many pages the front sheet will likely take, as a first guess."""
    return 1 + (len(pack.agenda) + len(pack.sections)) // ROWS_ON_A_PAGE


def length_of_index(pack: Pack) -> int:
    """Return how many pages the index will likely take, as a first guess."""
    return 1 + sum(len(section.asks) for section in pack.sections) // ROWS_ON_A_PAGE


def easy_read(pack: Pack, labels: Labels) -> Section:
    """Return the agenda in short sentences and everyday words."""
    return Section(
        key=EASY_READ,
        part=Part.FRONT,
        mark="Easy read agenda",
        title=f"{pack.board}: what we will talk about",
        blocks=tuple(_easy(pack, labels)),
    )


def without_links(section: Section) -> Section:
    """Return a guide for those who do not have the pack beside it."""
    return replace(section, blocks=tuple(map(_unlinked, section.blocks)))


def _unlinked(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    rows = tuple(
        tuple(tuple(replace(run, link="") for run in cell) for cell in row) for row in block.rows
    )
    return replace(block, rows=rows)


def span(labels: Sequence[str]) -> str:
    """Return pages as a reader says them.

    The spaces do not break at the end of a line.

    >>> span(["4"]), span(["4", "5", "6"]).split(), span([])
    ('4', ['4', 'to', '6'], '')
    """
    ends = (labels[0], "to", labels[-1]) if len(labels) > 1 else labels
    return "\N{NO-BREAK SPACE}".join(ends)


def _front(pack: Pack, labels: Labels) -> Iterator[Block]:
    yield Paragraph((Run(pack.day, bold=True),))
    if pack.time_and_place:
        yield Paragraph(line(pack.time_and_place))
    yield Paragraph(line(WHO_FOR[pack.audience]))
    rows = tuple(_rows(pack, labels))
    yield Table("What the board will consider", cells("Item", "Business", "Pages"), rows)
    yield Paragraph(line(KEPT_NUMBERS))


def _rows(pack: Pack, labels: Labels) -> Iterator[tuple[Line, ...]]:
    sections = {section.key: section for section in pack.sections}
    for item in pack.agenda:
        first = item.sections[0] if item.sections else ""
        pages = span(labels.get(first, ())) if first else ""
        yield (
            line(item.number),
            _business(item),
            line(pages, link=WITHIN + first if first else ""),
        )
        for key in item.sections[1:]:
            section = sections[key]
            mark = line(section.mark.removeprefix("Item "))
            pages = span(labels.get(key, ()))
            yield mark, line(section.title), line(pages, link=WITHIN + key)
    if has_index(pack):
        pages = span(labels[INDEX])
        yield line("Index"), line("Index of recommendations"), line(pages, link=WITHIN + INDEX)


def _business(item: AgendaLine) -> Line:
    said = [Run(item.title, bold=True)]
    said += [Run(f" ({item.what})")] if item.what else []
    said += [Run(f" {item.private}.", italic=True)] if item.private else []
    return tuple(said)


def _asked(section: Section, labels: Labels) -> Iterator[tuple[str, str]]:
    """Yield each recommendation, with the first page of its report."""
    return ((ask, labels[section.key][0]) for ask in section.asks)


def _easy(pack: Pack, labels: Labels) -> Iterator[Block]:
    yield Paragraph((Run("The meeting is on "), Run(pack.day, bold=True), Run(".")))
    if pack.time_and_place:
        yield Paragraph(line(f"Where and when: {pack.time_and_place}."))
    if pack.audience is Audience.PUBLIC:
        yield Paragraph(line("Anybody can come and listen."))
    yield Heading(1, "What we will talk about")
    yield Bullets(tuple(_easy_line(item, labels) for item in pack.agenda), numbered=False)


def _easy_line(item: AgendaLine, labels: Labels) -> Line:
    first = item.sections[0] if item.sections else ""
    said = [Run(f"{item.title}.", bold=True)]
    if first in labels:
        said.append(Run(f" You can read about this on page {labels[first][0]}."))
    return tuple(said)
