"""Blocks of a paper as a page prints them."""

from base64 import b64encode
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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
from marram.design.components import Cell, Component, Details, WideTable


SIZES = ("m", "s", "s", "s")


def printed(blocks: Iterable[Block], *, below: int = 1) -> tuple[SafeString | Component, ...]:
    """Return blocks as markup; their highest headings hang below heading level `below`."""
    return tuple(each for block in blocks for each in _printed(block, below))


def _printed(block: Block, below: int) -> tuple[SafeString | Component, ...]:
    match block:
        case Heading(level, words):
            return (_heading(min(level + below, 6), SIZES[level - 1], words),)
        case Paragraph(runs):
            return (format_html('<p class="govuk-body">{}</p>', _line(runs)),)
        case Bullets():
            return (_list(block),)
        case Table():
            return (_table(block),)
        case Picture():
            return _picture(block)


def _heading(level: int, size: str, words: str) -> SafeString:
    return format_html('<h{} class="govuk-heading-{}">{}</h{}>', level, size, words, level)


def _list(block: Bullets) -> SafeString:
    kind, name = ("number", "ol") if block.numbered else ("bullet", "ul")
    lines = format_html_join("", "<li>{}</li>", ((_line(each),) for each in block.lines))
    return format_html('<{} class="govuk-list govuk-list--{}">{}</{}>', name, kind, lines, name)


def _table(block: Table) -> Component:
    def row(line: tuple[Line, ...]) -> tuple[Cell, ...]:
        return tuple(
            Cell(_line(each), format="numeric" if at in block.numeric else "")
            for at, each in enumerate(line)
        )

    return WideTable(
        tuple(map(row, block.rows)),
        head=row(block.head),
        caption=block.caption,
        caption_classes="govuk-table__caption--s",
        first_cell_is_header=block.row_heads,
    )


def _picture(block: Picture) -> tuple[SafeString | Component, ...]:
    """A drawing stands in an image, where nothing in it can run, with its table behind it."""
    drawing = b64encode(block.svg.encode()).decode()
    figure = format_html(
        '<figure class="govuk-!-margin-0 govuk-!-margin-bottom-4">'
        '<figcaption class="govuk-heading-s govuk-!-margin-bottom-2">{}</figcaption>'
        '<div class="marram-scroll" role="region" aria-label="{}" tabindex="0">'
        '<img src="data:image/svg+xml;base64,{}" alt="{}"></div></figure>',
        block.title,
        block.title,
        drawing,
        block.words,
    )
    source = format_html('<p class="govuk-body-s">{}</p>', _line(block.source))
    return (figure, Details("The figures in a table", _table(block.table)), source)


def _line(runs: Line) -> SafeString:
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> SafeString:
    words = format_html("{}", run.words)
    if run.italic:
        words = format_html("<em>{}</em>", words)
    if run.bold:
        words = format_html("<strong>{}</strong>", words)
    if run.link:
        words = format_html('<a class="govuk-link" href="{}">{}</a>', run.link, words)
    return words
