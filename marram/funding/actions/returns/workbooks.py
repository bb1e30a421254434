"""A draft that is made to say what a workbook says, through the actions on its lines."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.funding.actions.returns import lines, returns
from marram.funding.policies import returns as policies
from marram.funding.queries.returns import loading
from marram.funding.queries.returns.loading import KINDS, fields_of
from marram.funding.rules import stages
from marram.funding.rules.values import Line, ReturnValues
from marram.funding.rules.workbooks import taking
from marram.funding.vocabulary import Period


@transaction.atomic
def take_workbook(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    taken: ReturnValues,
    made_from: str = "",
    anyway: bool = False,
    reason: str = "",
) -> int:
    """Make a draft say what `taken` says; returns how many lines and sheets changed.

    `made_from` is the stamp of the workbook: where the return has changed since, nothing is taken
    in unless `anyway`. Income and scheme lines that `taken` does not have are taken out for the
    `reason` that was given; without one nothing is taken in.

    Raises: Missing; Refused, and then nothing is written.
    """
    policies.may_keep(by).enforce()
    record = returns.locked_return(by, slug)
    stages.open_for_editing(record.stage).enforce()
    ours = loading.values_of(loading.found(by, slug))
    taking.still_as_it_was(ours, made_from=made_from, anyway=anyway).enforce()
    taking.no_actual_lost(ours, taken).enforce()
    taking.removals_meant(ours, taken, reason=reason).enforce()
    changed = _answers(by, at, slug, ours, taken)
    for kind in KINDS:
        changed += _lines(by, at, slug, kind, getattr(ours, kind), getattr(taken, kind))
    for kind, line in taking.left_out(ours, taken):
        lines.remove_line(
            by=by,
            at=at,
            slug=slug,
            kind=kind,
            key=line.key,
            seen_version=line.version,
            reason=reason,
        )
        changed += 1
    return changed


def _answers(by: Actor, at: datetime, slug: str, ours: ReturnValues, taken: ReturnValues) -> int:
    fields = taking.answers(taken)
    said = taking.answers(ours)
    differing = {name: value for name, value in fields.items() if value != said[name]}
    if differing:
        version = ours.cover.version
        returns.amend_return(by=by, at=at, slug=slug, seen_version=version, fields=differing)
    return bool(differing)


def _lines(
    by: Actor,
    at: datetime,
    slug: str,
    kind: str,
    ours: tuple[Line, ...],
    taken: tuple[Line, ...],
) -> int:
    before = {line.key: line for line in ours}
    after = {line.key: line for line in taken}
    where: dict[str, Any] = {"by": by, "at": at, "slug": slug, "kind": kind}
    changed = 0
    for key, line in after.items():
        if key not in before:
            lines.add_line(**where, key=key, fields=_fields(kind, line))
            changed += 1
        changed += _amend(where, before.get(key), line)
    return changed


def _amend(where: Mapping[str, Any], before: Line | None, after: Line) -> int:
    """Change what differs in a line, its actuals included; returns whether anything did."""
    kind = where["kind"]
    said = _fields(kind, before) if before else _fields(kind, after)
    differing = {name: value for name, value in _fields(kind, after).items() if value != said[name]}
    if differing and before:
        lines.amend_line(**where, key=after.key, seen_version=before.version, fields=differing)
    actuals = taking.new_actuals(before, after)
    for actual in actuals:
        lines.report_actual(
            **where,
            key=after.key,
            period=Period(actual.period),
            amount=actual.amount,
            comment=actual.comment,
        )
    return bool(before and (differing or actuals))


def _fields(kind: str, line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in fields_of(kind)}
