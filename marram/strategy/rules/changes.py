"""What became of actions between two days: added, closed, rated otherwise, slipped, moved."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from marram.strategy.rules.movements import Movement, movement


class Kind(StrEnum):
    """What can become of an action, in the order in which reports tell it."""

    COMPLETED = "completed"
    RETIRED = "retired"
    ADDED = "added"
    REOPENED = "opened again"
    BETTER = "rating better"
    WORSE = "rating worse"
    RERATED = "rating changed"
    SLIPPED = "due date moved later"
    FELL_OVERDUE = "fell overdue"
    EARLIER = "due date moved earlier"
    DATED = "given a due date"
    MOVED = "moved in the plan"
    LED_BY_OTHERS = "lead changed"


@dataclass(frozen=True, kw_only=True)
class State:
    """An action as it stood at the end of a day. `claimed` and `tone` are empty when unrated."""

    code: str
    plan: str
    plan_title: str
    section: str
    ref: str
    what: str
    leads: tuple[str, ...]
    due_on: date | None
    claimed: str
    tone: str
    overdue: bool
    finished: bool
    finished_on: date | None
    retired_on: date | None
    retired_because: str = ""

    @property
    def closed(self) -> bool:
        return self.finished or self.retired_on is not None


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that became of one action, with what was and what is now, in words."""

    kind: Kind
    was: str
    now: str
    action: State


def changes(before: State | None, after: State) -> tuple[Change, ...]:
    """Return what became of one action; `before` is None when it was not there yet."""
    if before is None:
        found = [(Kind.ADDED, "", _due(after.due_on)), *_closing(None, after)]
    else:
        found = [
            *_closing(before, after),
            *_rating(before, after),
            *_due_date(before, after),
            *_overdue(before, after),
            *_place(before, after),
        ]
    return tuple(Change(kind=kind, was=was, now=now, action=after) for kind, was, now in found)


def in_order(found: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes by kind, then as they came."""
    kinds = list(Kind)
    return tuple(sorted(found, key=lambda change: kinds.index(change.kind)))


def counts(found: Iterable[Change]) -> Mapping[Kind, int]:
    """Return how many changes of each kind there are; kinds without any are left out."""
    tally = Counter(change.kind for change in found)
    return {kind: tally[kind] for kind in Kind if kind in tally}


def sentences(found: Sequence[Change]) -> tuple[str, ...]:
    """Return what became of all the actions together, a sentence for each question asked."""
    tally = Counter(change.kind for change in found)
    slipping = (Kind.SLIPPED, Kind.FELL_OVERDUE)
    slipped = len({change.action.code for change in found if change.kind in slipping})
    lines = [
        f"{_were(tally[Kind.COMPLETED])} completed and {tally[Kind.RETIRED] or 'none'} retired.",
        f"{_were(tally[Kind.ADDED])} added.",
        _ratings(tally),
        _slipped(slipped, tally),
    ]
    if tally[Kind.REOPENED]:
        lines.insert(1, f"{_were(tally[Kind.REOPENED])} opened again.")
    return tuple(lines)


def _ratings(tally: Mapping[Kind, int]) -> str:
    better, worse, others = (tally.get(kind, 0) for kind in (Kind.BETTER, Kind.WORSE, Kind.RERATED))
    if not better + worse + others:
        return "No rating changed."
    sentence = f"{better} {'rating is' if better == 1 else 'ratings are'} better and {worse} worse."
    return f"{sentence} {others} changed in a way that is neither." if others else sentence


def _slipped(count: int, tally: Mapping[Kind, int]) -> str:
    if not count:
        return "No action slipped."
    later, overdue = tally.get(Kind.SLIPPED, 0), tally.get(Kind.FELL_OVERDUE, 0)
    return (
        f"{_actions(count)} slipped: {later or 'none'} had the due date moved later and "
        f"{overdue or 'none'} fell overdue."
    )


def _actions(count: int) -> str:
    """Return how many actions.

    >>> _actions(0), _actions(1), _actions(3)
    ('No action', '1 action', '3 actions')
    """
    return f"{count} actions" if count > 1 else f"{count or 'No'} action"


def _were(count: int) -> str:
    return f"{_actions(count)} {'were' if count > 1 else 'was'}"


def _closing(before: State | None, after: State) -> Iterable[tuple[Kind, str, str]]:
    if after.finished and not (before and before.finished):
        yield Kind.COMPLETED, _due(after.due_on), _finished(after)
    if after.retired_on and not (before and before.retired_on):
        yield Kind.RETIRED, _due(after.due_on), after.retired_because or words(after.retired_on)
    if before and before.finished and not after.finished:
        yield Kind.REOPENED, "Completed", after.claimed or "Not rated"


def _rating(before: State, after: State) -> Iterable[tuple[Kind, str, str]]:
    """A move to complete is told as completed, a move back as opened again."""
    if before.claimed == after.claimed or before.finished != after.finished:
        return
    moved = movement(before=before.tone, after=after.tone)
    kind = {Movement.BETTER: Kind.BETTER, Movement.WORSE: Kind.WORSE}.get(moved, Kind.RERATED)
    yield kind, before.claimed or "Not rated", after.claimed or "Not rated"


def _due_date(before: State, after: State) -> Iterable[tuple[Kind, str, str]]:
    was, now = before.due_on, after.due_on
    if was == now:
        return
    if was is None:
        yield Kind.DATED, _due(was), _due(now)
    elif now is None or now > was:
        yield Kind.SLIPPED, _due(was), _due(now)
    else:
        yield Kind.EARLIER, _due(was), _due(now)


def _overdue(before: State, after: State) -> Iterable[tuple[Kind, str, str]]:
    if after.overdue and not before.overdue:
        yield Kind.FELL_OVERDUE, _due(after.due_on), after.claimed or "Not rated"


def _place(before: State, after: State) -> Iterable[tuple[Kind, str, str]]:
    was, now = _position(before), _position(after)
    if was != now:
        yield Kind.MOVED, was, now
    if before.leads != after.leads:
        yield Kind.LED_BY_OTHERS, "; ".join(before.leads), "; ".join(after.leads)


def _position(state: State) -> str:
    return " ".join(part for part in (state.section, state.ref) if part) or "No section"


def _finished(state: State) -> str:
    if state.finished_on is None:
        return state.claimed
    late = (state.finished_on - state.due_on).days if state.due_on else 0
    ending = f", {late} {'day' if late == 1 else 'days'} late" if late > 0 else ""
    return f"{words(state.finished_on)}{ending}"


def _due(day: date | None) -> str:
    return words(day) if day else "No date"


def words(day: date) -> str:
    """Return a day as pages print it.

    >>> words(date(2025, 6, 5))
    '5 June 2025'
    """
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True)
class Move:
    """A field that moved on a day, from one value to another."""

    on: date
    before: Any
    after: Any


def value_on(now: Any, moves: Sequence[Move], on: date) -> Any:
    """Return what a field held at the end of a day, from what it holds now and how it moved.

    Shape: moves in the order in which they were made.

    >>> moves = [Move(date(2025, 5, 1), "May", "June"), Move(date(2025, 6, 1), "June", "July")]
    >>> [value_on("July", moves, date(2025, month, 15)) for month in (4, 5, 6)]
    ['May', 'June', 'July']
    """
    return next((move.before for move in moves if move.on > on), now)


class Grouping(StrEnum):
    """What the changes of a report are counted by."""

    PLAN = "plan"
    SECTION = "section"
    LEAD = "lead"


def grouped(
    found: Iterable[Change], grouping: Grouping
) -> Mapping[tuple[str, str], Mapping[Kind, int]]:
    """Return counts of changes by (plan title, group), in the order of their names.

    Counted by lead, the plan is empty and an action with several leads counts for each of them.
    """
    tally: dict[tuple[str, str], Counter[Kind]] = {}
    for change in found:
        for group in _groups(change.action, grouping):
            tally.setdefault(group, Counter())[change.kind] += 1
    return {
        group: {kind: tally[group][kind] for kind in Kind if kind in tally[group]}
        for group in sorted(tally, key=lambda group: tuple(part.casefold() for part in group))
    }


def _groups(action: State, grouping: Grouping) -> Iterable[tuple[str, str]]:
    if grouping is Grouping.LEAD:
        return [("", lead) for lead in action.leads or ("Nobody named",)]
    section = (action.section or "No section") if grouping is Grouping.SECTION else ""
    return [(action.plan_title, section)]
