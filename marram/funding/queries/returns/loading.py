"""From rows to the frozen value of a return, and the kinds of line there are."""

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.funding import models
from marram.funding.models import Return
from marram.funding.policies import returns as policies
from marram.funding.rules import values
from marram.funding.rules.lines import CARRIED
from marram.funding.rules.values import ReturnValues
from marram.funding.vocabulary import Requirement


class Kind(NamedTuple):
    """A kind of line: its table, its frozen value, and what people call one."""

    model: Any
    value: Any
    called: str


# By the name that tables, values, addresses and checks all give it.
KINDS: Mapping[str, Kind] = {
    "income": Kind(models.IncomeLine, values.Income, "income line"),
    "schemes": Kind(models.SchemeLine, values.Scheme, "scheme line"),
    "conditions": Kind(models.Condition, values.Condition, "condition"),
    "statements": Kind(models.Statement, values.Statement, "statement"),
    "enablers": Kind(models.Enabler, values.Enabler, "success or challenge"),
    "fees": Kind(models.Fee, values.Fee, "fee"),
    "metrics": Kind(models.Metric, values.Metric, "measure"),
}
NOT_HELD = {"number", "actuals"}


@cache
def fields_of(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind of line that people fill in."""
    return tuple(
        field.name
        for field in dataclasses.fields(KINDS[kind].value)
        if field.name not in NOT_HELD | {"key", "version"}
    )


def with_pool(returns: QuerySet[Return]) -> QuerySet[Return]:
    """Return the rows with what their values need of pool, area and parties. Two SQL queries."""
    parties = Prefetch(
        "pool__agreement__parties",
        models.Party.objects.select_related("organisation").order_by("nhs", "organisation"),
    )
    return returns.select_related("pool", "pool__area", "pool__agreement").prefetch_related(parties)


def found(viewer: Actor, slug: str) -> Return:
    """Return a return that the viewer may read. Two SQL queries. Raises: Missing."""
    record = with_pool(policies.returns_seen_by(viewer)).filter(pk=slug).first()
    if record is None:
        raise Missing(f"There is no return {slug}.")
    return record


def values_of(record: Return) -> ReturnValues:
    """Return a return as one frozen value. Nine SQL queries, however many lines."""
    council, nhs = partners(record)
    return ReturnValues(
        year=record.pool.year,
        kind=record.kind,
        period=record.period,
        area=record.pool.area.name,
        council=council,
        nhs=nhs,
        cover=_held(record, values.Cover, version=record.version),
        answers=_held(record, values.Answers),
        minimums={
            Requirement.OUT_OF_HOSPITAL.value: record.minimum_out_of_hospital,
            Requirement.SOCIAL_CARE.value: record.minimum_social_care,
        },
        **{kind: _lines(record, kind) for kind in KINDS},
    )


def partners(record: Return) -> tuple[str, str]:
    """Return what the council and the NHS partners of a return are called."""
    agreement = record.pool.agreement
    names: dict[bool, list[str]] = {False: [], True: []}
    for party in agreement.parties.all() if agreement else ():
        names[party.nhs].append(party.organisation.name)
    return (
        " and ".join(names[False]) or "The council",
        " and ".join(names[True]) or "The NHS commissioner",
    )


def _lines(record: Return, kind: str) -> tuple[Any, ...]:
    """Return the lines of a kind. Rows are read as plain tuples: a model each costs four times."""
    value, names = KINDS[kind].value, ("pk", "version", "key", *fields_of(kind))
    rows = getattr(record, kind).order_by("position", "pk").values_list(*names)
    called = ("number", *names[1:])
    if kind not in REPORTED:
        return tuple(value(**dict(zip(called, row, strict=True))) for row in rows)
    reported = _actuals(record, REPORTED[kind])
    return tuple(
        value(**dict(zip(called, row, strict=True)), actuals=reported.get(row[0], ()))
        for row in rows
    )


# The kinds of line that report actuals, and what an actual calls its line.
REPORTED = {"income": "income", "schemes": "scheme"}


def _actuals(record: Return, line: str) -> dict[int, tuple[values.Actual, ...]]:
    """Return what the lines of a kind have reported, by the number of the line."""
    rows = models.Actual.objects.filter(**{f"{line}__of": record}).order_by("period", "pk")
    found: dict[int, tuple[values.Actual, ...]] = {}
    for number, period, amount, comment in rows.values_list(
        f"{line}_id", "period", "amount", "comment"
    ):
        actual = values.Actual(period=period, amount=amount, comment=comment)
        found[number] = (*found.get(number, ()), actual)
    return found


def origins(record: Return) -> dict[tuple[str, str], str]:
    """Return where actuals were carried over from, by kind and key of line. Two SQL queries."""
    return {
        (kind, key): words
        for kind in sorted(CARRIED)
        for key, words in getattr(record, kind)
        .exclude(carried_from="")
        .order_by("pk")
        .values_list("key", "carried_from")
    }


def _held(row: Any, kind: Any, **more: Any) -> Any:
    names = (field.name for field in dataclasses.fields(kind) if field.name not in more)
    return kind(**{name: getattr(row, name) for name in names}, **more)
