"""Spend that hangs on nothing, and spend that hangs on a strategy."""

from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import Breadcrumbs, Column, DataTable, Heading, Link, Place, Row
from marram.design.exports import Cell as FileCell
from marram.design.words import listed, number
from marram.funding.presenters.returns.names import Here, amount
from marram.funding.queries.returns.orphans import HangingOn, Orphan, Orphans, ShownBy
from marram.funding.rules.pounds import pounds, total
from marram.funding.rules.wording import question


HEADINGS = ("Pool", "Line", "Scheme", "Expenditure", "Hangs on no")


SERVICES = (
    "Priorities and measures must be there to be hung on. Services have no list of their own yet: "
    "any key that is typed counts."
)


@dataclass(frozen=True, kw_only=True)
class OrphansShown:
    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    table: DataTable


def orphans_page(found: Orphans, *, here: str) -> OrphansShown:
    """Return what hangs loose as a page."""
    return OrphansShown(
        title="Spend that hangs loose",
        breadcrumbs=Breadcrumbs(
            (Place("Money", reverse("funding:pools")), Place("Spend that hangs loose"))
        ),
        heading=Heading(
            title="Spend that hangs loose",
            lead=f"{pounds(found.amount)} of {pounds(found.amount_in_all)} hangs on no priority, "
            f"no service or no measure. {SERVICES}",
        ),
        table=DataTable(
            caption=f"{number(len(found.lines), 'line')} of {found.lines_in_all}",
            columns=tuple(Column(each, numeric=each == "Expenditure") for each in HEADINGS),
            rows=tuple(_row(line) for line in found.lines),
            csv_url=f"{here}?format=csv",
            xlsx_url=f"{here}?format=xlsx",
            empty="Every line hangs on a priority, a service and a measure.",
            first_cell_is_header=False,
        ),
    )


def file_rows(found: Orphans) -> tuple[tuple[FileCell, ...], ...]:
    """Return the loose lines as rows under HEADINGS."""
    return tuple(
        (line.return_title, line.key, line.name, line.planned, listed(line.lacks))
        for line in found.lines
    )


def spend_on(found: tuple[HangingOn, ...]) -> DataTable | None:
    """Return what is spent on the statements of a strategy, for its page; None where nothing is."""
    if not found:
        return None
    planned = total(each.planned for each in found)
    rows = tuple(
        (
            each.priority.text,
            Link(each.name, Here(slug=each.return_slug).line("schemes", each.key)),
            each.return_title,
            amount(each.planned),
        )
        for each in found
    )
    return DataTable(
        caption=f"{pounds(planned)} of pooled money hangs on this strategy",
        columns=("Priority", "Scheme", "Pool", Column("Expenditure", numeric=True)),
        rows=(*rows, ("Total", "", "", amount(planned))),
    )


def spend_shown_by(found: tuple[ShownBy, ...]) -> DataTable | None:
    """Return what a measure shows of pooled money, for its page; None where it shows nothing."""
    if not found:
        return None
    planned = total(each.planned for each in found if each.planned is not None)
    return DataTable(
        caption=f"{pounds(planned)} of pooled money hangs on this measure"
        if planned
        else f"{number(len(found), 'line')} of the pooled fund {_hang(len(found))} on this measure",
        columns=("Line", "Kind", "Pool", Column("Expenditure", numeric=True)),
        rows=tuple(_shown_by(each) for each in found),
    )


def _hang(many: int) -> str:
    return "hangs" if many == 1 else "hang"


def _shown_by(each: ShownBy) -> Row:
    address = Here(slug=each.return_slug).line(each.kind, each.key)
    name = each.name or question(each.kind, each.key, each.year)
    kind = "Scheme" if each.kind == "schemes" else "Metric"
    return Link(name, address), kind, each.return_title, amount(each.planned)


def _row(line: Orphan) -> Row:
    here = Here(slug=line.return_slug)
    return (
        line.return_title,
        line.key,
        Link(line.name or "No name yet", here.line("schemes", line.key)),
        amount(line.planned),
        listed(line.lacks),
    )
