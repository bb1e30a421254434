"""Which linked strategies have dates that do not fit what they are to each other.

Dates are half-open; sentences name the last day. A date that is not known clashes with nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

from marram.strategy.rules.library.strategies import in_words, last_day
from marram.strategy.vocabulary import Relation


class ClashKind(StrEnum):
    """What is wrong with two dates."""

    STARTS_TOO_EARLY = "starts before what it serves"
    ENDS_TOO_EARLY = "ends before what it serves"
    ENDS_TOO_LATE = "ends after what it serves"
    NEVER_TOGETHER = "never in force together"
    GAP = "leaves a gap before its successor"
    OVERLAP = "overlaps its successor"
    NEWER_SOURCE = "rests on something newer than itself"
    EXPIRED_SOURCE = "rests on something that has expired"
    ACTIONS_TOO_LATE = "has actions due after its strategy ends"


# Strategies are named by years: when the last year of one is the first of the next, that year is
# a handover and not a clash. A leap year has 366 days.
HANDOVER_DAYS = 366


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A strategy with its span."""

    slug: str
    title: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Two dates that do not fit: what is wrong, and what to do about it."""

    kind: ClashKind
    finding: str
    advice: str
    origin: str
    target: str


def of_link(relation: Relation, origin: Dated, target: Dated, *, on: date) -> tuple[Clash, ...]:
    """Return every clash between two linked strategies, as known on a day."""
    judge, swapped = JUDGES[relation]
    first, second = (target, origin) if swapped else (origin, target)
    return tuple(
        Clash(kind=kind, finding=finding, advice=advice, origin=origin.slug, target=target.slug)
        for kind, finding, advice in judge(first, second, on)
    )


def of_plan(
    strategy: Dated, *, plan: str, plan_title: str, late: int, last_code: str, last_due_on: date
) -> Clash:
    """Return the clash of a plan with `late` actions that are due when its strategy has ended.

    `strategy` has an end; `late` is 1 or more.
    """
    assert strategy.ends_on is not None, "only a strategy that ends can have late actions"
    number = "1 action is" if late == 1 else f"{late} actions are"
    return Clash(
        kind=ClashKind.ACTIONS_TOO_LATE,
        finding=(
            f"In {plan_title}, {number} due after {strategy.title} ends on "
            f"{last_day(strategy.ends_on)}. The last is {last_code.upper()}, due on "
            f"{in_words(last_due_on)}."
        ),
        advice="Bring the actions forward, or move them to a plan of the next strategy.",
        origin=plan,
        target=strategy.slug,
    )


Found = Iterable[tuple[ClashKind, str, str]]
Judge = Callable[[Dated, Dated, date], Found]


def _delivery(
    deliverer: Dated, delivered: Dated, on: date, bond: str = "which it delivers"
) -> Found:
    """What delivers a strategy starts with it or after it, and ends with it."""
    if _apart(deliverer, delivered):
        yield from _alignment(deliverer, delivered, on)
        return
    if _before(deliverer.starts_on, delivered.starts_on):
        yield (
            ClashKind.STARTS_TOO_EARLY,
            f"{deliverer.title} starts on {_first(deliverer)}, before {delivered.title}, {bond}, "
            f"starts on {_first(delivered)}.",
            f"Agree one timetable, or look at {deliverer.title} again when {delivered.title} "
            "is agreed.",
        )
    if _before(deliverer.ends_on, delivered.ends_on):
        yield (
            ClashKind.ENDS_TOO_EARLY,
            f"{deliverer.title} ends on {_last(deliverer)}, before {delivered.title}, {bond}, "
            f"ends on {_last(delivered)}.",
            f"Extend {deliverer.title}, or say what delivers the rest.",
        )
    if _before(delivered.ends_on, deliverer.ends_on):
        yield (
            ClashKind.ENDS_TOO_LATE,
            f"{deliverer.title} ends on {_last(deliverer)}, after {delivered.title}, {bond}, "
            f"ends on {_last(delivered)}.",
            f"Say what {deliverer.title} delivers after that day: link it to the successor.",
        )


def _succession(successor: Dated, former: Dated, on: date) -> Found:
    """A successor starts when the former ends; a shared year is a handover."""
    if _before(former.ends_on, successor.starts_on):
        yield (
            ClashKind.GAP,
            f"{former.title} ended on {_last(former)}, but {successor.title}, which replaces it, "
            f"starts on {_first(successor)}: nothing is in force between.",
            f"Extend {former.title} to the day before, or bring the start forward.",
        )
    if successor.starts_on is None or former.ends_on is None:
        return
    if former.ends_on - successor.starts_on > timedelta(days=HANDOVER_DAYS):
        yield (
            ClashKind.OVERLAP,
            f"{former.title} runs until {_last(former)}, but {successor.title}, which replaces "
            f"it, starts on {_first(successor)}: both are in force for more than a year.",
            f"End {former.title} on the day before, or say which of the two counts.",
        )


def _foundation(resting: Dated, source: Dated, on: date) -> Found:
    """What a strategy rests on is older than it, and still holds while it runs."""
    if _before(resting.starts_on, source.starts_on):
        yield (
            ClashKind.NEWER_SOURCE,
            f"{resting.title} started on {_first(resting)} and rests on {source.title}, which is "
            f"newer: it starts on {_first(source)}.",
            f"Check {resting.title} against it, and write down what changes.",
        )
    runs = resting.ends_on is None or on < resting.ends_on
    if runs and source.ends_on is not None and source.ends_on <= on:
        yield (
            ClashKind.EXPIRED_SOURCE,
            f"{resting.title} rests on {source.title}, which expired on {_last(source)}.",
            f"Link it to what came after {source.title}, or have that renewed.",
        )


def _alignment(one: Dated, other: Dated, on: date) -> Found:
    """What aligns, supports or enables does so while both are in force."""
    earlier, later = (other, one) if _apart_after(one, other) else (one, other)
    if _apart_after(later, earlier):
        yield (
            ClashKind.NEVER_TOGETHER,
            f"{earlier.title} ended on {_last(earlier)} and {later.title} starts on "
            f"{_first(later)}: the two are never in force together.",
            f"Link {later.title} to what came after {earlier.title}.",
        )


# Who is judged against whom; True turns the link round, so that each judge has one direction.
JUDGES: dict[Relation, tuple[Judge, bool]] = {
    Relation.DELIVERS: (_delivery, False),
    Relation.CONTAINS: (partial(_delivery, bond="which contains it"), True),
    Relation.SUPERSEDES: (_succession, False),
    Relation.INFORMED_BY: (_foundation, False),
    Relation.DRAWS_ON: (_foundation, False),
    Relation.INFORMS: (_foundation, True),
    Relation.DRIVES: (_foundation, True),
    Relation.ALIGNS_WITH: (_alignment, False),
    Relation.SUPPORTS: (_alignment, False),
    Relation.ENABLED_BY: (_alignment, False),
    Relation.USES: (_alignment, False),
    Relation.SAME_AS: (_alignment, False),
}


def _before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def _apart(one: Dated, other: Dated) -> bool:
    return _apart_after(one, other) or _apart_after(other, one)


def _apart_after(later: Dated, earlier: Dated) -> bool:
    """Tell whether `later` starts when `earlier` no longer runs."""
    if later.starts_on is None or earlier.ends_on is None:
        return False
    return earlier.ends_on <= later.starts_on


def _first(strategy: Dated) -> str:
    return in_words(strategy.starts_on) if strategy.starts_on else "a day that is not known"


def _last(strategy: Dated) -> str:
    return last_day(strategy.ends_on) if strategy.ends_on else "a day that is not known"
