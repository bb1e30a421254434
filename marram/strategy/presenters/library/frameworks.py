"""A strategy's framework as a tree, and the register of all statements."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from marram.design.components import (
    Branch,
    Button,
    Component,
    Heading,
    PageLink,
    Pagination,
    Row,
    Tree,
    Turn,
)
from marram.strategy.presenters import words
from marram.strategy.presenters.library.parts import (
    File,
    FileRow,
    Shown,
    box,
    breadcrumbs,
    filter_bar,
    select,
    strategy_link,
    table,
)
from marram.strategy.queries.library import Framework, PriorityLine, PriorityList, Statement
from marram.strategy.queries.measures import MeasureName
from marram.strategy.vocabulary import ElementLevel, LifeStage


HEADINGS = (
    "Strategy",
    "Level",
    "Reference",
    "Statement",
    "Part of life",
    "Part of life as written",
    "Pillar",
    "Stage",
    "Source",
)
PLURALS = {
    ElementLevel.VISION: "Vision",
    ElementLevel.AIM: "Aims",
    ElementLevel.OUTCOME: "Outcomes",
    ElementLevel.OBJECTIVE: "Objectives",
    ElementLevel.PRIORITY: "Priorities",
    ElementLevel.THEME: "Themes",
}
Branches = tuple[tuple[ElementLevel, tuple[Statement, ...]], ...]


def branches(found: Branches, *, strategy: str = "", fold: int | None = None) -> tuple[Branch, ...]:
    """Return a framework as branches, a level a branch; with `strategy` each leads to its form.

    A level of more than `fold` statements opens when somebody asks.
    """
    return tuple(
        Branch(
            PLURALS[level],
            note=words.number(len(statements), "statement"),
            branches=tuple(_branch(statement, strategy) for statement in statements),
            closed=fold is not None and len(statements) > fold,
        )
        for level, statements in found
    )


def framework(page: Framework) -> Shown:
    """Return a strategy's framework as a page."""
    title = f"Framework of {page.title}"
    strategy = page.slug if page.may_keep else ""
    add = Button("Add a statement", url=reverse("strategy:add-element", args=[page.slug]))
    empty = "Nothing of it is written down yet."
    return Shown(
        title=title,
        heading=Heading(
            title,
            actions=(add,) if page.may_keep else (),
            lead=words.number(page.total, "statement") + "." if page.total else empty,
        ),
        breadcrumbs=breadcrumbs(
            (page.title, reverse("strategy:strategy", args=[page.slug])), title="Framework"
        ),
        parts=(Tree(title, branches(page.branches, strategy=strategy)),) if page.total else (),
        files=(),
    )


def priorities(page: PriorityList) -> Shown:
    """Return the register of what strategies set out to reach."""
    here = reverse("strategy:priorities")
    asked = asked_for(page)
    found = words.number(len(page.fitting), "statement")
    shown = table(
        f"{found}, page {page.page} of {page.pages}" if page.pages > 1 else found,
        ("Statement", "Kind", "Reference", "Strategy", "Part of life", "Pillar or stage"),
        tuple(_row(line) for line in page.lines),
        here=here,
        asked=asked,
        empty="No statement fits these filters. Take one of them off.",
    )
    return Shown(
        title="Priorities and outcomes",
        heading=Heading(
            "Priorities and outcomes",
            lead="What strategies set out to reach: visions, aims, outcomes, objectives, "
            "priorities and themes.",
        ),
        breadcrumbs=breadcrumbs(title="Priorities and outcomes"),
        parts=(
            filter_bar(_fields(page), here=here, asked=asked, labels=LABELS),
            shown,
            *_pages(page, here, asked),
        ),
        files=(
            File(title="Priorities and outcomes", header=HEADINGS, rows=_file_rows(page.fitting)),
        ),
    )


LABELS = {"words": "Words", "level": "Kind", "strategy": "Strategy", "life_stage": "Part of life"}


def asked_for(page: PriorityList) -> dict[str, str]:
    """Return the filters as they stand in the address; what is not set is left out."""
    filters = page.filters
    said = {
        "words": filters.words,
        "level": filters.level,
        "strategy": filters.strategy,
        "life_stage": filters.life_stage,
    }
    return {name: text for name, text in said.items() if text}


def _branch(statement: Statement, strategy: str, *, nested: bool = False) -> Branch:
    """Return a statement with its branch; one under another says its level as well."""
    level = statement.level if nested else ""
    where = (level, statement.life_stage, statement.pillar, statement.stage)
    said = [text for text in where if text and text != LifeStage.NOT_STATED]
    return Branch(
        f"{statement.ref}: {statement.text}",
        url=reverse("strategy:amend-element", args=[strategy, statement.key]) if strategy else "",
        note="; ".join(said),
        branches=(
            *map(_measure, statement.measures),
            *(_branch(child, strategy, nested=True) for child in statement.children),
        ),
    )


def _measure(named: MeasureName) -> Branch:
    address = reverse("indicators:indicator", args=[named.slug])
    return Branch(named.title, url=address, note="measure")


def _fields(page: PriorityList) -> tuple[Component, ...]:
    filters = page.filters
    levels = tuple((level.value, level.value.capitalize()) for level in ElementLevel)
    stages = tuple((stage.value, stage.value.capitalize()) for stage in LifeStage)
    return (
        box("words", "Words", filters.words),
        select("level", "Kind", levels, filters.level),
        select("strategy", "Strategy", page.strategies, filters.strategy),
        select("life_stage", "Part of life", stages, filters.life_stage),
    )


def _row(line: PriorityLine) -> Row:
    return (
        line.text,
        line.level.capitalize(),
        line.ref,
        strategy_link(line.strategy, line.strategy_title),
        line.life_stage.capitalize(),
        "; ".join(text for text in (line.pillar, line.stage.capitalize()) if text),
    )


def _file_rows(lines: Iterable[PriorityLine]) -> tuple[FileRow, ...]:
    return tuple(
        (
            line.strategy_title,
            line.level.value,
            line.ref,
            line.text,
            line.life_stage.value,
            line.life_course,
            line.pillar,
            line.stage,
            line.source,
        )
        for line in lines
    )


def _pages(page: PriorityList, here: str, asked: dict[str, str]) -> tuple[Pagination, ...]:
    if page.pages == 1:
        return ()

    def address(number: int) -> str:
        return f"{here}?{urlencode({**asked, 'page': number})}"

    return (
        Pagination(
            pages=tuple(
                PageLink(str(number), address(number), current=number == page.page)
                for number in range(1, page.pages + 1)
            ),
            previous=Turn(address(page.page - 1)) if page.page > 1 else None,
            next=Turn(address(page.page + 1)) if page.page < page.pages else None,
        ),
    )
