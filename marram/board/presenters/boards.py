"""Boards as pages: who sits on them, by which rules, and whether the law's minimum is met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from marram.board.presenters.tags import capital
from marram.board.queries.boards import BoardLine, BoardPage, SeatLine, SubGroupLine
from marram.board.rules.seats import Requirement
from marram.design.components import (
    Breadcrumbs,
    Button,
    ButtonGroup,
    Component,
    DataTable,
    Details,
    Fact,
    Heading,
    InsetText,
    Link,
    Place,
    StatusTag,
    SummaryList,
    Text,
    WarningText,
)
from marram.design.words import day, listed, number
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.foundation.verdicts import Verdict


@dataclass(frozen=True, kw_only=True)
class BoardsShown:
    """The boards whose business is kept here."""

    title: str
    heading: Heading
    table: DataTable


@dataclass(frozen=True, kw_only=True)
class BoardShown:
    """A board as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    warning: WarningText | None
    parts: tuple[Component, ...]
    steps: ButtonGroup | None
    panels: tuple[Component, ...]


def boards(lines: Iterable[BoardLine], *, may_keep: Verdict) -> BoardsShown:
    """Return the boards in a list."""
    add = (Button("Add a board", url=reverse("board:add-board")),) if may_keep else ()
    return BoardsShown(
        title="Boards",
        heading=Heading(
            "Boards", lead="Who sits on them, when they meet and what they resolve.", actions=add
        ),
        table=DataTable(
            caption="Boards whose business is kept here",
            columns=("Board", "Seats filled", "What comes"),
            rows=tuple(_board_row(line) for line in lines),
            empty="No board's business is kept here yet.",
        ),
    )


def board_page(page: BoardPage, *, viewer: Actor) -> BoardShown:
    """Return a board as it is on a day."""
    missing = [each for each in page.requirements if not each.met]
    return BoardShown(
        title=page.name,
        breadcrumbs=Breadcrumbs((Place("Boards", reverse("board:boards")), Place(page.name))),
        heading=Heading(
            title=page.name,
            lead=f"{number(len(page.seats), 'seat')} filled on {day(page.on)}.",
        ),
        warning=WarningText(_missing(missing)) if missing else None,
        parts=tuple(_parts(page)),
        steps=_steps(page),
        panels=panels.shown("history", viewer=viewer, key=Subject("board.board", page.group)),
    )


def _board_row(line: BoardLine) -> tuple[Component | str, ...]:
    return (
        Link(line.name, reverse("board:board", args=[line.group])),
        str(line.seats),
        Link("Forward plan", reverse("board:forward-plan", args=[line.group]), f" of {line.name}"),
    )


def _missing(missing: Sequence[Requirement]) -> str:
    what = listed([each.words[0].lower() + each.words[1:] for each in missing])
    return f"The statutory minimum is not met: {what}."


def _parts(page: BoardPage) -> Iterable[Component]:
    yield SummaryList(tuple(_facts(page)))
    if page.requirements:
        yield DataTable(
            caption="Statutory minimum",
            columns=("Who must sit on it", "Seats", "Met"),
            rows=tuple(_requirement_row(each) for each in page.requirements),
        )
        yield InsetText(
            "Health and Social Care Act 2012, section 194. NHS England takes part in needs"
            " assessments and strategies by section 197 and is no member by law."
        )
    yield DataTable(
        caption="Seats",
        columns=("Role", "For", "Whom", "Votes", "Substitute", "Since", *_ends(page)),
        rows=tuple(_seat_row(page, seat) for seat in page.seats),
        empty="No seat is filled.",
    )
    if page.former:
        yield DataTable(
            caption="Seats of another time",
            columns=("Role", "For", "Whom", "From", "Until", "Why"),
            rows=tuple(_former_row(page, seat) for seat in page.former),
        )
    yield DataTable(
        caption="Formal sub-groups",
        columns=("Group", "Since", "Source", *_ends(page)),
        rows=tuple(_sub_group_row(page, each) for each in page.sub_groups),
        empty="The board has no formal sub-groups.",
    )
    if page.former_sub_groups:
        yield DataTable(
            caption="Formal sub-groups of another time",
            columns=("Group", "From", "Until", "Why"),
            rows=tuple(_former_sub_group_row(each) for each in page.former_sub_groups),
        )
    for terms in page.terms:
        yield Details(
            f"Terms of reference adopted on {day(terms.adopted_on)}",
            terms.text,
        )


def _facts(page: BoardPage) -> Iterable[Fact]:
    kinds = [kind.value for kind in page.quorum.kinds]
    among = f", among them {listed(kinds)}" if kinds else ""
    closed = [f"{day(on)} ({why})" for on, why in page.closed_days]
    shown: dict[str, Text] = {
        "Quorum": f"{page.quorum.needed} members with a vote{among}: one in {page.quorum_share},"
        f" at least {page.quorum_least}.",
        "Papers": f"{page.clear_days} clear working days before a meeting.",
        "Offices closed": "; ".join(closed),
        "Decisions": _decisions(page),
        "NHS commissioners of its area": _commissioners(page),
        "Terms of reference": "" if page.terms else "None are kept here.",
        "Meetings": Link("Its meetings", f"{reverse('board:meetings')}?group={page.group}"),
        "Forward plan": Link("What is to come", reverse("board:forward-plan", args=[page.group])),
        "Source": page.source,
    }
    return (Fact(key, value) for key, value in shown.items() if value)


def _decisions(page: BoardPage) -> str:
    if not page.executive:
        return "Not executive: nothing it resolves is key or can be called in."
    money = f" from £{page.key_spending:,.0f}" if page.key_spending else ""
    return (
        f"It exercises executive functions: spending{money} or two wards make a decision key."
        f" {number(page.call_in_members, 'member')} of scrutiny together may call in"
        f" {page.call_in_scope}, within {number(page.call_in_days, 'working day')}."
    )


def _commissioners(page: BoardPage) -> str:
    return "; ".join(
        f"{name}: {role or 'no seat speaks for it'}" for name, role in page.commissioners
    )


def _requirement_row(each: Requirement) -> tuple[Component | str, ...]:
    met = StatusTag("Met", "green", "tick") if each.met else StatusTag("Not met", "red", "cross")
    return each.words, str(each.seats), met


def _seat_row(page: BoardPage, seat: SeatLine) -> tuple[Component | str, ...]:
    return (
        _role(page, seat),
        seat.organisation_name,
        capital(seat.kind),
        "Yes" if seat.votes else "No",
        seat.substitute_role,
        day(seat.starts_on),
        *_end(page, "end-seat", seat.number, seat.role, seat.ends_on),
    )


def _sub_group_row(page: BoardPage, each: SubGroupLine) -> tuple[Component | str, ...]:
    return (
        Link(each.name, reverse("people:group", args=[each.group])),
        day(each.starts_on),
        each.source,
        *_end(page, "end-formal", each.number, each.name, each.ends_on),
    )


def _former_sub_group_row(each: SubGroupLine) -> tuple[Component | str, ...]:
    group = Link(each.name, reverse("people:group", args=[each.group]))
    return group, day(each.starts_on), day(each.ends_on), each.ended_because


def _ends(page: BoardPage) -> tuple[str, ...]:
    """Return the heading of the column in which what is formal is ended."""
    return ("Last day",) if page.may_keep else ()


def _end(
    page: BoardPage, name: str, number: int, what: str, ends_on: date | None
) -> tuple[Component | str, ...]:
    """Return the way to end something, or the day on which it ends; nothing for readers."""
    if not page.may_keep:
        return ()
    if ends_on is not None:
        return (f"Ends on {day(ends_on)}",)
    return (Link("End", reverse(f"board:{name}", args=[number]), f" {what}"),)


def _former_row(page: BoardPage, seat: SeatLine) -> tuple[Component | str, ...]:
    return (
        _role(page, seat),
        seat.organisation_name,
        capital(seat.kind),
        day(seat.starts_on),
        day(seat.ends_on),
        seat.ended_because,
    )


def _role(page: BoardPage, seat: SeatLine) -> Component | str:
    if not page.may_keep:
        return seat.role
    return Link(seat.role, reverse("board:amend-seat", args=[seat.number]))


def _steps(page: BoardPage) -> ButtonGroup | None:
    if not page.may_keep:
        return None
    steps = (
        ("add-seat", "Add a seat"),
        ("amend-board", "Change standing orders"),
        ("adopt-terms", "Adopt terms of reference"),
        ("name-commissioner", "Name a commissioner"),
        ("make-formal", "Add a formal sub-group"),
        ("close-day", "Close a day"),
    )
    return ButtonGroup(
        tuple(
            Button(
                text,
                url=reverse(f"board:{name}", args=[page.group]),
                style="secondary" if place else "",
            )
            for place, (name, text) in enumerate(steps)
        )
    )
