"""What strategies set out to reach: one framework as a tree, and all statements as a register."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.strategy.models import Element
from marram.strategy.policies import library as policies
from marram.strategy.queries import measures
from marram.strategy.queries.library.strategies import one_strategy
from marram.strategy.queries.measures import MeasureName
from marram.strategy.rules.library import elements as rules
from marram.strategy.vocabulary import ElementLevel, LifeStage


LINES_A_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One statement of a framework with those that hang under it."""

    key: int
    level: ElementLevel
    ref: str
    text: str
    life_stage: LifeStage
    pillar: str
    stage: str
    source: str
    measures: tuple[MeasureName, ...] = ()
    children: tuple["Statement", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Framework:
    """A strategy's statements: those that hang under no other, by level, each with its branch."""

    slug: str
    title: str
    branches: tuple[tuple[ElementLevel, tuple[Statement, ...]], ...]
    total: int
    may_keep: Verdict


@dataclass(frozen=True, kw_only=True)
class PriorityFilters:
    """What the register is narrowed to; every part lives in the address of the page."""

    level: str = ""
    strategy: str = ""
    life_stage: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class PriorityLine:
    """One statement of any strategy as a line of the register."""

    key: int
    strategy: str
    strategy_title: str
    level: ElementLevel
    ref: str
    text: str
    life_stage: LifeStage
    life_course: str
    pillar: str
    stage: str
    source: str


@dataclass(frozen=True, kw_only=True)
class PriorityList:
    """One page of the register, all lines that fit, and what can be chosen."""

    lines: tuple[PriorityLine, ...]
    fitting: tuple[PriorityLine, ...]
    page: int
    pages: int
    strategies: tuple[tuple[str, str], ...]
    filters: PriorityFilters


@dataclass(frozen=True, kw_only=True)
class ElementForm:
    """What the form of a statement starts from; a new one has key 0."""

    key: int
    strategy: str
    strategy_title: str
    version: int
    fields: dict[str, Any]
    others: tuple[tuple[str, str], ...]


def framework(*, viewer: Actor, slug: str) -> Framework:
    """Return a strategy's framework as a tree. Four SQL queries.

    Raises: Missing.
    """
    strategy = one_strategy(viewer, slug)
    elements = tuple(Element.objects.filter(strategy=slug).order_by("position", "pk"))
    return Framework(
        slug=slug,
        title=strategy.title,
        branches=branches_of(elements, measures.of_statements(viewer=viewer, strategy=slug)),
        total=len(elements),
        may_keep=policies.may_keep_library(viewer),
    )


def branches_of(
    elements: Sequence[Element], named: Mapping[int, tuple[MeasureName, ...]]
) -> tuple[tuple[ElementLevel, tuple[Statement, ...]], ...]:
    """Return the statements that hang under no other, by level, each with its branch.

    `named` holds the measures of statements, by their key.
    """
    below: dict[int | None, list[Element]] = defaultdict(list)
    for element in elements:
        below[element.parent_id].append(element)
    roots = tuple(_statement(element, below, named) for element in below[None])
    by_level = (
        (level, tuple(root for root in roots if root.level is level)) for level in ElementLevel
    )
    return tuple((level, found) for level, found in by_level if found)


def priority_list(*, viewer: Actor, filters: PriorityFilters, page: int = 1) -> PriorityList:
    """Return one page of the statements that fit the filters. Two SQL queries.

    A page past the last is the last.
    """
    fitting = tuple(
        line for line in _fitting(viewer, filters) if filters.life_stage in ("", line.life_stage)
    )
    pages = max(ceil(len(fitting) / LINES_A_PAGE), 1)
    page = min(max(page, 1), pages)
    return PriorityList(
        lines=fitting[(page - 1) * LINES_A_PAGE : page * LINES_A_PAGE],
        fitting=fitting,
        page=page,
        pages=pages,
        strategies=_strategies_with_statements(viewer),
        filters=filters,
    )


def element_form(*, viewer: Actor, slug: str, key: int = 0) -> ElementForm:
    """Return what the form of a statement of a strategy starts from. Two SQL queries.

    Raises: Missing; Refused when the viewer may not keep the library.
    """
    policies.may_keep_library(viewer).enforce()
    strategy = one_strategy(viewer, slug)
    elements = {
        element.pk: element
        for element in Element.objects.filter(strategy=slug).order_by("position", "pk")
    }
    if key and key not in elements:
        raise Missing("That statement is not there. Somebody may have taken it out.")
    names = ("level", "ref", "text", "life_course", "pillar", "stage", "source")
    found = elements.get(key)
    fields = {name: getattr(found, name) for name in names} if found else {}
    return ElementForm(
        key=key,
        strategy=slug,
        strategy_title=strategy.title,
        version=found.version if found else 1,
        fields=fields | ({"parent": found.parent_id} if found else {}),
        others=tuple(
            (str(other.pk), f"{other.level} {other.ref}: {other.text}")
            for other in elements.values()
            if other.pk != key
        ),
    )


def _statement(
    element: Element,
    below: Mapping[int | None, list[Element]],
    named: Mapping[int, tuple[MeasureName, ...]],
) -> Statement:
    return Statement(
        key=element.pk,
        level=ElementLevel(element.level),
        ref=element.ref,
        text=element.text,
        life_stage=rules.life_stage(element.life_course),
        pillar=element.pillar,
        stage=element.stage,
        source=element.source,
        measures=named.get(element.pk, ()),
        children=tuple(_statement(child, below, named) for child in below.get(element.pk, ())),
    )


def _fitting(viewer: Actor, filters: PriorityFilters) -> Iterable[PriorityLine]:
    found = Element.objects.filter(strategy__in=policies.strategies_seen_by(viewer).order_by())
    if filters.level:
        found = found.filter(level=filters.level)
    if filters.strategy:
        found = found.filter(strategy=filters.strategy)
    for word in filters.words.split():
        found = found.filter(text__icontains=word)
    rows = found.select_related("strategy").order_by(
        "strategy__title", "strategy", "position", "pk"
    )
    return (_priority_line(element) for element in rows)


def _priority_line(element: Element) -> PriorityLine:
    return PriorityLine(
        key=element.pk,
        strategy=element.strategy_id,
        strategy_title=element.strategy.title,
        level=ElementLevel(element.level),
        ref=element.ref,
        text=element.text,
        life_stage=rules.life_stage(element.life_course),
        life_course=element.life_course,
        pillar=element.pillar,
        stage=element.stage,
        source=element.source,
    )


def _strategies_with_statements(viewer: Actor) -> tuple[tuple[str, str], ...]:
    seen = policies.strategies_seen_by(viewer).filter(elements__isnull=False)
    return tuple(seen.distinct().order_by("title", "slug").values_list("slug", "title"))
