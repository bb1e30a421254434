"""What is done to risks: raised, changed, reviewed at meetings, closed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import differences, held, not_moved_on, plain, write
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Missing
from marram.people.queries import keys as people
from marram.strategy.events import risks as events
from marram.strategy.models import Plan, Risk, RiskReview
from marram.strategy.policies import plans as plan_policies
from marram.strategy.policies import risks as policies
from marram.strategy.rules import risks as rules


FIELDS = (
    "title",
    "cause",
    "effect",
    "likelihood_before",
    "impact_before",
    "mitigations",
    "likelihood_after",
    "impact_after",
    "owner",
    "review_on",
)
SCORES = ("likelihood_before", "impact_before", "likelihood_after", "impact_after")


@transaction.atomic
def add_risk(
    *,
    by: Actor,
    at: datetime,
    fields: Mapping[str, Any],
    plan: str = "",
    group: str = "",
) -> Risk:
    """Add a risk to the register of a plan, of a group or of both.

    `fields` holds all of FIELDS; `cause` and `effect` may be left out.

    Raises: Missing when there is no such plan or group; Refused.
    """
    rules.belongs_somewhere(plan=plan, group=group).enforce()
    found = _plan(by, plan) if plan else None
    _known_group(group)
    policies.may_keep(by, plan=found, group=group).enforce()
    _check(fields)
    risk = Risk(plan=found, group_id=group or None, raised_on=at.date())
    for name in fields:
        setattr(risk, name, fields[name])
    risk.save()
    after = {name: plain(held(risk, name)) for name in ("plan", "group", "raised_on", *FIELDS)}
    _tell(events.RiskAdded, by, at, risk, after=after)
    return risk


@transaction.atomic
def amend_risk(
    *, by: Actor, at: datetime, risk_id: int, seen_version: int, fields: Mapping[str, Any]
) -> Risk:
    """Change fields of an open risk; nothing is written or told where nothing differs.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    risk = _open_risk(by, risk_id)
    theirs = {name: held(risk, name) for name in fields}
    not_moved_on(risk, called="this risk", seen_version=seen_version, theirs=theirs)
    _check({**{name: held(risk, name) for name in FIELDS}, **fields})
    before, after = differences(risk, fields)
    if after:
        write(risk, fields)
        _tell(events.RiskAmended, by, at, risk, before=before, after=after)
    return risk


@transaction.atomic
def mark_reviewed(
    *,
    by: Actor,
    at: datetime,
    risk_id: int,
    on: date,
    meeting: str,
    note: str,
    likelihood: int,
    impact: int,
    review_on: date,
) -> RiskReview:
    """Keep that a meeting looked at a risk, with the scores it left and the next review's day.

    The scores after mitigation become those of the meeting, unless a later one has spoken.

    Raises: Missing; Refused when the meeting is to come, has no name, or a score does not fit.
    """
    risk = _open_risk(by, risk_id)
    rules.meeting_named(meeting=meeting, on=on, today=at.date()).enforce()
    rules.scores_fit(likelihood, impact).enforce()
    rules.reviewed_again_later(on=on, review_on=review_on).enforce()
    latest = not risk.reviews.filter(on__gt=on).exists()
    review = RiskReview.objects.create(
        risk=risk,
        on=on,
        meeting=meeting.strip(),
        note=note.strip(),
        likelihood=likelihood,
        impact=impact,
    )
    left = {"likelihood_after": likelihood, "impact_after": impact, "review_on": review_on}
    before, after = differences(risk, left if latest else {})
    write(risk, left if latest else {})
    told = {"meeting": review.meeting, "on": plain(on), "note": review.note}
    after |= {name: value for name, value in told.items() if value}
    _tell(events.RiskReviewed, by, at, risk, before=before, after=after)
    return review


@transaction.atomic
def close_risk(*, by: Actor, at: datetime, risk_id: int, reason: str) -> Risk:
    """Close a risk today, with the reason. It stays on record.

    Raises: Missing; Refused when it is closed or no reason is given.
    """
    risk = _open_risk(by, risk_id)
    rules.closed_for_a_reason(reason).enforce()
    after = {"closed_on": at.date(), "closed_because": reason.strip()}
    write(risk, after)
    _tell(events.RiskClosed, by, at, risk, after={k: plain(v) for k, v in after.items()})
    return risk


def _open_risk(by: Actor, risk_id: int) -> Risk:
    """Return an open risk that `by` may change, locked until the transaction ends."""
    seen = policies.risks_seen_by(by).select_for_update(of=("self",)).select_related("plan")
    risk = seen.filter(pk=risk_id).first()
    if risk is None:
        raise Missing(f"There is no risk {risk_id}.")
    policies.may_keep(by, plan=risk.plan, group=risk.group_id or "").enforce()
    rules.still_open(risk.closed_on).enforce()
    return risk


def _plan(by: Actor, slug: str) -> Plan:
    found = plan_policies.plans_seen_by(by).filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no plan {slug}.")
    return found


def _known_group(slug: str) -> None:
    if slug and slug not in people.group_keys():
        raise Missing(f"There is no group {slug}.")


def _check(fields: Mapping[str, Any]) -> None:
    rules.scores_fit(*(fields[name] for name in SCORES)).enforce()
    rules.said_in_full(
        title=fields["title"], mitigations=fields["mitigations"], owner=fields["owner"]
    ).enforce()


def _tell(kind: type[Event], by: Actor, at: datetime, risk: Risk, **changed: Any) -> None:
    publish(kind(by=by.key, at=at, subject=Subject("strategy.risk", str(risk.pk)), **changed))
