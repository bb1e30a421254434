"""What is done to plans and their actions."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max

from marram.foundation.actors import Actor
from marram.foundation.amendments import (
    attribute,
    differences,
    held,
    not_moved_on,
    plain,
    write,
)
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.strategy.events import plans as events
from marram.strategy.models import Action, ActionLead, Plan, PlanLead, Rating, Update
from marram.strategy.policies import library as library_policies
from marram.strategy.policies import plans as policies
from marram.strategy.rules import plans as rules
from marram.strategy.rules import timescales


class Lead(NamedTuple):
    """Who leads: the key of an organisation or of a group, or a role, or a role within one."""

    organisation: str = ""
    group: str = ""
    role: str = ""


PLAN_FIELDS = ("title", "strategy", "scheme", "group", "cycle_days", "adopted_on", "source")
ACTION_FIELDS = (
    "kind",
    "section",
    "subsection",
    "ref",
    "what",
    "target_focus",
    "intervention",
    "timescale",
    "starts_on",
    "due_on",
    "outcome_expected",
    "stage",
    "stage_basis",
    "source",
)


# --- Plans ----------------------------------------------------------------------------------


@transaction.atomic
def add_plan(
    *, by: Actor, at: datetime, slug: str, title: str, prefix: str, fields: Mapping[str, Any]
) -> Plan:
    """Add a plan; `fields` holds `scheme`, `adopted_on` and any others of PLAN_FIELDS.

    `prefix` starts the codes of its actions: "CCC" gives CCC-001.

    Raises: Refused when `by` may not keep the library, or the slug or prefix is taken.
    """
    library_policies.may_keep_library(by).enforce()
    if Plan.objects.filter(pk=slug).exists():
        raise Refused(f"There already is a plan called {slug}. Choose another short name.")
    if Plan.objects.filter(prefix=prefix).exists():
        raise Refused(f"Another plan's actions start with {prefix}. Choose other letters.")
    plan = Plan(slug=slug, title=title, prefix=prefix)
    for name, value in fields.items():
        setattr(plan, attribute(plan, name), value)
    plan.save()
    publish(_about_plan(events.PlanAdded, by, at, plan, after={"title": title, **_plain(fields)}))
    return plan


@transaction.atomic
def amend_plan(
    *, by: Actor, at: datetime, slug: str, seen_version: int, fields: Mapping[str, Any]
) -> Plan:
    """Change fields of a plan; nothing is written or told where nothing differs.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    plan = _plan(by, slug)
    policies.may_run(by, plan).enforce()
    not_moved_on(
        plan,
        called=plan.title,
        seen_version=seen_version,
        theirs={name: held(plan, name) for name in fields},
    )
    before, after = differences(plan, fields)
    if after:
        write(plan, fields)
        publish(_about_plan(events.PlanAmended, by, at, plan, before=before, after=after))
    return plan


@transaction.atomic
def publish_plan(*, by: Actor, at: datetime, slug: str, on: date) -> Plan:
    """Show a plan and its actions to everybody from a day on."""
    plan = _plan(by, slug)
    policies.may_run(by, plan).enforce()
    if plan.published_on is None:
        write(plan, {"published_on": on})
        after = {"published_on": plain(on)}
        publish(_about_plan(events.PlanPublished, by, at, plan, after=after))
    return plan


@transaction.atomic
def withdraw_plan(*, by: Actor, at: datetime, slug: str) -> Plan:
    """Take a published plan back, so that only partners see it."""
    plan = _plan(by, slug)
    policies.may_run(by, plan).enforce()
    if plan.published_on is not None:
        before = {"published_on": plain(plan.published_on)}
        write(plan, {"published_on": None})
        publish(
            _about_plan(
                events.PlanWithdrawn, by, at, plan, before=before, after={"published_on": None}
            )
        )
    return plan


@transaction.atomic
def name_lead(*, by: Actor, at: datetime, slug: str, user_id: int) -> None:
    """Let somebody run a plan. Naming them twice changes nothing."""
    plan = _plan(by, slug)
    policies.may_name_leads(by, plan).enforce()
    _, named = PlanLead.objects.get_or_create(plan=plan, user_id=user_id)
    if named:
        after = {"lead": f"user:{user_id}"}
        publish(_about_plan(events.PlanLeadNamed, by, at, plan, after=after))


@transaction.atomic
def stand_lead_down(*, by: Actor, at: datetime, slug: str, user_id: int) -> None:
    """Take the lead of a plan from somebody who holds it."""
    plan = _plan(by, slug)
    policies.may_name_leads(by, plan).enforce()
    taken, _ = PlanLead.objects.filter(plan=plan, user_id=user_id).delete()
    if taken:
        before = {"lead": f"user:{user_id}"}
        publish(_about_plan(events.PlanLeadStoodDown, by, at, plan, before=before))


# --- Actions --------------------------------------------------------------------------------


@transaction.atomic
def add_action(
    *,
    by: Actor,
    at: datetime,
    plan_slug: str,
    fields: Mapping[str, Any],
    leads: Sequence[Lead] = (),
    code: str = "",
    carried_from: str = "",
    added_on: date | None = None,
) -> Action:
    """Add an action at the end of its plan; `fields` holds `what` and any others of ACTION_FIELDS.

    Where `fields` holds no dates they are read from `timescale` by rule. `added_on` is the day it
    joined the plan, today unless it was in the plan before we were told.

    Raises: Missing; Refused when `by` does not run the plan or the dates are out of order.
    """
    plan = _plan(by, plan_slug)
    policies.may_run(by, plan).enforce()
    action = Action(
        code=code or _next_code(plan),
        plan=plan,
        position=_next_position(plan),
        added_on=added_on or at.date(),
        changed_at=at,
        update_due_on=rules.next_update_due(at.date(), plan.cycle_days),
        carried_from_id=carried_from or None,
    )
    for name, value in _with_dates(fields).items():
        setattr(action, name, value)
    rules.dates_in_order(action.starts_on, action.due_on).enforce()
    action.save(force_insert=True)
    _seat(action, leads)
    told = {"plan": plan.slug, **_plain(fields), "leads": _in_words(leads)}
    publish(_about(events.ActionAdded, by, at, action, after=told))
    return action


@transaction.atomic
def amend_action(
    *,
    by: Actor,
    at: datetime,
    action_code: str,
    seen_version: int,
    fields: Mapping[str, Any],
    leads: Sequence[Lead] | None = None,
) -> Action:
    """Change an action's fields, and its leads where they are given.

    A new timescale without dates has its dates read by rule. Nothing is written or told where
    nothing differs.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    action = locked_action(by, action_code)
    policies.may_run(by, action.plan).enforce()
    led_by = _leads_of(action)
    theirs: dict[str, Any] = {name: held(action, name) for name in fields}
    if leads is not None:
        theirs["leads"] = "; ".join(_in_words(led_by))
    not_moved_on(action, called=action.code, seen_version=seen_version, theirs=theirs)
    _amend(by, at, action, fields, leads if leads is not None else led_by)
    return action


@transaction.atomic
def retire_action(*, by: Actor, at: datetime, action_code: str, reason: str) -> Action:
    """Take an action out of its plan from today, with the reason. It stays on record.

    Raises: Missing; Refused when `by` does not run the plan, it is retired, or no reason is given.
    """
    action = locked_action(by, action_code)
    policies.may_run(by, action.plan).enforce()
    rules.still_open(action).enforce()
    if not reason.strip():
        raise Refused(f"Say in a sentence why {action.code} is retired.")
    after = {"retired_on": at.date(), "retired_because": reason.strip()}
    write(action, {**after, "changed_at": at})
    publish(_about(events.ActionRetired, by, at, action, after=_plain(after)))
    return action


@transaction.atomic
def report_progress(
    *,
    by: Actor,
    at: datetime,
    action_code: str,
    text: str,
    rating: str | None = None,
    reason: str = "",
    evidence: str = "",
    round_id: int | None = None,
    on: date | None = None,
) -> Update:
    """Keep a dated word on an action, with the status that its lead claims.

    `rating` is the code of a rating of the plan's scheme; None leaves the status as it is. `on`
    is the day the word is of, today unless it was said earlier (a paper of that day).

    Raises: Missing; Refused when `by` may not report on the action, it is retired, nothing is
    said, or a move to red or to complete has no reason.
    """
    action = locked_action(by, action_code)
    policies.may_report(by, action).enforce()
    rules.still_open(action).enforce()
    claimed = _rating(action, rating) if rating else action.rating
    rules.something_said(text, claimed, action.rating).enforce()
    rules.reason_given(claimed, action.rating, reason).enforce()
    said_on = on or at.date()
    update = Update.objects.create(
        action=action,
        on=said_on,
        at=at,
        by=by.key,
        author=by.name,
        text=text.strip(),
        rating=claimed,
        reason=reason.strip(),
        evidence=evidence.strip(),
        round_id=round_id,
    )
    _move(by, at, action, claimed, update)
    return update


def locked_action(by: Actor, code: str) -> Action:
    """Return an action that `by` may see, locked until the transaction ends.

    Raises: Missing when it is not there, or not for `by` to see.
    """
    seen = policies.actions_seen_by(by).select_for_update(of=("self",))
    found = seen.select_related("plan", "rating").filter(pk=code).first()
    if found is None:
        raise Missing(f"There is no action {code}.")
    return found


def _plan(by: Actor, slug: str) -> Plan:
    found = policies.plans_seen_by(by).select_for_update().filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no plan {slug}.")
    return found


def _amend(
    by: Actor, at: datetime, action: Action, fields: Mapping[str, Any], leads: Sequence[Lead]
) -> bool:
    wanted = _with_dates(fields) if "timescale" in fields else dict(fields)
    before, after = differences(action, wanted)
    led_by = _leads_of(action)
    if list(leads) != led_by:
        before["leads"], after["leads"] = _in_words(led_by), _in_words(leads)
    if not after:
        return False
    rules.dates_in_order(
        wanted.get("starts_on", action.starts_on), wanted.get("due_on", action.due_on)
    ).enforce()
    write(action, {**wanted, "changed_at": at})
    if "leads" in after:
        action.leads.all().delete()
        _seat(action, leads)
    publish(_about(events.ActionAmended, by, at, action, before=before, after=after))
    return True


def _move(by: Actor, at: datetime, action: Action, claimed: Rating | None, update: Update) -> None:
    """Bring the action up to its latest word, and tell."""
    was = action.rating
    wanted: dict[str, Any] = {"changed_at": at}
    if action.last_update_on is None or update.on >= action.last_update_on:
        finished = claimed is not None and claimed.finishes
        wanted |= {
            "rating": claimed,
            "last_update_on": update.on,
            "update_due_on": rules.next_update_due(update.on, action.plan.cycle_days),
            "finished_on": (action.finished_on or update.on) if finished else None,
        }
    write(action, wanted)
    told = {"update": update.text, "reason": update.reason, "evidence": update.evidence}
    before: dict[str, Any] = {}
    if was != claimed:
        before["status"] = was.label if was else None
        told["status"] = claimed.label if claimed else ""
    after = {name: value for name, value in told.items() if value}
    publish(_about(events.ProgressReported, by, at, action, before=before, after=after))


def _rating(action: Action, code: str) -> Rating:
    found = Rating.objects.filter(scheme=action.plan.scheme_id, code=code).first()
    if found is None:
        raise Refused(f"“{code}” is not a status of {action.plan.title}. Choose one of the list.")
    return found


def _with_dates(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields with what the timescale says, unless days or a timing were given."""
    if "timing" in fields:
        return dict(fields)
    read = timescales.read(fields.get("timescale", ""))
    dated = any(fields.get(name) for name in ("starts_on", "due_on"))
    meant = {
        "timing": "dated" if dated else read.timing,
        "starts_on": None if dated else read.starts_on,
        "due_on": None if dated else read.due_on,
        "date_basis": "given" if dated else read.basis,
    }
    given = {
        name: value
        for name, value in fields.items()
        if name not in ("starts_on", "due_on") or dated
    }
    return meant | given


def _seat(action: Action, leads: Sequence[Lead]) -> None:
    ActionLead.objects.bulk_create(
        ActionLead(
            action=action,
            organisation_id=lead.organisation or None,
            group_id=lead.group or None,
            role=lead.role,
            position=position,
        )
        for position, lead in enumerate(leads, start=1)
    )


def _leads_of(action: Action) -> list[Lead]:
    rows = action.leads.order_by("position").values_list("organisation", "group", "role")
    return [Lead(organisation or "", group or "", role) for organisation, group, role in rows]


def _in_words(leads: Sequence[Lead]) -> list[str]:
    return [": ".join(part for part in lead if part) for lead in leads]


def _next_position(plan: Plan) -> int:
    last = plan.actions.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _next_code(plan: Plan) -> str:
    """Codes count up from the highest in use; an action that is retired keeps its own."""
    codes = plan.actions.filter(code__startswith=f"{plan.prefix.lower()}-").values_list(
        "code", flat=True
    )
    numbers = (code.rpartition("-")[2] for code in codes)
    highest = max((int(number) for number in numbers if number.isdigit()), default=0)
    return f"{plan.prefix.lower()}-{highest + 1:03d}"


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in fields.items() if value not in ("", None)}


def _about(kind: type[Event], by: Actor, at: datetime, action: Action, **changed: Any) -> Event:
    subject = Subject("strategy.action", action.code)
    return kind(by=by.key, at=at, subject=subject, **changed)


def _about_plan(kind: type[Event], by: Actor, at: datetime, plan: Plan, **changed: Any) -> Event:
    return kind(by=by.key, at=at, subject=Subject("strategy.plan", plan.slug), **changed)
