"""Naming the measures that show how an action or a statement fares, and taking them off."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded, write
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Missing
from marram.indicators.queries.definitions import definition
from marram.strategy.actions.library.elements import locked_element
from marram.strategy.actions.plans import locked_action
from marram.strategy.events.measures import MeasureNamed, MeasureTakenOff
from marram.strategy.models import Element
from marram.strategy.policies import library as library_policies
from marram.strategy.policies import plans as plan_policies


@transaction.atomic
def choose_for_action(
    *, by: Actor, at: datetime, action_code: str, add: str = "", remove: str = "", source: str = ""
) -> bool:
    """Name a measure that shows what an action brings, or take one off, by their keys.

    Returns whether anything changed. Raises: Missing; Refused when `by` does not run its plan.
    """
    action = locked_action(by, action_code)
    plan_policies.may_run(by, action.plan).enforce()
    subject = Subject("strategy.action", action.code)
    changed = _chosen(by, at, subject, action.measures, add=add, remove=remove, source=source)
    if changed:
        write(action, {"changed_at": at})
    return changed


@transaction.atomic
def choose_for_statement(
    *, by: Actor, at: datetime, element_id: int, add: str = "", remove: str = "", source: str = ""
) -> bool:
    """Name a measure that shows how a statement is met, or take one off, by their keys.

    Returns whether anything changed. Raises: Missing; Refused when `by` may not keep the library.
    """
    library_policies.may_keep_library(by).enforce()
    element = locked_element(by, element_id)
    subject = Subject("strategy.element", str(element.pk))
    return _chosen(by, at, subject, element.measures, add=add, remove=remove, source=source)


@transaction.atomic
def record_action_measures(
    *, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]
) -> Recorded:
    """Name measures by `action_id` and `indicator_id`. Raises: Missing; Refused."""
    new = [
        choose_for_action(
            by=by,
            at=at,
            action_code=row["action_id"],
            add=row["indicator_id"],
            source=row.get("source") or "",
        )
        for row in rows
    ]
    return Recorded(sum(new), 0, len(new) - sum(new))


@transaction.atomic
def record_statement_measures(
    *, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]
) -> Recorded:
    """Name measures by `strategy_id`, `level`, `ref` and `indicator_id`.

    Raises: Missing; Refused when `by` may not keep the library.
    """
    present = {
        (strategy, level, ref): key
        for key, strategy, level, ref in Element.objects.order_by("pk").values_list(
            "pk", "strategy", "level", "ref"
        )
    }
    new = [
        choose_for_statement(
            by=by,
            at=at,
            element_id=_key(present, row),
            add=row["indicator_id"],
            source=row.get("source") or "",
        )
        for row in rows
    ]
    return Recorded(sum(new), 0, len(new) - sum(new))


def _key(present: Mapping[tuple[str, str, str], int], row: Mapping[str, Any]) -> int:
    named = row["strategy_id"], row["level"], row["ref"]
    if named not in present:
        raise Missing(f"There is no {named[1]} {named[2]} in the framework of {named[0]}.")
    return present[named]


def _chosen(
    by: Actor, at: datetime, subject: Subject, named: Any, *, add: str, remove: str, source: str
) -> bool:
    """Change the measures that something names, and tell; return whether anything changed."""
    taken, _ = named.filter(indicator=remove).delete()
    if taken:
        publish(MeasureTakenOff(by=by.key, at=at, subject=subject, before={"measure": remove}))
    if not add:
        return bool(taken)
    slug = definition(viewer=by, slug=add).slug
    _, new = named.get_or_create(indicator_id=slug, defaults={"source": source})
    if new:
        publish(MeasureNamed(by=by.key, at=at, subject=subject, after={"measure": slug}))
    return bool(taken or new)
