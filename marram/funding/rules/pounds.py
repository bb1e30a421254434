"""Pounds in words and in sums: exact, and rounded only when they are shown.

Kept among the rules, because the sentences of rules and findings say amounts.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal


PENNY = Decimal("0.01")


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """Return the sum of the amounts that are known."""
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def pounds(amount: Decimal) -> str:
    """Return an amount as people write it; pence only where there are any.

    >>> pounds(Decimal("25088.26")), pounds(Decimal("-7792.00")), pounds(Decimal("0.005"))
    ('£25,088.26', '-£7,792', '£0.01')
    """
    shown = abs(amount).quantize(PENNY, ROUND_HALF_UP)
    sign = "-" if amount < 0 and shown else ""
    return f"{sign}£{shown:,.0f}" if shown == shown.to_integral_value() else f"{sign}£{shown:,.2f}"


def percent(value: Decimal, places: int = 1) -> str:
    """Return a percentage rounded half up.

    >>> percent(Decimal("4.5605")), percent(Decimal("5.85"))
    ('4.6%', '5.9%')
    """
    return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)}%"
