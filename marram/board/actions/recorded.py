"""The board's business that comes in as the rows of an accepted delivery.

A row is matched by its key. What it says replaces what we hold; where it says what we know,
nothing is written and nothing told, so that the same file twice changes nothing. Old business is
taken as it was: nobody asks today whether a meeting of 2019 had its quorum.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Model

from marram.board.actions.agendas import SUB_GROUP_NOTE
from marram.board.actions.attendance import ATTENDANCE
from marram.board.actions.meetings import MEETING, item_keeper
from marram.board.actions.resolutions import RESOLUTION
from marram.board.actions.seats import BOARD, COMMISSIONER, SEAT, SUB_GROUP
from marram.board.models import (
    AgendaItem,
    Attendance,
    Board,
    Commissioner,
    Meeting,
    Resolution,
    Seat,
    SubGroup,
    SubGroupNote,
)
from marram.board.policies import business as policies
from marram.board.rules import meetings as rules
from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.foundation.verdicts import Refused
from marram.records.actions.keeping import Keeper, recorded


Row = Mapping[str, Any]


@transaction.atomic
def record_boards(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change boards by `board`, the key of their group."""
    keeper = _keeper(by, at, BOARD)
    return recorded(
        _kept(
            keeper,
            Board.objects.filter(pk=row["board"]).first(),
            Board,
            {"group": row["board"]},
            {
                **_filled(row, "statutory executive quorum_share quorum_least clear_days source"),
                "quorum_kinds": _parts(row["quorum_kinds"]),
                "key_spending": row["key_spending"],
            },
        )
        for row in rows
    )


@transaction.atomic
def record_seats(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change seats by board, role and first day, in the order of the rows."""
    keeper = _keeper(by, at, SEAT)

    def keep(row: Row) -> str:
        same = {"board_id": row["board"], "role": row["role"], "starts_on": row["starts_on"]}
        wanted = {
            **_filled(row, "kind votes substitute_role source"),
            "organisation": row["organisation"] or None,
            "ends_on": row["ends_on"],
        }
        found = Seat.objects.filter(**same).first()
        last = Seat.objects.filter(board=row["board"]).aggregate(last=Max("position"))["last"]
        new = {"board": row["board"], "role": row["role"], "starts_on": row["starts_on"]}
        return _kept(keeper, found, Seat, {**new, "position": (last or 0) + 1}, wanted)

    return recorded(map(keep, rows))


@transaction.atomic
def record_commissioners(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change the NHS commissioners of boards' areas; `seat` is the role that speaks.

    Raises: Refused when the board has no such seat.
    """
    keeper = _keeper(by, at, COMMISSIONER)

    def keep(row: Row) -> str:
        seat = Seat.objects.filter(board=row["board"], role=row["seat"]).order_by("pk").last()
        if row["seat"] and seat is None:
            raise Refused(f"The board {row['board']} has no seat “{row['seat']}”. Add it first.")
        same = {
            "board": row["board"],
            "organisation": row["organisation"],
            "starts_on": row["starts_on"],
        }
        found = Commissioner.objects.filter(**same).first()
        return _kept(keeper, found, Commissioner, same, {"seat": seat, "ends_on": row["ends_on"]})

    return recorded(map(keep, rows))


@transaction.atomic
def record_sub_groups(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change the formal sub-groups of boards, in the order of the rows."""
    keeper = _keeper(by, at, SUB_GROUP)

    def keep(row: Row) -> str:
        same = {"board": row["board"], "group": row["group"], "starts_on": row["starts_on"]}
        found = SubGroup.objects.filter(**same).first()
        there = SubGroup.objects.filter(board=row["board"])
        last = there.aggregate(last=Max("position"))["last"] or 0
        wanted = {"ends_on": row["ends_on"], "source": row["source"] or ""}
        return _kept(keeper, found, SubGroup, {**same, "position": last + 1}, wanted)

    return recorded(map(keep, rows))


@transaction.atomic
def record_meetings(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change meetings by `meeting`; a meeting that another confirms comes after it.

    Raises: Refused when a row names a confirming meeting that is not there.
    """
    keeper = _keeper(by, at, MEETING)
    outcomes = [_meeting(keeper, row) for row in rows]
    # What is confirmed by a meeting further down the file waits until that one is there.
    for row in rows:
        if row["confirmed_at"]:
            outcomes.append(_confirmed(keeper, row))
    return recorded(outcomes[: len(rows)])


@transaction.atomic
def record_items(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change items by meeting and title, in the order of the rows."""
    policies.may_keep(by).enforce()
    keeper = item_keeper(by, at)

    def keep(row: Row) -> str:
        rules.numbered_rightly(row["number"] or "").enforce()
        found = AgendaItem.objects.filter(meeting=row["meeting"], title=row["title"]).first()
        there = AgendaItem.objects.filter(meeting=row["meeting"])
        last = there.aggregate(last=Max("position"))["last"] or 0
        wanted = {
            **_filled(row, "number kind author_role pages_as_printed covering_note source"),
            "to_follow": bool(row["to_follow"]),
            "published_on": row["published_on"],
        }
        new = {"meeting": row["meeting"], "title": row["title"], "position": last + 1}
        return _kept(keeper, found, AgendaItem, new, wanted)

    return recorded(map(keep, rows))


@transaction.atomic
def record_attendance(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change who came, by meeting, organisation and role; `seat` names a seat's role."""
    keeper = _keeper(by, at, ATTENDANCE)

    def keep(row: Row) -> str:
        organisation = row["organisation"] or None
        same = {"meeting": row["meeting"], "organisation": organisation, "role": row["role"]}
        found = Attendance.objects.filter(**same).first()
        seat = _seat(row["meeting"], row["seat"] or "")
        wanted = {
            **_filled(row, "presence basis source"),
            "seat": seat,
            "remote": bool(row["remote"]),
        }
        return _kept(keeper, found, Attendance, same, wanted)

    return recorded(map(keep, rows))


@transaction.atomic
def record_resolutions(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change resolutions by `resolution`; `item` is the number of an item, or its title.

    Raises: Refused when the meeting has no such item.
    """
    keeper = _keeper(by, at, RESOLUTION)

    def keep(row: Row) -> str:
        meeting = Meeting.objects.get(pk=row["meeting"])
        item = _item(meeting, str(row["item"] or ""))
        new = {
            "code": row["resolution"],
            "board": meeting.group_id,
            "meeting": meeting,
            "item": item,
            "decided_on": meeting.on,
        }
        found = Resolution.objects.filter(pk=row["resolution"]).first()
        return _kept(keeper, found, Resolution, new, _resolution(row))

    return recorded(map(keep, rows))


@transaction.atomic
def record_sub_group_notes(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change what sub-groups told meetings, by meeting and group."""
    keeper = _keeper(by, at, SUB_GROUP_NOTE)

    def keep(row: Row) -> str:
        same = {"meeting": row["meeting"], "group": row["group"]}
        found = SubGroupNote.objects.filter(**same).first()
        return _kept(keeper, found, SubGroupNote, same, _filled(row, "words source"))

    return recorded(map(keep, rows))


def _resolution(row: Row) -> dict[str, Any]:
    return {
        **_filled(row, "ordinal outcome kind words owner_role frequency finished_because source"),
        "repeat": row["repeat"],
        "due_on": row["due_on"],
        "finished_on": row["finished_on"],
        "owner_organisation": row["owner_organisation"] or None,
        "owner_group": row["owner_group"] or None,
        "referred_to": row["referred_to"] or None,
    }


def _meeting(keeper: Keeper, row: Row) -> str:
    wanted = {
        **_filled(row, "title precision venue mode summary first_number source"),
        "group": row["group"],
        "on": row["on"],
        "published_on": row["published_on"],
        "minutes_published_on": row["minutes_published_on"],
    }
    # What has been confirmed here since stays so, whatever an old file says.
    found = Meeting.objects.filter(pk=row["meeting"]).first()
    if found is None or not found.confirmed_at_id:
        wanted["stage"] = row["stage"]
    return _kept(keeper, found, Meeting, {"code": row["meeting"]}, wanted)


def _confirmed(keeper: Keeper, row: Row) -> str:
    meeting = Meeting.objects.get(pk=row["meeting"])
    if not Meeting.objects.filter(pk=row["confirmed_at"]).exists():
        raise Refused(f"There is no meeting {row['confirmed_at']} that confirmed these minutes.")
    wanted = {"confirmed_at": row["confirmed_at"], "stage": "minutes confirmed"}
    return "changed" if keeper.amend(meeting, wanted) else "unchanged"


def _kept(
    keeper: Keeper,
    found: Model | None,
    kind: Callable[[], Model],
    new: Mapping[str, Any],
    wanted: Mapping[str, Any],
) -> str:
    """Add a record, or change it where it differs; return what became of the row."""
    if found is None:
        keeper.add(kind(), {**new, **wanted})
        return "created"
    return "changed" if keeper.amend(found, wanted) else "unchanged"


def _keeper(by: Actor, at: datetime, noun: Any) -> Keeper:
    policies.may_keep(by).enforce()
    return Keeper(by, at, noun)


def _filled(row: Row, names: str) -> dict[str, Any]:
    """Return cells by name; an empty one is an empty text."""
    return {name: "" if row[name] is None else row[name] for name in names.split()}


def _parts(written: str | None) -> list[str]:
    return [part.strip() for part in (written or "").split(";") if part.strip()]


def _seat(meeting: str, role: str) -> Seat | None:
    """Return the seat of a board with a role on the day of a meeting."""
    if not role:
        return None
    held: Iterable[Seat] = Seat.objects.filter(
        board__group__in=Meeting.objects.filter(pk=meeting).values("group"), role=role
    ).order_by("-starts_on")
    found = next(iter(held), None)
    if found is None:
        raise Refused(f"The board of {meeting} has no seat “{role}”. Add the seat first.")
    return found


def _item(meeting: Meeting, named: str) -> AgendaItem:
    items = meeting.items
    found = items.filter(number=named).first() or items.filter(title=named).first()
    if not named or found is None:
        raise Refused(
            f"{meeting.code} has no item “{named}”. Write the number of an item, or its title."
        )
    return found
