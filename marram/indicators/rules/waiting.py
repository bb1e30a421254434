"""Waiting lists as they are brought in: how many wait how long, join and are seen.

Beside the figures of an indicator a delivery may hold its waiting list, by month: rows of the same
indicator and place whose `category_type` is "Waiting list", with a count each. `category` is
"joined" or "seen" (in the month), "within" (how many whole months is soon enough), or "waiting 0",
"waiting 1" and so on (how many have waited so many whole months at its end).
"""

import re
from collections.abc import Iterable, Sequence

from marram.indicators.rules.recovery import Queue
from marram.indicators.vocabulary import Period, Result


LIST = "Waiting list"
# What joins and is seen in half a year says what will.
MONTHS = 6
_WAITED = re.compile(r"waiting (\d+)")


def queue(results: Iterable[Result], *, target: float | None) -> Queue | None:
    """Return the waiting list at its newest month, or None where its numbers are not whole.

    `target` is the share in percent that must be within.
    """
    rows = [each for each in results if each.slice.category_type == LIST and each.count is not None]
    if not rows or target is None or not 0 < target <= 100:
        return None
    newest = max(each.slice.period for each in rows)
    waited = _waited(rows, newest)
    joining, seen = (_mean(rows, newest, name) for name in ("joined", "seen"))
    within = _last(rows, newest, "within")
    if not waited or joining is None or seen is None or within is None:
        return None
    return Queue(waited, joining, seen, int(within), target / 100)


def _waited(rows: Sequence[Result], period: Period) -> tuple[float, ...]:
    """Return how many have waited 0, 1, 2 ... months; what is not told is nobody."""
    told = {
        int(found[1]): each.count or 0.0
        for each in rows
        if each.slice.period == period and (found := _WAITED.fullmatch(each.slice.category))
    }
    return tuple(told.get(months, 0.0) for months in range(max(told, default=-1) + 1))


def _named(rows: Sequence[Result], name: str) -> list[Result]:
    named = (each for each in rows if each.slice.category == name)
    return sorted(named, key=lambda each: each.slice.period)


def _mean(rows: Sequence[Result], newest: Period, name: str) -> float | None:
    counts = [each.count or 0.0 for each in _named(rows, name) if each.slice.period <= newest]
    last = counts[-MONTHS:]
    return sum(last) / len(last) if last else None


def _last(rows: Sequence[Result], newest: Period, name: str) -> float | None:
    named = [each for each in _named(rows, name) if each.slice.period <= newest]
    return named[-1].count if named else None
