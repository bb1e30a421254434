"""Which decisions are in effect on a day, and which wait for call-in or were called in."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from marram.board.models import Board, CallIn, CallInStep, ClosedDay, Resolution
from marram.board.rules import call_ins as rules
from marram.board.rules.call_ins import Decision, Effect, Orders
from marram.board.rules.decisions import Weight, key_reasons
from marram.board.vocabulary.call_ins import State


NOBODY_CALLS_IN = Orders()


def with_call_ins(found: QuerySet[Resolution]) -> QuerySet[Resolution]:
    """Return resolutions together with what their effect depends on."""
    return found.select_related("meeting", "item", "call_in")


def effects(rows: Collection[Resolution], *, on: date) -> Mapping[str, Effect]:
    """Return whether decisions are in effect on a day, by code; rows come `with_call_ins`.

    Two SQL queries, and two more where a board among them exercises executive functions.
    """
    boards = {board.pk: board for board in Board.objects.filter(executive=True).order_by("pk")}
    orders = _orders([boards[key] for key in {row.board_id for row in rows} if key in boards])
    steps = _steps([row for row in rows if _call_in(row)], on)
    return {
        row.pk: rules.effect(
            _decision(row, boards.get(row.board_id), steps, on),
            orders.get(row.board_id, NOBODY_CALLS_IN),
            on=on,
        )
        for row in rows
    }


def decided(row: Resolution, *, on: date) -> tuple[Decision, Orders]:
    """Return one decision and the standing orders that hold for it. At most three SQL queries."""
    board = Board.objects.filter(pk=row.board_id).first()
    orders = _orders([board]) if board and board.executive else {}
    steps = _steps([row] if _call_in(row) else [], on)
    return _decision(row, board, steps, on), orders.get(row.board_id, NOBODY_CALLS_IN)


def effect(row: Resolution, *, on: date) -> Effect:
    """Return whether one decision is in effect on a day. At most three SQL queries."""
    decision, orders = decided(row, on=on)
    return rules.effect(decision, orders, on=on)


def _orders(boards: Iterable[Board]) -> Mapping[str, Orders]:
    found = list(boards)
    closed: dict[str, list[date]] = {}
    if found:
        days = ClosedDay.objects.filter(board__in=found).order_by("board", "on")
        for board, day in days.values_list("board", "on"):
            closed.setdefault(board, []).append(day)
    return {
        board.pk: Orders(
            executive=board.executive,
            scope=board.call_in_scope,
            days=board.call_in_days,
            members=board.call_in_members,
            closed=frozenset(closed.get(board.pk, ())),
        )
        for board in found
    }


def _steps(rows: Collection[Resolution], on: date) -> Mapping[str, CallInStep]:
    """Return the last step of each call-in until a day, by the code of what was called in."""
    if not rows:
        return {}
    told = CallInStep.objects.filter(call_in__resolution__in=rows, on__lte=on)
    found = told.select_related("call_in").order_by("on", "pk")
    return {step.call_in.resolution_id: step for step in found}


def _decision(
    row: Resolution, board: Board | None, steps: Mapping[str, CallInStep], on: date
) -> Decision:
    state, since = _state(row, steps, on)
    item = row.item
    weight = Weight(
        executive=bool(board and board.executive),
        spending=item.spending if item else None,
        wards=item.wards if item else None,
    )
    key = key_reasons(weight, key_spending=board.key_spending if board else None)
    return Decision(
        code=row.pk,
        kind=row.kind,
        outcome=row.outcome,
        key=bool(key),
        published_on=row.meeting.minutes_published_on if row.meeting else row.decided_on,
        finished_on=row.finished_on if row.finished_on and row.finished_on <= on else None,
        waived=bool(row.call_in_waived),
        state=state,
        since=since,
    )


def _state(
    row: Resolution, steps: Mapping[str, CallInStep], on: date
) -> tuple[State | None, date | None]:
    call_in = _call_in(row)
    if call_in is None or call_in.called_on > on:
        return None, None
    if step := steps.get(row.pk):
        return State(step.state), step.on
    return State.WAITING, call_in.called_on


def _call_in(row: Resolution) -> CallIn | None:
    return getattr(row, "call_in", None)
