"""Lists of actions, narrowed by filters, as a given viewer may see them."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Window,
)
from django.db.models.functions import RowNumber

from marram.foundation.actors import Actor
from marram.people.queries import keys as people
from marram.strategy.models import ActionLead, Rating
from marram.strategy.policies import plans as policies
from marram.strategy.queries.action_lines import ActionLine, lines_of, standing_actions
from marram.strategy.vocabulary import Standing


# A page holds what somebody can look through; the rest is a page, a filter or a file away.
LINES_A_PAGE = 50


class Said(Func):
    """Texts one after another in small letters, to look for words in.

    PostgreSQL compares bytes here, which is twice as fast as the rules of a language; letters
    beyond ASCII then keep their case, as they do in SQLite.
    """

    template = "LOWER(%(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(
            compiler, connection, template='LOWER((%(expressions)s) COLLATE "C")', **extra
        )


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
class LeadCounts:
    """How the actions of one lead stand."""

    key: str
    name: str
    counts: Mapping[Standing, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Choices:
    """What the filters of a list of actions may be set to: (value, words) pairs."""

    plans: tuple[tuple[str, str], ...]
    leads: tuple[tuple[str, str], ...]
    claims: tuple[tuple[str, str], ...]


def action_list(
    *, viewer: Actor, on: date, filters: Filters, page: int = 1, lines_a_page: int = LINES_A_PAGE
) -> ActionList:
    """Return one page of the actions that fit the filters. Four SQL queries.

    A page past the last is the last. The filters are asked once, for the codes of all that fit;
    only the lines of the page are fetched. They are sorted here: PostgreSQL compares titles by the
    rules of a language, and took 55 ms for the rows of a late page among 10,000 actions.
    """
    plans = policies.plans_seen_by(viewer).order_by("title", "slug").values_list("slug", flat=True)
    place = {slug: number for number, slug in enumerate(plans)}
    fitting = _fitting(viewer, on, filters).order_by()
    rows = fitting.values_list("plan_id", "position", "code", "standing")
    ordered = sorted((place[plan], position, code, stands) for plan, position, code, stands in rows)
    pages = max(1, -(-len(ordered) // lines_a_page))
    page = min(max(page, 1), pages)
    codes = [row[2] for row in ordered[(page - 1) * lines_a_page : page * lines_a_page]]
    lines = lines_of(standing_actions(viewer, on).filter(pk__in=codes).order_by())
    return ActionList(
        lines=tuple(sorted(lines, key=lambda line: codes.index(line.code))),
        total=len(ordered),
        page=page,
        pages=pages,
        counts=_in_order(Counter(row[3] for row in ordered)),
        on=on,
    )


def counted(*, viewer: Actor, on: date, filters: Filters) -> ActionList:
    """Return how the actions that fit the filters stand, without their lines. One SQL query."""
    counts = _counted(_fitting(viewer, on, filters))
    return ActionList(lines=(), total=sum(counts.values()), page=1, pages=1, counts=counts, on=on)


def all_lines(*, viewer: Actor, on: date, filters: Filters) -> tuple[ActionLine, ...]:
    """Return every action that fits the filters, for a file. Two SQL queries."""
    fitting = _fitting(viewer, on, filters)
    return lines_of(fitting.order_by("plan__title", "plan", "position", "code"))


def board(
    *, viewer: Actor, on: date, filters: Filters, cards: int = 20
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
    lines = lines_of(standing_actions(viewer, on).filter(pk__in=first).order_by("due_on", "code"))
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


def choices(*, viewer: Actor) -> Choices:
    """Return what the filters may be set to. Five SQL queries."""
    plans = policies.plans_seen_by(viewer).order_by("title", "slug")
    leads = (
        policies.leads_seen_by(viewer).order_by().values_list("organisation", "group").distinct()
    )
    keys = {organisation or group for organisation, group in leads}
    names = {**people.organisation_names(), **people.group_names()}
    named = {(key, names[key]) for key in keys if key}
    claims = Rating.objects.filter(scheme__in=plans.values("scheme")).order_by("position", "pk")
    return Choices(
        plans=tuple(plans.values_list("slug", "title")),
        leads=tuple(sorted(named, key=lambda pair: (pair[1], pair[0]))),
        claims=tuple(dict(claims.values_list("code", "label")).items()),
    )


def _counted(actions: QuerySet[Any]) -> Mapping[Standing, int]:
    return _in_order(dict(actions.order_by().values_list("standing").annotate(Count("pk"))))


def _in_order(counts: Mapping[str, int]) -> Mapping[Standing, int]:
    """Return counts in the order of what to look at first."""
    return {standing: counts[standing] for standing in Standing if standing in counts}


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
    for word in filters.words.lower().split():
        wanted &= Q(said__contains=word)
    if filters.lead:
        led = ActionLead.objects.filter(action=OuterRef("pk")).filter(
            Q(organisation=filters.lead) | Q(group=filters.lead)
        )
        wanted &= Q(Exists(led))
    actions = standing_actions(viewer, on)
    if filters.words:
        actions = actions.annotate(said=Said("code", "what", "section"))
    return actions.filter(wanted)
