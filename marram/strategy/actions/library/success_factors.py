"""What is done to success factors and their baselines."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import held, not_moved_on
from marram.foundation.verdicts import Missing
from marram.records.actions.keeping import Keeper, Noun
from marram.strategy.actions.library.strategies import locked_strategy
from marram.strategy.events import library as events
from marram.strategy.models import SuccessFactor
from marram.strategy.policies import library as policies
from marram.strategy.rules.library import success_factors as rules


FACTOR = Noun("strategy.success_factor", events.SuccessFactorAdded, events.SuccessFactorAmended)
FIELDS = ("statement", "measure", "unit", "target")


@transaction.atomic
def add_success_factor(
    *, by: Actor, at: datetime, strategy: str, fields: Mapping[str, Any]
) -> SuccessFactor:
    """Say how a strategy will know that it worked; `fields` holds all of FIELDS.

    Raises: Missing; Refused when `by` may not or nothing can be measured by it.
    """
    policies.may_keep_library(by).enforce()
    found = locked_strategy(by, strategy)
    _check(fields)
    values = {"strategy": found.slug, **fields}
    return Keeper(by, at, FACTOR).add(SuccessFactor(), values)


@transaction.atomic
def amend_success_factor(
    *, by: Actor, at: datetime, factor_id: int, seen_version: int, fields: Mapping[str, Any]
) -> SuccessFactor:
    """Change fields of a success factor; its baseline has its own action.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    policies.may_keep_library(by).enforce()
    factor = _locked(by, factor_id)
    not_moved_on(
        factor,
        called=f"“{factor.statement}”",
        seen_version=seen_version,
        theirs={name: held(factor, name) for name in fields},
    )
    wanted = {name: held(factor, name) for name in FIELDS} | dict(fields)
    _check(wanted)
    rules.measure_unmoved(factor, wanted["measure"], wanted["unit"]).enforce()
    Keeper(by, at, FACTOR).amend(factor, fields)
    return factor


@transaction.atomic
def fix_baseline(
    *,
    by: Actor,
    at: datetime,
    factor_id: int,
    baseline: Decimal,
    baseline_on: date,
    source: str = "",
) -> SuccessFactor:
    """Fix what a success factor is measured against, once.

    Raises: Missing; Refused when `by` may not, it is fixed already, or its day has not come.
    """
    policies.may_keep_library(by).enforce()
    factor = _locked(by, factor_id)
    rules.baseline_open(factor).enforce()
    rules.a_figure(baseline).enforce()
    rules.fixed_in_the_past(baseline_on, on=at.date()).enforce()
    wanted = {"baseline": baseline, "baseline_on": baseline_on, "baseline_source": source.strip()}
    Keeper(by, at, FACTOR).amend(factor, wanted, fact=events.BaselineFixed)
    return factor


def _check(fields: Mapping[str, Any]) -> None:
    rules.measurable(fields["statement"], fields["measure"], fields["unit"]).enforce()
    rules.a_figure(fields.get("target")).enforce()


def _locked(by: Actor, factor_id: int) -> SuccessFactor:
    seen = policies.strategies_seen_by(by)
    found = (
        SuccessFactor.objects.filter(strategy__in=seen)
        .select_for_update()
        .filter(pk=factor_id)
        .first()
    )
    if found is None:
        raise Missing("That success factor is not there.")
    return found
