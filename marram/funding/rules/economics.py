"""What money gives back: benefit, net benefit and the ratio of one to the other.

Ratios are of society as a whole unless their source says otherwise; they are no cash that a
budget could release.
"""

from dataclasses import dataclass
from decimal import Decimal

from marram.foundation.verdicts import YES, Verdict, no


@dataclass(frozen=True, kw_only=True)
class Return:
    """What a cost gives back, in pounds: in all, and beyond what it cost."""

    benefit: Decimal
    net: Decimal


def expected_return(*, cost: Decimal, ratio: Decimal) -> Return:
    """Return what a cost gives back at `ratio` pounds for each pound.

    >>> expected_return(cost=Decimal(50_000), ratio=Decimal("5.08"))
    Return(benefit=Decimal('254000.00'), net=Decimal('204000.00'))
    """
    benefit = cost * ratio
    return Return(benefit=benefit, net=benefit - cost)


def figure_or_reason(*, amount: Decimal | None, quality: str) -> Verdict:
    """A fact without a figure says that none was printed."""
    if amount is not None or quality.strip():
        return YES
    return no("Enter an amount, or say why there is none.")
