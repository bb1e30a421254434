"""What must hold of plans and actions, and how an action stands on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.models import Action, Rating
from marram.strategy.vocabulary import DUE_SOON_DAYS, Standing


def dates_in_order(starts_on: date | None, due_on: date | None) -> Verdict:
    """An action is due on or after the day it starts."""
    if starts_on is None or due_on is None or starts_on <= due_on:
        return YES
    return no(
        f"The action would be due on {_words(due_on)}, before it starts on {_words(starts_on)}. "
        "Change one of the two dates."
    )


def still_open(action: Action) -> Verdict:
    """A retired action takes no more updates."""
    if action.retired_on is None:
        return YES
    return no(f"{action.code} was retired on {_words(action.retired_on)}. Add a new action.")


def rating_belongs(rating: Rating | None, action: Action) -> Verdict:
    """An action is rated by its own plan's scheme, so that a colour has one meaning in a plan."""
    if rating is None or rating.scheme_id == action.plan.scheme_id:
        return YES
    return no(f"{action.plan.title} is not rated by the scheme of “{rating.label}”.")


def reason_given(rating: Rating | None, was: Rating | None, reason: str) -> Verdict:
    """Moving to red, or to complete, needs a reason that others can read."""
    if rating is None or not rating.needs_reason or rating == was or reason.strip():
        return YES
    return no(f"Say in a sentence why the action moves to “{rating.label}”.")


def something_said(text: str, rating: Rating | None, was: Rating | None) -> Verdict:
    """An update says something: words, or a new rating."""
    if text.strip() or (rating is not None and rating != was):
        return YES
    return no("Write what has happened, or choose a different status.")


def next_update_due(said_on: date, cycle_days: int) -> date:
    """Return the last day before the action counts as having no recent update."""
    return said_on + timedelta(days=cycle_days)


@dataclass(frozen=True)
class Dates:
    """The dates of an action that its standing is worked out from."""

    due_on: date | None
    update_due_on: date
    finished_on: date | None
    retired_on: date | None
    milestones_unmet: Sequence[date] = ()


def standing(dates: Dates, *, on: date) -> Standing:
    """Return how an action stands on a day, worked out from its dates alone.

    The first that applies: retired, complete, overdue, a milestone missed, no update within the
    plan's cycle, due within four weeks, no date, on course.
    """
    if dates.retired_on is not None and dates.retired_on <= on:
        return Standing.RETIRED
    if dates.finished_on is not None and dates.finished_on <= on:
        return Standing.COMPLETE
    if dates.due_on is not None and dates.due_on < on:
        return Standing.OVERDUE
    if any(day < on for day in dates.milestones_unmet):
        return Standing.MILESTONE_MISSED
    return _unfinished_and_in_time(dates, on)


def _unfinished_and_in_time(dates: Dates, on: date) -> Standing:
    if dates.update_due_on < on:
        return Standing.STALE
    if dates.due_on is None:
        return Standing.NO_DATE
    if dates.due_on <= on + timedelta(days=DUE_SOON_DAYS):
        return Standing.DUE_SOON
    return Standing.ON_COURSE


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
