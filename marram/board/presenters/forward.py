"""The forward plan as a page and a file."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from marram.board.presenters.tags import capital
from marram.board.queries.forward import ForwardLine, ForwardPlanPage, PublishedPlan
from marram.design.components import (
    Breadcrumbs,
    Button,
    Component,
    DataTable,
    Heading,
    InsetText,
    Link,
    Place,
)
from marram.design.exports import Cell
from marram.design.words import day, listed, number


HEADINGS = (
    "Due on",
    "Matter",
    "Why it comes",
    "Who decides",
    "Comes to the meeting of",
    "Key decision",
    "Notice by",
    "In private",
    "Who is asked",
    "Documents",
    "Contact",
)


@dataclass(frozen=True, kw_only=True)
class ForwardShown:
    """The forward plan as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    working: DataTable | None
    notice: InsetText | None
    published: tuple[DataTable, ...]


def forward_plan(page: ForwardPlanPage) -> ForwardShown:
    """Return what is to come: as it stands for partners, and as it was published for all."""
    here = reverse("board:forward-plan", args=[page.group])
    newest = page.published[0] if page.published else None
    return ForwardShown(
        title=f"Forward plan: {page.name}",
        breadcrumbs=Breadcrumbs(
            (
                Place("Boards", reverse("board:boards")),
                Place(page.name, reverse("board:board", args=[page.group])),
                Place("Forward plan"),
            )
        ),
        heading=Heading(
            title="Forward plan",
            caption=page.name,
            lead=f"What is to come to the board until {day(page.until)}.",
            actions=_buttons(page),
        ),
        working=_table("As it stands today", page.working, page, here)
        if page.reads_working
        else None,
        notice=None
        if newest
        else InsetText("No forward plan of this board has been published yet."),
        published=tuple(_published(plan, page) for plan in page.published),
    )


def file_rows(page: ForwardPlanPage) -> tuple[tuple[Cell, ...], ...]:
    """Return the plan as it stands, or as it was published last, as rows under HEADINGS."""
    lines = page.working
    if not page.reads_working and page.published:
        lines = page.published[0].lines
    return tuple(
        (
            line.due_on,
            line.title,
            _why(line),
            line.maker,
            line.meeting_on,
            listed(line.key),
            line.notice_by,
            line.private,
            line.consultees,
            line.papers,
            line.contact_role,
        )
        for line in lines
    )


def _buttons(page: ForwardPlanPage) -> tuple[Component, ...]:
    if not page.may_keep:
        return ()
    return (
        Button("Add a matter", url=reverse("board:add-entry", args=[page.group])),
        Button(
            "Publish it",
            url=reverse("board:publish-forward-plan", args=[page.group]),
            style="secondary",
        ),
    )


def _published(plan: PublishedPlan, page: ForwardPlanPage) -> DataTable:
    caption = f"Published on {day(plan.published_on)}, until {day(plan.until)}"
    return _table(caption, plan.lines, page, "")


def _table(
    caption: str, lines: Iterable[ForwardLine], page: ForwardPlanPage, here: str
) -> DataTable:
    rows = tuple(_row(line, bool(page.may_keep and here)) for line in lines)
    return DataTable(
        caption=f"{caption}: {number(len(rows), 'matter')}",
        columns=("Matter", "Due", "Why it comes", "Comes to", "Flags"),
        rows=rows,
        csv_url=f"{here}?format=csv" if here else "",
        xlsx_url=f"{here}?format=xlsx" if here else "",
        empty="Nothing is to come in this time.",
    )


def _row(line: ForwardLine, may_keep: bool) -> tuple[Component | str, ...]:
    title: Component | str = line.title
    if may_keep and line.entry is not None:
        title = Link(line.title, reverse("board:amend-entry", args=[line.entry]))
    meeting: Component | str = "No meeting is planned yet"
    if line.meeting:
        meeting = Link(day(line.meeting_on), reverse("board:meeting", args=[line.meeting]))
    return title, day(line.due_on), _why(line), meeting, _flags(line)


def _why(line: ForwardLine) -> str:
    return ". ".join(part for part in (capital(line.basis), line.why, line.maker) if part)


def _flags(line: ForwardLine) -> str:
    flags = ["Overdue"] if line.overdue else []
    if line.key:
        flags.append(f"Key decision, {listed(line.key)}: notice by {day(line.notice_by)}")
    if line.private:
        flags.append(f"In private, {line.private}")
    return ". ".join(flags)
