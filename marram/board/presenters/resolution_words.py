"""What several pages say of a resolution in a few words."""

from marram.board.presenters.tags import capital
from marram.board.queries.resolution_lines import ResolutionLine
from marram.board.vocabulary.resolutions import Repeat
from marram.design.words import day


def often(line: ResolutionLine) -> str:
    if line.repeat == Repeat.NEVER:
        return ""
    said = f" (“{line.frequency}” in the minutes)" if line.frequency else ""
    return f"{capital(line.repeat)}{said}"


def under_item(line: ResolutionLine) -> str:
    return f", item {line.item_number}" if line.item_number else ""


def asks_for(line: ResolutionLine) -> str:
    if line.due_on:
        return f"Due on {day(line.due_on)}"
    return often(line)
