"""Actions as lines: what each is, who leads it, and how it stands on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Q,
    QuerySet,
    Value,
    When,
)

from marram.foundation.actors import Actor
from marram.strategy.models import ActionLead, Milestone
from marram.strategy.policies import plans as policies
from marram.strategy.vocabulary import DUE_SOON_DAYS, Standing


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


def standing_on(on: date) -> Case:
    """Return the computed status as an expression; its twin is `rules.plans.standing`."""
    unmet = Q(met_on__isnull=True) | Q(met_on__gt=on)
    # Asked once for all actions, not once for each.
    missed = Milestone.objects.filter(unmet, due_on__lt=on).order_by().values("action")
    return Case(
        When(retired_on__lte=on, then=Value(Standing.RETIRED)),
        When(finished_on__lte=on, then=Value(Standing.COMPLETE)),
        When(due_on__lt=on, then=Value(Standing.OVERDUE)),
        When(pk__in=missed, then=Value(Standing.MILESTONE_MISSED)),
        When(update_due_on__lt=on, then=Value(Standing.STALE)),
        When(due_on__isnull=True, then=Value(Standing.NO_DATE)),
        When(due_on__lte=on + timedelta(days=DUE_SOON_DAYS), then=Value(Standing.DUE_SOON)),
        default=Value(Standing.ON_COURSE),
        output_field=CharField(),
    )


def standing_actions(viewer: Actor, on: date) -> QuerySet[Any]:
    """Return the actions that the viewer may read, each with its `standing` on a day."""
    return policies.actions_seen_by(viewer).annotate(standing=standing_on(on))


def lines_of(actions: QuerySet[Any]) -> tuple[ActionLine, ...]:
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
