"""The pages on which a report is written."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString

from marram.board.queries.live import Choice
from marram.board.queries.reports import WritingPage
from marram.board.vocabulary.reports import BODY, LIVE_LABELS, SECTIONS, LiveKind
from marram.design.components import (
    Breadcrumbs,
    Component,
    DataTable,
    Details,
    InsetText,
    Link,
    Place,
)
from marram.design.forms import FormPage


MARKS = (
    ("# Heading, ## Heading, ### Heading", "A heading, and the ones below it"),
    ("**bold**, *italic*", "Bold and italic words"),
    ("[words](https://example.org)", "A link"),
    ("- first", "A line of a list; 1. first for a numbered one"),
    ("Table: its caption", "The line before a table"),
    ("| Scheme | Pounds |", "The headings of a table"),
    ("| --- | ---: |", "The line below them; ---: sets numbers to the right"),
    ("| Homes | 1,200 |", "A row"),
)


def writing_page(found: WritingPage, live: Mapping[LiveKind, tuple[Choice, ...]]) -> FormPage:
    """Return one page of writing, with the marks and the live blocks where a body is written."""
    here = [found.number, found.section.name]
    return FormPage(
        title=found.section.title,
        caption=found.title,
        lead="What you type is kept as you go. Others see it when you save.",
        breadcrumbs=_crumbs(found),
        above=_unsaved(found),
        below=(*_helps(live),) if found.section is BODY else (_marks(),),
        autosave_url=reverse("board:keep-typing", args=here),
        cancel_url=reverse("board:work-on-report", args=here[:1]),
    )


def clock(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M}"


def brought_in(
    number: int, disputed: Sequence[str], notes: Sequence[str]
) -> Iterator[str | SafeString]:
    """Return what to say of a Word file that was read: pages in dispute, and what was left out."""
    for name in disputed:
        page = Link(
            SECTIONS[name].title.lower(), reverse("board:write-report", args=[number, name])
        )
        yield format_html(
            "Somebody else changed {} meanwhile. Save that page to choose between both texts.", page
        )
    yield from notes


def live_choices(live: Mapping[LiveKind, tuple[Choice, ...]]) -> Sequence[Any]:
    """Return what an appendix may be drawn from, under what it shows, for a list to choose from."""
    return [
        (LIVE_LABELS[kind].capitalize(), [(str(each.live), each.title) for each in choices])
        for kind, choices in live.items()
        if choices
    ]


def attached(name: str) -> str:
    """Return the header that has a browser keep a file under its name."""
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


def _crumbs(found: WritingPage) -> Breadcrumbs:
    return Breadcrumbs(
        (
            Place("Reports", reverse("board:reports")),
            Place(found.title, reverse("board:work-on-report", args=[found.number])),
            Place(found.section.title),
        )
    )


def _unsaved(found: WritingPage) -> tuple[Component, ...]:
    """Say that what stands in the boxes was typed earlier and never saved."""
    if found.typed_at is None:
        return ()
    forget = Link(
        "Forget it and start from the saved text",
        reverse("board:forget-typing", args=[found.number, found.section.name]),
    )
    typed = timezone.localtime(found.typed_at)
    words = f"This is what you typed on {typed.day} {typed:%B} at {typed:%H:%M} and did not save."
    return (InsetText(format_html("{} {}", words, forget)),)


def _helps(live: Mapping[LiveKind, tuple[Choice, ...]]) -> tuple[Component, ...]:
    offered = (_blocks(LIVE_LABELS[kind], choices) for kind, choices in live.items() if choices)
    return (_marks(), *offered)


def _marks() -> Component:
    rows = tuple((_code(mark), meaning) for mark, meaning in MARKS)
    table = DataTable("Marks", ("Type", "To get"), rows, caption_size="s")
    return Details("Headings, lists, links and tables", table)


def _blocks(shown: str, choices: tuple[Choice, ...]) -> Component:
    rows = tuple((choice.title, _code(str(choice.live))) for choice in choices)
    table = DataTable(
        "Copy a line into the text. It shows today's figures until the report is published.",
        ("What it shows", "Line to copy"),
        rows,
        caption_size="s",
    )
    return Details(f"Live blocks: {shown}", table)


def _code(words: str) -> SafeString:
    return format_html("<code>{}</code>", words)
