"""Linked strategies whose dates clash, and plans that outlive their strategy."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from marram.foundation.actors import Actor
from marram.strategy.models import Action, Strategy, StrategyLink
from marram.strategy.policies import library as policies
from marram.strategy.policies import plans as plan_policies
from marram.strategy.rules.library import clashes as rules
from marram.strategy.vocabulary import Relation


@dataclass(frozen=True, kw_only=True)
class ClashList:
    """Every clash, and how many links and plans were looked at."""

    clashes: tuple[rules.Clash, ...]
    links: int
    undated: int
    on: date


def clash_list(*, viewer: Actor, on: date) -> ClashList:
    """Return every clash of dates between what the viewer may see. Two SQL queries."""
    seen = policies.strategies_seen_by(viewer).order_by()
    found = StrategyLink.objects.filter(origin__in=seen, target__in=seen)
    links = tuple(
        found.select_related("origin", "target").order_by(
            "origin__title", "origin", "relation", "target__title", "pk"
        )
    )
    pairs = [(Relation(link.relation), _dated(link.origin), _dated(link.target)) for link in links]
    of_links = [
        clash
        for relation, origin, target in pairs
        for clash in rules.of_link(relation, origin, target, on=on)
    ]
    return ClashList(
        clashes=(*of_links, *_of_plans(viewer)),
        links=len(links),
        undated=sum(1 for _, *ends in pairs if any(_undated(end) for end in ends)),
        on=on,
    )


def _of_plans(viewer: Actor) -> tuple[rules.Clash, ...]:
    """Return one clash for each plan with open actions that are due when its strategy has ended."""
    late = (
        plan_policies.actions_seen_by(viewer)
        .filter(
            plan__strategy__in=policies.strategies_seen_by(viewer).order_by(),
            plan__strategy__ends_on__lte=F("due_on"),
            retired_on=None,
            finished_on=None,
        )
        .select_related("plan__strategy")
        .order_by("plan__title", "plan", "due_on", "code")
    )
    by_plan: dict[str, list[Action]] = defaultdict(list)
    for action in late:
        by_plan[action.plan_id].append(action)
    return tuple(_of_plan(actions) for actions in by_plan.values())


def _of_plan(late: Sequence[Action]) -> rules.Clash:
    last = late[-1]
    strategy = last.plan.strategy
    assert strategy is not None, "only plans of a strategy were read"
    assert last.due_on is not None, "only actions with a day to be due by were read"
    return rules.of_plan(
        _dated(strategy),
        plan=last.plan_id,
        plan_title=last.plan.title,
        late=len(late),
        last_code=last.code,
        last_due_on=last.due_on,
    )


def _dated(strategy: Strategy) -> rules.Dated:
    return rules.Dated(
        slug=strategy.slug,
        title=strategy.title,
        starts_on=strategy.starts_on,
        ends_on=strategy.ends_on,
    )


def _undated(strategy: rules.Dated) -> bool:
    return strategy.starts_on is None and strategy.ends_on is None
