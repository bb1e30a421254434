"""What each formal sub-group has to tell a meeting of its board, also when it did not meet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from marram.board.models import Meeting, SubGroup
from marram.board.policies import business as policies
from marram.board.rules.meetings import OVER, agenda_is_out
from marram.board.vocabulary.meetings import Precision, Stage
from marram.foundation.actors import Actor
from marram.people.queries import keys as people


@dataclass(frozen=True, kw_only=True)
class SubMeeting:
    """A meeting of a sub-group, and what it says about it."""

    code: str
    on: date
    held: bool
    summary: str


@dataclass(frozen=True, kw_only=True)
class SubGroupUpdate:
    """A sub-group's lines in the standing item of a board's meeting.

    `met` are its meetings since the last board, `to_report` those that it will tell the next one
    about. A sub-group that did not meet is here too, with neither.
    """

    group: str
    name: str
    met: tuple[SubMeeting, ...]
    to_report: tuple[SubMeeting, ...]
    words: str
    source: str
    did_not_meet: bool
    may_tell: bool


def updates(*, viewer: Actor, meeting: Meeting) -> tuple[SubGroupUpdate, ...]:
    """Return what the formal sub-groups tell a meeting. Five SQL queries, one where it has none."""
    formal = list(
        SubGroup.objects.filter(
            Q(ends_on=None) | Q(ends_on__gt=meeting.on),
            board=meeting.group_id,
            starts_on__lte=meeting.on,
        ).order_by("position", "pk")
    )
    if not formal:
        return ()
    names = people.group_names()
    told = {note.group_id: note for note in meeting.sub_group_notes.order_by("pk")}
    since = _last_board(meeting)
    met = _meetings(viewer, [each.group_id for each in formal], since, meeting.on)
    out = agenda_is_out(meeting.stage, meeting.published_on)
    reads = out or bool(policies.may_read_drafts(viewer))
    keeps = bool(policies.may_keep(viewer))
    return tuple(
        _update(
            each.group_id,
            names[each.group_id],
            met.get(each.group_id, ()),
            words=told[each.group_id].words if reads and each.group_id in told else "",
            source=told[each.group_id].source if each.group_id in told else "",
            reads=reads,
            may_tell=keeps or each.group_id in viewer.groups,
        )
        for each in formal
    )


def _last_board(meeting: Meeting) -> date:
    """Return the day of the board's meeting before this one; the beginning of time without one."""
    before = Meeting.objects.filter(group=meeting.group_id, on__lt=meeting.on)
    days = before.exclude(stage=Stage.CANCELLED).order_by("-on").values_list("on", flat=True)
    return days.first() or date.min


def _meetings(
    viewer: Actor, groups: Iterable[str], since: date, until: date
) -> Mapping[str, list[Meeting]]:
    """Return the sub-groups' meetings after a day and until another, that one included."""
    found = (
        policies.meetings_seen_by(viewer)
        .filter(group__in=groups, on__gt=since, on__lte=until, precision=Precision.DAY)
        .exclude(stage=Stage.CANCELLED)
        .order_by("on", "code")
    )
    by_group: dict[str, list[Meeting]] = {}
    for each in found:
        by_group.setdefault(each.group_id, []).append(each)
    return by_group


def _update(
    group: str,
    name: str,
    meetings: Iterable[Meeting],
    *,
    words: str,
    source: str,
    reads: bool,
    may_tell: bool,
) -> SubGroupUpdate:
    every = [
        SubMeeting(
            code=each.code,
            on=each.on,
            held=each.stage in OVER,
            summary=each.summary if reads else "",
        )
        for each in meetings
    ]
    return SubGroupUpdate(
        group=group,
        name=name,
        met=tuple(each for each in every if each.held),
        to_report=tuple(each for each in every if not each.held),
        words=words,
        source=source,
        did_not_meet=not any(each.held for each in every),
        may_tell=may_tell,
    )
