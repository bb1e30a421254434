"""What must hold of scorecards and of what is said of misses."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marram.foundation.verdicts import YES, Verdict, no


# A card is read in a meeting; past this nobody reads it.
MOST_LINES = 200


def said_in_full(*, title: str, place: str) -> Verdict:
    if title.strip() and place.strip():
        return YES
    return no("A scorecard needs a title and the place that it is of. Enter both.")


def known_place(place: str, known: bool) -> Verdict:
    if not place or known:
        return YES
    return no(
        f"There is no place “{place}”. Enter the code of an area, such as E08000014, or the key "
        "of an organisation."
    )


def holds(lines: int) -> Verdict:
    if lines < MOST_LINES:
        return YES
    return no(f"A scorecard holds at most {MOST_LINES} measures. Take one off first.")


def says_something(fields: Mapping[str, Any]) -> Verdict:
    """A note says what is wrong or what is done; the end of a note needs neither."""
    if fields.get("closed") or fields.get("key_issues") or fields.get("key_actions"):
        return YES
    return no("Say what the issues are, or what is done about them.")


def recovers_later(*, recovery_on: date | None, today: date) -> Verdict:
    """A date that has passed is no expectation."""
    if recovery_on is None or recovery_on >= today:
        return YES
    return no(f"{recovery_on:%-d %B %Y} has passed. Enter the day by which it should recover.")
