"""Days, counts and lists as people say them, and how many actions stand how."""

from collections.abc import Mapping

from marram.design.words import day, listed, number
from marram.strategy.vocabulary import Standing


__all__ = ["COUNTED", "day", "listed", "number", "standing_counts"]

# How a count of each computed status is said.
COUNTED = {
    Standing.OVERDUE: "overdue",
    Standing.MILESTONE_MISSED: "with a milestone missed",
    Standing.STALE: "with no recent update",
    Standing.DUE_SOON: "due soon",
    Standing.NO_DATE: "with no date to judge by",
    Standing.ON_COURSE: "on course",
    Standing.COMPLETE: "complete",
    Standing.RETIRED: "retired",
}


def standing_counts(counts: Mapping[Standing, int]) -> str:
    """Return how many actions stand how.

    >>> standing_counts({Standing.OVERDUE: 3, Standing.STALE: 1})
    '3 overdue and 1 with no recent update'
    """
    return listed([f"{count:,} {COUNTED[standing]}" for standing, count in counts.items()])
