"""The calendar: which group meets when, and when its papers must be out."""

from dataclasses import dataclass
from datetime import date, time

from marram.board.models import Board, Meeting
from marram.board.policies import business as policies
from marram.board.rules import days
from marram.board.vocabulary.meetings import CLEAR_DAYS, Precision, Stage
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Verdict
from marram.people.queries import keys as people


@dataclass(frozen=True, kw_only=True)
class MeetingLine:
    """A meeting in a list. `publish_by` is the last day for the papers of a meeting to come."""

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
    published_on: date | None
    publish_by: date | None
    overdue: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The meetings that fit, those to come first, and the groups that have any."""

    coming: tuple[MeetingLine, ...]
    past: tuple[MeetingLine, ...]
    groups: tuple[tuple[str, str], ...]
    group: str
    words: str
    on: date
    may_keep: Verdict


def calendar(*, viewer: Actor, on: date, group: str = "", words: str = "") -> Calendar:
    """Return the meetings of every group, or of one, as on a day. Four SQL queries."""
    lines = _lines(viewer, on)
    meeting = dict.fromkeys((line.group, line.group_name) for line in lines)
    fitting = [
        line
        for line in lines
        if (not group or line.group == group)
        and (not words or words.lower() in f"{line.title} {line.group_name}".lower())
    ]
    return Calendar(
        coming=tuple(sorted((line for line in fitting if line.on >= on), key=_when)),
        past=tuple(line for line in fitting if line.on < on),
        groups=tuple(sorted(meeting, key=lambda pair: pair[1])),
        group=group,
        words=words,
        on=on,
        may_keep=policies.may_keep(viewer),
    )


def may_plan(*, viewer: Actor) -> Verdict:
    """Tell whether the viewer may plan meetings."""
    return policies.may_keep(viewer)


def feed(*, viewer: Actor, on: date, group: str = "") -> tuple[MeetingLine, ...]:
    """Return what a calendar that people subscribe to holds: meetings with a day, oldest first.

    A group's feed also holds the meetings of the groups under it. Four SQL queries.
    """
    wanted = {group, *(slug for slug, parent in people.group_parents() if parent == group)}
    lines = (line for line in _lines(viewer, on) if not group or line.group in wanted)
    return tuple(sorted((line for line in lines if line.precision == Precision.DAY), key=_when))


def _lines(viewer: Actor, on: date) -> tuple[MeetingLine, ...]:
    names = people.group_names()
    boards = {board.pk: board.clear_days for board in Board.objects.order_by("pk")}
    closed: dict[str, set[date]] = {}
    for group, day in Board.objects.exclude(closed_days=None).values_list("pk", "closed_days__on"):
        closed.setdefault(group, set()).add(day)
    found = policies.meetings_seen_by(viewer).order_by("-on", "code")
    return tuple(
        _line(
            meeting,
            names[meeting.group_id],
            on,
            boards.get(meeting.group_id),
            closed.get(meeting.group_id, set()),
        )
        for meeting in found
    )


def _line(
    meeting: Meeting, group_name: str, on: date, clear_days: int | None, closed: set[date]
) -> MeetingLine:
    awaited = clear_days is not None and meeting.stage == Stage.PLANNED and meeting.on >= on
    by = (
        days.publish_by(meeting.on, clear_days=clear_days or CLEAR_DAYS, closed=closed)
        if awaited
        else None
    )
    return MeetingLine(
        code=meeting.code,
        group=meeting.group_id,
        group_name=group_name,
        title=meeting.title,
        on=meeting.on,
        precision=meeting.precision,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        venue=meeting.venue,
        mode=meeting.mode,
        stage=meeting.stage,
        published_on=meeting.published_on,
        publish_by=by,
        overdue=by is not None and by < on,
        version=meeting.version,
    )


def _when(line: MeetingLine) -> tuple[date, time, str]:
    return line.on, line.starts_at or time(0), line.code
