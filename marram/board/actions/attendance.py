"""Who came to a meeting, who was in the chair, and what interests they declared."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from marram.board.actions.meetings import MEETING, locked_meeting
from marram.board.events import meetings as events
from marram.board.models import Attendance, Declaration, Meeting, Seat
from marram.board.policies import business as policies
from marram.board.rules import meetings as rules
from marram.board.vocabulary.meetings import Presence
from marram.foundation.actors import Actor
from marram.foundation.amendments import held, not_moved_on, plain
from marram.foundation.verdicts import Missing, Refused
from marram.records.actions.keeping import Keeper, Noun


ATTENDANCE = Noun("board.attendance", events.AttendanceTaken, events.AttendanceAmended)


@transaction.atomic
def call_the_roll(*, by: Actor, at: datetime, code: str) -> Sequence[Attendance]:
    """Put down every seat filled on the day as absent, to be changed as people are seen.

    Seats that are down already stay as they are, so the roll may be called again.
    """
    meeting = _minuted(by, code)
    down = set(meeting.attendances.exclude(seat=None).values_list("seat", flat=True))
    keeper = Keeper(by, at, ATTENDANCE)
    return [
        keeper.add(
            Attendance(),
            {
                "meeting": meeting,
                "seat": seat,
                "organisation": seat.organisation_id,
                "role": seat.role,
                "presence": Presence.ABSENT,
            },
        )
        for seat in _seats(meeting)
        if seat.pk not in down
    ]


@transaction.atomic
def take_attendance(*, by: Actor, at: datetime, code: str, fields: Mapping[str, Any]) -> Attendance:
    """Put down a role that came, is in the chair or sends apologies.

    `fields` holds role and presence, and any of seat, organisation, substitute, remote, basis
    and source.

    Raises: Missing; Refused when the role is down already or two would be in the chair.
    """
    meeting = _minuted(by, code)
    role, organisation = fields["role"].strip(), fields.get("organisation")
    if not role:
        raise Refused("Say which role this is, such as Director of Public Health.")
    if meeting.attendances.filter(role=role, organisation=organisation).exists():
        raise Refused(f"{role} is down already. Change that line instead.")
    _one_chair(meeting, fields["presence"], but=None)
    values = {"meeting": meeting, **fields, "role": role}
    return Keeper(by, at, ATTENDANCE).add(Attendance(), values)


@transaction.atomic
def amend_attendance(
    *, by: Actor, at: datetime, attendance_id: int, seen_version: int, fields: Mapping[str, Any]
) -> Attendance:
    """Change a line of the attendance.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    found = _attendance(by, attendance_id)
    theirs = {name: held(found, name) for name in fields}
    not_moved_on(found, called=found.role, seen_version=seen_version, theirs=theirs)
    _one_chair(found.meeting, fields.get("presence", found.presence), but=found.pk)
    Keeper(by, at, ATTENDANCE).amend(found, fields)
    return found


@transaction.atomic
def mark_presence(
    *, by: Actor, at: datetime, code: str, presences: Mapping[int, tuple[str, bool]]
) -> int:
    """Mark many lines at once: by line, the presence and whether it was from elsewhere.

    Returns how many lines changed. Raises: Missing; Refused when two would be in the chair.
    """
    meeting = _minuted(by, code)
    lines = {line.pk: line for line in meeting.attendances.order_by("pk")}
    if set(presences) - set(lines):
        raise Missing("One of these lines is not of this meeting.")
    wanted = {pk: presences.get(pk, (line.presence, line.remote)) for pk, line in lines.items()}
    rules.one_chair(sum(said == Presence.CHAIR for said, _ in wanted.values())).enforce()
    # The chair moves last, since the database knows of one chair at any moment.
    ordered = sorted(wanted.items(), key=lambda pair: pair[1][0] == Presence.CHAIR)
    keeper = Keeper(by, at, ATTENDANCE)
    return sum(
        keeper.amend(lines[pk], {"presence": presence, "remote": remote})
        for pk, (presence, remote) in ordered
    )


@transaction.atomic
def elect_chair(*, by: Actor, at: datetime, attendance_id: int) -> Attendance:
    """Put somebody who is there in the chair for this one meeting.

    Raises: Missing; Refused when they did not come or somebody is in the chair.
    """
    found = _attendance(by, attendance_id)
    rules.came(found.role, found.presence).enforce()
    _one_chair(found.meeting, Presence.CHAIR, but=found.pk)
    keeper = Keeper(by, at, ATTENDANCE)
    keeper.amend(found, {"presence": Presence.CHAIR, "basis": "elected for this meeting"})
    after = {"chair": found.role, "for": "this meeting"}
    Keeper(by, at, MEETING).tell(events.ChairElected, found.meeting, after=after)
    return found


@transaction.atomic
def declare_interest(
    *, by: Actor, at: datetime, item_id: int, attendance_id: int, fields: Mapping[str, Any]
) -> Declaration:
    """Declare an interest in an item, and what the member did about it.

    `fields` holds interest, nature and conduct, and any of sensitive, dispensation and advice.

    Raises: Missing; Refused when the member did not come, has a pecuniary interest and stays
    without a dispensation, or has declared this already.
    """
    policies.may_declare(by).enforce()
    line = Attendance.objects.select_related("meeting").filter(pk=attendance_id).first()
    item = policies.items_seen_by(by).filter(pk=item_id).first()
    if line is None or item is None or item.meeting_id != line.meeting_id:
        raise Missing("There is no such item or member at this meeting.")
    rules.may_be_minuted(line.meeting.title, line.meeting.stage).enforce()
    rules.came(line.role, line.presence).enforce()
    rules.declared_rightly(
        interest=fields["interest"],
        conduct=fields["conduct"],
        dispensation=fields.get("dispensation", ""),
    ).enforce()
    if Declaration.objects.filter(item=item, attendance=line, interest=fields["interest"]).exists():
        raise Refused(f"{line.role} has declared this interest in the item already.")
    noun = Noun("board.declaration", events.InterestDeclared, events.InterestDeclared)
    declared = Declaration(item=item, attendance=line, declared_at=at)
    for name, value in fields.items():
        setattr(declared, name, value)
    declared.save(force_insert=True)
    Keeper(by, at, noun).tell(events.InterestDeclared, declared, after=_told(declared))
    return declared


def _told(declared: Declaration) -> dict[str, Any]:
    """Return what the ledger keeps; what a sensitive interest is about is not for the ledger."""
    names = ["item", "attendance", "interest", "conduct", "dispensation", "sensitive"]
    if not declared.sensitive:
        names.append("nature")
    return {name: plain(held(declared, name)) for name in names if held(declared, name) != ""}


def _minuted(by: Actor, code: str) -> Meeting:
    meeting = locked_meeting(by, code)
    rules.may_be_minuted(meeting.title, meeting.stage).enforce()
    return meeting


def _attendance(by: Actor, attendance_id: int) -> Attendance:
    policies.may_keep(by).enforce()
    lines = Attendance.objects.select_related("meeting").select_for_update(of=("self",))
    found = lines.filter(pk=attendance_id).first()
    if found is None:
        raise Missing(f"There is no line {attendance_id} of attendance.")
    rules.may_be_minuted(found.meeting.title, found.meeting.stage).enforce()
    return found


def _one_chair(meeting: Meeting, presence: str, *, but: int | None) -> None:
    chairs = meeting.attendances.filter(presence=Presence.CHAIR).exclude(pk=but or 0).count()
    rules.one_chair(chairs + (presence == Presence.CHAIR)).enforce()


def _seats(meeting: Meeting) -> Sequence[Seat]:
    """Return the seats of a board that are filled on the day of a meeting."""
    filled = Q(ends_on=None) | Q(ends_on__gt=meeting.on)
    seats = Seat.objects.filter(filled, board=meeting.group_id, starts_on__lte=meeting.on)
    return list(seats.order_by("position", "pk"))
