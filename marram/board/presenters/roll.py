"""The roll of a meeting: every line of its attendance with boxes to mark."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from marram.board.presenters.tags import capital
from marram.board.queries.attendances import AttendanceLine
from marram.board.queries.meetings import MeetingPage
from marram.board.vocabulary.meetings import Presence
from marram.design.components import (
    BackLink,
    Button,
    Checkboxes,
    Choice,
    ErrorSummary,
    InsetText,
    Label,
    Option,
    Problem,
    Select,
)


@dataclass(frozen=True, kw_only=True)
class LineShown:
    """One line of the roll: who, and the boxes to mark."""

    role: str
    organisation: str
    presence: Select
    remote: Checkboxes


@dataclass(frozen=True, kw_only=True)
class RollShown:
    """The roll as a page."""

    title: str
    caption: str
    back: BackLink
    errors: ErrorSummary | None
    quorum: InsetText | None
    lines: tuple[LineShown, ...]
    call: Button
    save: Button


def roll(page: MeetingPage, *, typed: Mapping[str, str], refused: str) -> RollShown:
    """Return the roll; what was typed stands in the boxes when it was refused."""
    needed = page.quorum.needed
    return RollShown(
        title="Who is here",
        caption=f"{page.title}, {page.on.day} {page.on:%B %Y}",
        back=BackLink(reverse("board:meeting", args=[page.code])),
        errors=ErrorSummary((Problem(refused, ""),)) if refused else None,
        quorum=InsetText(
            f"A quorum is {needed} members with a vote in the room; {page.quorum.there} are marked."
        )
        if needed
        else None,
        lines=tuple(_line(line, typed) for line in page.attendance),
        call=Button("Put every seat down", name="do", value="call", style="secondary"),
        save=Button("Save", name="do", value="mark", prevent_double_click=True),
    )


def _line(line: AttendanceLine, typed: Mapping[str, str]) -> LineShown:
    presence, remote = f"presence-{line.number}", f"remote-{line.number}"
    options = tuple(Option(capital(each), value=each.value) for each in Presence)
    ticked = typed.get(remote) == "yes" if typed else line.remote
    return LineShown(
        role=line.role,
        organisation=line.organisation_name,
        presence=Select(
            name=presence,
            label=Label(f"How {line.role} came", classes="govuk-visually-hidden"),
            options=options,
            value=typed.get(presence, line.presence),
        ),
        remote=Checkboxes(
            name=remote,
            choices=(Choice("yes", "From elsewhere", checked=ticked),),
            classes="govuk-checkboxes--small",
        ),
    )
