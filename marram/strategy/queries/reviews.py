"""What is known of annual reviews, as a given viewer may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.people import queries as people
from marram.strategy.models import Action, Plan, Review
from marram.strategy.policies import plans as plan_policies
from marram.strategy.policies import reviews as policies
from marram.strategy.queries.snapshots import snapshot
from marram.strategy.rules import reviews as rules
from marram.strategy.rules import snapshots
from marram.strategy.rules.changes import Change
from marram.strategy.rules.reviews import Decision
from marram.strategy.rules.snapshots import FrozenAction


@dataclass(frozen=True, kw_only=True)
class Verified:
    """The fingerprint of a frozen plan when it was taken, and of the text as it is now."""

    then: str
    now: str

    @property
    def unchanged(self) -> bool:
        return self.then == self.now


@dataclass(frozen=True, kw_only=True)
class ReviewLine:
    """One review of a plan in a list."""

    number: int
    title: str
    on: date
    actions: int
    open_actions: int
    decided: int
    applied_at: datetime | None
    verified: Verified


@dataclass(frozen=True, kw_only=True)
class ReviewList:
    """A plan's reviews, the latest first."""

    plan: str
    plan_title: str
    reviews: tuple[ReviewLine, ...]
    may_review: Verdict


@dataclass(frozen=True, kw_only=True)
class UnderReview:
    """An action that was open when the plan was frozen, and what is decided about it."""

    action: FrozenAction
    decision: Decision
    closed_since: bool


@dataclass(frozen=True, kw_only=True)
class ReviewPage:
    """A review with the actions under review in the order of the plan."""

    number: int
    plan: str
    plan_title: str
    title: str
    on: date
    taken_at: datetime
    taken_by: str
    conclusions: str
    applied_at: datetime | None
    version: int
    frozen: str
    verified: Verified
    actions: int
    under_review: tuple[UnderReview, ...]
    decided: int
    earlier: tuple[tuple[int, str], ...]
    may_review: Verdict
    may_change: Verdict

    @property
    def sentence(self) -> str:
        return rules.decided_sentence(decided=self.decided, open_actions=len(self.under_review))


@dataclass(frozen=True, kw_only=True)
class ReviewComparison:
    """What became of a plan's actions from one review to another, or to a day on which we look."""

    plan: str
    plan_title: str
    earlier: str
    later: str
    since: date
    until: date
    changes: tuple[Change, ...]


def review_list(*, viewer: Actor, plan: str) -> ReviewList:
    """Return the reviews of a plan. At most four SQL queries.

    Raises: Refused to residents; Missing.
    """
    policies.may_read(viewer).enforce()
    found = _plan(viewer, plan)
    reviews = policies.reviews_seen_by(viewer).filter(plan=found).prefetch_related("decisions")
    return ReviewList(
        plan=found.slug,
        plan_title=found.title,
        reviews=tuple(_line(review) for review in reviews.order_by("-on", "-pk")),
        may_review=policies.may_review(viewer, found),
    )


def review_page(*, viewer: Actor, plan: str, number: int) -> ReviewPage:
    """Return a review. At most six SQL queries, however many actions.

    Raises: Refused to residents; Missing.
    """
    policies.may_read(viewer).enforce()
    review = _review(viewer, plan, number)
    thawed = snapshots.thawed(review.frozen)
    kept = {row.action_id: row for row in review.decisions.all()}
    decisions = {
        code: Decision(outcome=row.outcome, reason=row.reason) for code, row in kept.items()
    }
    under_review = _under_review(thawed.open_actions, decisions)
    before = policies.reviews_seen_by(viewer).filter(plan=plan, on__lt=review.on).order_by("-on")
    return ReviewPage(
        number=review.pk,
        plan=plan,
        plan_title=review.plan.title,
        title=review.title,
        on=review.on,
        taken_at=review.taken_at,
        taken_by=people.names(keys=[review.taken_by]).get(review.taken_by, review.taken_by),
        conclusions=review.conclusions,
        applied_at=review.applied_at,
        version=review.version,
        frozen=review.frozen,
        verified=_verified(review),
        actions=len(thawed.actions),
        under_review=under_review,
        decided=sum(bool(each.decision.outcome) for each in under_review),
        earlier=tuple(before.values_list("pk", "title")),
        may_review=policies.may_review(viewer, review.plan),
        may_change=rules.may_change(review.applied_at),
    )


def verify(*, viewer: Actor, number: int) -> Verified:
    """Return whether what a review froze is what it froze, by its SHA-256. One SQL query.

    The fingerprint also stands in the ledger from the day the review was taken.

    Raises: Missing.
    """
    review = policies.reviews_seen_by(viewer).filter(pk=number).first()
    if review is None:
        raise Missing(f"There is no review {number}.")
    return _verified(review)


def comparison(
    *, viewer: Actor, plan: str, earlier: int, later: int | None, on: date
) -> ReviewComparison:
    """Return what became of a plan from one review to another, or to how it stands now (None).

    At most five SQL queries.

    Raises: Refused to residents; Missing.
    """
    policies.may_read(viewer).enforce()
    first = _review(viewer, plan, earlier)
    before = snapshots.thawed(first.frozen)
    if later is None:
        after, named = snapshot(viewer=viewer, plan=plan, on=on), "The plan now"
    else:
        second = _review(viewer, plan, later)
        after, named = snapshots.thawed(second.frozen), second.title
    return ReviewComparison(
        plan=plan,
        plan_title=first.plan.title,
        earlier=first.title,
        later=named,
        since=before.on,
        until=after.on,
        changes=snapshots.compared(before, after),
    )


def _plan(viewer: Actor, slug: str) -> Plan:
    found = plan_policies.plans_seen_by(viewer).filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no plan {slug}.")
    return found


def _review(viewer: Actor, plan: str, number: int) -> Review:
    seen = policies.reviews_seen_by(viewer).select_related("plan")
    found = seen.filter(pk=number, plan=plan).first()
    if found is None:
        raise Missing(f"There is no review {number} of this plan.")
    return found


def _line(review: Review) -> ReviewLine:
    thawed = snapshots.thawed(review.frozen)
    return ReviewLine(
        number=review.pk,
        title=review.title,
        on=review.on,
        actions=len(thawed.actions),
        open_actions=len(thawed.open_actions),
        decided=sum(bool(row.outcome) for row in review.decisions.all()),
        applied_at=review.applied_at,
        verified=_verified(review),
    )


def _verified(review: Review) -> Verified:
    return Verified(then=review.sha256, now=snapshots.fingerprint(review.frozen))


def _under_review(
    actions: tuple[FrozenAction, ...], decisions: Mapping[str, Decision]
) -> tuple[UnderReview, ...]:
    codes = [action.code for action in actions]
    still_open = Action.objects.filter(
        pk__in=codes, retired_on__isnull=True, finished_on__isnull=True
    )
    left = set(still_open.order_by().values_list("code", flat=True)) if codes else set()
    return tuple(
        UnderReview(
            action=action,
            decision=decisions.get(action.code, Decision()),
            closed_since=action.code not in left,
        )
        for action in actions
    )
