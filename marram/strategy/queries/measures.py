"""Which measures actions and statements name, and what hangs on a measure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.indicators.queries.definitions import definitions
from marram.strategy.models import Action, ActionMeasure, Element, StatementMeasure
from marram.strategy.policies import library as library_policies
from marram.strategy.policies import plans as policies


Key = TypeVar("Key", str, int)


@dataclass(frozen=True)
class MeasureName:
    """A measure by its key and title."""

    slug: str
    title: str


@dataclass(frozen=True)
class ActionThere:
    """An action that hangs on a measure."""

    code: str
    what: str
    plan_title: str
    retired: bool


@dataclass(frozen=True)
class StatementThere:
    """A statement of a framework that hangs on a measure."""

    level: str
    ref: str
    text: str
    strategy: str
    strategy_title: str


@dataclass(frozen=True)
class HangingOn:
    """What hangs on a measure: statements by strategy, actions by plan."""

    statements: tuple[StatementThere, ...]
    actions: tuple[ActionThere, ...]


@dataclass(frozen=True)
class MeasureChoice:
    """What the form starts from: the measures named now, and all others, as key and title."""

    said: str
    named: Mapping[str, str]
    others: Mapping[str, str]


def of_actions(*, viewer: Actor, codes: Collection[str]) -> Mapping[str, tuple[MeasureName, ...]]:
    """Return the measures that actions name, by code, as the viewer may see them.

    Two SQL queries, one where none is named.
    """
    ties = ActionMeasure.objects.filter(action__in=codes).order_by("action", "indicator")
    return _named(viewer, ties.values_list("action", "indicator"))


def of_statements(*, viewer: Actor, strategy: str) -> Mapping[int, tuple[MeasureName, ...]]:
    """Return the measures that a strategy's statements name, by the statement's key.

    Two SQL queries, one where none is named.
    """
    ties = StatementMeasure.objects.filter(element__strategy=strategy)
    return _named(viewer, ties.order_by("element", "indicator").values_list("element", "indicator"))


def hanging_on(*, viewer: Actor, indicator: str) -> HangingOn:
    """Return what hangs on a measure, as far as the viewer may see it. Two SQL queries."""
    seen = library_policies.strategies_seen_by(viewer).order_by()
    elements = Element.objects.filter(measures__indicator=indicator, strategy__in=seen)
    actions = policies.actions_seen_by(viewer).filter(measures__indicator=indicator)
    return HangingOn(
        statements=tuple(
            StatementThere(each.level, each.ref, each.text, each.strategy_id, each.strategy.title)
            for each in elements.select_related("strategy").order_by(
                "strategy__title", "position", "pk"
            )
        ),
        actions=tuple(
            ActionThere(each.code, each.what, each.plan.title, each.retired_on is not None)
            for each in actions.select_related("plan").order_by("plan__title", "position", "code")
        ),
    )


def choice_for_action(*, viewer: Actor, code: str) -> MeasureChoice:
    """Return what may be named for an action. Four SQL queries.

    Raises: Missing; Refused when the viewer does not run its plan.
    """
    found: Action | None = (
        policies.actions_seen_by(viewer).select_related("plan").filter(pk=code).first()
    )
    if found is None:
        raise Missing(f"There is no action {code}.")
    policies.may_run(viewer, found.plan).enforce()
    named = ActionMeasure.objects.filter(action=code).values_list("indicator", flat=True)
    return _choice(viewer, f"{code.upper()}: {found.what}", set(named))


def choice_for_statement(*, viewer: Actor, strategy: str, key: int) -> MeasureChoice:
    """Return what may be named for a statement of a strategy. Three SQL queries.

    Raises: Missing; Refused when the viewer may not keep the library.
    """
    library_policies.may_keep_library(viewer).enforce()
    seen = library_policies.strategies_seen_by(viewer).order_by()
    found = Element.objects.filter(strategy__in=seen, strategy=strategy, pk=key).first()
    if found is None:
        raise Missing("That statement is not there. Somebody may have taken it out.")
    named = StatementMeasure.objects.filter(element=key).values_list("indicator", flat=True)
    return _choice(viewer, f"{found.ref}: {found.text}", set(named))


def _choice(viewer: Actor, said: str, named: Collection[str]) -> MeasureChoice:
    titles = {slug: line.title for slug, line in definitions(viewer=viewer).items()}
    return MeasureChoice(
        said=said,
        named={slug: titles.get(slug, slug) for slug in sorted(named)},
        others={slug: title for slug, title in titles.items() if slug not in named},
    )


def _named(viewer: Actor, ties: Iterable[tuple[Key, str]]) -> Mapping[Key, tuple[MeasureName, ...]]:
    pairs = list(ties)
    if not pairs:
        return {}
    means = definitions(viewer=viewer, slugs={indicator for _, indicator in pairs})
    found: dict[Key, list[MeasureName]] = {tied: [] for tied, _ in pairs}
    for tied, indicator in pairs:
        if indicator in means:
            found[tied].append(MeasureName(indicator, means[indicator].title))
    return {tied: tuple(names) for tied, names in found.items()}
