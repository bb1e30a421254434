"""Links of a paper: within its pack where the pack holds what they lead to, else to the site."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from django.urls import reverse

from marram.board.queries.papers import Paper, appendix_address
from marram.board.vocabulary.blocks import (
    Block,
    Blocks,
    Bullets,
    Line,
    Paragraph,
    Picture,
    Run,
    Table,
)
from marram.packs.queries.contents.appendices import key_of
from marram.packs.vocabulary.sections import WITHIN, Section


# Said behind a link that leaves the pack: what it shows may have changed since.
ON_THE_SITE = " (on the site)"


@dataclass(frozen=True, kw_only=True)
class Way:
    """Where links lead: `inside` gives the section of an address, all else is on the `site`."""

    site: str
    inside: Mapping[str, str]


def of_paper(paper: Paper, *, key: str) -> Mapping[str, str]:
    """Return the addresses of a report and of its appendices, each with its section."""
    held = [each.position for each in paper.appendices if each.held]
    appendices = {appendix_address(paper.number, each): key_of(key, each) for each in held}
    return {reverse("board:report", args=[paper.number]): key, **appendices}


def whole(section: Section, *, way: Way) -> Section:
    """Return a section whose links lead within its pack or say on which site they go on."""
    return replace(section, blocks=_blocks(section.blocks, way))


def _blocks(blocks: Iterable[Block], way: Way) -> Blocks:
    return tuple(_block(block, way) for block in blocks)


def _block(block: Block, way: Way) -> Block:
    line = partial(_line, way=way)
    match block:
        case Paragraph(runs):
            return Paragraph(line(runs))
        case Bullets(lines, numbered):
            return Bullets(tuple(map(line, lines)), numbered)
        case Table():
            return _table(block, way)
        case Picture():
            return replace(block, table=_table(block.table, way), source=line(block.source))
    return block


def _table(table: Table, way: Way) -> Table:
    rows = tuple(tuple(_line(cell, way) for cell in row) for row in table.rows)
    return replace(table, head=tuple(_line(cell, way) for cell in table.head), rows=rows)


def _line(runs: Line, way: Way) -> Line:
    return tuple(run for each in runs for run in _run(each, way))


def _run(run: Run, way: Way) -> Iterator[Run]:
    if run.link in way.inside:
        yield replace(run, link=WITHIN + way.inside[run.link])
    elif run.link.startswith("/") and not run.link.startswith("//"):
        yield replace(run, link=way.site.rstrip("/") + run.link)
        yield Run(ON_THE_SITE)
    else:
        yield run
