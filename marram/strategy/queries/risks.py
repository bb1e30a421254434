"""What is known of risks, as a given viewer may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.people import queries as people
from marram.strategy.models import Plan, Risk, RiskReview
from marram.strategy.policies import plans as plan_policies
from marram.strategy.policies import risks as policies
from marram.strategy.rules import risks as rules
from marram.strategy.rules.movements import Movement
from marram.strategy.rules.risks import Level
from marram.strategy.vocabulary import RiskState


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Likelihood and impact, each from 1 to 5."""

    likelihood: int
    impact: int

    @property
    def score(self) -> int:
        return rules.score(self.likelihood, self.impact)

    @property
    def level(self) -> Level:
        return rules.level(self.likelihood, self.impact)


@dataclass(frozen=True, kw_only=True)
class RiskLine:
    """One risk of a register. `movement` is from before its mitigations to now."""

    number: int
    title: str
    plan: str
    plan_title: str
    group: str
    group_name: str
    owner: str
    mitigations: str
    before: Scores
    after: Scores
    movement: Movement
    raised_on: date
    review_on: date
    overdue: bool
    last_reviewed_on: date | None
    last_meeting: str
    closed_on: date | None
    closed_because: str


@dataclass(frozen=True, kw_only=True)
class RiskFilters:
    """What a register is narrowed to; every part lives in the address of the page."""

    plan: str = ""
    group: str = ""
    owner: str = ""
    level: str = ""
    state: str = RiskState.OPEN
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Register:
    """The risks that fit the filters: those overdue for review first, then the gravest.

    `plans`, `groups` and `owners` are what the filters may be set to.
    """

    lines: tuple[RiskLine, ...]
    filters: RiskFilters
    place: str
    plans: Mapping[str, str]
    groups: Mapping[str, str]
    owners: tuple[str, ...]
    may_add: Verdict
    on: date


@dataclass(frozen=True, kw_only=True)
class MeetingMark:
    """A meeting that reviewed a risk, the scores it left, and how they moved."""

    on: date
    meeting: str
    note: str
    left: Scores
    movement: Movement


@dataclass(frozen=True, kw_only=True)
class RiskPage:
    """A risk with the meetings that reviewed it, the earliest first."""

    line: RiskLine
    cause: str
    effect: str
    version: int
    marks: tuple[MeetingMark, ...]
    may_keep: Verdict
    still_open: Verdict
    on: date


def register(*, viewer: Actor, on: date, filters: RiskFilters) -> Register:
    """Return a register. Four SQL queries at most, however many risks.

    Raises: Refused to residents; Missing when the plan or group is not there for this viewer.
    """
    policies.may_read(viewer).enforce()
    plan = _plan(viewer, filters.plan) if filters.plan else None
    every = tuple(_line(risk, on) for risk in _risks(viewer, filters))
    lines = [line for line in every if not filters.level or line.after.level == filters.level]
    names = people.group_names(slugs=[filters.group]) if filters.group else {}
    if filters.group and filters.group not in names:
        raise Missing(f"There is no group {filters.group}.")
    return Register(
        lines=tuple(sorted(lines, key=_overdue_then_gravest)),
        filters=filters,
        place=plan.title if plan else names.get(filters.group, ""),
        plans={line.plan: line.plan_title for line in every if line.plan},
        groups={line.group: line.group_name for line in every if line.group},
        owners=tuple(sorted({line.owner for line in every}, key=str.casefold)),
        may_add=policies.may_keep(viewer, plan=plan, group=filters.group),
        on=on,
    )


def risk_page(*, viewer: Actor, number: int, on: date) -> RiskPage:
    """Return a risk with its reviews. At most three SQL queries.

    Raises: Refused to residents; Missing.
    """
    policies.may_read(viewer).enforce()
    risk = _with_last_review(policies.risks_seen_by(viewer)).filter(pk=number).first()
    if risk is None:
        raise Missing(f"There is no risk {number}.")
    return RiskPage(
        line=_line(risk, on),
        cause=risk.cause,
        effect=risk.effect,
        version=risk.version,
        marks=_marks(risk),
        may_keep=policies.may_keep(viewer, plan=risk.plan, group=risk.group_id or ""),
        still_open=rules.still_open(risk.closed_on),
        on=on,
    )


def may_add(*, viewer: Actor, plan: str, group: str) -> Verdict:
    """Return whether the viewer may add a risk to a register. At most two SQL queries.

    Raises: Missing when the plan is not there for this viewer.
    """
    found = _plan(viewer, plan) if plan else None
    return policies.may_keep(viewer, plan=found, group=group)


def _plan(viewer: Actor, slug: str) -> Plan:
    found = plan_policies.plans_seen_by(viewer).filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no plan {slug}.")
    return found


def _risks(viewer: Actor, filters: RiskFilters) -> QuerySet[Risk]:
    wanted = Q()
    for lookup, value in {
        "plan": filters.plan,
        "group": filters.group,
        "owner": filters.owner,
    }.items():
        if value:
            wanted &= Q(**{lookup: value})
    if filters.state in list(RiskState):
        wanted &= Q(closed_on__isnull=filters.state == RiskState.OPEN)
    for word in filters.words.split():
        wanted &= Q(title__icontains=word) | Q(mitigations__icontains=word)
    return _with_last_review(policies.risks_seen_by(viewer)).filter(wanted)


def _with_last_review(risks: QuerySet[Risk]) -> QuerySet[Risk]:
    latest = RiskReview.objects.filter(risk=OuterRef("pk")).order_by("-on", "-pk")
    return risks.select_related("plan", "group").annotate(
        last_reviewed_on=Subquery(latest.values("on")[:1]),
        last_meeting=Subquery(latest.values("meeting")[:1]),
    )


def _line(risk: Risk, on: date) -> RiskLine:
    before = Scores(likelihood=risk.likelihood_before, impact=risk.impact_before)
    after = Scores(likelihood=risk.likelihood_after, impact=risk.impact_after)
    return RiskLine(
        number=risk.pk,
        title=risk.title,
        plan=risk.plan_id or "",
        plan_title=risk.plan.title if risk.plan else "",
        group=risk.group_id or "",
        group_name=risk.group.name if risk.group else "",
        owner=risk.owner,
        mitigations=risk.mitigations,
        before=before,
        after=after,
        movement=rules.movement(before=before.score, after=after.score),
        raised_on=risk.raised_on,
        review_on=risk.review_on,
        overdue=rules.overdue(review_on=risk.review_on, closed_on=risk.closed_on, on=on),
        last_reviewed_on=risk.last_reviewed_on,  # type: ignore[attr-defined]
        last_meeting=risk.last_meeting or "",  # type: ignore[attr-defined]
        closed_on=risk.closed_on,
        closed_because=risk.closed_because,
    )


def _marks(risk: Risk) -> tuple[MeetingMark, ...]:
    marks = []
    before = rules.score(risk.likelihood_before, risk.impact_before)
    for review in risk.reviews.order_by("on", "pk"):
        left = Scores(likelihood=review.likelihood, impact=review.impact)
        moved = rules.movement(before=before, after=left.score)
        marks.append(
            MeetingMark(
                on=review.on, meeting=review.meeting, note=review.note, left=left, movement=moved
            )
        )
        before = left.score
    return tuple(marks)


def _overdue_then_gravest(line: RiskLine) -> tuple[bool, int, date, int]:
    return (not line.overdue, -line.after.score, line.review_on, line.number)
