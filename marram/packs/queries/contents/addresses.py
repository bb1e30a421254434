"""Links of a paper that lead into the site, so that they lead there from paper too."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

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
from marram.packs.vocabulary.sections import Section


def whole(section: Section, *, site: str) -> Section:
    """Return a section whose links say on which site they lead somewhere."""
    return replace(section, blocks=_blocks(section.blocks, site))


def _blocks(blocks: Iterable[Block], site: str) -> Blocks:
    return tuple(_block(block, site) for block in blocks)


def _block(block: Block, site: str) -> Block:
    line = partial(_line, site=site)
    match block:
        case Paragraph(runs):
            return Paragraph(line(runs))
        case Bullets(lines, numbered):
            return Bullets(tuple(map(line, lines)), numbered)
        case Table():
            return _table(block, site)
        case Picture():
            return replace(block, table=_table(block.table, site), source=line(block.source))
    return block


def _table(table: Table, site: str) -> Table:
    rows = tuple(tuple(_line(cell, site) for cell in row) for row in table.rows)
    return replace(table, head=tuple(_line(cell, site) for cell in table.head), rows=rows)


def _line(runs: Line, site: str) -> Line:
    return tuple(_run(run, site) for run in runs)


def _run(run: Run, site: str) -> Run:
    inside = run.link.startswith("/") and not run.link.startswith("//")
    return replace(run, link=site.rstrip("/") + run.link) if inside else run
