"""Matters arising as a table."""

from collections.abc import Iterable

from django.urls import reverse

from marram.board.presenters.resolution_words import asks_for, under_item
from marram.board.presenters.tags import standing_tag
from marram.board.queries.resolution_lines import ResolutionLine
from marram.design.components import DataTable, Link
from marram.design.words import day


def arising(lines: Iterable[ResolutionLine]) -> DataTable:
    """Return matters arising: what was resolved before, and how it stands."""
    return DataTable(
        caption="What was resolved before, and how it stands",
        caption_size="s",
        columns=("Resolved", "What", "What came of it", "Standing"),
        rows=tuple(
            (
                f"{day(line.decided_on)}{under_item(line)}",
                Link(line.words, reverse("board:resolution", args=[line.code])),
                line.effect or line.finished_because or line.last_said or asks_for(line),
                standing_tag(line.standing),
            )
            for line in lines
        ),
        empty="Nothing is left from earlier meetings.",
    )
