"""Statements of strategies by a key that other rooms can keep: "mhsp_2015/priority/1"."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from marram.foundation.actors import Actor
from marram.strategy.models import Element
from marram.strategy.policies import library as policies
from marram.strategy.vocabulary import ElementLevel


@dataclass(frozen=True, kw_only=True)
class StatementName:
    """What a statement says and which strategy says it."""

    key: str
    text: str
    level: str
    strategy: str
    strategy_title: str


# What work can be hung on; a vision is too wide and an aim too far.
HOLDS_WORK = (ElementLevel.PRIORITY, ElementLevel.OBJECTIVE, ElementLevel.OUTCOME)


def statements(*, viewer: Actor, keys: Collection[str]) -> Mapping[str, StatementName]:
    """Return those of the statements that are there for this viewer, by key. One SQL query."""
    wanted = {key.partition("/")[0] for key in keys}
    named = map(_named, _seen(viewer).filter(strategy__in=wanted))
    return {each.key: each for each in named if each.key in set(keys)}


def statement_choices(*, viewer: Actor) -> tuple[StatementName, ...]:
    """Return what work can be hung on, by strategy and in its order. One SQL query."""
    holding = _seen(viewer).filter(level__in=HOLDS_WORK)
    return tuple(map(_named, holding.order_by("strategy__title", "strategy", "position", "pk")))


def _seen(viewer: Actor) -> QuerySet[Element]:
    seen = policies.strategies_seen_by(viewer)
    return Element.objects.filter(strategy__in=seen).select_related("strategy")


def _named(element: Element) -> StatementName:
    return StatementName(
        key=f"{element.strategy_id}/{element.level}/{element.ref}",
        text=element.text,
        level=element.level,
        strategy=element.strategy_id,
        strategy_title=element.strategy.title,
    )
