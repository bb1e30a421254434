"""The call-in of one decision: until when and by whom it may be called in, and what came of it."""

from dataclasses import dataclass
from datetime import date

from marram.board.models import CallIn, Resolution
from marram.board.policies import call_ins as policies
from marram.board.queries import effects
from marram.board.rules import call_ins as rules
from marram.board.vocabulary.call_ins import State
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Verdict


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Who called a decision in, when and why; `members` of scrutiny signed it."""

    called_on: date
    role: str
    organisation_name: str
    members: int
    reasons: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """What scrutiny, full council or the board said of it."""

    on: date
    state: State
    body: str
    words: str


@dataclass(frozen=True, kw_only=True)
class CallInShown:
    """The call-in of a decision. `open` says why none is possible, where none ever was.

    `until` is the last day, empty until the decision is published; `members` must sign.
    """

    open: Verdict
    possible: Verdict
    published_on: date | None
    until: date | None
    days: int
    members: int
    waived: str
    notice: Notice | None
    steps: tuple[Step, ...]
    state: State | None
    next_states: tuple[State, ...]
    may_receive: Verdict

    @property
    def concerns(self) -> bool:
        """Tell whether there is anything to show of a call-in."""
        return bool(self.open) or self.notice is not None or bool(self.waived)


def shown(*, viewer: Actor, row: Resolution, on: date) -> CallInShown:
    """Return the call-in of a decision, which comes `with_call_ins`. At most five SQL queries."""
    decision, orders = effects.decided(row, on=on)
    call_in: CallIn | None = getattr(row, "call_in", None)
    steps = call_in.steps.order_by("on", "pk") if call_in else ()
    return CallInShown(
        open=rules.open_to_call_in(decision, orders),
        possible=rules.may_be_called_in(decision, orders, on=on),
        published_on=decision.published_on,
        until=rules.last_day(decision, orders),
        days=orders.days,
        members=orders.members,
        waived=row.call_in_waived,
        notice=_notice(call_in) if call_in else None,
        steps=tuple(
            Step(on=each.on, state=State(each.state), body=each.body, words=each.words)
            for each in steps
        ),
        state=decision.state,
        next_states=_next(decision.state),
        may_receive=policies.may_receive(viewer),
    )


def _next(state: State | None) -> tuple[State, ...]:
    return tuple(each for each in State if state is not None and each in rules.MOVES[state])


def _notice(call_in: CallIn) -> Notice:
    organisation = call_in.organisation
    return Notice(
        called_on=call_in.called_on,
        role=call_in.role,
        organisation_name=organisation.name if organisation else "",
        members=call_in.members,
        reasons=call_in.reasons,
    )
