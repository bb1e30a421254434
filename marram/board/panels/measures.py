"""On the page of a measure: the reports to the board that carry it."""

from django.urls import reverse

from marram.board.queries.measured import ReportThere, reports_with
from marram.design.components import DataTable, Link, Row
from marram.design.words import day, number
from marram.foundation.actors import Actor


def reported(*, viewer: Actor, key: str) -> DataTable | None:
    """Return the reports that carry a measure, or None. Two SQL queries."""
    found = reports_with(viewer=viewer, indicator=key)
    if not found:
        return None
    return DataTable(
        f"Reported in {number(len(found), 'report')} to the board",
        ("Report", "For the meeting", "Published"),
        tuple(map(_row, found)),
    )


def _row(each: ReportThere) -> Row:
    meeting = f"{each.board}, {day(each.meets_on)}" if each.meets_on else "No meeting yet"
    link = Link(each.title or "Untitled report", reverse("board:report", args=[each.number]))
    return link, meeting, day(each.published_on, "Not published")
