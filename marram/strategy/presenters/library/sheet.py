"""A strategy on one side of A4."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import Box, Breadcrumbs, Sheet
from marram.strategy.presenters import words
from marram.strategy.presenters.library.frameworks import PLURALS
from marram.strategy.presenters.library.parts import breadcrumbs, span_in_words
from marram.strategy.queries.library import OnAPage, PlanProgress
from marram.strategy.queries.library.on_a_page import Dated, Shortlist


# A line of a box holds about this much; longer words end in "…" and stand whole on the page of
# the strategy, to which the sheet leads.
LONGEST = 140
PLANS = 8


@dataclass(frozen=True, kw_only=True)
class SheetShown:
    title: str
    breadcrumbs: Breadcrumbs
    sheet: Sheet


def on_a_page(page: OnAPage) -> SheetShown:
    """Return a strategy as a sheet that prints on one side of A4."""
    line = page.line
    return SheetShown(
        title=f"{line.title} on one page",
        breadcrumbs=breadcrumbs(
            (line.title, reverse("strategy:strategy", args=[line.slug])), title="On one page"
        ),
        sheet=Sheet(
            line.title,
            boxes=_boxes(page),
            caption=f"{line.life_span.value.capitalize()}: "
            f"{span_in_words(line.starts_on, line.last_on)}",
            footnote=_footnote(page),
        ),
    )


def _boxes(page: OnAPage) -> tuple[Box, ...]:
    set_out = PLURALS[page.priorities_are] if page.priorities_are else "Priorities"
    slipped = words.number(page.slipped_total, "action")
    return (
        Box(
            "Vision",
            _shortened(page.vision),
            _or_none(page.vision),
            wide=True,
        ),
        Box(
            set_out,
            _shortened(page.priorities),
            _or_none(page.priorities),
        ),
        Box("Plans and how they stand", _plans(page), "" if page.plans else "No plan delivers it."),
        Box(
            f"What slipped: {slipped} overdue" if page.slipped_total else "What slipped",
            _dated(page.slipped),
            "" if page.slipped else "Nothing is overdue.",
        ),
        Box("Next dates", _dated(page.next_dates), "" if page.next_dates else "No dates to come."),
    )


def _shortened(shortlist: Shortlist) -> tuple[str, ...]:
    left = shortlist.total - len(shortlist.first)
    more = (f"And {words.number(left, 'more', 'more')}.",) if left else ()
    return (*(short(text) for text in shortlist.first), *more)


def _or_none(shortlist: Shortlist) -> str:
    return "" if shortlist.total else "Nothing is written down yet."


def _plans(page: OnAPage) -> tuple[str, ...]:
    left = len(page.plans) - PLANS
    more = (f"And {words.number(left, 'more plan')}.",) if left > 0 else ()
    return (*(_plan(plan) for plan in page.plans[:PLANS]), *more)


def _plan(plan: PlanProgress) -> str:
    counts = f" ({words.standing_counts(plan.counts)})" if plan.total else ""
    return f"{short(plan.title)}: {words.number(plan.total, 'action')}{counts}"


def _dated(lines: Iterable[Dated]) -> tuple[str, ...]:
    return tuple(
        f"{words.day(line.on)}: {short(line.what)} ({line.code.upper()})" for line in lines
    )


def _footnote(page: OnAPage) -> str:
    line = page.line
    owner = f"Owner: {line.owner}. " if line.owner else ""
    return f"{owner}As it stands on {words.day(page.on)}. Source: {line.source or 'not stated'}."


def short(text: str) -> str:
    """Return words that fit a line of the sheet.

    >>> short("word " * 40)[-5:], short("Short")
    ('word…', 'Short')
    """
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
