"""The strategies of the library: the list, its warnings, and what forms start from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, OuterRef, QuerySet, Subquery

from marram.foundation.actors import Actor
from marram.foundation.amendments import held
from marram.foundation.verdicts import Missing, Verdict
from marram.strategy.models import Strategy, StrategyLink
from marram.strategy.policies import library as policies
from marram.strategy.rules.library import strategies as rules
from marram.strategy.vocabulary import Level, LifeSpan, Relation


@dataclass(frozen=True, kw_only=True)
class StrategyLine:
    """One strategy as a line of a list; `ends_on` is the first day on which it no longer runs."""

    slug: str
    title: str
    area: str
    level: Level
    starts_on: date | None
    ends_on: date | None
    owner: str
    population: str
    status_text: str
    gist: str
    source: str
    life_span: LifeSpan
    published: bool

    @property
    def last_day(self) -> date | None:
        """The last day on which it runs."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None

    @property
    def last_on(self) -> str:
        """The last day on which it runs, in words, or nothing."""
        return rules.last_day(self.ends_on) if self.ends_on else ""


@dataclass(frozen=True, kw_only=True)
class LibraryFilters:
    """What the list is narrowed to; every part lives in the address of the page."""

    level: str = ""
    life_span: str = ""
    area: str = ""
    population: str = ""
    owner: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Library:
    """The strategies that fit the filters, all that need a look, and what can be chosen."""

    lines: tuple[StrategyLine, ...]
    total: int
    expired: tuple[StrategyLine, ...]
    expiring: tuple[StrategyLine, ...]
    in_review: tuple[StrategyLine, ...]
    missing: tuple[StrategyLine, ...]
    areas: tuple[str, ...]
    populations: tuple[str, ...]
    owners: tuple[str, ...]
    filters: LibraryFilters
    on: date
    may_keep: Verdict


@dataclass(frozen=True, kw_only=True)
class StrategyForm:
    """What the form of a strategy starts from."""

    slug: str
    title: str
    version: int
    fields: dict[str, Any]


def library(*, viewer: Actor, on: date, filters: LibraryFilters) -> Library:
    """Return the library as it stands on a day. One SQL query.

    The life span is worked out from dates by rule, so the list is narrowed after it is read.
    """
    lines = lines_of(viewer, policies.strategies_seen_by(viewer), on=on)
    return Library(
        lines=tuple(line for line in lines if _fits(line, filters)),
        total=len(lines),
        expired=_of_span(lines, LifeSpan.EXPIRED),
        expiring=_of_span(lines, LifeSpan.EXPIRING),
        in_review=_of_span(lines, LifeSpan.IN_REVIEW),
        missing=_of_span(lines, LifeSpan.MISSING),
        areas=_choices(line.area for line in lines),
        populations=_choices(line.population for line in lines),
        owners=_choices(line.owner for line in lines),
        filters=filters,
        on=on,
        may_keep=policies.may_keep_library(viewer),
    )


def lines_of(
    viewer: Actor, strategies: QuerySet[Strategy], *, on: date
) -> tuple[StrategyLine, ...]:
    """Return strategies as lines, by title. One SQL query."""
    found = strategies.annotate(succeeded_on=_succeeded_on(viewer)).order_by("title", "slug")
    return tuple(line_of(strategy, on=on) for strategy in found)


def line_of(strategy: Strategy, *, on: date) -> StrategyLine:
    """Return a strategy that was read with `succeeded_on` as a line."""
    return StrategyLine(
        slug=strategy.slug,
        title=strategy.title,
        area=strategy.area,
        level=Level(strategy.level),
        starts_on=strategy.starts_on,
        ends_on=strategy.ends_on,
        owner=strategy.owner,
        population=strategy.population,
        status_text=strategy.status_text,
        gist=strategy.gist,
        source=strategy.source,
        life_span=rules.life_span(_life(strategy), on=on),
        published=strategy.published_on is not None,
    )


def one_strategy(viewer: Actor, slug: str) -> Strategy:
    """Return a strategy that the viewer may see, with its owners. One SQL query.

    Raises: Missing.
    """
    seen = policies.strategies_seen_by(viewer).annotate(succeeded_on=_succeeded_on(viewer))
    found = seen.select_related("owner_group", "owner_organisation").filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no strategy {slug}.")
    return found


def strategy_choices(*, viewer: Actor) -> tuple[tuple[str, str], ...]:
    """Return every strategy that the viewer may see as slug and title. One SQL query."""
    seen = policies.strategies_seen_by(viewer).order_by("title", "slug")
    return tuple(seen.values_list("slug", "title"))


def strategy_form(*, viewer: Actor, slug: str) -> StrategyForm:
    """Return what the form of a strategy starts from. One SQL query.

    Raises: Missing; Refused when the viewer may not keep the library.
    """
    policies.may_keep_library(viewer).enforce()
    found = one_strategy(viewer, slug)
    names = (
        "title area level starts_on ends_on owner owner_group owner_organisation "
        "status_text population gist source in_review_since"
    )
    fields = {name: held(found, name) for name in names.split()}
    return StrategyForm(slug=slug, title=found.title, version=found.version, fields=fields)


def _succeeded_on(viewer: Actor) -> Subquery:
    """Return the day on which the first successor that the viewer may see starts."""
    successors = StrategyLink.objects.filter(
        target=OuterRef("pk"),
        relation=Relation.SUPERSEDES,
        origin__in=policies.strategies_seen_by(viewer),
        origin__starts_on__isnull=False,
    )
    first = successors.order_by("origin__starts_on", "pk").values("origin__starts_on")[:1]
    return Subquery(first, output_field=DateField())


def _life(strategy: Strategy) -> rules.Life:
    return rules.Life(
        starts_on=strategy.starts_on,
        ends_on=strategy.ends_on,
        in_review_since=strategy.in_review_since,
        succeeded_on=getattr(strategy, "succeeded_on", None),
        status_text=strategy.status_text,
    )


def _fits(line: StrategyLine, filters: LibraryFilters) -> bool:
    choices = (
        (filters.level, line.level),
        (filters.life_span, line.life_span),
        (filters.area, line.area),
        (filters.population, line.population),
        (filters.owner, line.owner),
    )
    text = f"{line.title} {line.gist} {line.owner} {line.area} {line.status_text}".lower()
    return all(choice in ("", held) for choice, held in choices) and all(
        word in text for word in filters.words.lower().split()
    )


def _of_span(lines: Iterable[StrategyLine], span: LifeSpan) -> tuple[StrategyLine, ...]:
    return tuple(line for line in lines if line.life_span is span)


def _choices(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}, key=str.lower))
