"""What must hold of resolutions, how they stand today and when they are next due."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from marram.board.vocabulary.resolutions import (
    DUE_SOON_DAYS,
    MONTHS,
    SETTLED_AT_ONCE,
    Outcome,
    Repeat,
    ResolutionKind,
    Standing,
    Way,
)
from marram.foundation.verdicts import YES, Verdict, no


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a resolution asks for, as its standing depends on it.

    `waits` is how it stands while it is not in effect, or since another took its place.
    """

    kind: str
    outcome: str
    owned: bool
    due_on: date | None
    repeat: str
    finished_on: date | None
    waits: Standing | None = None


def standing(asked: Asked, *, on: date) -> Standing:
    """Return how a resolution stands on a day.

    >>> asked = Asked(kind="monitor", outcome="resolved", owned=True, due_on=date(2020, 6, 30),
    ...               repeat="every year", finished_on=None)
    >>> standing(asked, on=date(2020, 7, 1)).value
    'overdue'
    """
    if asked.finished_on is not None:
        return Standing.DONE
    if asked.outcome == Outcome.RECOMMENDED:
        return Standing.RECOMMENDED
    if asked.waits is not None:
        return asked.waits
    if not asks_for_something(asked):
        return Standing.SETTLED
    if asked.due_on is not None and asked.due_on < on:
        return Standing.OVERDUE
    if not asked.owned:
        return Standing.NO_OWNER
    if asked.due_on is not None and (asked.due_on - on).days <= DUE_SOON_DAYS:
        return Standing.DUE_SOON
    return Standing.OPEN if asked.repeat == Repeat.NEVER else Standing.RECURRING


def asks_for_something(asked: Asked) -> bool:
    """Tell whether anybody has to do anything: words only recommended ask nothing of anybody."""
    if asked.outcome != Outcome.RESOLVED:
        return False
    if asked.due_on is not None or asked.repeat != Repeat.NEVER:
        return True
    return ResolutionKind(asked.kind) not in SETTLED_AT_ONCE


def next_due(due_on: date, repeat: str) -> date | None:
    """Return when a resolution is due again; None when it is not, or by no calendar.

    >>> next_due(date(2020, 11, 30), Repeat.QUARTERLY), next_due(date(2020, 1, 31), "once")
    (datetime.date(2021, 2, 28), None)
    """
    months = MONTHS.get(Repeat(repeat))
    return _later(due_on, months) if months else None


def due_days(due_on: date | None, repeat: str, *, until: date) -> tuple[date, ...]:
    """Return every day on which a resolution is due until a day, that day included."""
    days = []
    while due_on is not None and due_on <= until:
        days.append(due_on)
        due_on = next_due(due_on, repeat)
    return tuple(days)


def _later(day: date, months: int) -> date:
    """Return the same day some months later, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# Words in minutes, and how often they ask for something; the first that is found counts.
FREQUENCIES: Final[Mapping[str, Repeat]] = {
    "every meeting": Repeat.EVERY_MEETING,
    "quarter": Repeat.QUARTERLY,
    "six month": Repeat.HALF_YEARLY,
    "annual": Repeat.YEARLY,
    "each year": Repeat.YEARLY,
    "every year": Repeat.YEARLY,
    "regular": Repeat.NOT_STATED,
    "recurring": Repeat.NOT_STATED,
    "ongoing": Repeat.NOT_STATED,
}


def frequency(written: str) -> Repeat:
    """Return how often the words of a resolution ask for something.

    >>> frequency("quarterly from Jan 2020").value, frequency("one-off").value
    ('quarterly', 'once')
    """
    said = written.lower()
    return next((repeat for words, repeat in FREQUENCIES.items() if words in said), Repeat.NEVER)


def said_in_full(*, words: str, way: str, reasons: str) -> Verdict:
    """A resolution has words; one made without a meeting also says why it could not wait."""
    if not words.strip():
        return no("Write down what was resolved.")
    if way != Way.AT_MEETING and not reasons.strip():
        return no(f"Say why this was decided {way} and could not wait for a meeting.")
    return YES


def consulted_before_urgent(*, way: str, consulted: str) -> Verdict:
    """An urgent decision of the chair names whom the chair asked first."""
    if way != Way.URGENT or consulted.strip():
        return YES
    return no("Write down whom the chair asked before deciding, as roles, or why nobody.")


def answered_by_members(*, way: str, votes_for: int | None, votes_against: int | None) -> Verdict:
    """A decision by correspondence counts the members who answered; more are for than against."""
    if way != Way.CORRESPONDENCE:
        return YES
    if votes_for is None or votes_against is None:
        return no("Write down how many members answered for and how many against.")
    if votes_for > votes_against:
        return YES
    return no(f"{votes_for} were for and {votes_against} against: the decision was not made.")


def still_open(code: str, finished_on: date | None) -> Verdict:
    if finished_on is None:
        return YES
    return no(f"{code} was finished on {finished_on.day} {finished_on:%B %Y}.")


def finished_for_a_reason(because: str) -> Verdict:
    if because.strip():
        return YES
    return no("Say in a sentence what came of it: that is what the next meeting reads.")


def referred_somewhere(*, kind: str, referred_to: str) -> Verdict:
    """What is referred or escalated goes to somebody."""
    if kind not in (ResolutionKind.REFER, ResolutionKind.ESCALATE) or referred_to:
        return YES
    return no("Choose the group that this goes to.")
