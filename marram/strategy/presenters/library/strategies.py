"""The list of strategies: what needs a look, filters, and the table."""

from collections.abc import Sequence

from django.urls import reverse

from marram.design.components import Button, Cell, Column, Component, Heading, Link
from marram.strategy.presenters import words
from marram.strategy.presenters.library.parts import (
    File,
    FileRow,
    Shown,
    box,
    breadcrumbs,
    filter_bar,
    select,
    span_in_words,
    span_mark,
    strategy_link,
    table,
    with_filters,
)
from marram.strategy.queries.library import Library, StrategyLine
from marram.strategy.vocabulary import Level, LifeSpan


HEADINGS = (
    "Short name",
    "Title",
    "Level",
    "Area",
    "Population",
    "Owner",
    "First day",
    "Last day",
    "Status",
    "Status as written",
    "Gist",
    "Source",
)


def library(page: Library, *, asked_on: str = "") -> Shown:
    """Return the list with its warnings, the filters and the table of what fits.

    `asked_on` is the day that the address names, if any; the links of the page keep it.
    """
    here = reverse("strategy:library")
    asked = asked_for(page) | ({"on": asked_on} if asked_on else {})
    found = words.number(len(page.lines), "strategy", "strategies")
    caption = found if len(page.lines) == page.total else f"{found} of {page.total}"
    return Shown(
        title="Strategies",
        heading=Heading(
            "Strategies",
            actions=_actions(page),
            lead=f"Every strategy, plan and act that the place works by, on {words.day(page.on)}.",
        ),
        breadcrumbs=breadcrumbs(title="Library"),
        warnings=_warnings(page, asked_on),
        parts=(
            filter_bar(_fields(page), here=here, asked=asked, labels=LABELS),
            table(
                caption,
                (Column("Strategy"), "Status", "As written", "Runs", "Level", "Area", "Owner"),
                tuple(_row(line) for line in page.lines),
                here=here,
                asked=asked,
                empty="No strategy fits these filters. Take one of them off.",
            ),
        ),
        files=(File(title="Strategies", header=HEADINGS, rows=_file_rows(page.lines)),),
    )


LABELS = {
    "words": "Words",
    "life_span": "Status",
    "level": "Level",
    "area": "Area",
    "population": "People",
    "owner": "Owner",
}


def asked_for(page: Library) -> dict[str, str]:
    """Return the filters as they stand in the address; what is not set is left out."""
    filters = page.filters
    said = {
        "words": filters.words,
        "life_span": filters.life_span,
        "level": filters.level,
        "area": filters.area,
        "population": filters.population,
        "owner": filters.owner,
    }
    return {name: text for name, text in said.items() if text}


def _actions(page: Library) -> tuple[Button | Link, ...]:
    add = Button("Add a strategy", url=reverse("strategy:add-strategy"), style="secondary")
    others = (
        ("Umbrella map", "strategy:strategy-map"),
        ("Who has what", "strategy:coverage"),
        ("Dates that clash", "strategy:clashes"),
        ("Priorities", "strategy:priorities"),
        ("Promises", "strategy:promises"),
        ("Duties", "strategy:duties"),
    )
    links = tuple(Link(text, reverse(name)) for text, name in others)
    return (add, *links) if page.may_keep else links


def _warnings(page: Library, asked_on: str) -> tuple[Link | str, ...]:
    """Return what needs a look, each as a sentence that leads to the strategies it counts."""
    said = (
        (page.expired, "has expired without a successor", "have expired without a successor"),
        (page.expiring, "expires within a year", "expire within a year"),
        (page.missing, "is named by others but not written", "are named by others but not written"),
        (page.in_review, "is in review", "are in review"),
    )
    here = reverse("strategy:library")
    return tuple(
        Link(
            f"{words.number(len(lines), 'strategy', 'strategies')} "
            f"{one if len(lines) == 1 else many}",
            with_filters(here, {"life_span": lines[0].life_span.value, "on": asked_on}),
        )
        for lines, one, many in said
        if lines
    )


def _fields(page: Library) -> tuple[Component, ...]:
    filters = page.filters
    spans = tuple((span.value, span.value.capitalize()) for span in LifeSpan)
    levels = tuple((level.value, level.value.capitalize()) for level in Level)
    return (
        box("words", "Words", filters.words),
        select("life_span", "Status", spans, filters.life_span),
        select("level", "Level", levels, filters.level),
        select("area", "Area", _same(page.areas), filters.area),
        select("population", "People it is for", _same(page.populations), filters.population),
        select("owner", "Owner", _same(page.owners), filters.owner),
    )


def _same(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((text, text) for text in texts)


def _row(line: StrategyLine) -> tuple[Cell | Link | str, ...]:
    return (
        strategy_link(line.slug, line.title),
        Cell(span_mark(line.life_span)),
        line.status_text if line.published else f"{line.status_text} (not published)".strip(),
        span_in_words(line.starts_on, line.last_on),
        line.level.capitalize(),
        line.area,
        line.owner,
    )


def _file_rows(lines: Sequence[StrategyLine]) -> tuple[FileRow, ...]:
    return tuple(
        (
            line.slug,
            line.title,
            line.level.value,
            line.area,
            line.population,
            line.owner,
            line.starts_on,
            line.last_day,
            line.life_span.value,
            line.status_text,
            line.gist,
            line.source,
        )
        for line in lines
    )
