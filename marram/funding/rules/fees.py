"""Fee rates paid to providers of care: how much they rose, and their average over categories.

Source: Better Care Fund year-end template 2020-21, sheet "8. iBCF"; gov.uk, "Improved Better Care
Fund: provider fee reporting, 2020 to 2021".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from marram.foundation.verdicts import YES, Verdict, no
from marram.funding.rules.pounds import pounds


INCLUDED = (
    "contributions that clients pay towards their care",
    "spot contracts, block contracts and dynamic purchasing",
    "payments for travel time",
    "allowances for training and other extras paid to the provider",
    "care that clients arrange with a managed personal budget",
    "fees that did not change since the year before",
)
EXCLUDED = (
    "the council's own costs of managing contracts and brokering care",
    "payments by a third party towards a dearer room, known as top-ups",
    "NHS-funded nursing care",
    "clients who pay the full cost of their care",
    "care that the council provides itself",
    "support for the whole market that is not paid for a client's care",
)


@dataclass(frozen=True, kw_only=True)
class Category:
    """One detailed category of a service: its fee in pounds and how many it is paid for.

    `weight` counts clients, or hours of care where a fee is paid by the hour.
    """

    label: str
    fee: Decimal
    weight: Decimal


@dataclass(frozen=True, kw_only=True)
class Weighted:
    """A category with its share of the weight and what it adds to the average, in pounds."""

    category: Category
    share: Decimal
    adds: Decimal


@dataclass(frozen=True, kw_only=True)
class Average:
    """An average fee in pounds, not rounded, and the categories that it is made of."""

    fee: Decimal
    weight: Decimal
    parts: tuple[Weighted, ...]


def implied_uplift(*, prior: Decimal | None, now: Decimal | None) -> Decimal | None:
    """Return by how much a fee rose, in percent, not rounded; None where a fee is not known.

    `prior` is the newer figure of the year before, where one was given.

    >>> round(implied_uplift(prior=Decimal("18.20"), now=Decimal("18.98")), 2)
    Decimal('4.29')
    >>> implied_uplift(prior=Decimal(0), now=Decimal("18.98"))
    """
    if prior is None or now is None or prior <= 0:
        return None
    return (now - prior) * 100 / prior


def prior_fee(*, reported: Decimal | None, newer: Decimal | None) -> Decimal | None:
    """Return last year's fee: the newer figure where there is one, else the one reported then."""
    return reported if newer is None else newer


def weighted_average(*, categories: Sequence[Category]) -> Average:
    """Return the average fee, each category counted by how many it is paid for.

    A category that nobody is in adds nothing.

    Raises: Refused when the categories cannot be weighted.

    >>> weighted_average(categories=[
    ...     Category(label="Standard", fee=Decimal("500"), weight=Decimal(30)),
    ...     Category(label="Enhanced", fee=Decimal("600"), weight=Decimal(10)),
    ... ]).fee
    Decimal('525')
    """
    can_be_weighted(categories).enforce()
    weight = sum((each.weight for each in categories), Decimal(0))
    spent = sum((each.fee * each.weight for each in categories), Decimal(0))
    return Average(
        fee=spent / weight,
        weight=weight,
        parts=tuple(
            Weighted(
                category=each,
                share=each.weight * 100 / weight,
                adds=each.fee * each.weight / weight,
            )
            for each in categories
        ),
    )


def in_words(average: Average) -> str:
    """Return what an average was worked out from, in one sentence.

    >>> in_words(weighted_average(categories=[
    ...     Category(label="Standard", fee=Decimal("500"), weight=Decimal(30)),
    ... ]))
    'Average over 30 clients or hours: Standard £500 (30).'
    """
    parts = (
        f"{each.category.label} {pounds(each.category.fee)} ({quantity(each.category.weight)})"
        for each in average.parts
    )
    return f"Average over {quantity(average.weight)} clients or hours: {', '.join(parts)}."


def quantity(value: Decimal) -> str:
    """Return how many, as people write it."""
    return f"{value.normalize():,f}"


def can_be_weighted(categories: Sequence[Category]) -> Verdict:
    """An average needs fees that are not negative and at least one client."""
    for each in categories:
        if each.fee < 0 or each.weight < 0:
            return no(f"The fee and the clients of “{each.label}” must not be below 0.")
    if not any(each.weight for each in categories):
        return no("Enter how many clients or hours at least one category is paid for.")
    return YES


def actual_fee(*, spent: Decimal, client_weeks: Decimal) -> Decimal:
    """Return the fee that was really paid: a year's spend over the weeks of care it bought.

    Beds that are paid for but stand empty raise it.

    Raises: Refused when no week of care was bought.
    """
    if client_weeks <= 0:
        no("Enter how many weeks of care were bought.").enforce()
    return spent / client_weeks
