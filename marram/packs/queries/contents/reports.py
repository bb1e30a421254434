"""A published report as a section."""

from collections.abc import Iterator, Sequence

from marram.board.queries.agenda_items import ItemLine
from marram.board.queries.papers import Paper
from marram.board.vocabulary.blocks import Block, Bullets, Heading, Paragraph, line, words_of
from marram.board.vocabulary.reports import PARTS
from marram.packs.vocabulary import Part
from marram.packs.vocabulary.sections import Section


RECOMMENDATIONS = PARTS["recommendations"].printed


def report(paper: Paper, item: ItemLine, *, key: str, mark: str) -> Section:
    """Return a report, under the note that the officer sent with it."""
    note = tuple(Paragraph(line(words)) for words in item.covering_note.splitlines() if words)
    return Section(
        key=key,
        part=Part.REPORT,
        mark=mark,
        title=paper.title,
        blocks=note + paper.blocks,
        private=exempt(item.exempt_under),
        asks=tuple(_asks(paper.blocks)),
    )


def exempt(paragraphs: Sequence[str]) -> str:
    """Return why an item is private, or nothing.

    >>> exempt(["3"]), exempt(["1", "3"]), exempt([])
    ('Exempt: Schedule 12A, paragraph 3', 'Exempt: Schedule 12A, paragraphs 1 and 3', '')
    """
    if not paragraphs:
        return ""
    word = "paragraph" if len(paragraphs) == 1 else "paragraphs"
    return f"Exempt: Schedule 12A, {word} {' and '.join(paragraphs)}"


def _asks(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the recommendations: the list right below their heading."""
    for heading, below in zip(blocks, blocks[1:], strict=False):
        if _is_asking(heading) and isinstance(below, Bullets):
            yield from map(words_of, below.lines)


def _is_asking(block: Block) -> bool:
    return isinstance(block, Heading) and block.words == RECOMMENDATIONS
