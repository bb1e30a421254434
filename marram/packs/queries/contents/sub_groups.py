"""The standing item: what each formal sub-group has done since the board last met."""

from collections.abc import Iterator, Sequence

from marram.board.queries.papers import Paper
from marram.board.queries.sub_groups import SubGroupUpdate
from marram.board.vocabulary.blocks import Block, Heading, Paragraph, line
from marram.packs.vocabulary import Part
from marram.packs.vocabulary.sections import Section


def section(found: Sequence[SubGroupUpdate], *, title: str, key: str, mark: str) -> Section:
    """Return the updates of the sub-groups, also of those that did not meet."""
    return Section(
        key=f"{key}-sub-groups",
        part=Part.NOTE,
        mark=mark,
        title=title,
        blocks=tuple(block for update in found for block in _update(update)),
    )


def told_in(paper: Paper | None, found: Sequence[SubGroupUpdate]) -> bool:
    """Tell whether a report already has a heading for every sub-group: none is told twice."""
    headings = (
        {block.words for block in paper.blocks if isinstance(block, Heading)} if paper else ()
    )
    return all(update.name in headings for update in found)


def _update(update: SubGroupUpdate) -> Iterator[Block]:
    yield Heading(1, update.name)
    if update.did_not_meet:
        yield Paragraph(line("Has not met since the last meeting of the board."))
    for met in update.met:
        day = f"{met.on.day} {met.on:%B %Y}"
        yield Paragraph(line(f"Met on {day}. {met.summary}".strip()))
    for met in update.to_report:
        yield Paragraph(line(f"Meets on {met.on.day} {met.on:%B %Y}."))
    for words in update.words.splitlines():
        if words.strip():
            yield Paragraph(line(words.strip()))
