"""Figures worked out elsewhere that are carried into a return; its line says where from."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Refused
from marram.funding.actions.returns import lines
from marram.funding.policies import returns as policies
from marram.funding.queries.returns import offers
from marram.funding.rules import carrying as rules
from marram.funding.rules import fees
from marram.funding.rules.fees import Category


@transaction.atomic
def take_measure(
    *, by: Actor, at: datetime, slug: str, key: str, seen_version: int, figure: str
) -> Any:
    """Take over what the indicator of a measure says as its actual; returns the line.

    `figure` is the one that was offered: where a newer one has been accepted since, nothing is
    taken over.

    Raises: Missing; Refused; Conflict when somebody changed the measure since.
    """
    policies.may_keep(by).enforce()
    offered = offers.offers(viewer=by, slug=slug, on=at.date()).get(key)
    if offered is None:
        raise Missing(f"No indicator has a figure for the measure {key}.")
    if offered.figure != figure:
        raise Refused("A newer figure has been accepted since. Load the page again to see it.")
    return _carry(by, at, slug, "metrics", key, seen_version, offered.value, offered.origin)


@transaction.atomic
def carry_fee(
    *,
    by: Actor,
    at: datetime,
    slug: str,
    key: str,
    seen_version: int,
    categories: tuple[Category, ...],
) -> Any:
    """Carry an average over categories into the actual fee of a service; returns the line.

    Raises: Missing; Refused when the categories cannot be weighted or the return is no draft;
    Conflict when somebody changed the fee since.
    """
    average = fees.weighted_average(categories=categories)
    fee = rules.to_the_penny(average.fee)
    return _carry(by, at, slug, "fees", key, seen_version, fee, fees.in_words(average))


def _carry(
    by: Actor,
    at: datetime,
    slug: str,
    kind: str,
    key: str,
    seen_version: int,
    actual: Decimal,
    origin: str,
) -> Any:
    return lines.amend_line(
        by=by,
        at=at,
        slug=slug,
        kind=kind,
        key=key,
        seen_version=seen_version,
        fields={"actual": actual, "carried_from": origin},
    )
