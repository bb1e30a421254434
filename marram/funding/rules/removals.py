"""What may be taken out, and what stays because something else stands on it."""

from datetime import date
from decimal import Decimal

from marram.foundation.verdicts import YES, Verdict, no
from marram.funding.rules.pounds import pounds
from marram.funding.vocabulary.money import MovementKind


def reason_given(reason: str) -> Verdict:
    """What is taken out leaves the page; the ledger must say why."""
    return YES if reason.strip() else no("Say why it is taken out.")


def grant_line_may_go(*, title: str, moved: Decimal, settled_on: date | None) -> Verdict:
    """A line stays while money is recorded on it, and once its grant is settled.

    `moved` is in pounds; `settled_on` is the day on which the last of it was paid back.
    """
    if settled_on is not None:
        return no(f"The grant was settled on {_day(settled_on)}: its lines stay as they were.")
    if moved:
        return no(
            f"{pounds(moved)} is recorded on “{title}”. Take those records out first, or change "
            "the line."
        )
    return YES


def movement_may_go(kind: MovementKind, *, least_in_hand: Decimal) -> Verdict:
    """Without what came in, on no day may more have left a grant than it had."""
    if kind == MovementKind.RECEIVED and least_in_hand < 0:
        return no(
            f"Without it {pounds(-least_in_hand)} more would have left the grant than came in. "
            "Take out what was spent or paid back of it first."
        )
    return YES


def commitment_may_go(*, promise: str, measured: int) -> Verdict:
    """A promise stays while something was measured of it."""
    if measured:
        return no(
            f"“{promise}” has been measured. Take its measurements out first, or change the "
            "commitment."
        )
    return YES


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
