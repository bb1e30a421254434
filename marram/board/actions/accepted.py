"""How a fact that a paper told is put on record: as a row of a delivery would be."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from marram.board.actions import recorded, recorded_reports
from marram.board.models import AgendaItem, Meeting, Proposal
from marram.board.rules import readings as rules
from marram.board.vocabulary.meetings import Precision, Stage
from marram.board.vocabulary.readings import Kind
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Refused


Row = Mapping[str, Any]


def put_on_record(*, by: Actor, at: datetime, proposal: Proposal, source: str) -> None:
    """Write what a proposal says, with the paper and place it comes from as its source.

    Raises: Refused when what it belongs to is not on record, or it is on record already.
    """
    kind = Kind(proposal.kind)
    values = proposal.values
    meeting = Meeting.objects.filter(pk=proposal.meeting).first()
    item = _item(proposal.meeting, str(values.get("number", "")))
    rules.of_a_meeting(meeting_on_record=meeting is not None, kind=kind).enforce()
    rules.of_an_item(item_on_record=item is not None, kind=kind, values=values).enforce()
    _new(kind, meeting, item, values)
    WRITERS[kind](by, at, proposal.meeting, {**values, "source": source})


def _item(meeting: str, number: str) -> AgendaItem | None:
    return AgendaItem.objects.filter(meeting=meeting, number=number).first() if number else None


def _new(kind: Kind, meeting: Meeting | None, item: AgendaItem | None, values: Row) -> None:
    """Refuse what somebody has put on record since the paper was read."""
    there = {
        Kind.MEETING: meeting is not None,
        Kind.ITEM: item is not None,
        Kind.RESOLUTION: item is not None
        and item.resolutions.filter(ordinal=values.get("ordinal", 0)).exists(),
    }
    if there.get(kind, False):
        raise Refused("This is on record by now. Look at what is there, then decline this.")


def _meeting(by: Actor, at: datetime, code: str, values: Row) -> None:
    """A paper that is published shows its minutes to everybody from the day they are accepted."""
    if not values["group"]:
        raise Refused("Choose the group whose meeting this is.")
    row = {
        "meeting": code,
        "group": values["group"],
        "title": values["title"],
        "on": date.fromisoformat(values["on"]),
        "precision": Precision.DAY,
        "venue": values["venue"],
        "mode": values["mode"],
        "stage": Stage.HELD if values["held"] else Stage.PUBLISHED,
        "first_number": values["first_number"],
        "summary": "",
        "published_on": None,
        "minutes_published_on": at.date() if values["held"] else None,
        "confirmed_at": "",
        "source": values["source"],
    }
    recorded.record_meetings(by=by, at=at, rows=[row])


def _agenda_item(by: Actor, at: datetime, code: str, values: Row) -> None:
    row = {"meeting": code, "covering_note": "", "published_on": at.date(), **values}
    recorded.record_items(by=by, at=at, rows=[row])


def _attendance(by: Actor, at: datetime, code: str, values: Row) -> None:
    row = {"meeting": code, "seat": "", "remote": False, "basis": "as the minutes say", **values}
    recorded.record_attendance(by=by, at=at, rows=[row])


def _resolution(by: Actor, at: datetime, code: str, values: Row) -> None:
    row = {
        **dict.fromkeys(NOT_IN_PAPERS),
        **values,
        "resolution": f"{code}-{values['number']}-{values['ordinal']}",
        "meeting": code,
        "item": values["number"],
        "due_on": date.fromisoformat(values["due_on"]) if values["due_on"] else None,
    }
    recorded.record_resolutions(by=by, at=at, rows=[row])


# What a resolution has on record that no paper tells: who owns it, and what came of it.
NOT_IN_PAPERS = (
    "owner_role",
    "owner_organisation",
    "owner_group",
    "referred_to",
    "finished_on",
    "finished_because",
)


def _front_sheet(by: Actor, at: datetime, code: str, values: Row) -> None:
    row = {**values, "meeting": code, "item": values["number"] or values["title"], "appendices": ""}
    recorded_reports.record_reports(by=by, at=at, rows=[row])


WRITERS: Mapping[Kind, Callable[[Actor, datetime, str, Row], None]] = {
    Kind.MEETING: _meeting,
    Kind.ITEM: _agenda_item,
    Kind.ATTENDANCE: _attendance,
    Kind.RESOLUTION: _resolution,
    Kind.FRONT_SHEET: _front_sheet,
}
