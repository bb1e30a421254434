"""Spend and what it hangs on: a priority, a service and a measure, or nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from marram.foundation.actors import Actor
from marram.funding.models import Metric, SchemeLine
from marram.funding.policies import returns as policies
from marram.funding.rules.pounds import total
from marram.indicators.queries.definitions import definitions
from marram.strategy.queries.library.statements import StatementName, statements


# What a scheme hangs on, in the order of the golden thread.
THREAD = ("priority", "service", "measure")


@dataclass(frozen=True, kw_only=True)
class Orphan:
    """A scheme line and what it does not hang on; pounds. A key that leads nowhere counts too."""

    return_slug: str
    return_title: str
    key: str
    name: str
    planned: Decimal
    lacks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Orphans:
    """The scheme lines that hang loose somewhere, the dearest first, and what they are part of."""

    lines: tuple[Orphan, ...]
    amount: Decimal
    lines_in_all: int
    amount_in_all: Decimal


@dataclass(frozen=True, kw_only=True)
class HangingOn:
    """A scheme line that hangs on a priority; pounds."""

    priority: StatementName
    return_slug: str
    return_title: str
    key: str
    name: str
    planned: Decimal


@dataclass(frozen=True, kw_only=True)
class ShownBy:
    """A line of a return that hangs on a measure: a scheme with its pounds, or a metric."""

    kind: str
    year: int
    return_slug: str
    return_title: str
    key: str
    name: str
    planned: Decimal | None


def orphans(*, viewer: Actor) -> Orphans:
    """Return what hangs loose in the returns that the viewer may see. Three SQL queries."""
    lines = list(_seen(viewer))
    there = {
        *statements(viewer=viewer, keys={line.priority for line in lines if line.priority}),
        *definitions(viewer=viewer, slugs={line.measure for line in lines if line.measure}),
    }
    loose = [
        Orphan(
            return_slug=line.of_id,
            return_title=line.of.pool.title,
            key=line.key,
            name=line.name,
            planned=line.planned or Decimal(0),
            lacks=lacks,
        )
        for line in lines
        if (lacks := _lacks(line, there))
    ]
    return Orphans(
        lines=tuple(sorted(loose, key=lambda each: (-each.planned, each.return_slug, each.key))),
        amount=total(each.planned for each in loose),
        lines_in_all=len(lines),
        amount_in_all=total(line.planned for line in lines),
    )


def hanging_on(*, viewer: Actor, strategy: str) -> tuple[HangingOn, ...]:
    """Return the lines that hang on a strategy's statements, the dearest first. Two SQL queries."""
    lines = list(_seen(viewer).filter(priority__startswith=f"{strategy}/"))
    there = statements(viewer=viewer, keys={line.priority for line in lines})
    found = (
        HangingOn(
            priority=there[line.priority],
            return_slug=line.of_id,
            return_title=line.of.pool.title,
            key=line.key,
            name=line.name,
            planned=line.planned or Decimal(0),
        )
        for line in lines
        if line.priority in there
    )
    return tuple(sorted(found, key=lambda each: (-each.planned, each.return_slug, each.key)))


def shown_by(*, viewer: Actor, indicator: str) -> tuple[ShownBy, ...]:
    """Return the scheme lines and metrics that hang on a measure, the dearest first.

    Two SQL queries.
    """
    schemes = [
        ShownBy(
            kind="schemes",
            year=line.of.pool.year,
            return_slug=line.of_id,
            return_title=line.of.pool.title,
            key=line.key,
            name=line.name,
            planned=line.planned or Decimal(0),
        )
        for line in _seen(viewer).filter(measure=indicator)
    ]
    metrics = Metric.objects.filter(_last(viewer), indicator=indicator).select_related("of__pool")
    return (
        *sorted(schemes, key=lambda each: (-(each.planned or 0), each.return_slug, each.key)),
        *(
            ShownBy(
                kind="metrics",
                year=each.of.pool.year,
                return_slug=each.of_id,
                return_title=each.of.pool.title,
                key=each.key,
                name="",
                planned=None,
            )
            for each in metrics.order_by("of", "position")
        ),
    )


def _seen(viewer: Actor) -> QuerySet[SchemeLine]:
    last = SchemeLine.objects.filter(_last(viewer))
    return last.select_related("of__pool").order_by("of", "position")


def _last(viewer: Actor) -> Q:
    """Return what is of the last return of each pool: a plan that was followed by a year end
    would count the same pounds twice."""
    seen = policies.returns_seen_by(viewer)
    kinds = {kind: seen.filter(kind=kind) for kind in ("year-end", "plan")}
    ended = kinds["year-end"].values("pool")
    return Q(of__in=kinds["year-end"].values("pk")) | Q(
        of__in=kinds["plan"].exclude(pool__in=ended).values("pk")
    )


def _lacks(line: SchemeLine, there: Collection[str]) -> tuple[str, ...]:
    """Return what a line does not hang on; services are known by their key alone so far."""
    known = {"priority": line.priority in there, "measure": line.measure in there}
    return tuple(thread for thread in THREAD if not known.get(thread, getattr(line, thread)))
