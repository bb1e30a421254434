"""Plans and actions that come in as the rows of an accepted delivery.

A row is matched by its code. What it says replaces what we hold; where it says what we know,
nothing is written and nothing told, so that the same file twice changes nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.people.queries import keys as people
from marram.strategy.actions import plans
from marram.strategy.actions.plans import Lead
from marram.strategy.models import Action, Plan, Update
from marram.strategy.rules import timescales
from marram.strategy.vocabulary import Timing


Row = Mapping[str, Any]

# What a row calls a field, where it is not what we call it.
ACTION_NAMES = {"row_kind": "kind", "action": "what", "start_date": "starts_on"} | {
    "end_date": "due_on"
}
TIMING_BY_BASIS = {
    "ongoing": Timing.ONGOING,
    "start": Timing.ONGOING,
    "start only": Timing.ONGOING,
    "recurring": Timing.RECURRING,
    "to be agreed": Timing.TO_BE_AGREED,
    "to be confirmed": Timing.TO_BE_AGREED,
}


@transaction.atomic
def record_plans(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change plans by `plan`, so that each says what its row says.

    Raises: Refused when `by` may not keep the library or run the plan.
    """
    present = Plan.objects.in_bulk([row["plan"] for row in rows])
    created = changed = 0
    for row in rows:
        fields = _plan_fields(row)
        if plan := present.get(row["plan"]):
            seen = plan.version
            plans.amend_plan(by=by, at=at, slug=plan.slug, seen_version=seen, fields=fields)
            changed += _version(plan.slug) != seen
            continue
        added = {name: value for name, value in fields.items() if name != "title"}
        plans.add_plan(
            by=by,
            at=at,
            slug=row["plan"],
            title=row["title"],
            prefix=row["prefix"],
            fields=added,
        )
        created += 1
    return Recorded(created, changed, len(rows) - created - changed)


@transaction.atomic
def record_actions(*, by: Actor, at: datetime, rows: Sequence[Row]) -> Recorded:
    """Add or change actions by `action_id`, with their leads and the update a row may carry.

    `leads` is a list parted by semicolons: the key of an organisation or group, a role, or
    "key: role". Dates that a row gives stand; with no dates and no basis they are read from the
    timescale by rule. The first actions of a plan were in it from the day it was adopted.

    Raises: Refused when `by` does not run a plan or a row's dates are out of order.
    """
    present = Action.objects.in_bulk([row["action_id"] for row in rows])
    adopted = dict(Plan.objects.filter(actions=None).values_list("slug", "adopted_on"))
    organisations, groups = people.organisation_keys(), people.group_keys()
    created = changed = 0
    for row in rows:
        leads = read_leads(row.get("leads", ""), organisations=organisations, groups=groups)
        fields = _action_fields(row)
        found = present.get(row["action_id"])
        if found is None:
            plans.add_action(
                by=by,
                at=at,
                plan_slug=row["plan"],
                code=row["action_id"],
                fields=fields,
                leads=leads,
                added_on=adopted.get(row["plan"]),
            )
            created += 1
        else:
            changed += _bring_up(by, at, found, fields, leads)
        _keep_update(by, at, row)
    return Recorded(created, changed, len(rows) - created - changed)


def read_leads(
    written: str, *, organisations: Collection[str], groups: Collection[str]
) -> list[Lead]:
    """Return who leads, from "nwas; s136_group: Review lead; Police liaison lead".

    >>> read_leads("nwas: Chair", organisations={"nwas"}, groups=())
    [Lead(organisation='nwas', group='', role='Chair')]
    """
    leads = []
    for part in filter(None, (part.strip() for part in written.split(";"))):
        key, _, role = (piece.strip() for piece in part.partition(":"))
        if key in organisations:
            leads.append(Lead(organisation=key, role=role))
        elif key in groups:
            leads.append(Lead(group=key, role=role))
        else:
            leads.append(Lead(role=part))
    return leads


def written_leads(written: str) -> list[Lead]:
    """Return who leads, as somebody typed it. Two SQL queries."""
    return read_leads(written, organisations=people.organisation_keys(), groups=people.group_keys())


def _plan_fields(row: Row) -> dict[str, Any]:
    return {
        "title": row["title"],
        "strategy": row.get("strategy_id") or None,
        "group": row.get("group_id") or None,
        "scheme": row["scheme"],
        "cycle_days": int(row.get("cycle_days") or 91),
        "adopted_on": _day(row["adopted_on"]),
        "published_on": _day(row.get("published_on")),
        "source": row.get("source") or "",
    }


def _action_fields(row: Row) -> dict[str, Any]:
    fields = {ACTION_NAMES.get(name, name): value for name, value in row.items()}
    known = {name: fields[name] or "" for name in plans.ACTION_FIELDS if name in fields}
    starts_on, due_on = _day(fields.get("starts_on")), _day(fields.get("due_on"))
    basis = fields.get("date_basis") or ""
    read = timescales.read(known.get("timescale", ""))
    if not (starts_on or due_on or basis):
        starts_on, due_on, basis = read.starts_on, read.due_on, read.basis
        timing = read.timing
    elif due_on and basis not in TIMING_BY_BASIS:
        timing = Timing.DATED
    else:
        timing = TIMING_BY_BASIS.get(basis, Timing.NOT_STATED)
    return known | {
        "kind": known.get("kind") or "plan_row",
        "starts_on": starts_on,
        "due_on": due_on,
        "date_basis": basis,
        "timing": timing,
    }


def _bring_up(
    by: Actor, at: datetime, found: Action, fields: Mapping[str, Any], leads: Sequence[Lead]
) -> bool:
    seen = found.version
    plans.amend_action(
        by=by, at=at, action_code=found.code, seen_version=seen, fields=fields, leads=leads
    )
    return bool(Action.objects.values_list("version", flat=True).get(pk=found.code) != seen)


def _keep_update(by: Actor, at: datetime, row: Row) -> None:
    """Keep what a row reports, unless those very words of that day are kept already."""
    text, on = row.get("update_text") or "", _day(row.get("update_on"))
    if (
        not text
        or on is None
        or Update.objects.filter(action=row["action_id"], on=on, text=text).exists()
    ):
        return
    plans.report_progress(
        by=by,
        at=at,
        action_code=row["action_id"],
        text=text,
        rating=row.get("update_rating") or None,
        reason=row.get("update_reason") or "",
        on=on,
    )


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def _version(slug: str) -> int:
    return int(Plan.objects.values_list("version", flat=True).get(pk=slug))
