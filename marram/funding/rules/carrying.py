"""Figures that are worked out elsewhere, and how they stand beside what a return says."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from marram.funding.vocabulary import Period


# A measure of a return is kept to four places, a fee to the penny.
MEASURED, PENNY = Decimal("0.0001"), Decimal("0.01")
# The month in which each quarter has ended, and how many years after the first day of the year.
ENDS = {Period.Q1: (7, 0), Period.Q2: (10, 0), Period.Q3: (1, 1), Period.OUTTURN: (4, 1)}


def ended_by(year: int, period: str) -> date:
    """Return the first day after what a return covers: later figures say nothing of it.

    >>> ended_by(2020, "outturn"), ended_by(2020, "q3")
    (datetime.date(2021, 4, 1), datetime.date(2021, 1, 1))
    """
    month, later = ENDS[Period(period)]
    return date(year + later, month, 1)


def measured(figure: str) -> Decimal:
    """Return a figure of an indicator as a return keeps it.

    >>> measured("505.79057"), measured("85.0")
    (Decimal('505.7906'), Decimal('85'))
    """
    rounded = Decimal(figure).quantize(MEASURED, ROUND_HALF_UP)
    return Decimal(f"{rounded.normalize():f}")


def to_the_penny(pounds: Decimal) -> Decimal:
    """Return an amount as a return keeps it, half a penny up."""
    return pounds.quantize(PENNY, ROUND_HALF_UP)


def against_typed(computed: Decimal, typed: Decimal | None) -> str:
    """Return how a figure stands beside what was typed.

    >>> against_typed(Decimal("505.8"), Decimal("500"))
    'It is 5.8 more than the 500 that was typed.'
    """
    if typed is None:
        return "No actual has been typed yet."
    return _apart(computed, typed, "that was typed")


def against_plan(computed: Decimal, planned: Decimal | None) -> str:
    """Return how a figure stands beside the plan.

    >>> against_plan(Decimal("505.8"), Decimal("505.8")), against_plan(Decimal(1), None)
    ('It is the 505.8 that was planned.', 'Nothing was planned to hold it against.')
    """
    if planned is None:
        return "Nothing was planned to hold it against."
    percent = f", {abs(computed - planned) * 100 / abs(planned):.1f}%" if planned else ""
    return _apart(computed, planned, "that was planned", percent)


def _apart(computed: Decimal, other: Decimal, words: str, percent: str = "") -> str:
    if computed == other:
        return f"It is the {plain(other)} {words}."
    more = "more" if computed > other else "less"
    apart = plain(abs(computed - other))
    return f"It is {apart} {more} than the {plain(other)} {words}{percent}."


def plain(value: Decimal) -> str:
    """Return a number as people write it."""
    return f"{value.normalize():,f}"
