"""What is known of plans and their actions, as a given viewer may see it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Verdict
from marram.people.queries import keys as people
from marram.strategy.models import ActionLead, Milestone, PlanLead, Rating
from marram.strategy.policies import plans as policies
from marram.strategy.vocabulary import DUE_SOON_DAYS, Standing


# A page holds what somebody can look through; the rest is a page, a filter or a file away.
LINES_A_PAGE = 50


@dataclass(frozen=True)
class Claim:
    """The status that a lead claims: its code, label and look."""

    code: str
    label: str
    tone: str
    meaning: str = ""


@dataclass(frozen=True)
class LeadLine:
    """Who leads an action, in words; `key` is the key of the organisation or group, if known."""

    key: str
    name: str
    role: str

    def __str__(self) -> str:
        return f"{self.name} ({self.role})" if self.name and self.role else self.name or self.role


@dataclass(frozen=True)
class ActionLine:
    """One action as a line of a list."""

    code: str
    plan: str
    plan_title: str
    section: str
    subsection: str
    ref: str
    what: str
    timescale: str
    timing: str
    starts_on: date | None
    due_on: date | None
    stage: str
    standing: Standing
    claim: Claim | None
    last_update_on: date | None
    leads: tuple[LeadLine, ...]


@dataclass(frozen=True)
class Filters:
    """What a list of actions is narrowed to; every part lives in the address of the page."""

    plan: str = ""
    lead: str = ""
    standing: str = ""
    claimed: str = ""
    stage: str = ""
    words: str = ""
    changed_since: date | None = None


@dataclass(frozen=True)
class ActionList:
    """One page of actions, how many there are in all, and how they stand."""

    lines: tuple[ActionLine, ...]
    total: int
    page: int
    pages: int
    counts: Mapping[Standing, int]
    on: date


@dataclass(frozen=True)
class PlanLine:
    """One plan in a list, with how its actions stand."""

    slug: str
    title: str
    strategy: str
    published: bool
    counts: Mapping[Standing, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class PlanPage:
    """A plan with all its actions in its own order."""

    slug: str
    title: str
    strategy: str
    strategy_title: str
    group: str
    scheme: str
    cycle_days: int
    adopted_on: date
    published_on: date | None
    version: int
    lines: tuple[ActionLine, ...]
    counts: Mapping[Standing, int]
    leads: tuple[str, ...]
    source: str
    for_partner: bool
    may_run: Verdict
    on: date


@dataclass(frozen=True)
class PlanFacts:
    """A plan's own fields, for those who may change them."""

    slug: str
    title: str
    fields: Mapping[str, Any]
    version: int
    may_run: Verdict


@dataclass(frozen=True)
class LeadCounts:
    """How the actions of one lead stand."""

    key: str
    name: str
    counts: Mapping[Standing, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def plan_list(*, viewer: Actor, on: date) -> tuple[PlanLine, ...]:
    """Return every plan the viewer may read, by title. Two SQL queries."""
    plans = policies.plans_seen_by(viewer).order_by("title", "slug")
    rows = tuple(plans.values_list("slug", "title", "strategy__title", "published_on"))
    counts = _counts(_actions(viewer, on).filter(plan__in=[row[0] for row in rows]))
    return tuple(
        PlanLine(slug, title, strategy or "", published_on is not None, counts.get(slug, {}))
        for slug, title, strategy, published_on in rows
    )


def progress_of(
    *, viewer: Actor, plans: Collection[str], on: date
) -> Mapping[str, Mapping[Standing, int]]:
    """Return how the actions of each plan stand on a day, by plan. One SQL query."""
    return _counts(_actions(viewer, on).filter(plan__in=plans))


def plan_page(*, viewer: Actor, slug: str, on: date) -> PlanPage:
    """Return a plan with its actions. At most five SQL queries, however many actions.

    Raises: Missing.
    """
    found = (
        policies.plans_seen_by(viewer)
        .select_related("strategy", "group", "scheme")
        .filter(pk=slug)
        .first()
    )
    if found is None:
        raise Missing(f"There is no plan {slug}.")
    lines = _lines(_actions(viewer, on).filter(plan=slug).order_by("position", "code"))
    return PlanPage(
        slug=found.slug,
        title=found.title,
        strategy=found.strategy_id or "",
        strategy_title=found.strategy.title if found.strategy else "",
        group=found.group.name if found.group else "",
        scheme=found.scheme.title,
        cycle_days=found.cycle_days,
        adopted_on=found.adopted_on,
        published_on=found.published_on,
        version=found.version,
        lines=lines,
        counts=tally(line.standing for line in lines),
        leads=_leads_of(slug),
        source=found.source,
        for_partner=bool(policies.may_read_updates(viewer)),
        may_run=policies.may_run(viewer, found),
        on=on,
    )


def plan_facts(*, viewer: Actor, slug: str) -> PlanFacts:
    """Return a plan's own fields. At most two SQL queries.

    Raises: Missing.
    """
    found = policies.plans_seen_by(viewer).filter(pk=slug).first()
    if found is None:
        raise Missing(f"There is no plan {slug}.")
    fields = {
        "title": found.title,
        "strategy": found.strategy_id or "",
        "group": found.group_id or "",
        "scheme": found.scheme_id,
        "cycle_days": found.cycle_days,
        "adopted_on": found.adopted_on,
        "published_on": found.published_on,
    }
    return PlanFacts(slug, found.title, fields, found.version, policies.may_run(viewer, found))


def action_list(
    *, viewer: Actor, on: date, filters: Filters, page: int = 1, lines_a_page: int = LINES_A_PAGE
) -> ActionList:
    """Return one page of the actions that fit the filters. Three SQL queries.

    A page past the last is the last.
    """
    fitting = _fitting(viewer, on, filters)
    counts = _counted(fitting)
    total = sum(counts.values())
    pages = max(1, -(-total // lines_a_page))
    page = min(max(page, 1), pages)
    ordered = fitting.order_by("plan__title", "plan", "position", "code")
    first = (page - 1) * lines_a_page
    return ActionList(
        lines=_lines(ordered[first : first + lines_a_page]),
        total=total,
        page=page,
        pages=pages,
        counts=counts,
        on=on,
    )


def counted(*, viewer: Actor, on: date, filters: Filters) -> ActionList:
    """Return how the actions that fit the filters stand, without their lines. One SQL query."""
    counts = _counted(_fitting(viewer, on, filters))
    return ActionList(lines=(), total=sum(counts.values()), page=1, pages=1, counts=counts, on=on)


def all_lines(*, viewer: Actor, on: date, filters: Filters) -> tuple[ActionLine, ...]:
    """Return every action that fits the filters, for a file. Two SQL queries."""
    fitting = _fitting(viewer, on, filters)
    return _lines(fitting.order_by("plan__title", "plan", "position", "code"))


def board(
    *, viewer: Actor, on: date, filters: Filters, cards: int = 25
) -> Mapping[Standing, tuple[ActionLine, ...]]:
    """Return the first actions of each computed status that is held. Three SQL queries.

    A column of a board is read at a glance; the rest of it is a list away.
    """
    fitting = _fitting(viewer, on, filters)
    ranked = fitting.annotate(
        rank=Window(
            RowNumber(),
            partition_by=F("standing"),
            order_by=[F("due_on").asc(nulls_last=True), "code"],
        )
    )
    first = tuple(ranked.filter(rank__lte=cards).values_list("code", flat=True))
    lines = _lines(_actions(viewer, on).filter(pk__in=first).order_by("due_on", "code"))
    columns: dict[Standing, list[ActionLine]] = defaultdict(list)
    for line in lines:
        columns[line.standing].append(line)
    return {standing: tuple(columns[standing]) for standing in Standing if standing in columns}


def by_lead(*, viewer: Actor, on: date, filters: Filters) -> tuple[LeadCounts, ...]:
    """Return how the actions of each lead stand, by name. Three SQL queries.

    An action with several leads counts once for each of them.
    """
    names = {**people.organisation_names(), **people.group_names()}
    fitting = _fitting(viewer, on, filters)
    rows = fitting.order_by().values_list(
        "leads__organisation", "leads__group", "leads__role", "standing"
    )
    counts: dict[tuple[str, str], dict[Standing, int]] = defaultdict(dict)
    for organisation, group, role, standing, number in rows.annotate(Count("pk")):
        key = organisation or group or ""
        name = names.get(key) or role or "Nobody named"
        standings = counts[name, key]
        standings[Standing(standing)] = standings.get(Standing(standing), 0) + number
    return tuple(
        LeadCounts(key, name, counts[name, key])
        for name, key in sorted(counts, key=lambda pair: (pair[0].casefold(), pair[1]))
    )


@dataclass(frozen=True)
class Choices:
    """What the filters of a list of actions may be set to: (value, words) pairs."""

    plans: tuple[tuple[str, str], ...]
    leads: tuple[tuple[str, str], ...]
    claims: tuple[tuple[str, str], ...]


def choices(*, viewer: Actor) -> Choices:
    """Return what the filters may be set to. Three SQL queries."""
    plans = policies.plans_seen_by(viewer).order_by("title", "slug")
    seen = ActionLead.objects.filter(action__plan__in=plans)
    leads = seen.values_list(
        "organisation", "organisation__name", "group", "group__name"
    ).distinct()
    named = {
        (organisation or group or "", its_name or group_name or "")
        for organisation, its_name, group, group_name in leads.order_by()
    }
    claims = Rating.objects.filter(scheme__in=plans.values("scheme")).order_by("position", "pk")
    return Choices(
        plans=tuple(plans.values_list("slug", "title")),
        leads=tuple(sorted((pair for pair in named if pair[0]), key=lambda pair: pair[1])),
        claims=tuple(dict(claims.values_list("code", "label")).items()),
    )


def tally(standings: Iterable[Standing]) -> Mapping[Standing, int]:
    """Return how many of each standing there are, in the order of what to look at first."""
    counts: dict[Standing, int] = defaultdict(int)
    for standing in standings:
        counts[standing] += 1
    return {standing: counts[standing] for standing in Standing if standing in counts}


def _counted(actions: QuerySet[Any]) -> Mapping[Standing, int]:
    counts = dict(actions.order_by().values_list("standing").annotate(Count("pk")))
    return {standing: counts[standing] for standing in Standing if standing in counts}


def standing_on(on: date) -> Case:
    """Return the computed status as an expression; its twin is `rules.plans.standing`."""
    missed = Milestone.objects.filter(action=OuterRef("pk"), due_on__lt=on).filter(
        Q(met_on__isnull=True) | Q(met_on__gt=on)
    )
    return Case(
        When(retired_on__lte=on, then=Value(Standing.RETIRED)),
        When(finished_on__lte=on, then=Value(Standing.COMPLETE)),
        When(due_on__lt=on, then=Value(Standing.OVERDUE)),
        When(Exists(missed), then=Value(Standing.MILESTONE_MISSED)),
        When(update_due_on__lt=on, then=Value(Standing.STALE)),
        When(due_on__isnull=True, then=Value(Standing.NO_DATE)),
        When(due_on__lte=on + timedelta(days=DUE_SOON_DAYS), then=Value(Standing.DUE_SOON)),
        default=Value(Standing.ON_COURSE),
        output_field=CharField(),
    )


def _actions(viewer: Actor, on: date) -> QuerySet[Any]:
    """Return the actions that the viewer may read, each with its `standing` on a day."""
    return policies.actions_seen_by(viewer).annotate(standing=standing_on(on))


def _fitting(viewer: Actor, on: date, filters: Filters) -> QuerySet[Any]:
    wanted = Q()
    for lookup, value in {
        "plan": filters.plan,
        "standing": filters.standing,
        "rating__code": filters.claimed,
        "stage": filters.stage,
        "changed_at__date__gte": filters.changed_since,
    }.items():
        if value:
            wanted &= Q(**{lookup: value})
    for word in filters.words.split():
        wanted &= Q(what__icontains=word) | Q(code__icontains=word) | Q(section__icontains=word)
    if filters.lead:
        led = ActionLead.objects.filter(action=OuterRef("pk")).filter(
            Q(organisation=filters.lead) | Q(group=filters.lead)
        )
        wanted &= Q(Exists(led))
    return _actions(viewer, on).filter(wanted)


def _lines(actions: QuerySet[Any]) -> tuple[ActionLine, ...]:
    """Return actions as lines, with their leads. Two SQL queries, or one where there are none."""
    rows = tuple(
        actions.values_list(
            "code",
            "plan_id",
            "plan__title",
            "section",
            "subsection",
            "ref",
            "what",
            "timescale",
            "timing",
            "starts_on",
            "due_on",
            "stage",
            "standing",
            "rating__code",
            "rating__label",
            "rating__tone",
            "last_update_on",
        )
    )
    leads = leads_of([row[0] for row in rows])
    return tuple(_line(row, tuple(leads.get(row[0], ()))) for row in rows)


def _line(row: Sequence[Any], leads: tuple[LeadLine, ...]) -> ActionLine:
    facts: Iterable[Any] = row[:12]
    standing, code, label, tone, last_update_on = row[12:]
    claim = Claim(code, label, tone) if code else None
    return ActionLine(*(*facts, Standing(standing), claim, last_update_on, leads))


def leads_of(codes: Sequence[str]) -> Mapping[str, Sequence[LeadLine]]:
    """Return who leads each action, in order, by code. One SQL query; none for no codes."""
    leads: dict[str, list[LeadLine]] = defaultdict(list)
    if not codes:
        return leads
    rows = ActionLead.objects.filter(action__in=codes).order_by("action", "position")
    for (
        code,
        organisation,
        its_name,
        short,
        group,
        group_name,
        group_short,
        role,
    ) in rows.values_list(
        "action",
        "organisation",
        "organisation__name",
        "organisation__short_name",
        "group",
        "group__name",
        "group__short_name",
        "role",
    ):
        name = short or its_name or group_short or group_name or ""
        leads[code].append(LeadLine(organisation or group or "", name, role))
    return leads


def _counts(actions: QuerySet[Any]) -> Mapping[str, Mapping[Standing, int]]:
    counts: dict[str, dict[Standing, int]] = defaultdict(dict)
    for plan, standing, number in (
        actions.order_by().values_list("plan", "standing").annotate(Count("pk"))
    ):
        counts[plan][Standing(standing)] = number
    return {
        plan: {standing: found[standing] for standing in Standing if standing in found}
        for plan, found in counts.items()
    }


def _leads_of(slug: str) -> tuple[str, ...]:
    named = PlanLead.objects.filter(plan=slug).order_by("user__name", "user")
    return tuple(named.values_list("user__name", flat=True))
