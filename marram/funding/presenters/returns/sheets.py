"""One sheet of a return: its lines or questions, what they add up to, what is still to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Button,
    Cell,
    Column,
    Component,
    DataTable,
    Heading,
    Link,
    Place,
    Row,
)
from marram.design.words import number
from marram.foundation.verdicts import Missing
from marram.funding.presenters.returns.lists import expenditure, income
from marram.funding.presenters.returns.names import Here, amount, breadcrumbs, complete_tag
from marram.funding.presenters.returns.offers import OfferShown, offers_shown
from marram.funding.presenters.returns.questions import Showing, answers, questions
from marram.funding.queries.returns.offers import Offer
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules import amounts
from marram.funding.rules.checks import Check, SheetChecks
from marram.funding.rules.fees import implied_uplift
from marram.funding.rules.pounds import percent, total
from marram.funding.rules.values import Income, Scheme
from marram.funding.rules.wording import FIELDS, question
from marram.funding.vocabulary import Sheet


@dataclass(frozen=True, kw_only=True)
class SheetShown:
    """A sheet as a page; `parts` stand one under another."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    missing: DataTable | None
    parts: tuple[Component, ...]
    offers: tuple[OfferShown, ...]


def sheet_page(
    found: ReturnPage,
    sheet: Sheet,
    *,
    here: str,
    asked: Mapping[str, str],
    offered: Mapping[str, Offer],
) -> SheetShown:
    """Return a sheet; `asked` are the filters of its address, `offered` what indicators say.

    Raises: Missing.
    """
    checks = _checks(found, sheet)
    return SheetShown(
        title=f"{checks.title}: {found.values.title}",
        breadcrumbs=breadcrumbs(found, Place(checks.title)),
        heading=Heading(
            title=checks.title,
            caption=found.values.title,
            tags=(complete_tag(len(checks.missing)),),
            actions=_buttons(found, sheet),
        ),
        missing=missing_table(found, checks) if checks.missing else None,
        parts=SHOWN[sheet](found, here, asked),
        offers=offers_shown(found, offered),
    )


def _checks(found: ReturnPage, sheet: Sheet) -> SheetChecks:
    """Return the checks of a sheet. Lines are there to be seen, also where the year's template
    has no sheet of their own for them."""
    for checks in found.checklist.sheets:
        if checks.sheet == sheet:
            return checks
    if sheet in (Sheet.INCOME, Sheet.EXPENDITURE):
        return SheetChecks(sheet=sheet, title=sheet.capitalize(), checks=())
    raise Missing(f"This return has no sheet called {sheet}.")


def missing_table(found: ReturnPage, checks: SheetChecks) -> DataTable:
    """Return what is still to do on a sheet, each with a link to its field."""
    where = Here(slug=found.slug)
    return DataTable(
        caption=f"{number(len(checks.missing), 'thing')} to put right",
        columns=("Field", "What to do", "Who"),
        rows=tuple(
            (
                Link(field_name(check), where.field(check, editing=bool(found.may_edit))),
                check.sentence,
                check.owner,
            )
            for check in checks.missing
        ),
    )


def field_name(check: Check) -> str:
    """Return what a field is called; of lines that are many, with the line it is of."""
    return f"{check.line}: {check.label}" if check.kind in ("schemes", "income") else check.label


def _buttons(found: ReturnPage, sheet: Sheet) -> tuple[Component, ...]:
    if not found.may_edit:
        return ()
    buttons: list[Component] = []
    kind = {Sheet.INCOME: "income", Sheet.EXPENDITURE: "schemes"}.get(sheet)
    if kind:
        add = reverse("funding:add-line", args=[found.slug, kind])
        buttons.append(Button("Add a line", url=add))
    return tuple(buttons)


def _cover(found: ReturnPage, here: str, asked: Mapping[str, str]) -> tuple[Component, ...]:
    return (answers(found, Sheet.COVER, "Who completed and who signs it"),)


def _actual(found: ReturnPage, here: str, asked: Mapping[str, str]) -> tuple[Component, ...]:
    values, whole = found.values, found.values.answers
    sides = (
        ("Income", values.income, whole.income_as_planned),
        ("Expenditure", values.schemes, whole.spend_as_planned),
    )
    rows = []
    for name, lines, as_planned in sides:
        planned = total(line.planned for line in lines)
        real = amounts.outturn(lines, as_planned=as_planned)
        variance = None if real is None else real - planned
        rows.append((name, amount(planned), amount(real), amount(variance)))
    summary = DataTable(
        caption="Plan and outturn",
        columns=("", *(Column(each, numeric=True) for each in ("Plan", "Actual", "Variance"))),
        rows=tuple(rows),
    )
    shown = (summary, answers(found, Sheet.ACTUAL, "How the year went"))
    reported = _reported(found)
    return (*shown, reported) if reported else shown


def _reported(found: ReturnPage) -> DataTable | None:
    where = Here(slug=found.slug)
    both: tuple[tuple[str, tuple[Income | Scheme, ...]], ...] = (
        ("income", found.values.income),
        ("schemes", found.values.schemes),
    )
    rows = tuple(
        (
            Link(f"{line.key} {_name(line)}", where.line(kind, line.key)),
            each.period.upper() if each.period != "outturn" else "Whole year",
            amount(line.planned),
            amount(each.amount),
            amount(each.amount - line.planned if line.planned is not None else None),
            each.comment,
        )
        for kind, lines in both
        for line in lines
        for each in line.actuals
    )
    if not rows:
        return None
    numbers = (Column(each, numeric=True) for each in ("Plan", "Actual", "Variance"))
    return DataTable(
        caption=f"{number(len(rows), 'reported actual')}",
        columns=("Line", "Up to the end of", *numbers, "Comment"),
        rows=rows,
    )


def _name(line: Income | Scheme) -> str:
    return line.name if isinstance(line, Scheme) else line.contributor


def _fees(found: ReturnPage, here: str, asked: Mapping[str, str]) -> tuple[Component, ...]:
    where = Here(slug=found.slug)
    rows: tuple[Row, ...] = tuple(
        (
            Link(question("fees", line.key, found.values.year), where.line("fees", line.key)),
            *(amount(getattr(line, field)) for field in FIELDS["fees"]),
            _rise(implied_uplift(prior=line.prior, now=line.anticipated)),
            _rise(implied_uplift(prior=line.prior, now=line.actual)),
        )
        for line in found.values.fees
    )
    numbers = (*FIELDS["fees"].values(), "Implied uplift, anticipated", "Implied uplift, actual")
    table = DataTable(
        caption="Average fees paid to external providers",
        columns=("Service", *(Column(each, numeric=True) for each in numbers)),
        rows=rows,
    )
    return (table, answers(found, Sheet.FEES, "Comments on fees"))


def _rise(uplift: Any) -> Cell:
    return Cell("Not known" if uplift is None else percent(uplift), format="numeric")


SHOWN: Mapping[Sheet, Showing] = {
    Sheet.COVER: _cover,
    Sheet.CONDITIONS: questions(Sheet.CONDITIONS),
    Sheet.INCOME: income,
    Sheet.EXPENDITURE: expenditure,
    Sheet.ACTUAL: _actual,
    Sheet.METRICS: questions(Sheet.METRICS),
    Sheet.FEEDBACK: questions(Sheet.FEEDBACK),
    Sheet.FEES: _fees,
}
