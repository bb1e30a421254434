"""What is done to boards: their rules, terms, seats, commissioners and formal sub-groups."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from marram.board.events import seats as events
from marram.board.models import Board, ClosedDay, Commissioner, Seat, SubGroup, Terms
from marram.board.policies import business as policies
from marram.board.rules import seats as rules
from marram.foundation.actors import Actor
from marram.foundation.amendments import held, not_moved_on
from marram.foundation.events import Event
from marram.foundation.verdicts import Missing, Refused
from marram.people.queries import keys as people
from marram.records.actions.keeping import Keeper, Noun


BOARD = Noun("board.board", events.BoardAdded, events.BoardAmended)
SEAT = Noun("board.seat", events.SeatAdded, events.SeatAmended)
COMMISSIONER = Noun("board.commissioner", events.CommissionerNamed, events.CommissionerAmended)
SUB_GROUP = Noun("board.sub_group", events.SubGroupMadeFormal, events.SubGroupEnded)


@transaction.atomic
def add_board(*, by: Actor, at: datetime, group: str, fields: Mapping[str, Any]) -> Board:
    """Begin to keep the business of a group as that of a board, with its standing orders.

    `fields` holds any of statutory, executive, quorum_share, quorum_least, quorum_kinds,
    clear_days, key_spending and source.

    Raises: Missing when there is no such group; Refused when its business is kept already.
    """
    policies.may_keep(by).enforce()
    if group not in people.group_keys():
        raise Missing(f"There is no group {group}.")
    if Board.objects.filter(pk=group).exists():
        raise Refused("The business of this group is kept already.")
    return Keeper(by, at, BOARD).add(Board(), {"group": group, **fields})


@transaction.atomic
def amend_board(
    *, by: Actor, at: datetime, group: str, seen_version: int, fields: Mapping[str, Any]
) -> Board:
    """Change the standing orders of a board.

    Raises: Missing; Refused; Conflict when somebody changed them since version `seen_version`.
    """
    board = _board(by, group)
    theirs = {name: held(board, name) for name in fields}
    not_moved_on(board, called="these rules", seen_version=seen_version, theirs=theirs)
    Keeper(by, at, BOARD).amend(board, fields)
    return board


@transaction.atomic
def close_day(*, by: Actor, at: datetime, group: str, on: date, why: str) -> None:
    """Say that the offices are closed on a day, so that it is no clear day. Twice is once."""
    board = _board(by, group)
    _, new = ClosedDay.objects.get_or_create(board=board, on=on, defaults={"why": why})
    if new:
        Keeper(by, at, BOARD).tell(
            events.DayClosed, board, after={"closed_on": on.isoformat(), "closed_because": why}
        )


@transaction.atomic
def adopt_terms(
    *, by: Actor, at: datetime, group: str, adopted_on: date, fields: Mapping[str, Any]
) -> Terms:
    """Adopt terms of reference from a day; earlier ones stay on record.

    `fields` holds text and any of review_on, document and source.

    Raises: Missing; Refused when the text is empty or terms were adopted that day already.
    """
    board = _board(by, group)
    if not fields.get("text", "").strip():
        raise Refused("Write down the terms of reference.")
    if Terms.objects.filter(board=board, adopted_on=adopted_on).exists():
        raise Refused("Terms of reference were adopted on this day already. Choose another day.")
    noun = Noun("board.terms", events.TermsAdopted, events.TermsAdopted)
    values = {"board": board, "adopted_on": adopted_on, **fields}
    return Keeper(by, at, noun).add(Terms(), values)


@transaction.atomic
def add_seat(*, by: Actor, at: datetime, group: str, fields: Mapping[str, Any]) -> Seat:
    """Add a seat at the end of a board's table.

    `fields` holds kind, role and starts_on, and any of organisation, user, votes,
    substitute_role, substitute, ends_on and source.

    Raises: Missing; Refused when the days are out of order.
    """
    board = _board(by, group)
    rules.within(fields["starts_on"], fields.get("ends_on")).enforce()
    last = board.seats.aggregate(last=Max("position"))["last"] or 0
    values = {"board": board, "position": last + 1, **fields}
    return Keeper(by, at, SEAT).add(Seat(), values)


@transaction.atomic
def amend_seat(
    *, by: Actor, at: datetime, seat_id: int, seen_version: int, fields: Mapping[str, Any]
) -> Seat:
    """Change a seat; one that ends keeps its past.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    seat = _seat(by, seat_id)
    theirs = {name: held(seat, name) for name in fields}
    not_moved_on(seat, called=seat.role, seen_version=seen_version, theirs=theirs)
    starts_on, ends_on = (fields.get(name, held(seat, name)) for name in ("starts_on", "ends_on"))
    rules.within(starts_on, ends_on).enforce()
    Keeper(by, at, SEAT).amend(seat, fields)
    return seat


@transaction.atomic
def name_commissioner(
    *,
    by: Actor,
    at: datetime,
    group: str,
    organisation: str,
    seat_id: int | None,
    starts_on: date,
    ends_on: date | None = None,
) -> Commissioner:
    """Say which NHS commissioner's area touches the board's, and which seat speaks for it.

    Named again from the same day, its seat and last day change.
    """
    board = _board(by, group)
    if organisation not in people.organisation_keys():
        raise Missing(f"There is no organisation {organisation}.")
    keeper = Keeper(by, at, COMMISSIONER)
    wanted = {"seat": seat_id, "ends_on": ends_on}
    found = board.commissioners.filter(organisation=organisation, starts_on=starts_on).first()
    if found is not None:
        keeper.amend(found, wanted)
        return found
    values = {"board": board, "organisation": organisation, "starts_on": starts_on, **wanted}
    return keeper.add(Commissioner(), values)


@transaction.atomic
def make_formal(
    *, by: Actor, at: datetime, group: str, sub_group: str, starts_on: date, source: str = ""
) -> SubGroup:
    """Make a group a formal sub-group of the board: it tells every meeting what it did.

    Raises: Missing; Refused when it is one already or is the board itself.
    """
    board = _board(by, group)
    if sub_group not in people.group_keys():
        raise Missing(f"There is no group {sub_group}.")
    if sub_group == group:
        raise Refused("A board is not its own sub-group. Choose another group.")
    if board.sub_groups.filter(group=sub_group, ends_on=None).exists():
        raise Refused("This group is a formal sub-group already.")
    last = board.sub_groups.aggregate(last=Max("position"))["last"] or 0
    values = {
        "board": board,
        "group": sub_group,
        "position": last + 1,
        "starts_on": starts_on,
        "source": source,
    }
    return Keeper(by, at, SUB_GROUP).add(SubGroup(), values)


@transaction.atomic
def end_formal(
    *, by: Actor, at: datetime, sub_group_id: int, ends_on: date, because: str
) -> SubGroup:
    """End a formal sub-group from a day on, with the reason. What it told the board stays.

    Raises: Missing; Refused when it has ended, the day is before its first, or no reason is given.
    """
    policies.may_keep(by).enforce()
    found = SubGroup.objects.select_for_update(of=("self",)).filter(pk=sub_group_id).first()
    if found is None:
        raise Missing(f"There is no sub-group {sub_group_id}.")
    _end(Keeper(by, at, SUB_GROUP), found, ends_on, because, events.SubGroupEnded)
    return found


@transaction.atomic
def end_seat(*, by: Actor, at: datetime, seat_id: int, ends_on: date, because: str) -> Seat:
    """End a seat from a day on, with the reason. What its holder did stays.

    Raises: Missing; Refused when it has ended, the day is before its first, or no reason is given.
    """
    found = _seat(by, seat_id)
    _end(Keeper(by, at, SEAT), found, ends_on, because, events.SeatEnded)
    return found


def _end(
    keeper: Keeper, found: Seat | SubGroup, ends_on: date, because: str, fact: type[Event]
) -> None:
    rules.ends_once(found.ends_on).enforce()
    rules.within(found.starts_on, ends_on).enforce()
    rules.ended_for_a_reason(because).enforce()
    keeper.amend(found, {"ends_on": ends_on, "ended_because": because.strip()}, fact=fact)


def _board(by: Actor, group: str) -> Board:
    """Return a board that `by` keeps, locked until the transaction ends."""
    policies.may_keep(by).enforce()
    found = Board.objects.select_for_update(of=("self",)).filter(pk=group).first()
    if found is None:
        raise Missing(f"There is no board {group}.")
    return found


def _seat(by: Actor, seat_id: int) -> Seat:
    policies.may_keep(by).enforce()
    found = Seat.objects.select_for_update(of=("self",)).filter(pk=seat_id).first()
    if found is None:
        raise Missing(f"There is no seat {seat_id}.")
    return found
