"""Rounding only when shown: a shown total equals the sum of what is shown, or says why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from marram.funding.rules.pounds import total


POUND, THOUSAND = Decimal(1), Decimal(1000)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Amounts in whole units, their total rounded by itself, and a note where they differ."""

    parts: tuple[int, ...]
    total: int
    note: str


def shown(parts: Sequence[Decimal], *, unit: Decimal = POUND) -> Shown:
    """Return amounts and their total in whole units.

    >>> shown([Decimal("0.50"), Decimal("0.50")])
    Shown(parts=(1, 1), total=1, note='Rounded figures: those shown add up to 2.')
    """
    rounded = tuple(_whole(part, unit) for part in parts)
    whole = _whole(total(parts), unit)
    differs = sum(rounded) != whole
    note = f"Rounded figures: those shown add up to {sum(rounded):,}." if differs else ""
    return Shown(parts=rounded, total=whole, note=note)


def _whole(amount: Decimal, unit: Decimal) -> int:
    return int((amount / unit).quantize(Decimal(1), ROUND_HALF_UP))
