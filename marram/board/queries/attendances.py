"""Who came to a meeting, by role."""

from collections.abc import Mapping
from dataclasses import dataclass

from marram.board.models import Attendance, Meeting


@dataclass(frozen=True, kw_only=True)
class AttendanceLine:
    """A role at a meeting."""

    number: int
    role: str
    organisation: str
    organisation_name: str
    presence: str
    votes: bool
    substitute: bool
    remote: bool
    basis: str
    source: str
    version: int


def attendance_of(meeting: Meeting, organisations: Mapping[str, str]) -> tuple[AttendanceLine, ...]:
    """Return who came, in the order of their seats. One SQL query."""
    lines = meeting.attendances.select_related("seat").order_by("seat__position", "pk")
    return tuple(_line(each, organisations) for each in lines)


def _line(found: Attendance, organisations: Mapping[str, str]) -> AttendanceLine:
    return AttendanceLine(
        number=found.pk,
        role=found.role,
        organisation=found.organisation_id or "",
        organisation_name=organisations.get(found.organisation_id or "", ""),
        presence=found.presence,
        votes=bool(found.seat and found.seat.votes),
        substitute=found.substitute,
        remote=found.remote,
        basis=found.basis,
        source=found.source,
        version=found.version,
    )
