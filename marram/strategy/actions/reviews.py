"""What is done in an annual review: freeze the plan, decide about each action, apply."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from marram.foundation.actors import Actor
from marram.foundation.amendments import write
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Conflict, Missing
from marram.strategy.actions import plans
from marram.strategy.events import reviews as events
from marram.strategy.models import Action, Plan, Rating, Review, ReviewedAction
from marram.strategy.policies import plans as plan_policies
from marram.strategy.policies import reviews as policies
from marram.strategy.queries.snapshots import snapshot
from marram.strategy.rules import reviews as rules
from marram.strategy.rules import snapshots
from marram.strategy.rules.reviews import Decision
from marram.strategy.vocabulary import ReviewOutcome


@transaction.atomic
def take_review(*, by: Actor, at: datetime, plan: str, title: str) -> Review:
    """Freeze a plan as it stands, to decide about its open actions; return the review.

    Raises: Missing; Refused when `by` does not run the plan or it was frozen today already.
    """
    found = plan_policies.plans_seen_by(by).select_for_update().filter(pk=plan).first()
    if found is None:
        raise Missing(f"There is no plan {plan}.")
    policies.may_review(by, found).enforce()
    on = at.date()
    rules.one_a_day(taken=Review.objects.filter(plan=found, on=on).exists(), on=on).enforce()
    text = snapshots.frozen(snapshot(viewer=by, plan=plan, on=on))
    review = Review.objects.create(
        plan=found,
        title=title,
        on=on,
        taken_at=at,
        taken_by=by.key,
        frozen=text,
        sha256=snapshots.fingerprint(text),
    )
    after = {"plan": plan, "title": title, "sha256": review.sha256}
    _tell(events.ReviewTaken, by, at, review, {}, after)
    return review


@transaction.atomic
def decide(
    *,
    by: Actor,
    at: datetime,
    review_id: int,
    seen_version: int,
    decisions: Mapping[str, Decision],
    conclusions: str | None = None,
) -> Review:
    """Keep what is decided so far, by the code of each action, and the conclusions if given.

    Raises: Missing; Refused; Conflict when somebody else decided one of them otherwise since
    `seen_version`: `theirs` holds "<code>-outcome", "<code>-reason" or "conclusions".
    """
    review = _open_review(by, review_id)
    _of_this_review(review, decisions)
    kept = {row.action_id: row for row in review.decisions.all()}
    before, after = _differences(review, kept, decisions, conclusions)
    if review.version != seen_version and _theirs(before):
        raise Conflict(
            "Somebody else decided about this plan while you did. Both texts are shown below: "
            "choose what to keep, then save again.",
            theirs=_theirs(before),
            version=review.version,
        )
    if after:
        for code in {name.rpartition("-")[0] for name in after} - {""}:
            _keep(review, kept.get(code), code, decisions[code])
        write(review, {} if conclusions is None else {"conclusions": conclusions.strip()})
        _tell(events.ReviewDecided, by, at, review, _in_words(_theirs(before)), _in_words(after))
    return review


@transaction.atomic
def apply_review(*, by: Actor, at: datetime, review_id: int) -> Review:
    """Do to the plan what was decided: retire and complete; what is carried forward stays.

    An action that was closed since the review was taken is left as it is.

    Raises: Missing; Refused, naming the first action that is not ready; nothing is done then.
    """
    review = _open_review(by, review_id)
    reviewed = [action.code for action in snapshots.thawed(review.frozen).open_actions]
    still_open = Action.objects.filter(
        pk__in=reviewed, retired_on__isnull=True, finished_on__isnull=True
    )
    codes = list(still_open.order_by("position", "code").values_list("code", flat=True))
    decisions = {
        row.action_id: Decision(outcome=row.outcome, reason=row.reason)
        for row in review.decisions.all()
    }
    finishing = Rating.objects.filter(scheme=review.plan.scheme_id, finishes=True).first()
    _ready(review.plan, codes, decisions, finishing)
    for code in codes:
        _apply(by, at, review, code, decisions[code], finishing)
    write(review, {"applied_at": at})
    _tell(events.ReviewApplied, by, at, review, {}, {"applied_at": at})
    return review


def _open_review(by: Actor, review_id: int) -> Review:
    """Return a review that `by` may change, locked until the transaction ends."""
    seen = policies.reviews_seen_by(by).select_for_update(of=("self",)).select_related("plan")
    review = seen.filter(pk=review_id).first()
    if review is None:
        raise Missing(f"There is no review {review_id}.")
    policies.may_review(by, review.plan).enforce()
    rules.may_change(review.applied_at).enforce()
    return review


def _of_this_review(review: Review, decisions: Mapping[str, Decision]) -> None:
    reviewed = {action.code for action in snapshots.thawed(review.frozen).open_actions}
    for code, decision in decisions.items():
        rules.under_review(code=code, reviewed=code in reviewed).enforce()
        rules.an_outcome(code=code, outcome=decision.outcome).enforce()


def _differences(
    review: Review,
    kept: Mapping[str, ReviewedAction],
    decisions: Mapping[str, Decision],
    conclusions: str | None,
) -> tuple[dict[str, str], dict[str, str]]:
    """Return what differs from what is kept, before and after, by "<code>-<field>"."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for code, decision in decisions.items():
        for field in ("outcome", "reason"):
            was = getattr(kept.get(code), field, "")
            wanted = getattr(decision, field).strip()
            if was != wanted:
                before[f"{code}-{field}"], after[f"{code}-{field}"] = was, wanted
    if conclusions is not None and conclusions.strip() != review.conclusions:
        before["conclusions"], after["conclusions"] = review.conclusions, conclusions.strip()
    return before, after


def _theirs(before: Mapping[str, str]) -> dict[str, str]:
    """Return what had been said; where nothing was, nothing can be lost."""
    return {name: text for name, text in before.items() if text}


def _in_words(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields as histories call them: "ccc-001-outcome" is "outcome_of_ccc-001"."""
    told = {}
    for name, text in fields.items():
        code, _, part = name.rpartition("-")
        told[f"{part}_of_{code}" if code else name] = text
    return told


def _keep(review: Review, row: ReviewedAction | None, code: str, decision: Decision) -> None:
    row = row or ReviewedAction(review=review, action_id=code)
    row.outcome, row.reason = decision.outcome, decision.reason.strip()
    row.save()


def _ready(
    plan: Plan, codes: list[str], decisions: Mapping[str, Decision], finishing: Rating | None
) -> None:
    needs_reason = finishing is not None and finishing.needs_reason
    rules.ready_to_apply(
        open_codes=codes, decisions=decisions, completing_needs_reason=needs_reason
    ).enforce()
    rules.can_complete(
        title=plan.title,
        finishing_rating=finishing.code if finishing else "",
        wanted=any(decisions[code].outcome == ReviewOutcome.COMPLETE for code in codes),
    ).enforce()


def _apply(
    by: Actor, at: datetime, review: Review, code: str, decision: Decision, finishing: Rating | None
) -> None:
    if decision.outcome == ReviewOutcome.RETIRE:
        plans.retire_action(by=by, at=at, action_code=code, reason=decision.reason)
    if decision.outcome == ReviewOutcome.COMPLETE and finishing is not None:
        plans.report_progress(
            by=by,
            at=at,
            action_code=code,
            text=f"Completed at the review: {review.title}.",
            rating=finishing.code,
            reason=decision.reason,
        )


def _tell(
    kind: type[Event],
    by: Actor,
    at: datetime,
    review: Review,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    subject = Subject("strategy.review", str(review.pk))
    publish(kind(by=by.key, at=at, subject=subject, before=before, after=after))
