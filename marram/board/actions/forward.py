"""What is done to the forward plan: matters added, changed, withdrawn; the plan published."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from marram.board.events import forward as events
from marram.board.models import Board, ForwardEntry, ForwardPlan
from marram.board.policies import business as policies
from marram.board.queries import forward as queries
from marram.board.rules import forward as rules
from marram.foundation.actors import Actor
from marram.foundation.amendments import held, not_moved_on
from marram.foundation.verdicts import Missing, Refused
from marram.records.actions.keeping import Keeper, Noun


ENTRY = Noun("board.forward_entry", events.EntryAdded, events.EntryAmended)
PLAN = Noun("board.forward_plan", events.ForwardPlanPublished, events.ForwardPlanPublished)


@transaction.atomic
def add_entry(*, by: Actor, at: datetime, group: str, fields: Mapping[str, Any]) -> ForwardEntry:
    """Add a matter that the record does not know of; `fields` holds title, maker, due_on and any of
    spending, wards, consultees, papers, contact_role, exempt_under and exempt_because.

    Raises: Missing; Refused.
    """
    policies.may_keep(by).enforce()
    if not Board.objects.filter(pk=group).exists():
        raise Missing(f"There is no board {group}.")
    _check(fields)
    return Keeper(by, at, ENTRY).add(ForwardEntry(), {"board": group, **fields})


@transaction.atomic
def amend_entry(
    *, by: Actor, at: datetime, entry_id: int, seen_version: int, fields: Mapping[str, Any]
) -> ForwardEntry:
    """Change a matter.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    entry = _entry(by, entry_id)
    theirs = {name: held(entry, name) for name in fields}
    not_moved_on(entry, called=entry.title, seen_version=seen_version, theirs=theirs)
    _check({**{name: held(entry, name) for name in ("exempt_under", "exempt_because")}, **fields})
    Keeper(by, at, ENTRY).amend(entry, fields)
    return entry


@transaction.atomic
def withdraw_entry(*, by: Actor, at: datetime, entry_id: int) -> ForwardEntry:
    """Take a matter out of the plan from today; plans that were published keep it."""
    entry = _entry(by, entry_id)
    wanted = {"withdrawn_on": at.date()}
    Keeper(by, at, ENTRY).amend(entry, wanted, fact=events.EntryWithdrawn)
    return entry


@transaction.atomic
def publish_plan(*, by: Actor, at: datetime, group: str, until: date) -> ForwardPlan:
    """Publish the forward plan as everybody may read it today, until a day.

    Raises: Missing; Refused when a plan was published today already, or the day is past.
    """
    policies.may_keep(by).enforce()
    on = at.date()
    if until <= on:
        raise Refused("A forward plan looks ahead: choose a last day that is to come.")
    if ForwardPlan.objects.filter(board=group, published_on=on).exists():
        raise Refused("A forward plan was published today already. The next one can come tomorrow.")
    lines = queries.lines(viewer=queries.EVERYBODY, group=group, on=on, until=until)
    values = {
        "board": group,
        "published_on": on,
        "until": until,
        "lines": [queries.as_json(line) for line in lines],
    }
    return Keeper(by, at, PLAN).add(ForwardPlan(), values)


def _check(fields: Mapping[str, Any]) -> None:
    rules.private_for_a_reason(
        paragraphs=fields.get("exempt_under") or "", because=fields.get("exempt_because") or ""
    ).enforce()


def _entry(by: Actor, entry_id: int) -> ForwardEntry:
    policies.may_keep(by).enforce()
    seen = policies.entries_seen_by(by).select_for_update(of=("self",))
    found = seen.filter(pk=entry_id, withdrawn_on=None).first()
    if found is None:
        raise Missing(f"There is no matter {entry_id} in the forward plan.")
    return found
