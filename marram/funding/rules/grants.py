"""What must hold of a grant: its lines against every figure printed of it, and its balance."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from marram.foundation.verdicts import YES, Verdict, no
from marram.funding.rules.pounds import PENNY, pounds, total
from marram.funding.vocabulary.money import FigureKind, MovementKind, Unspent


# What money that moved adds to what is in hand.
SIGN: Mapping[MovementKind, int] = {
    MovementKind.RECEIVED: 1,
    MovementKind.SPENT: -1,
    MovementKind.CARRIED: 0,
    MovementKind.PAID_BACK: -1,
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that a grant is planned to be spent on; `rate` is for one of `quantity`."""

    title: str
    planned: Decimal
    quantity: Decimal | None = None
    rate: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure that a paper prints; `as_printed` are its signs on paper."""

    title: str
    kind: FigureKind
    amount: Decimal
    as_printed: str


@dataclass(frozen=True, kw_only=True)
class Movement:
    """Money that moved; what is carried forward may be spent until the day `until`."""

    kind: MovementKind
    amount: Decimal
    on: date
    until: date | None = None
    line: str = ""


@dataclass(frozen=True)
class Finding:
    """What a look at the figures shows, in a sentence; `agrees` where it is as it should be."""

    agrees: bool
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Balance:
    """Where the money of a grant stands on a day, in pounds.

    `in_hand` was received, and neither spent nor paid back; of it, `carried` may still be spent
    after the grant's end, and `to_pay_back` must be returned to the funder.
    """

    received: Decimal
    spent: Decimal
    paid_back: Decimal
    in_hand: Decimal
    carried: Decimal
    to_pay_back: Decimal


def findings(
    *,
    award: Decimal | None,
    lines: Sequence[Line],
    figures: Sequence[Figure] = (),
    parts: Sequence[Decimal | None] = (),
) -> tuple[Finding, ...]:
    """Return what the lines, the parts and the printed figures of a grant say of one another."""
    return (
        *_lines_multiply(lines),
        *_within_award(award, lines),
        *_parts_add_up(award, parts),
        *_against_figures(award, lines, figures),
    )


def balance(
    *, movements: Sequence[Movement], ends_on: date | None, unspent: Unspent, on: date
) -> Balance:
    """Return where the money stands on a day. A grant's last day is the day before `ends_on`."""
    until_now = [each for each in movements if each.on <= on]

    def moved(kind: MovementKind) -> Decimal:
        return total(each.amount for each in until_now if each.kind == kind)

    received, spent = moved(MovementKind.RECEIVED), moved(MovementKind.SPENT)
    paid_back = moved(MovementKind.PAID_BACK)
    in_hand = received - spent - paid_back
    agreed = total(
        each.amount
        for each in until_now
        if each.kind == MovementKind.CARRIED and each.until and on < each.until
    )
    carried = max(min(in_hand, agreed), Decimal(0))
    over = ends_on is not None and ends_on <= on and unspent == Unspent.PAID_BACK
    return Balance(
        received=received,
        spent=spent,
        paid_back=paid_back,
        in_hand=in_hand,
        carried=carried,
        to_pay_back=max(in_hand - carried, Decimal(0)) if over else Decimal(0),
    )


def least_in_hand(movements: Sequence[Movement]) -> Decimal:
    """Return the least that was ever in hand at the end of a day, in pounds; 0 at most."""
    least = now = Decimal(0)
    for _, of_a_day in groupby(sorted(movements, key=lambda each: each.on), lambda each: each.on):
        now += total(SIGN[each.kind] * each.amount for each in of_a_day)
        least = min(least, now)
    return least


def settled_on(*, movements: Sequence[Movement], ends_on: date | None) -> date | None:
    """Return the day on which the last of an ended grant was paid back; None before that."""
    back = [each.on for each in movements if each.kind == MovementKind.PAID_BACK]
    left = total(SIGN[each.kind] * each.amount for each in movements)
    if not back or left or ends_on is None or max(back) < ends_on:
        return None
    return max(back)


def fits_movement(*, kind: MovementKind, amount: Decimal, now: Balance) -> Verdict:
    """More can be spent, carried or paid back only while money is in hand."""
    if amount <= 0:
        return no("Enter an amount above £0.")
    if kind == MovementKind.RECEIVED or amount <= now.in_hand:
        return YES
    return no(
        f"Only {pounds(now.in_hand)} of this grant is in hand, so {pounds(amount)} cannot be "
        f"{kind}. Record what was received first."
    )


def carried_until(*, kind: MovementKind, until: date | None, on: date) -> Verdict:
    """What is carried forward has a last day; nothing else has."""
    if (kind == MovementKind.CARRIED) != (until is not None):
        return no("Say until when money may be carried forward, and only then.")
    if until is not None and until <= on:
        return no("Money is carried forward to a day after it was agreed.")
    return YES


def _lines_multiply(lines: Sequence[Line]) -> Iterator[Finding]:
    for line in lines:
        if line.quantity is None or line.rate is None:
            continue
        product = line.quantity * line.rate
        shown = product.quantize(PENNY, ROUND_HALF_UP)
        if shown != line.planned:
            yield Finding(
                False,
                f"“{line.title}” is planned at {pounds(line.planned)}, but {line.quantity:f} times "
                f"£{line.rate:f} is {pounds(product)}.",
            )


def _within_award(award: Decimal | None, lines: Sequence[Line]) -> Iterator[Finding]:
    if award is None or not lines:
        return
    planned = total(line.planned for line in lines)
    if planned > award:
        yield Finding(
            False,
            f"The lines add up to {pounds(planned)}, {pounds(planned - award)} more than the "
            f"award of {pounds(award)}.",
        )
    elif planned < award:
        yield Finding(
            True,
            f"The lines add up to {pounds(planned)}: {pounds(award - planned)} of the award of "
            f"{pounds(award)} is not planned.",
        )
    else:
        yield Finding(True, f"The lines add up to the award of {pounds(award)}.")


def _parts_add_up(award: Decimal | None, parts: Sequence[Decimal | None]) -> Iterator[Finding]:
    known = [part for part in parts if part is not None]
    if award is None or not parts or len(known) < len(parts):
        return
    if total(known) == award:
        yield Finding(True, f"Its {len(parts)} parts add up to the award of {pounds(award)}.")
    else:
        yield Finding(
            False,
            f"Its {len(parts)} parts add up to {pounds(total(known))}, not to the award of "
            f"{pounds(award)}.",
        )


def _against_figures(
    award: Decimal | None, lines: Sequence[Line], figures: Sequence[Figure]
) -> Iterator[Finding]:
    planned = total(line.planned for line in lines) if lines else None
    for figure in figures:
        if not reads_as(figure.as_printed, figure.amount):
            yield Finding(
                False,
                f"{figure.title} is printed as {figure.as_printed}, which is no amount; it is "
                f"taken for {pounds(figure.amount)}.",
            )
        if figure.kind == FigureKind.TOTAL:
            yield from _as_printed(planned, figure)
        else:
            yield from _same_as_award(award, figure)
            yield from _not_beyond(planned, figure)


def _as_printed(planned: Decimal | None, figure: Figure) -> Iterator[Finding]:
    if planned is None:
        return
    if planned == figure.amount:
        yield Finding(True, f"{figure.title}: the lines add up to {pounds(planned)}, as printed.")
    else:
        yield Finding(
            False,
            f"{figure.title}: the lines add up to {pounds(planned)}, but {pounds(figure.amount)} "
            "is printed.",
        )


def _same_as_award(award: Decimal | None, figure: Figure) -> Iterator[Finding]:
    if award is not None and figure.amount != award:
        yield Finding(
            False,
            f"{figure.title} says {pounds(figure.amount)}, but the award is {pounds(award)}.",
        )


def _not_beyond(planned: Decimal | None, figure: Figure) -> Iterator[Finding]:
    if planned is not None and planned > figure.amount:
        yield Finding(
            False,
            f"{figure.title}: the lines add up to {pounds(planned)}, "
            f"{pounds(planned - figure.amount)} more than the {pounds(figure.amount)} printed "
            "there.",
        )


def reads_as(printed: str, amount: Decimal) -> bool:
    """Tell whether signs on paper are a properly grouped amount, and this one.

    >>> reads_as("25,100", Decimal(25100)), reads_as("25,1000", Decimal(25100))
    (True, False)
    """
    signs = printed.strip().removeprefix("£")
    return signs in (f"{amount:,.2f}", f"{amount:.2f}", f"{amount:,.0f}", f"{amount:.0f}") and (
        "." in signs or amount == amount.to_integral_value()
    )
