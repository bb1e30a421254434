"""What is done to budgets: added, filled line by line, and set beside the people they are for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.foundation.verdicts import Refused
from marram.funding.actions.entries import (
    Noun,
    Row,
    add,
    amend,
    locked,
    record_rows,
    remove,
    subject,
)
from marram.funding.events import money as events
from marram.funding.models import Budget, BudgetLine, StepNeed
from marram.funding.policies import money as policies
from marram.funding.queries.budgets import FIELDS
from marram.funding.rules import budgets as rules
from marram.funding.rules import days


BUDGETS = Noun(
    table=Budget,
    kind="funding.budget",
    called="this budget",
    natural=("slug",),
    fields=FIELDS,
    added=events.BudgetAdded,
    amended=events.BudgetAmended,
)
LINES = Noun(
    table=BudgetLine,
    kind="funding.budget-line",
    called="this line",
    natural=("budget", "side", "title"),
    fields=(
        "position", "payer", "amount", "rise", "rise_percent", "step", "starts_on", "ends_on",
        "note", "source",
    ),
    added=events.BudgetLineAdded,
    amended=events.BudgetLineAmended,
    removed=events.BudgetLineRemoved,
)  # fmt: skip
NEEDS = Noun(
    table=StepNeed,
    kind="funding.step-need",
    called="this step",
    natural=("budget", "step"),
    fields=("people", "source"),
    added=events.StepNeedAdded,
    amended=events.StepNeedAmended,
    removed=events.StepNeedRemoved,
)


@transaction.atomic
def add_budget(*, by: Actor, at: datetime, slug: str, fields: Row) -> Budget:
    """Add a budget. Raises: Refused when the key is taken or the days are not in order."""
    policies.may_keep(by).enforce()
    if Budget.objects.filter(pk=slug).exists():
        raise Refused(f"There already is a budget {slug}. Choose another short name.")
    _check_days(fields)
    return add(noun=BUDGETS, by=by, at=at, said={"slug": slug, **fields})


@transaction.atomic
def amend_budget(*, by: Actor, at: datetime, slug: str, seen_version: int, fields: Row) -> Budget:
    """Change a budget. Raises: Missing; Refused; Conflict."""
    policies.may_keep(by).enforce()
    budget = locked(BUDGETS, slug=slug)
    _check_days(fields)
    return amend(noun=BUDGETS, record=budget, by=by, at=at, said=fields, seen_version=seen_version)


@transaction.atomic
def add_line(*, by: Actor, at: datetime, slug: str, fields: Row) -> BudgetLine:
    """Add a line to a budget, after the others. Raises: Missing; Refused."""
    policies.may_keep(by).enforce()
    budget = locked(BUDGETS, slug=slug)
    _check_line(fields)
    if budget.lines.filter(side=fields["side"], title=fields["title"]).exists():
        raise Refused(f"This budget already has a line “{fields['title']}”. Change that one.")
    last = budget.lines.aggregate(last=Max("position"))["last"] or 0
    said = {"budget": budget, "position": last + 1, **fields}
    return add(noun=LINES, by=by, at=at, said=said)


@transaction.atomic
def amend_line(
    *, by: Actor, at: datetime, line_id: int, seen_version: int, fields: Row
) -> BudgetLine:
    """Change a line. Raises: Missing; Refused; Conflict."""
    policies.may_keep(by).enforce()
    line = locked(LINES, pk=line_id)
    _check_line(fields)
    return amend(noun=LINES, record=line, by=by, at=at, said=fields, seen_version=seen_version)


@transaction.atomic
def remove_line(
    *, by: Actor, at: datetime, slug: str, line_id: int, seen_version: int, reason: str
) -> None:
    """Take a line out of a budget. Raises: Missing; Refused without a reason; Conflict."""
    _take_out(LINES, by, at, slug, seen_version, reason, pk=line_id)


@transaction.atomic
def keep_need(
    *, by: Actor, at: datetime, slug: str, step: int, fields: Row, seen_version: int = 0
) -> StepNeed:
    """Say how many people need a step of care, or say it anew. Raises: Missing; Refused; Conflict.

    `fields` are `people` and the `source` that counts them.
    """
    policies.may_keep(by).enforce()
    budget = locked(BUDGETS, slug=slug)
    rules.is_a_step(step).enforce()
    need = budget.needs.filter(step=step).first()
    if need is None:
        return add(noun=NEEDS, by=by, at=at, said={"budget": budget, "step": step, **fields})
    return amend(noun=NEEDS, record=need, by=by, at=at, said=fields, seen_version=seen_version)


@transaction.atomic
def remove_need(
    *, by: Actor, at: datetime, slug: str, step: int, seen_version: int, reason: str
) -> None:
    """Take out how many people need a step. Raises: Missing; Refused; Conflict."""
    _take_out(NEEDS, by, at, slug, seen_version, reason, step=step)


@transaction.atomic
def record_budgets(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change budgets by `slug`."""
    policies.may_keep(by).enforce()
    return record_rows(noun=BUDGETS, by=by, at=at, rows=rows, check=_check_days)


@transaction.atomic
def record_lines(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change lines by `budget`, `side` and `title`."""
    policies.may_keep(by).enforce()
    return record_rows(noun=LINES, by=by, at=at, rows=rows, check=_check_line)


@transaction.atomic
def record_needs(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change how many people need a step, by `budget` and `step`."""
    policies.may_keep(by).enforce()
    return record_rows(noun=NEEDS, by=by, at=at, rows=rows, check=_check_days)


def _take_out(
    noun: Noun[Any], by: Actor, at: datetime, slug: str, seen: int, reason: str, **named: int
) -> None:
    policies.may_keep(by).enforce()
    budget = locked(BUDGETS, slug=slug)
    record, where = locked(noun, budget=budget, **named), subject(BUDGETS, budget)
    remove(noun=noun, record=record, of=where, by=by, at=at, reason=reason, seen_version=seen)


def _check_days(fields: Row) -> None:
    days.in_order(starts_on=fields.get("starts_on"), ends_on=fields.get("ends_on")).enforce()


def _check_line(fields: Row) -> None:
    _check_days(fields)
    rules.has_a_figure(amount=fields["amount"], rise=fields["rise"]).enforce()
