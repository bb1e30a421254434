"""What is done on the way: milestones, what waits for what, and evidence."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from marram.foundation.actors import Actor
from marram.foundation.amendments import plain, write
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.strategy.actions.plans import locked_action
from marram.strategy.events import plans as events
from marram.strategy.models import Action, Dependency, Evidence, Milestone
from marram.strategy.policies import plans as policies
from marram.strategy.rules import milestones as rules


@transaction.atomic
def add_milestone(
    *,
    by: Actor,
    at: datetime,
    action_code: str,
    what: str,
    due_on: date | None,
    measure_of_success: str = "",
) -> Milestone:
    """Add a step on the way, with how we will know that it was reached.

    Raises: Missing; Refused when `by` does not run the plan or nothing is said.
    """
    action = locked_action(by, action_code)
    policies.may_run(by, action.plan).enforce()
    rules.said(what, "what the milestone is").enforce()
    last = action.milestones.aggregate(last=Max("position"))["last"] or 0
    added = Milestone.objects.create(
        action=action,
        what=what.strip(),
        due_on=due_on,
        measure_of_success=measure_of_success.strip(),
        position=last + 1,
    )
    after = {"milestone": added.what, "due_on": plain(due_on)}
    _tell(events.MilestoneAdded, by, at, action, after)
    return added


@transaction.atomic
def meet_milestone(*, by: Actor, at: datetime, milestone_id: int, on: date) -> Milestone:
    """Mark a milestone as met on a day. Marking it again changes nothing.

    Raises: Missing; Refused when `by` may not report on the action or the day is to come.
    """
    found = Milestone.objects.select_related("action").filter(pk=milestone_id).first()
    if found is None:
        raise Missing("There is no such milestone.")
    action = locked_action(by, found.action_id)
    policies.may_report(by, action).enforce()
    rules.has_come(on, at.date()).enforce()
    if found.met_on is None:
        found.met_on = on
        found.save()
        _tell(events.MilestoneMet, by, at, action, {"milestone": found.what, "met_on": plain(on)})
    return found


@transaction.atomic
def add_dependency(
    *, by: Actor, at: datetime, action_code: str, needs_code: str, note: str = ""
) -> None:
    """Say that an action cannot finish before another has. Saying it twice changes nothing.

    Raises: Missing; Refused when `by` does not run the plan or the two would wait for each other.
    """
    action, needed = locked_action(by, action_code), locked_action(by, needs_code)
    policies.may_run(by, action.plan).enforce()
    pairs = Dependency.objects.order_by("action", "on_action").values_list("action", "on_action")
    rules.no_circle(action.code, needed.code, list(pairs)).enforce()
    _, added = Dependency.objects.get_or_create(
        action=action, on_action=needed, defaults={"note": note.strip()}
    )
    if added:
        _tell(events.DependencyAdded, by, at, action, {"needs": needed.code, "note": note.strip()})


@transaction.atomic
def add_evidence(
    *, by: Actor, at: datetime, action_code: str, text: str, link: str = ""
) -> Evidence:
    """Keep what shows that an action was done.

    Raises: Missing; Refused when `by` may not report on the action or nothing is said.
    """
    action = locked_action(by, action_code)
    policies.may_report(by, action).enforce()
    rules.said(text, "what the evidence is").enforce()
    if link and not link.startswith(("https://", "http://")):
        raise Refused("Start the link with https:// so that it leads somewhere.")
    added = Evidence.objects.create(
        subject_kind="strategy.action",
        subject_key=action.code,
        text=text.strip(),
        link=link,
        added_at=at,
        added_by=by.key,
    )
    _tell(events.EvidenceAdded, by, at, action, {"evidence": added.text, "link": link})
    return added


def _tell(
    kind: type[Event], by: Actor, at: datetime, action: Action, after: dict[str, Any]
) -> None:
    write(action, {"changed_at": at})
    filled = {name: value for name, value in after.items() if value not in ("", None)}
    publish(kind(by=by.key, at=at, subject=Subject("strategy.action", action.code), after=filled))
