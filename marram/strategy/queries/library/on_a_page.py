"""A strategy on one side of A4: what it is for, how it stands, what slipped and what comes next."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from marram.foundation.actors import Actor
from marram.strategy.models import Action, Element, Milestone
from marram.strategy.policies import plans as plan_policies
from marram.strategy.queries.library.strategies import StrategyLine, line_of, one_strategy
from marram.strategy.queries.library.strategy_page import (
    PlanProgress,
    delivering,
    plans_of,
)
from marram.strategy.vocabulary import ElementLevel


# What fits on one side of A4 when every line is as long as the sheet lets it be (a test prints
# that); the page says how many more there are.
VISIONS = 3
PRIORITIES = 12
DATES = 6


@dataclass(frozen=True, kw_only=True)
class Dated:
    """Something with a day: an action or a milestone of one."""

    code: str
    what: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Shortlist:
    """The first few of something, and how many there are."""

    first: tuple[str, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class OnAPage:
    line: StrategyLine
    vision: Shortlist
    priorities: Shortlist
    priorities_are: ElementLevel | None
    plans: tuple[PlanProgress, ...]
    slipped: tuple[Dated, ...]
    slipped_total: int
    next_dates: tuple[Dated, ...]
    on: date


def on_a_page(*, viewer: Actor, slug: str, on: date) -> OnAPage:
    """Return what one side of A4 can say of a strategy and of what delivers it.

    At most nine SQL queries.

    Raises: Missing.
    """
    found = one_strategy(viewer, slug)
    texts: dict[str, list[str]] = {}
    for level, text in (
        Element.objects.filter(strategy=slug)
        .order_by("position", "pk")
        .values_list("level", "text")
    ):
        texts.setdefault(level, []).append(text)
    visions = texts.get(ElementLevel.VISION) or texts.get(ElementLevel.AIM) or []
    chosen = _what_it_sets_out(texts)
    slugs = delivering(viewer, slug)
    slipped, slipped_total = _slipped(viewer, slugs, on)
    return OnAPage(
        line=line_of(found, on=on),
        vision=Shortlist(first=tuple(visions[:VISIONS]), total=len(visions)),
        priorities=_shortlist(texts, chosen),
        priorities_are=chosen,
        plans=plans_of(viewer, slugs, on=on),
        slipped=slipped,
        slipped_total=slipped_total,
        next_dates=_next_dates(viewer, slugs, on),
        on=on,
    )


def _what_it_sets_out(texts: dict[str, list[str]]) -> ElementLevel | None:
    """Return the level that says best what a strategy sets out to do, of those it has."""
    best = (
        ElementLevel.PRIORITY,
        ElementLevel.OBJECTIVE,
        ElementLevel.OUTCOME,
        ElementLevel.AIM,
        ElementLevel.THEME,
    )
    return next((level for level in best if texts.get(level)), None)


def _shortlist(texts: dict[str, list[str]], level: ElementLevel | None) -> Shortlist:
    found = texts[level] if level else []
    return Shortlist(first=tuple(found[:PRIORITIES]), total=len(found))


def _slipped(viewer: Actor, slugs: Collection[str], on: date) -> tuple[tuple[Dated, ...], int]:
    """Return the open actions that should have been done by now, the oldest first."""
    late = _open_actions(viewer, slugs).filter(due_on__lt=on).order_by("due_on", "code")
    rows = late.values_list("code", "what", "due_on")
    return _lines(rows[:DATES]), late.count()


def _next_dates(viewer: Actor, slugs: Collection[str], on: date) -> tuple[Dated, ...]:
    """Return the next days on which an action or a milestone of one is due."""
    open_actions = _open_actions(viewer, slugs)
    actions = open_actions.filter(due_on__gte=on).order_by("due_on", "code")
    milestones = Milestone.objects.filter(
        action__in=open_actions.order_by(), met_on=None, due_on__gte=on
    ).order_by("due_on", "pk")
    found = [
        *_lines(actions.values_list("code", "what", "due_on")[:DATES]),
        *_lines(milestones.values_list("action", "what", "due_on")[:DATES]),
    ]
    return tuple(sorted(found, key=lambda dated: (dated.on, dated.code, dated.what))[:DATES])


def _open_actions(viewer: Actor, slugs: Collection[str]) -> QuerySet[Action]:
    seen = plan_policies.actions_seen_by(viewer)
    return seen.filter(plan__strategy__in=slugs, retired_on=None, finished_on=None)


def _lines(rows: Iterable[tuple[str, str, date | None]]) -> tuple[Dated, ...]:
    return tuple(Dated(code=code, what=what, on=on) for code, what, on in rows if on)
