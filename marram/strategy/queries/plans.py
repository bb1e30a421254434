"""What is known of plans, as a given viewer may see them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    QuerySet,
)

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.strategy.models import PlanLead
from marram.strategy.policies import plans as policies
from marram.strategy.queries.action_lines import ActionLine, lines_of, standing_actions
from marram.strategy.vocabulary import Standing


@dataclass(frozen=True)
class PlanLine:
    """One plan in a list, with how its actions stand."""

    slug: str
    title: str
    strategy: str
    published: bool
    counts: Mapping[Standing, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class PlanPage:
    """A plan with all its actions in its own order."""

    slug: str
    title: str
    strategy: str
    strategy_title: str
    group: str
    scheme: str
    cycle_days: int
    adopted_on: date
    published_on: date | None
    version: int
    lines: tuple[ActionLine, ...]
    counts: Mapping[Standing, int]
    leads: tuple[str, ...]
    source: str
    for_partner: bool
    may_run: Verdict
    on: date


@dataclass(frozen=True)
class PlanFacts:
    """A plan's own fields, for those who may change them."""

    slug: str
    title: str
    fields: Mapping[str, Any]
    version: int
    may_run: Verdict


def plan_list(*, viewer: Actor, on: date) -> tuple[PlanLine, ...]:
    """Return every plan the viewer may read, by title. Two SQL queries."""
    plans = policies.plans_seen_by(viewer).order_by("title", "slug")
    rows = tuple(plans.values_list("slug", "title", "strategy__title", "published_on"))
    counts = _counts(standing_actions(viewer, on).filter(plan__in=[row[0] for row in rows]))
    return tuple(
        PlanLine(slug, title, strategy or "", published_on is not None, counts.get(slug, {}))
        for slug, title, strategy, published_on in rows
    )


def progress_of(
    *, viewer: Actor, plans: Collection[str], on: date
) -> Mapping[str, Mapping[Standing, int]]:
    """Return how the actions of each plan stand on a day, by plan. One SQL query."""
    return _counts(standing_actions(viewer, on).filter(plan__in=plans))


def plan_page(*, viewer: Actor, slug: str, on: date) -> PlanPage:
    """Return a plan with its actions. At most five SQL queries, however many actions.

    Raises: Missing.
    """
    found = (
        policies.plans_seen_by(viewer)
        .select_related("strategy", "group", "scheme")
        .filter(pk=slug)
        .first()
    )
    if found is None:
        raise Missing(f"There is no plan {slug}.")
    lines = lines_of(standing_actions(viewer, on).filter(plan=slug).order_by("position", "code"))
    return PlanPage(
        slug=found.slug,
        title=found.title,
        strategy=found.strategy_id or "",
        strategy_title=found.strategy.title if found.strategy else "",
        group=found.group.name if found.group else "",
        scheme=found.scheme.title,
        cycle_days=found.cycle_days,
        adopted_on=found.adopted_on,
        published_on=found.published_on,
        version=found.version,
        lines=lines,
        counts=tally(line.standing for line in lines),
        leads=_leads_of(slug),
        source=found.source,
        for_partner=bool(policies.may_read_updates(viewer)),
        may_run=policies.may_run(viewer, found),
        on=on,
    )


def plan_facts(*, viewer: Actor, slug: str) -> PlanFacts:
    """Return a plan's own fields. At most two SQL queries.

    Raises: Missing.
    """
    found = policies.plans_seen_by(viewer).filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no plan {slug}.")
    fields = {
        "title": found.title,
        "strategy": found.strategy_id or "",
        "group": found.group_id or "",
        "scheme": found.scheme_id,
        "cycle_days": found.cycle_days,
        "adopted_on": found.adopted_on,
        "published_on": found.published_on,
    }
    return PlanFacts(slug, found.title, fields, found.version, policies.may_run(viewer, found))


def tally(standings: Iterable[Standing]) -> Mapping[Standing, int]:
    """Return how many of each standing there are, in the order of what to look at first."""
    counts: dict[Standing, int] = defaultdict(int)
    for standing in standings:
        counts[standing] += 1
    return {standing: counts[standing] for standing in Standing if standing in counts}


def _counts(actions: QuerySet[Any]) -> Mapping[str, Mapping[Standing, int]]:
    counts: dict[str, dict[Standing, int]] = defaultdict(dict)
    for plan, standing, number in (
        actions.order_by().values_list("plan", "standing").annotate(Count("pk"))
    ):
        counts[plan][Standing(standing)] = number
    return {
        plan: {standing: found[standing] for standing in Standing if standing in found}
        for plan, found in counts.items()
    }


def _leads_of(slug: str) -> tuple[str, ...]:
    named = PlanLead.objects.filter(plan=slug).order_by("user__name", "user")
    return tuple(named.values_list("user__name", flat=True))
