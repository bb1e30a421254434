"""The checklist of the template: every field of a return Yes or No, every No in a sentence."""

from collections.abc import Callable, Iterator, Mapping

from marram.funding.rules.checks import (
    actual,
    answers,
    cover,
    expenditure,
    fees,
    income,
    metrics,
)
from marram.funding.rules.checks.check import Check, Checklist, SheetChecks
from marram.funding.rules.values import ReturnValues
from marram.funding.vocabulary import Sheet


__all__ = ["Check", "Checklist", "SheetChecks", "checklist"]

CHECKING: Mapping[Sheet, Callable[[ReturnValues], Iterator[Check]]] = {
    Sheet.COVER: cover.checks,
    Sheet.CONDITIONS: answers.conditions,
    Sheet.INCOME: income.checks,
    Sheet.EXPENDITURE: expenditure.checks,
    Sheet.ACTUAL: actual.checks,
    Sheet.METRICS: metrics.checks,
    Sheet.FEEDBACK: answers.feedback,
    Sheet.FEES: fees.checks,
}


def checklist(values: ReturnValues) -> Checklist:
    """Return every check of every sheet that the template of this year and kind has."""
    return Checklist(
        sheets=tuple(
            SheetChecks(sheet=sheet, title=title, checks=tuple(CHECKING[sheet](values)))
            for sheet, title in values.sheets.items()
        )
    )
