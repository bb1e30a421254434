"""One strategy with everything that hangs on it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.strategy.models import Element, StrategyLink, SuccessFactor
from marram.strategy.policies import library as policies
from marram.strategy.policies import plans as plan_policies
from marram.strategy.queries import measures
from marram.strategy.queries import plans as plan_queries
from marram.strategy.queries.library.frameworks import Statement, branches_of
from marram.strategy.queries.library.maps import LinkLine, link_lines
from marram.strategy.queries.library.promises import Promises, promises
from marram.strategy.queries.library.strategies import (
    StrategyLine,
    line_of,
    one_strategy,
    strategy_choices,
)
from marram.strategy.rules.library import links as link_rules
from marram.strategy.rules.library import success_factors as factor_rules
from marram.strategy.vocabulary import ElementLevel, Relation, Standing


@dataclass(frozen=True, kw_only=True)
class NeighbourLine:
    """A linked strategy as this one sees it: "is delivered by"."""

    link: int
    words: str
    slug: str
    title: str
    note: str
    source: str


@dataclass(frozen=True, kw_only=True)
class PlanProgress:
    """A plan of the strategy, or of one that delivers it, and how its actions stand."""

    slug: str
    title: str
    strategy: str
    strategy_title: str
    counts: Mapping[Standing, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, kw_only=True)
class FactorLine:
    """How the strategy will know it worked; figures are as they were entered, in `unit`."""

    key: int
    statement: str
    measure: str
    unit: str
    target: Decimal | None
    baseline: Decimal | None
    baseline_on: date | None
    baseline_source: str
    version: int
    baseline_open: Verdict


@dataclass(frozen=True, kw_only=True)
class StrategyPage:
    line: StrategyLine
    owner_group: tuple[str, str]
    owner_organisation: tuple[str, str]
    in_review_since: date | None
    published_on: date | None
    version: int
    branches: tuple[tuple[ElementLevel, tuple[Statement, ...]], ...]
    neighbours: tuple[NeighbourLine, ...]
    plans: tuple[PlanProgress, ...]
    factors: tuple[FactorLine, ...]
    promises: Promises
    may_keep: Verdict
    may_read_draft: Verdict
    on: date


@dataclass(frozen=True, kw_only=True)
class FactorForm:
    """What the forms of a success factor start from; a new one has key 0."""

    key: int
    strategy: str
    strategy_title: str
    version: int
    fields: dict[str, Any]


def strategy_page(*, viewer: Actor, slug: str, on: date) -> StrategyPage:
    """Return a strategy with all that hangs on it. At most twelve SQL queries.

    Raises: Missing.
    """
    found = one_strategy(viewer, slug)
    elements = tuple(Element.objects.filter(strategy=slug).order_by("position", "pk"))
    group, organisation = found.owner_group, found.owner_organisation
    return StrategyPage(
        line=line_of(found, on=on),
        owner_group=(group.pk, group.name) if group else ("", ""),
        owner_organisation=(organisation.pk, organisation.name) if organisation else ("", ""),
        in_review_since=found.in_review_since,
        published_on=found.published_on,
        version=found.version,
        branches=branches_of(elements, measures.of_statements(viewer=viewer, strategy=slug)),
        neighbours=neighbours_of(viewer, slug),
        plans=plans_of(viewer, delivering(viewer, slug), on=on),
        factors=tuple(_factor(factor) for factor in _factors(slug)),
        promises=promises(viewer=viewer, strategy=slug),
        may_keep=policies.may_keep_library(viewer),
        may_read_draft=policies.may_read_chapters(viewer),
        on=on,
    )


@dataclass(frozen=True, kw_only=True)
class StrategyLinks:
    """The links of a strategy, and the others that it could be linked to."""

    slug: str
    title: str
    neighbours: tuple[NeighbourLine, ...]
    others: tuple[tuple[str, str], ...]


def strategy_links(*, viewer: Actor, slug: str) -> StrategyLinks:
    """Return the links of a strategy, to change them. Three SQL queries.

    Raises: Missing; Refused when the viewer may not keep the library.
    """
    policies.may_keep_library(viewer).enforce()
    choices = strategy_choices(viewer=viewer)
    return StrategyLinks(
        slug=slug,
        title=one_strategy(viewer, slug).title,
        neighbours=neighbours_of(viewer, slug),
        others=tuple(choice for choice in choices if choice[0] != slug),
    )


def neighbours_of(viewer: Actor, slug: str) -> tuple[NeighbourLine, ...]:
    """Return the links of a strategy, read from it, by what they say. One SQL query."""
    links = StrategyLink.objects.filter(Q(origin=slug) | Q(target=slug))
    lines = (_neighbour(link, slug) for link in link_lines(viewer, links))
    return tuple(sorted(lines, key=lambda line: (line.words, line.title, line.link)))


def delivering(viewer: Actor, slug: str) -> tuple[str, ...]:
    """Return a strategy, those that deliver it and those that it contains. One SQL query."""
    links = StrategyLink.objects.filter(
        Q(target=slug, relation=Relation.DELIVERS) | Q(origin=slug, relation=Relation.CONTAINS)
    )
    lines = link_lines(viewer, links)
    return tuple(dict.fromkeys((slug, *(end for line in lines for end in _ends(line)))))


def plans_of(viewer: Actor, slugs: Collection[str], *, on: date) -> tuple[PlanProgress, ...]:
    """Return the plans of strategies with how their actions stand. Two SQL queries."""
    plans = plan_policies.plans_seen_by(viewer).filter(strategy__in=slugs)
    seen = policies.strategies_seen_by(viewer).order_by()
    rows = tuple(
        plans.filter(strategy__in=seen)
        .order_by("title", "slug")
        .values_list("slug", "title", "strategy", "strategy__title")
    )
    counts = plan_queries.progress_of(viewer=viewer, plans=tuple(row[0] for row in rows), on=on)
    return tuple(
        PlanProgress(
            slug=plan,
            title=title,
            strategy=strategy or "",
            strategy_title=strategy_title or "",
            counts=counts.get(plan, {}),
        )
        for plan, title, strategy, strategy_title in rows
    )


def factor_form(*, viewer: Actor, slug: str, key: int = 0) -> FactorForm:
    """Return what the forms of a success factor start from. At most two SQL queries.

    Raises: Missing; Refused when the viewer may not keep the library.
    """
    policies.may_keep_library(viewer).enforce()
    strategy = one_strategy(viewer, slug)
    found = _factors(slug).filter(pk=key).first() if key else None
    if key and found is None:
        raise Missing("That success factor is not there.")
    names = ("statement", "measure", "unit", "target", "baseline", "baseline_on")
    return FactorForm(
        key=key,
        strategy=slug,
        strategy_title=strategy.title,
        version=found.version if found else 1,
        fields={name: getattr(found, name) for name in names} if found else {},
    )


def _ends(line: LinkLine) -> tuple[str, str]:
    return line.origin, line.target


def _factors(slug: str) -> QuerySet[SuccessFactor]:
    return SuccessFactor.objects.filter(strategy=slug).order_by("pk")


def _factor(factor: SuccessFactor) -> FactorLine:
    return FactorLine(
        key=factor.pk,
        statement=factor.statement,
        measure=factor.measure,
        unit=factor.unit,
        target=factor.target,
        baseline=factor.baseline,
        baseline_on=factor.baseline_on,
        baseline_source=factor.baseline_source,
        version=factor.version,
        baseline_open=factor_rules.baseline_open(factor),
    )


def _neighbour(link: LinkLine, slug: str) -> NeighbourLine:
    """Return a link as the strategy at one of its ends reads it."""
    from_here = link.origin == slug
    return NeighbourLine(
        link=link.key,
        words=(link_rules.words if from_here else link_rules.words_back)(link.relation),
        slug=link.target if from_here else link.origin,
        title=link.target_title if from_here else link.origin_title,
        note=link.note,
        source=link.source,
    )
