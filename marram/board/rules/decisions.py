"""Which decisions are key, need notice and may be called in.

Executive decisions only: SI 2012/2089. A health and wellbeing board is a committee of the council
and normally takes none, so nothing it resolves is key or called in unless functions of the
executive were given to it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marram.board.rules import days
from marram.board.vocabulary.forward import CALL_IN_DAYS, KeyReason


@dataclass(frozen=True, kw_only=True)
class Weight:
    """What a matter weighs: pounds spent or saved, and how many wards it reaches."""

    executive: bool
    spending: Decimal | None = None
    wards: int | None = None


@dataclass(frozen=True, kw_only=True)
class Flags:
    """What the rules say about a matter to be decided on a day."""

    key: tuple[KeyReason, ...]
    notice_by: date | None
    call_in_until: date | None


def key_reasons(weight: Weight, *, key_spending: Decimal | None) -> tuple[KeyReason, ...]:
    """Return why a decision is key: none unless it is the executive's.

    >>> key_reasons(Weight(executive=True, wards=3), key_spending=None)
    (<KeyReason.WARDS: 'a significant effect on two or more wards'>,)
    """
    if not weight.executive:
        return ()
    reasons = []
    if weight.spending is not None and key_spending is not None and weight.spending >= key_spending:
        reasons.append(KeyReason.MONEY)
    if weight.wards is not None and weight.wards >= 2:
        reasons.append(KeyReason.WARDS)
    return tuple(reasons)


def flags(
    weight: Weight,
    *,
    key_spending: Decimal | None,
    decided_on: date,
    call_in_days: int = CALL_IN_DAYS,
) -> Flags:
    """Return whether a matter is key, when notice is due and how long it may be called in.

    The days for a call-in begin when a decision is published: here, ahead of it, on the day that it
    is to be made. What holds of a decision that was made is in `call_ins`.
    """
    key = key_reasons(weight, key_spending=key_spending)
    return Flags(
        key=key,
        notice_by=days.notice_by(decided_on) if key else None,
        call_in_until=days.working_days_after(decided_on, call_in_days) if key else None,
    )
