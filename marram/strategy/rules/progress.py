"""What must hold of the span of a progress report."""

from datetime import date, timedelta

from marram.foundation.verdicts import YES, Verdict, no


# Boards and their groups meet every quarter.
USUAL_SPAN = timedelta(days=91)


def in_order(*, since: date, until: date) -> Verdict:
    """A report runs from a day to the same or a later day."""
    if since <= until:
        return YES
    return no(
        f"The report would start on {since.isoformat()}, after it ends on {until.isoformat()}. "
        "Change one of the two days."
    )
