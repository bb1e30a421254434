"""Which decisions may be called in, by whom and until when, and what is not in effect meanwhile.

Source: Local Government Act 2000, section 9F(2) and (4): scrutiny reviews what the executive
decided and, before it is put into effect, may ask for it to be decided again or have full council
look at it. How many sign and how many days there are is for standing orders. The days are working
days and begin with the one after the decision is published.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from marram.board.rules import days
from marram.board.vocabulary.call_ins import CALL_IN_MEMBERS, Scope, State
from marram.board.vocabulary.forward import CALL_IN_DAYS
from marram.board.vocabulary.resolutions import SETTLED_AT_ONCE, Outcome, ResolutionKind, Standing
from marram.foundation.verdicts import YES, Verdict, no


# Full council may not overturn a decision of the executive: where it objects, it sends it back.
MOVES: Mapping[State, frozenset[State]] = {
    State.WAITING: frozenset({State.STANDS, State.SENT_BACK, State.AT_COUNCIL}),
    State.AT_COUNCIL: frozenset({State.STANDS, State.SENT_BACK}),
    State.SENT_BACK: frozenset({State.STANDS, State.CHANGED}),
    State.STANDS: frozenset(),
    State.CHANGED: frozenset(),
}


@dataclass(frozen=True, kw_only=True)
class Orders:
    """What the standing orders of a board say of call-in. `closed` are days that do not count."""

    executive: bool = False
    scope: str = Scope.KEY
    days: int = CALL_IN_DAYS
    members: int = CALL_IN_MEMBERS
    closed: Collection[date] = ()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision, as it depends on this whether it may be called in and is in effect.

    `state` and `since` tell how its call-in stands on the day that is asked about, if it has one.
    """

    code: str
    kind: str
    outcome: str
    key: bool
    published_on: date | None
    finished_on: date | None
    waived: bool
    state: State | None = None
    since: date | None = None


@dataclass(frozen=True)
class Effect:
    """Whether a decision is in effect: `words` say why it is not, and are empty where it is."""

    words: str = ""
    standing: Standing | None = None


IN_EFFECT = Effect()


def open_to_call_in(decision: Decision, orders: Orders) -> Verdict:
    """Scrutiny calls in what the executive decided to do, unless that was too urgent to wait."""
    if not orders.executive:
        return no("The board exercises no executive functions, so nothing it decides is called in.")
    if decision.outcome != Outcome.RESOLVED:
        return no(f"{decision.code} was not resolved, so there is nothing to call in.")
    if ResolutionKind(decision.kind) in SETTLED_AT_ONCE:
        return no(f"{decision.code} asks for nothing to be done, so there is nothing to call in.")
    if orders.scope == Scope.KEY and not decision.key:
        return no(f"{decision.code} is no key decision, and only those can be called in here.")
    if decision.waived:
        return no(f"Call-in of {decision.code} was waived, because it was urgent.")
    return YES


def last_day(decision: Decision, orders: Orders) -> date | None:
    """Return the last day on which a decision may be called in; None until it is published.

    >>> decision = Decision(code="R1", kind="agree", outcome="resolved", key=True,
    ...                     published_on=date(2025, 4, 17), finished_on=None, waived=False)
    >>> last_day(decision, Orders(executive=True))
    datetime.date(2025, 4, 28)
    """
    if decision.published_on is None:
        return None
    return days.working_days_after(decision.published_on, orders.days, closed=orders.closed)


def may_be_called_in(decision: Decision, orders: Orders, *, on: date) -> Verdict:
    """A decision is called in once, from its publication to the last of the days for it."""
    if decision.state is not None:
        return no(f"{decision.code} was called in already. A decision is called in once.")
    if not (may := open_to_call_in(decision, orders)):
        return may
    if decision.finished_on is not None:
        return no(f"{decision.code} is done: scrutiny may review it, and cannot call it in.")
    last = last_day(decision, orders)
    if last is None:
        return no(f"{decision.code} is not published yet. The days for a call-in begin when it is.")
    if decision.published_on is not None and on < decision.published_on:
        return no(f"{decision.code} was published on {_words(decision.published_on)}, not before.")
    if on > last:
        return no(f"The last day to call {decision.code} in was {_words(last)}.")
    return YES


def signed_by_enough(members: int, orders: Orders) -> Verdict:
    """Standing orders say how many members of scrutiny call a decision in together."""
    if members >= orders.members:
        return YES
    return no(f"{orders.members} members of scrutiny must sign a call-in; {members} did.")


def said_in_full(*, role: str, reasons: str) -> Verdict:
    """A call-in says who calls in, as a role, and why."""
    if not role.strip():
        return no("Write down who called the decision in: a role, not a name.")
    if not reasons.strip():
        return no("Write down why the decision was called in.")
    return YES


def may_move(code: str, *, now: State, to: State) -> Verdict:
    """A call-in goes from state to state by the table."""
    if to in MOVES[now]:
        return YES
    if not MOVES[now]:
        return no(f"The call-in of {code} is over: {now}.")
    return no(f"The call-in of {code} is “{now}”, so it cannot be “{to}” next.")


def in_order(on: date, *, since: date, today: date) -> Verdict:
    """What is told of a call-in happened after what was told before, and by today."""
    if on < since:
        return no(f"This is before {_words(since)}, when the step before it was taken.")
    if on > today:
        return no("This day is to come. Write it down once it has happened.")
    return YES


def effect(decision: Decision, orders: Orders, *, on: date) -> Effect:
    """Return whether a decision is in effect on a day, and the words that say why it is not."""
    if decision.state is not None:
        return _called_in(decision.state, decision.since)
    if decision.finished_on is not None or not open_to_call_in(decision, orders):
        return IN_EFFECT
    last = last_day(decision, orders)
    if last is None:
        waits = f"Not in effect yet: it may be called in for {orders.days} working days"
        return Effect(f"{waits} once it is published.", Standing.NOT_YET)
    if on > last:
        return IN_EFFECT
    words = f"Not in effect yet: it may be called in until {_words(last)}."
    return Effect(words, Standing.NOT_YET)


def _called_in(state: State, since: date | None) -> Effect:
    when = f" on {_words(since)}" if since else ""
    return {
        State.WAITING: _held(f"Called in{when}: not in effect until scrutiny has reported."),
        State.AT_COUNCIL: _held(f"Called in and referred to full council{when}: not in effect."),
        State.SENT_BACK: _held(f"Called in and sent back to the board{when}: not in effect."),
        State.CHANGED: Effect(
            f"Changed{when} after a call-in: never in effect.", Standing.REPLACED
        ),
        State.STANDS: IN_EFFECT,
    }[state]


def put_into_effect(code: str, found: Effect) -> Verdict:
    """What is not in effect is not done either."""
    if not found.words:
        return YES
    return no(f"{code} cannot be done yet. {found.words}")


def _held(words: str) -> Effect:
    return Effect(words, Standing.CALLED_IN)


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
