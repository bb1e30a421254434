"""Two returns side by side."""

from dataclasses import dataclass
from typing import Any

from marram.design.components import (
    Breadcrumbs,
    Column,
    DataTable,
    FilterBar,
    Heading,
    Option,
    Place,
    Select,
    Tag,
)
from marram.design.exports import Cell as FileCell
from marram.design.words import number
from marram.funding.presenters.returns.names import amount, breadcrumbs
from marram.funding.queries.returns.comparing import Comparable, Compared
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules.comparison import Difference
from marram.funding.rules.pounds import pounds
from marram.funding.rules.wording import FIELDS, NOTHING, question, said


HEADINGS = ("What", "Line", "Field", "Before", "After")
KINDS = {
    "cover": "Cover",
    "answers": "Questions",
    "minimums": "Required spend",
    "income": "Income",
    "schemes": "Scheme line",
    "conditions": "National condition",
    "statements": "Statement",
    "enablers": "Success or challenge",
    "fees": "Fee",
    "metrics": "Measure",
}


@dataclass(frozen=True, kw_only=True)
class ComparisonShown:
    """A comparison as a page. Without one chosen there is only the choice."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    choice: FilterBar | None
    totals: DataTable | None
    differences: DataTable | None


def comparison_page(
    found: ReturnPage,
    choices: tuple[Comparable, ...],
    chosen: Compared | None,
    *,
    here: str,
    earlier: str,
) -> ComparisonShown:
    """Return a return beside an earlier submission."""
    return ComparisonShown(
        title=f"Compare: {found.values.title}",
        breadcrumbs=breadcrumbs(found, Place("Compare")),
        heading=Heading(title="Compare", caption=found.values.title, lead=_lead(choices, chosen)),
        choice=_choice(choices, here, earlier) if choices else None,
        totals=_totals(chosen) if chosen else None,
        differences=_differences(chosen, here, earlier) if chosen else None,
    )


def file_rows(chosen: Compared) -> tuple[tuple[FileCell, ...], ...]:
    """Return the differences as rows under HEADINGS."""
    return tuple(_row(each, chosen.year) for each in chosen.comparison.differences)


def _lead(choices: tuple[Comparable, ...], chosen: Compared | None) -> str:
    if not choices:
        return "No return of this area has been submitted yet, so there is nothing to compare with."
    if chosen is None:
        return "Choose the submission to compare with."
    if chosen.comparison.same:
        return f"Nothing differs from {chosen.before}."
    return f"Before: {chosen.before}. After: {chosen.after}."


def _choice(choices: tuple[Comparable, ...], here: str, earlier: str) -> FilterBar:
    options = tuple(Option(each.words, value=each.key) for each in choices)
    select = Select(name="earlier", label="Submission", options=options, value=earlier)
    return FilterBar(fields=(select,), action=here, title="Compare with", button="Compare")


def _totals(chosen: Compared) -> DataTable:
    sides = (
        ("Income", chosen.comparison.income),
        ("Expenditure", chosen.comparison.expenditure),
    )
    return DataTable(
        caption="Totals",
        columns=("", *(Column(each, numeric=True) for each in ("Before", "After", "Change"))),
        rows=tuple(
            (name, amount(before), amount(after), amount(after - before))
            for name, (before, after) in sides
        ),
        caption_size="s",
    )


def _differences(chosen: Compared, here: str, earlier: str) -> DataTable:
    rows = tuple(_row(each, chosen.year) for each in chosen.comparison.differences)
    return DataTable(
        caption=f"{number(len(rows), 'difference')}",
        columns=HEADINGS,
        rows=tuple((Tag(what), *rest) for what, *rest in rows),
        csv_url=f"{here}?earlier={earlier}&format=csv",
        xlsx_url=f"{here}?earlier={earlier}&format=xlsx",
        empty="Nothing differs.",
        first_cell_is_header=False,
    )


def _row(each: Difference, year: int) -> tuple[str, str, str, str, str]:
    kind = KINDS[each.kind]
    if not each.field:
        return (kind, _line(each, year), "The whole line", _whole(each.before), _whole(each.after))
    name = FIELDS[each.kind].get(each.field, each.field.capitalize())
    before, after = (_said(each.field, value, year) for value in (each.before, each.after))
    return (kind, _line(each, year), name, before, after)


def _line(each: Difference, year: int) -> str:
    if each.kind in ("conditions", "statements", "fees", "metrics", "enablers"):
        return question(each.kind, each.line, year)
    return f"{each.line} {each.name}".strip() or "The return"


def _whole(line: Any) -> str:
    if line is None:
        return "Not there"
    planned = getattr(line, "planned", None)
    return f"There, {pounds(planned)}" if planned is not None else "There"


def _said(field: str, value: Any, year: int) -> str:
    if field == "actuals":
        told = (f"{each.period}: {pounds(each.amount)} {each.comment}".strip() for each in value)
        return "; ".join(told) or NOTHING
    return said(field, value, year)
