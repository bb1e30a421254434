"""One meeting: its papers, who came, what was declared, minuted and resolved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TypeAlias

from marram.board.models import Board, Meeting
from marram.board.policies import business as policies
from marram.board.queries import arising, quorums, sub_groups
from marram.board.queries.agenda_items import ItemLine, items_of
from marram.board.queries.attendances import AttendanceLine, attendance_of
from marram.board.queries.notices import Notice, notice
from marram.board.queries.quorums import QuorumHeld
from marram.board.queries.resolution_lines import ResolutionLine
from marram.board.queries.sub_groups import SubGroupUpdate
from marram.board.rules import meetings as rules
from marram.board.vocabulary.meetings import Stage
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict, no
from marram.people.queries import keys as people


# The code and the day of a meeting beside another, where there is one.
Neighbour: TypeAlias = tuple[str, date | None]
NONE: Neighbour = ("", None)


@dataclass(frozen=True, kw_only=True)
class MeetingPage:
    """A meeting as a viewer may see it on a day."""

    code: str
    group: str
    group_name: str
    title: str
    on: date
    precision: str
    starts_at: time | None
    ends_at: time | None
    venue: str
    mode: str
    stage: str
    first_number: int
    summary: str
    late_because: str
    cancelled_because: str
    minutes_published_on: date | None
    confirmed_at: str
    confirmed_on: date | None
    confirmed_by: str
    correction: str
    may_unconfirm: Verdict
    before: str
    before_on: date | None
    after: str
    after_on: date | None
    is_board: bool
    executive: bool
    notice: Notice | None
    items: tuple[ItemLine, ...]
    attendance: tuple[AttendanceLine, ...]
    quorum: QuorumHeld
    sub_groups: tuple[SubGroupUpdate, ...]
    matters_arising: tuple[ResolutionLine, ...]
    next_stages: frozenset[Stage]
    reads_minutes: bool
    reads_exempt: bool
    source: str
    version: int
    may_keep: Verdict
    may_minute: Verdict
    may_declare: Verdict
    agenda_open: Verdict


def meeting_page(*, viewer: Actor, code: str, on: date) -> MeetingPage:
    """Return a meeting with all of its business that the viewer may read.

    The number of SQL queries does not depend on how many items there are: at most 34.

    Raises: Missing.
    """
    meeting = one_meeting(viewer, code)
    board = Board.objects.filter(pk=meeting.group_id).first()
    groups, organisations = people.group_names(), people.organisation_names()
    (before, before_on), (after, after_on) = _neighbours(viewer, meeting)
    reads_minutes = bool(policies.may_read_minutes(viewer, meeting))
    return MeetingPage(
        code=meeting.code,
        group=meeting.group_id,
        group_name=groups[meeting.group_id],
        title=meeting.title,
        on=meeting.on,
        precision=meeting.precision,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        venue=meeting.venue,
        mode=meeting.mode,
        stage=meeting.stage,
        first_number=meeting.first_number,
        summary=meeting.summary if policies.may_read_drafts(viewer) else "",
        late_because=meeting.late_because,
        cancelled_because=meeting.cancelled_because,
        minutes_published_on=meeting.minutes_published_on,
        confirmed_at=meeting.confirmed_at_id or "",
        confirmed_on=meeting.confirmed_at.on if meeting.confirmed_at else None,
        confirmed_by=_confirmed_by(viewer, meeting),
        correction=meeting.correction if reads_minutes else "",
        may_unconfirm=_may_unconfirm(meeting),
        before=before,
        before_on=before_on,
        after=after,
        after_on=after_on,
        is_board=board is not None,
        executive=bool(board and board.executive),
        notice=notice(meeting, board, on),
        items=items_of(viewer, meeting, board, on=on, organisations=organisations),
        attendance=attendance_of(meeting, organisations) if reads_minutes else (),
        quorum=quorums.quorum(code=code),
        sub_groups=sub_groups.updates(viewer=viewer, meeting=meeting),
        matters_arising=arising.matters_arising(viewer=viewer, code=code, on=on) if board else (),
        next_stages=rules.MOVES[Stage(meeting.stage)],
        reads_minutes=reads_minutes,
        reads_exempt=bool(policies.may_read_exempt(viewer)),
        source=meeting.source,
        version=meeting.version,
        may_keep=policies.may_keep(viewer),
        may_minute=rules.may_be_minuted(meeting.title, meeting.stage),
        may_declare=policies.may_declare(viewer),
        agenda_open=rules.agenda_open(meeting.title, meeting.stage),
    )


def item_page(*, viewer: Actor, number: int, on: date) -> tuple[MeetingPage, ItemLine]:
    """Return an item and its meeting. As many SQL queries as the meeting's page, and one.

    Raises: Missing.
    """
    found = policies.items_seen_by(viewer).filter(pk=number).values_list("meeting", flat=True)
    code = found.first()
    if code is None:
        raise Missing(f"There is no item {number}.")
    page = meeting_page(viewer=viewer, code=code, on=on)
    return page, next(item for item in page.items if item.number == number)


def to_confirm(*, viewer: Actor, code: str) -> tuple[tuple[str, str, date], ...]:
    """Return the meetings whose minutes a meeting may confirm: code, title, day. Two SQL queries.

    Raises: Missing.
    """
    meeting = one_meeting(viewer, code)
    held = policies.meetings_seen_by(viewer).filter(
        group=meeting.group_id, stage=Stage.HELD, on__lt=meeting.on
    )
    return tuple(held.order_by("-on", "code").values_list("pk", "title", "on"))


def titles(*, viewer: Actor, codes: Sequence[str]) -> Mapping[str, str]:
    """Return what meetings are called, with their day, by code. One SQL query."""
    found = policies.meetings_seen_by(viewer).filter(pk__in=codes).order_by("pk")
    rows = found.values_list("pk", "title", "on")
    return {code: f"{title}, {on.day} {on:%B %Y}" for code, title, on in rows}


def one_meeting(viewer: Actor, code: str) -> Meeting:
    """Return a meeting. One SQL query.

    Raises: Missing.
    """
    seen = policies.meetings_seen_by(viewer).select_related("confirmed_at")
    found = seen.filter(pk=code).first()
    if found is None:
        raise Missing(f"There is no meeting {code}.")
    return found


def _confirmed_by(viewer: Actor, meeting: Meeting) -> str:
    """Return the code of the resolution that confirmed the minutes, if the viewer may read it."""
    if meeting.confirmed_at_id is None:
        return ""
    seen = policies.resolutions_seen_by(viewer).filter(confirms=meeting)
    return seen.values_list("pk", flat=True).first() or ""


def _may_unconfirm(meeting: Meeting) -> Verdict:
    """That minutes were confirmed may be taken back while those that say so are a draft."""
    later = meeting.confirmed_at
    if later is None:
        return no(f"The minutes of {meeting.title} are not confirmed.")
    return rules.may_be_minuted(later.title, later.stage)


def _neighbours(viewer: Actor, meeting: Meeting) -> tuple[Neighbour, Neighbour]:
    """Return the meetings of the same group before and after: code and day. Two SQL queries."""
    others = policies.meetings_seen_by(viewer).filter(group=meeting.group_id)
    standing = others.exclude(stage=Stage.CANCELLED).exclude(pk=meeting.pk)
    before = standing.filter(on__lte=meeting.on).order_by("-on", "-code")
    after = standing.filter(on__gt=meeting.on).order_by("on", "code")
    return (
        before.values_list("pk", "on").first() or NONE,
        after.values_list("pk", "on").first() or NONE,
    )
