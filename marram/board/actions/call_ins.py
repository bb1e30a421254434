"""What is done when scrutiny calls a decision in: received, heard, decided again, or waived."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from marram.board.actions.links import link
from marram.board.actions.resolutions import RESOLUTION
from marram.board.events import resolutions as events
from marram.board.models import CallIn, CallInStep, Resolution
from marram.board.policies import business
from marram.board.policies import call_ins as policies
from marram.board.queries import effects
from marram.board.rules import call_ins as rules
from marram.board.vocabulary.call_ins import State
from marram.board.vocabulary.resolutions import Changed, Outcome, Touched
from marram.foundation.actors import Actor
from marram.foundation.events import Event
from marram.foundation.verdicts import Missing, Refused
from marram.people.queries import keys as people
from marram.records.actions.keeping import Keeper


@transaction.atomic
def call_in(
    *, by: Actor, at: datetime, code: str, called_on: date, fields: Mapping[str, Any]
) -> CallIn:
    """Write down that scrutiny called a decision in: it is not put into effect from now on.

    `fields` holds role, members and reasons, and organisation where one is known.

    Raises: Missing; Refused when it cannot be called in on that day, too few signed, or it does
    not say who and why.
    """
    found = _locked(by, code)
    if called_on > at.date():
        raise Refused("This day is to come. Write the call-in down once it is made.")
    decision, orders = effects.decided(found, on=at.date())
    rules.may_be_called_in(decision, orders, on=called_on).enforce()
    rules.signed_by_enough(fields["members"], orders).enforce()
    rules.said_in_full(role=fields["role"], reasons=fields["reasons"]).enforce()
    organisation = fields.get("organisation") or None
    if organisation and organisation not in people.organisation_keys():
        raise Missing(f"There is no organisation {organisation}.")
    made = CallIn.objects.create(
        resolution=found,
        called_on=called_on,
        role=fields["role"].strip(),
        organisation_id=organisation,
        members=fields["members"],
        reasons=fields["reasons"].strip(),
    )
    told = {
        "called_in_on": called_on.isoformat(),
        "called_in_by": made.role,
        "called_in_from": organisation,
        "called_in_with": made.members,
        "called_in_because": made.reasons,
        "call_in": State.WAITING.value,
    }
    after = {name: value for name, value in told.items() if value}
    Keeper(by, at, RESOLUTION).tell(events.CalledIn, found, after=after)
    return made


@transaction.atomic
def hear(
    *, by: Actor, at: datetime, code: str, on: date, to: State, body: str, words: str
) -> CallInStep:
    """Write down what scrutiny or full council said of a call-in, and where that leaves it.

    Raises: Missing; Refused when the call-in is not there to be heard, or nothing is said.
    """
    found = _locked(by, code)
    now = _now(found, at)
    if now is State.SENT_BACK:
        raise Refused(f"{code} was sent back: it is for the board to decide it again.")
    rules.may_move(code, now=now, to=to).enforce()
    return _step(by, at, found, on, to, body, words, events.CallInHeard)


@transaction.atomic
def decide_again(
    *, by: Actor, at: datetime, code: str, on: date, words: str, instead: str = ""
) -> CallInStep:
    """Write down that the board decided again what was sent back to it.

    Without `instead` the decision stands and is in effect; with the code of a later resolution,
    that one takes its place.

    Raises: Missing; Refused when it was not sent back, or `instead` is no later decision of the
    board.
    """
    found = _locked(by, code)
    to = State.CHANGED if instead else State.STANDS
    now = _now(found, at)
    if now is not State.SENT_BACK:
        raise Refused(f"{code} was not sent back to the board: its call-in is “{now}”.")
    rules.may_move(code, now=now, to=to).enforce()
    if instead:
        _in_its_place(by, found, instead)
        link(by=by, at=at, code=instead, kind=Touched.RESOLUTION, key=code,
             changed=Changed.SUPERSEDED)  # fmt: skip
    return _step(by, at, found, on, to, "", words, events.DecidedAgain)


@transaction.atomic
def waive_call_in(*, by: Actor, at: datetime, code: str, because: str, agreed: str) -> Resolution:
    """Say that an urgent decision may not be called in, with why and who agreed for scrutiny.

    Raises: Missing; Refused when it could not be called in anyway, or that is not said.
    """
    found = _locked(by, code)
    decision, orders = effects.decided(found, on=at.date())
    if decision.state is not None:
        raise Refused(f"{code} was called in: it is too late to waive that.")
    rules.open_to_call_in(decision, orders).enforce()
    if not because.strip() or not agreed.strip():
        raise Refused("Say why it cannot wait, and which role agreed to that for scrutiny.")
    wanted = {"call_in_waived": f"{because.strip()} Agreed by: {agreed.strip()}."}
    Keeper(by, at, RESOLUTION).amend(found, wanted, fact=events.CallInWaived)
    return found


def _locked(by: Actor, code: str) -> Resolution:
    """Return a resolution that `by` may read, locked until the transaction ends."""
    policies.may_receive(by).enforce()
    seen = business.resolutions_seen_by(by).filter(pk=code)
    found = effects.with_call_ins(seen).select_for_update(of=("self",)).first()
    if found is None:
        raise Missing(f"There is no resolution {code}.")
    return found


def _now(found: Resolution, at: datetime) -> State:
    decision, _ = effects.decided(found, on=at.date())
    if decision.state is None:
        raise Refused(f"{found.pk} was not called in.")
    return decision.state


def _in_its_place(by: Actor, found: Resolution, instead: str) -> None:
    later = business.resolutions_seen_by(by).filter(pk=instead, outcome=Outcome.RESOLVED).first()
    if later is None or later.board_id != found.board_id or later.decided_on <= found.decided_on:
        raise Refused(f"{instead} is no later decision of this board. Choose the one that it took.")


def _step(
    by: Actor,
    at: datetime,
    found: Resolution,
    on: date,
    to: State,
    body: str,
    words: str,
    fact: type[Event],
) -> CallInStep:
    """Write a step down and tell it."""
    last = found.call_in.steps.order_by("on", "pk").last()
    before = last.state if last else State.WAITING.value
    since = last.on if last else found.call_in.called_on
    rules.in_order(on, since=since, today=at.date()).enforce()
    if not words.strip():
        raise Refused("Write down what was said: the page of the decision shows it.")
    made = CallInStep.objects.create(
        call_in=found.call_in, on=on, state=to, body=body.strip(), words=words.strip()
    )
    said = {"call_in": to.value, "on": on.isoformat(), "heard_by": made.body, "said": made.words}
    after = {name: value for name, value in said.items() if value}
    Keeper(by, at, RESOLUTION).tell(fact, found, before={"call_in": before}, after=after)
    return made
