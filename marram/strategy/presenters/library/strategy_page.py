"""One strategy with all that hangs on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from marram.design.components import (
    Button,
    ButtonGroup,
    Cell,
    Component,
    DataTable,
    Fact,
    Heading,
    Link,
    Row,
    SummaryList,
    Tag,
    Tree,
)
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.strategy.presenters import words
from marram.strategy.presenters.library.frameworks import branches
from marram.strategy.presenters.library.parts import (
    Shown,
    breadcrumbs,
    span_in_words,
    span_tag,
    strategy_link,
    table,
)
from marram.strategy.presenters.library.promises import kept_tag
from marram.strategy.queries.library import (
    FactorLine,
    NeighbourLine,
    PlanProgress,
    PromiseLine,
    StrategyPage,
)
from marram.strategy.vocabulary import Standing


# A level of more statements opens when somebody asks; the framework's own page shows all.
FOLD = 12


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of the page under its own heading, with what can be done to it."""

    title: str
    content: Component | None
    empty: str
    actions: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StrategyShown(Shown):
    facts: SummaryList
    sections: tuple[Part, ...]
    publishing: tuple[str, str] | None
    panels: tuple[Any, ...]
    history: tuple[Any, ...]


def strategy_page(page: StrategyPage, *, viewer: Actor) -> StrategyShown:
    """Return a strategy as a page, with what other rooms hang on it."""
    line = page.line
    subject = Subject("strategy.strategy", line.slug)
    return StrategyShown(
        title=line.title,
        heading=Heading(
            line.title,
            caption=f"{line.level.capitalize()} strategy",
            tags=_tags(page),
            actions=_actions(page),
            lead=line.gist,
        ),
        breadcrumbs=breadcrumbs(title=line.title),
        facts=SummaryList(_facts(page)),
        sections=_sections(page),
        publishing=_publishing(page),
        panels=panels.shown("strategy.strategy", viewer=viewer, key=line.slug),
        history=panels.shown("history", viewer=viewer, key=subject),
    )


def _tags(page: StrategyPage) -> tuple[Component, ...]:
    drafted = () if page.line.published else (Tag("Not published", tone="grey"),)
    return (span_tag(page.line.life_span), *drafted)


def _actions(page: StrategyPage) -> tuple[Component, ...]:
    slug = page.line.slug
    links = (
        Link("On one page", reverse("strategy:on-a-page", args=[slug])),
        Link("Framework", reverse("strategy:framework", args=[slug])),
        *((Link("Draft", reverse("strategy:draft", args=[slug])),) if page.may_read_draft else ()),
        Link("On the map", f"{reverse('strategy:strategy-map')}?focus={slug}"),
    )
    change = Button(
        "Change this strategy",
        url=reverse("strategy:amend-strategy", args=[slug]),
        style="secondary",
    )
    return (change, *links) if page.may_keep else links


def _publishing(page: StrategyPage) -> tuple[str, str] | None:
    """Return the words and the address of the button that publishes, or takes back."""
    if not page.may_keep:
        return None
    name = "withdraw-strategy" if page.line.published else "publish-strategy"
    said = "Take back from the public" if page.line.published else "Publish"
    return said, reverse(f"strategy:{name}", args=[page.line.slug])


def _facts(page: StrategyPage) -> tuple[Fact, ...]:
    line = page.line
    facts: tuple[tuple[str, Any], ...] = (
        ("Runs", span_in_words(line.starts_on, line.last_on)),
        ("Status as written", line.status_text),
        ("In review since", words.day(page.in_review_since)),
        ("Area", line.area),
        ("People it is for", capfirst(line.population)),
        ("Owner", _owner(page)),
        ("Published on", words.day(page.published_on)),
        ("Source", line.source),
    )
    return tuple(Fact(key, value) for key, value in facts if value)


def _owner(page: StrategyPage) -> Link | str:
    for name, (slug, title) in (
        ("people:group", page.owner_group),
        ("people:organisation", page.owner_organisation),
    ):
        if slug:
            return Link(title, reverse(name, args=[slug]))
    return page.line.owner


def _sections(page: StrategyPage) -> tuple[Part, ...]:
    slug = page.line.slug
    keeps = bool(page.may_keep)
    return (
        Part(
            title="Framework",
            content=_framework(page),
            empty="Nothing of its framework is written down yet.",
            actions=(
                (Link("Add a statement", reverse("strategy:add-element", args=[slug])),)
                if keeps
                else ()
            ),
        ),
        Part(
            title="Linked strategies",
            content=_neighbours(page.neighbours),
            empty="It stands alone: nothing is linked to it yet.",
            actions=(
                (Link("Add or take away links", reverse("strategy:links", args=[slug])),)
                if keeps
                else ()
            ),
        ),
        Part(
            title="Plans that deliver it",
            content=_plans(page.plans, page.on),
            empty="No action plan delivers it yet.",
        ),
        Part(
            title="How it will know that it worked",
            content=_factors(page),
            empty="No success factor is written down yet.",
            actions=(
                (Link("Add a success factor", reverse("strategy:add-factor", args=[slug])),)
                if keeps
                else ()
            ),
        ),
        Part(
            title="Promises",
            content=_promises(page.promises.lines),
            empty="It makes no promises in public.",
        ),
    )


def _framework(page: StrategyPage) -> Tree | None:
    if not page.branches:
        return None
    return Tree(f"Framework of {page.line.title}", branches(page.branches, fold=FOLD))


def _neighbours(lines: Sequence[NeighbourLine]) -> DataTable | None:
    if not lines:
        return None
    rows: tuple[Row, ...] = tuple(
        (line.words.capitalize(), strategy_link(line.slug, line.title), line.note) for line in lines
    )
    caption = words.number(len(lines), "link")
    return replace(table(caption, ("Link", "Strategy", "Note"), rows), caption_size="s")


def _plans(plans: Sequence[PlanProgress], on: date) -> DataTable | None:
    if not plans:
        return None
    rows: tuple[Row, ...] = tuple(
        (
            Link(plan.title, reverse("strategy:plan", args=[plan.slug])),
            Cell(str(plan.total), format="numeric"),
            Cell(str(plan.counts.get(Standing.COMPLETE, 0)), format="numeric"),
            Cell(str(plan.counts.get(Standing.OVERDUE, 0)), format="numeric"),
            words.standing_counts(plan.counts) or "No actions yet",
            strategy_link(plan.strategy, plan.strategy_title),
        )
        for plan in plans
    )
    columns = ("Plan", "Actions", "Complete", "Overdue", "How they stand", "Plan of")
    caption = f"{words.number(len(plans), 'plan')} on {words.day(on)}"
    return replace(table(caption, columns, rows), caption_size="s")


def _factors(page: StrategyPage) -> DataTable | None:
    if not page.factors:
        return None
    keeps = bool(page.may_keep)
    rows: tuple[Row, ...] = tuple(
        (
            factor.statement,
            f"{factor.measure} ({factor.unit})",
            _baseline(factor),
            figure(factor.target) or "None set",
            *((_factor_links(factor, page.line.slug),) if keeps else ()),
        )
        for factor in page.factors
    )
    columns = ("Success factor", "Measure", "Baseline", "Target", *(("Change",) if keeps else ()))
    caption = words.number(len(rows), "success factor")
    return replace(table(caption, columns, rows), caption_size="s")


def _baseline(factor: FactorLine) -> str:
    if factor.baseline is None:
        return "Not fixed yet"
    return f"{figure(factor.baseline)} on {words.day(factor.baseline_on)}"


def _factor_links(factor: FactorLine, slug: str) -> ButtonGroup:
    change = Link(
        "Change",
        reverse("strategy:amend-factor", args=[slug, factor.key]),
        hidden_text=factor.statement,
    )
    fix = Link(
        "Fix the baseline",
        reverse("strategy:fix-baseline", args=[slug, factor.key]),
        hidden_text=f"of {factor.statement}",
    )
    return ButtonGroup((change, fix) if factor.baseline_open else (change,))


def _promises(lines: Sequence[PromiseLine]) -> DataTable | None:
    if not lines:
        return None
    rows: tuple[Row, ...] = tuple(
        (f"{line.kind} {line.ref}", line.statement, kept_tag(line.kept)) for line in lines
    )
    caption = words.number(len(lines), "promise")
    return replace(table(caption, ("Promise", "Words", "Kept?"), rows), caption_size="s")


def figure(value: Decimal | None) -> str:
    """Return a figure without the zeros that its column adds.

    >>> figure(Decimal("12.5000")), figure(Decimal("100.0000")), figure(None)
    ('12.5', '100', '')
    """
    return "" if value is None else f"{value.normalize():f}"
