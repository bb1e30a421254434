"""What is done to meetings: planned, published, opened, ended, and its minutes published."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from marram.board.events import meetings as events
from marram.board.models import AgendaItem, Board, Meeting
from marram.board.policies import business as policies
from marram.board.rules import days
from marram.board.rules import meetings as rules
from marram.board.vocabulary.meetings import CLEAR_DAYS, Stage
from marram.foundation.actors import Actor
from marram.foundation.amendments import held, not_moved_on
from marram.foundation.events import Event
from marram.foundation.verdicts import Missing, Refused, Verdict
from marram.people.queries import keys as people
from marram.records.actions.keeping import Keeper, Noun


MEETING = Noun("board.meeting", events.MeetingPlanned, events.MeetingAmended)
FIELDS = (
    "title",
    "on",
    "precision",
    "starts_at",
    "ends_at",
    "venue",
    "mode",
    "first_number",
    "summary",
    "source",
)


@transaction.atomic
def plan_meeting(
    *, by: Actor, at: datetime, group: str, code: str, fields: Mapping[str, Any]
) -> Meeting:
    """Plan a meeting of a group; `fields` holds title, on and any others of FIELDS.

    Raises: Missing when there is no such group; Refused when the code is taken.
    """
    policies.may_keep(by).enforce()
    if group not in people.group_keys():
        raise Missing(f"There is no group {group}.")
    if Meeting.objects.filter(pk=code).exists():
        raise Refused(f"There already is a meeting {code}. Choose another day or short name.")
    values = {"code": code, "group": group, "stage": Stage.PLANNED, **fields}
    return Keeper(by, at, MEETING).add(Meeting(), values)


@transaction.atomic
def amend_meeting(
    *, by: Actor, at: datetime, code: str, seen_version: int, fields: Mapping[str, Any]
) -> Meeting:
    """Change a meeting; `fields` holds any of FIELDS.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    meeting = locked_meeting(by, code)
    theirs = {name: held(meeting, name) for name in fields}
    not_moved_on(meeting, called=meeting.title, seen_version=seen_version, theirs=theirs)
    Keeper(by, at, MEETING).amend(meeting, fields)
    return meeting


@transaction.atomic
def cancel_meeting(*, by: Actor, at: datetime, code: str, because: str) -> Meeting:
    """Cancel a meeting that has not begun, with the reason."""
    rules.cancelled_for_a_reason(because).enforce()
    cancelled = {"cancelled_because": because.strip()}
    return _move(by, at, code, Stage.CANCELLED, events.MeetingCancelled, cancelled)


@transaction.atomic
def plan_again(*, by: Actor, at: datetime, code: str, on: date) -> Meeting:
    """Plan a cancelled meeting again, on another day if need be."""
    wanted = {"on": on, "cancelled_because": "", "published_on": None}
    return _move(by, at, code, Stage.PLANNED, events.MeetingPlannedAgain, wanted)


@transaction.atomic
def publish_agenda(*, by: Actor, at: datetime, code: str, because: str = "") -> Meeting:
    """Publish the agenda today, with every item that is on it.

    Raises: Missing; Refused when it has no items, or when it comes out later than the law allows
    and `because` does not say why.
    """
    meeting = locked_meeting(by, code)
    rules.may_move(meeting.title, now=meeting.stage, to=Stage.PUBLISHED).enforce()
    on = at.date()
    items = list(meeting.items.filter(withdrawn_because="").order_by("position"))
    if not items:
        raise Refused("The agenda has no items yet. Add them before you publish it.")
    late = in_time(meeting, on)
    rules.told_why_late(in_time=late, because=because).enforce()
    for item in items:
        item_keeper(by, at).amend(item, {"published_on": on})
    wanted = {
        "stage": Stage.PUBLISHED,
        "published_on": on,
        "late_because": "" if late else because.strip(),
    }
    Keeper(by, at, MEETING).amend(meeting, wanted, fact=events.AgendaPublished)
    return meeting


@transaction.atomic
def publish_supplement(
    *, by: Actor, at: datetime, code: str, item_ids: list[int], because: str = ""
) -> int:
    """Publish late items, and papers that were to follow, as one supplement; return its number.

    Raises: Missing; Refused when the agenda is not out, an item is out already with its paper, or
    it is late and nobody says why.
    """
    meeting = locked_meeting(by, code)
    rules.agenda_open(meeting.title, meeting.stage).enforce()
    if meeting.published_on is None:
        raise Refused("The agenda is not published yet: these items come out with it.")
    items = list(meeting.items.filter(pk__in=item_ids).order_by("position"))
    if not items or len(items) < len(set(item_ids)):
        raise Missing("One of these items is not on the agenda.")
    number = (meeting.items.aggregate(last=Max("supplement"))["last"] or 0) + 1
    late = in_time(meeting, at.date())
    for item in items:
        _add_to_supplement(by, at, item, number, late=late, because=because)
    after = {"supplement": number, "items": [item.number or item.title for item in items]}
    told = {**after, "because": because.strip()} if because.strip() else after
    Keeper(by, at, MEETING).tell(events.SupplementPublished, meeting, after=told)
    return number


@transaction.atomic
def open_meeting(*, by: Actor, at: datetime, code: str) -> Meeting:
    """Open the meeting: from now on it can be minuted."""
    return _move(by, at, code, Stage.IN_SESSION, events.MeetingOpened, {})


@transaction.atomic
def adjourn_meeting(*, by: Actor, at: datetime, code: str) -> Meeting:
    """Break the meeting off, to be opened again."""
    return _move(by, at, code, Stage.ADJOURNED, events.MeetingAdjourned, {})


@transaction.atomic
def end_meeting(*, by: Actor, at: datetime, code: str, summary: str = "") -> Meeting:
    """End the meeting. `summary` is what a sub-group tells the board above it."""
    wanted = {"summary": summary.strip()} if summary.strip() else {}
    return _move(by, at, code, Stage.HELD, events.MeetingEnded, wanted)


@transaction.atomic
def publish_minutes(*, by: Actor, at: datetime, code: str) -> Meeting:
    """Show the draft minutes to everybody from today, exempt items left out."""
    meeting = locked_meeting(by, code)
    if meeting.stage not in rules.OVER:
        raise Refused(f"{meeting.title} is not over. End the meeting before publishing minutes.")
    if meeting.minutes_published_on is None:
        wanted = {"minutes_published_on": at.date()}
        Keeper(by, at, MEETING).amend(meeting, wanted, fact=events.MinutesPublished)
    return meeting


def locked_meeting(by: Actor, code: str) -> Meeting:
    """Return a meeting whose business `by` keeps, locked until the transaction ends.

    Raises: Missing; Refused.
    """
    policies.may_keep(by).enforce()
    found = Meeting.objects.select_for_update(of=("self",)).filter(pk=code).first()
    if found is None:
        raise Missing(f"There is no meeting {code}.")
    return found


def item_keeper(by: Actor, at: datetime) -> Keeper:
    """Return who writes items of agendas."""
    return Keeper(by, at, Noun("board.item", events.ItemAdded, events.ItemAmended))


def in_time(meeting: Meeting, on: date) -> Verdict:
    """Papers out on this day are out in time for the meeting. Two SQL queries."""
    board = Board.objects.filter(pk=meeting.group_id).first()
    closed = set(board.closed_days.values_list("on", flat=True)) if board else set[date]()
    clear_days = board.clear_days if board else CLEAR_DAYS
    return days.in_time(on, meeting.on, clear_days=clear_days, closed=closed)


def _move(
    by: Actor,
    at: datetime,
    code: str,
    to: Stage,
    fact: type[Event],
    wanted: Mapping[str, Any],
) -> Meeting:
    meeting = locked_meeting(by, code)
    rules.may_move(meeting.title, now=meeting.stage, to=to).enforce()
    Keeper(by, at, MEETING).amend(meeting, {"stage": to, **wanted}, fact=fact)
    return meeting


def _add_to_supplement(
    by: Actor, at: datetime, item: AgendaItem, number: int, *, late: Verdict, because: str
) -> None:
    if item.published_on is not None and not item.to_follow:
        raise Refused(f"“{item.title}” is published already, with its paper.")
    if item.published_on is None:
        urgent = item.urgent_because or because
        rules.urgent_for_a_reason(in_time=late, because=urgent).enforce()
        wanted = {"urgent_because": "" if late else urgent.strip()}
    else:
        rules.told_why_late(in_time=late, because=because).enforce()
        wanted = {}
    out = {"supplement": number, "to_follow": False}
    published = {} if item.published_on else {"published_on": at.date()}
    item_keeper(by, at).amend(item, {**out, **published, **wanted})
