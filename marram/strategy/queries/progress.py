"""What became of actions between two days, across plans or in one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.people.queries import keys as people
from marram.records.queries.field_changes import FieldChange, field_changes
from marram.strategy.models import Action, Rating, Update
from marram.strategy.policies import plans as plan_policies
from marram.strategy.policies import reviews as policies
from marram.strategy.queries.action_lines import leads_of
from marram.strategy.rules import plans as plan_rules
from marram.strategy.rules import progress as rules
from marram.strategy.rules.changes import Change, Move, State, changes, in_order, value_on
from marram.strategy.vocabulary import Standing


TRACED = ("due_on", "section", "ref", "leads")


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What became of the actions of a plan, or of all plans, from one day to another, both within.

    `plan` and `plan_title` are empty when it is about all plans that the viewer may read.
    """

    plan: str
    plan_title: str
    since: date
    until: date
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class _Traces:
    """How the fields of actions moved, by code and field, and the names behind keys of leads."""

    moves: Mapping[tuple[str, str], Sequence[Move]]
    names: Mapping[str, str]

    def value_on(self, code: str, field: str, now: Any, on: date) -> Any:
        return value_on(now, self.moves.get((code, field), ()), on)

    def leads_on(self, code: str, now: tuple[str, ...], on: date) -> tuple[str, ...]:
        """Return who led on a day, by name; the ledger keeps them as "key: role"."""
        held = self.value_on(code, "leads", None, on)
        if held is None:
            moves = self.moves.get((code, "leads"), ())
            held = moves[-1].after if moves else None
        return now if held is None else tuple(self._named(lead) for lead in held)

    def _named(self, lead: str) -> str:
        key, _, role = lead.partition(": ")
        return f"{self.names.get(key, key)} ({role})" if role else self.names.get(key, key)


def progress(*, viewer: Actor, since: date, until: date, plan: str = "") -> Progress:
    """Return what became of actions from `since` to `until`. At most seven SQL queries.

    Raises: Refused to residents and when the days are out of order; Missing.
    """
    policies.may_read(viewer).enforce()
    rules.in_order(since=since, until=until).enforce()
    title = _title(viewer, plan) if plan else ""
    traces = _traces(since)
    actions = list(_touched(viewer, plan, since, until, traces))
    leads = leads_of([action.code for action in actions])
    ratings = Rating.objects.in_bulk()
    found: list[Change] = []
    for action in actions:
        names = tuple(str(lead) for lead in leads.get(action.code, ()))
        after = _state(action, action.rating_after, ratings, names, traces, until)
        before = None
        if action.added_on < since:
            day_before = since - timedelta(days=1)
            before = _state(action, action.rating_before, ratings, names, traces, day_before)
        found += changes(before, after)
    return Progress(plan=plan, plan_title=title, since=since, until=until, changes=in_order(found))


def _title(viewer: Actor, plan: str) -> str:
    titles = plan_policies.plans_seen_by(viewer).filter(pk=plan).values_list("title", flat=True)
    found = titles.first()
    if found is None:
        raise Missing(f"There is no plan {plan}.")
    return str(found)


def _traces(since: date) -> _Traces:
    """Return how fields moved since the start of a day. One SQL query, three if leads changed."""
    start = datetime.combine(since, time.min, tzinfo=timezone.get_current_timezone())
    found = field_changes(subject_kind="strategy.action", fields=TRACED, since=start)
    moves: dict[tuple[str, str], list[Move]] = defaultdict(list)
    for change in found:
        moves[change.key, change.field].append(_move(change))
    if any(field == "leads" for _, field in moves):
        return _Traces(moves, {**people.group_names(), **people.organisation_names()})
    return _Traces(moves, {})


def _move(change: FieldChange) -> Move:
    before, after = change.before, change.after
    if change.field == "due_on":
        before, after = (date.fromisoformat(day) if day else None for day in (before, after))
    return Move(timezone.localtime(change.at).date(), before, after)


def _touched(viewer: Actor, plan: str, since: date, until: date, traces: _Traces) -> QuerySet[Any]:
    """Return the actions that something became of in the span, with their ratings then."""
    span = (since, until)
    told = Update.objects.filter(on__range=span).values("action")
    touched = (
        Q(added_on__range=span)
        | Q(finished_on__range=span)
        | Q(retired_on__range=span)
        | Q(due_on__range=(since - timedelta(days=1), until))
        | Q(pk__in=told)
        | Q(pk__in={code for code, _ in traces.moves})
    )
    seen = plan_policies.actions_seen_by(viewer).filter(touched, added_on__lte=until)
    return (
        (seen.filter(plan=plan) if plan else seen)
        .select_related("plan")
        .annotate(
            rating_before=Subquery(_rating_by(since - timedelta(days=1))),
            rating_after=Subquery(_rating_by(until)),
        )
        .order_by("plan__title", "plan", "position", "code")
    )


def _rating_by(on: date) -> QuerySet[Update, Any]:
    """Return the rating that the last word on an action by the end of a day claimed."""
    said = Update.objects.filter(action=OuterRef("pk"), on__lte=on, rating__isnull=False)
    return said.order_by("-on", "-at", "-pk").values_list("rating")[:1]


def _state(
    action: Action,
    rating_id: int | None,
    ratings: Mapping[int, Rating],
    leads: tuple[str, ...],
    traces: _Traces,
    on: date,
) -> State:
    """Return an action as it stood at the end of a day."""
    rating = ratings[rating_id] if rating_id else None
    retired_on = action.retired_on if action.retired_on and action.retired_on <= on else None
    finished = (rating is not None and rating.finishes) or _by(action.finished_on, on)
    due_on = traces.value_on(action.code, "due_on", action.due_on, on)
    dates = plan_rules.Dates(
        due_on=due_on,
        update_due_on=date.max,
        finished_on=on if finished else None,
        retired_on=retired_on,
    )
    return State(
        code=action.code,
        plan=action.plan_id,
        plan_title=action.plan.title,
        section=traces.value_on(action.code, "section", action.section, on),
        ref=traces.value_on(action.code, "ref", action.ref, on),
        what=action.what,
        leads=traces.leads_on(action.code, leads, on),
        due_on=due_on,
        claimed=rating.label if rating else "",
        tone=rating.tone if rating else "",
        overdue=plan_rules.standing(dates, on=on) is Standing.OVERDUE,
        finished=finished,
        finished_on=action.finished_on if _by(action.finished_on, on) else None,
        retired_on=retired_on,
        retired_because=action.retired_because if retired_on else "",
    )


def _by(day: date | None, on: date) -> bool:
    return day is not None and day <= on
