"""Two plans against each other, as a given viewer may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.strategy.policies import plans as policies
from marram.strategy.queries.action_lines import ActionLine
from marram.strategy.queries.action_lists import Filters, all_lines
from marram.strategy.rules import alignment as rules
from marram.strategy.rules.alignment import Counterpart, Line


@dataclass(frozen=True, kw_only=True)
class AlignedPlan:
    """One of the two plans: its actions, and for each the counterpart in the other, by code."""

    slug: str
    title: str
    lines: tuple[Line, ...]
    counterparts: Mapping[str, Counterpart | None]

    @property
    def without(self) -> int:
        return sum(counterpart is None for counterpart in self.counterparts.values())


@dataclass(frozen=True, kw_only=True)
class Alignment:
    """Two plans side by side; leads, due months and stages with their counts in each."""

    first: AlignedPlan
    second: AlignedPlan
    leads: Mapping[str, tuple[int, int]]
    months: Mapping[date, tuple[int, int]]
    stages: Mapping[str, tuple[int, int]]


def plan_choices(*, viewer: Actor) -> Mapping[str, str]:
    """Return the titles of the plans the viewer may read, by slug. One SQL query."""
    plans = policies.plans_seen_by(viewer).order_by("title", "slug")
    return dict(plans.values_list("slug", "title"))


def alignment(*, viewer: Actor, first: str, second: str, on: date) -> Alignment:
    """Return two plans against each other. Five SQL queries, however many actions.

    Raises: Missing when one of them is not there for this viewer.
    """
    titles = plan_choices(viewer=viewer)
    for slug in (first, second):
        if slug not in titles:
            raise Missing(f"There is no plan {slug}.")
    ours, others = (
        tuple(_line(line) for line in all_lines(viewer=viewer, on=on, filters=Filters(plan=slug)))
        for slug in (first, second)
    )
    return Alignment(
        first=_aligned(first, titles, ours, others),
        second=_aligned(second, titles, others, ours),
        leads=rules.leads_in_common(ours, others),
        months=rules.due_months_in_common(ours, others),
        stages=rules.stages(ours, others),
    )


def _aligned(
    slug: str, titles: Mapping[str, str], lines: tuple[Line, ...], others: tuple[Line, ...]
) -> AlignedPlan:
    return AlignedPlan(
        slug=slug,
        title=titles[slug],
        lines=lines,
        counterparts=rules.counterparts(lines, others),
    )


def _line(action: ActionLine) -> Line:
    return Line(
        code=action.code,
        section=action.section,
        what=action.what,
        leads=frozenset(lead.name or lead.role for lead in action.leads),
        stage=action.stage,
        due_on=action.due_on,
        words=rules.subject_words(action.what),
    )
