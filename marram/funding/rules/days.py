"""What must hold of days."""

from datetime import date

from marram.foundation.verdicts import YES, Verdict, no


def in_order(*, starts_on: date | None, ends_on: date | None) -> Verdict:
    """What has two days ends after it starts; `ends_on` is the first day on which it is over."""
    if starts_on is None or ends_on is None or starts_on < ends_on:
        return YES
    return no("The last day must not be before the first.")


def has_come(*, on: date, today: date) -> Verdict:
    """What is recorded as done was done today or earlier."""
    return YES if on <= today else no("Enter today or a day in the past.")
