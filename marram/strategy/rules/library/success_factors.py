"""What must hold of success factors: a baseline is fixed once, at the start."""

from datetime import date
from decimal import Decimal

from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.models import SuccessFactor
from marram.strategy.rules.library.strategies import in_words


def baseline_open(factor: SuccessFactor) -> Verdict:
    """A baseline that moves measures nothing, so it is fixed once and never moves after."""
    if factor.baseline is None or factor.baseline_on is None:
        return YES
    return no(
        f"The baseline of “{factor.statement}” was fixed at {factor.baseline.normalize():f} "
        f"{factor.unit} on {in_words(factor.baseline_on)}. It does not move: add a new success "
        "factor if the measure has changed."
    )


def measure_unmoved(factor: SuccessFactor, measure: str, unit: str) -> Verdict:
    """Once a baseline is fixed, what is measured and in which unit stay as they are."""
    if factor.baseline is None or (factor.measure, factor.unit) == (measure, unit):
        return YES
    return no(
        f"The measure and unit of “{factor.statement}” stay as they are, because its baseline is "
        "fixed. Add a new success factor for a new measure."
    )


def fixed_in_the_past(fixed_on: date, *, on: date) -> Verdict:
    if fixed_on <= on:
        return YES
    return no(f"The baseline's day, {in_words(fixed_on)}, has not come yet. Enter a past day.")


def measurable(statement: str, measure: str, unit: str) -> Verdict:
    if statement.strip() and measure.strip() and unit.strip():
        return YES
    return no("Say what success looks like, how it is measured and in which unit.")


def a_figure(value: Decimal | None) -> Verdict:
    """Figures have at most ten digits before the point and four after."""
    if value is None or (value.is_finite() and abs(value) < Decimal(10) ** 10):
        return YES
    return no("Enter a number with at most ten digits before the point.")
