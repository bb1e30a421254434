"""What a proposal is called, and what it says in a sentence, whatever sort of fact it tells."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marram.board.queries.readings import ProposalLine, ProposalPage
from marram.board.vocabulary.readings import FRONT_SHEET, Kind
from marram.board.vocabulary.resolutions import Repeat
from marram.design.words import day


def called(line: ProposalLine) -> str:
    """Return what a proposal is called in lists and headings."""
    values = line.values
    match line.kind:
        case Kind.MEETING:
            return "Meeting"
        case Kind.ITEM:
            return f"Item {values['number']}" if values["number"] else "Item without a number"
        case Kind.ATTENDANCE:
            return f"Attendance: {values['role']}"
        case Kind.RESOLUTION:
            what = "Recommendation" if values["outcome"] == "recommended" else "Resolution"
            return f"{what} {values['number'] or '–'}/{values['ordinal']}"
        case Kind.FRONT_SHEET:
            return f"Front sheet, item {values['number'] or 'without a number'}"


def says(line: ProposalLine, found: ProposalPage | None) -> str:
    """Return in a sentence what would go on record."""
    return SAYINGS[line.kind](line.values, found)


def _meeting(values: Mapping[str, Any], found: ProposalPage | None) -> str:
    held = "held" if values["held"] else "with an agenda"
    where = f", {values['venue']}" if values["venue"] else ""
    return f"{values['title']}, {held} on {day(date.fromisoformat(values['on']))}{where}"


def _item(values: Mapping[str, Any], found: ProposalPage | None) -> str:
    parts = [values["kind"], values["author_role"]]
    parts += [f"pages {values['pages_as_printed']}"] if values["pages_as_printed"] else []
    parts += ["to follow"] if values["to_follow"] else []
    return f"{values['title']} ({', '.join(part for part in parts if part)})"


def _attendance(values: Mapping[str, Any], found: ProposalPage | None) -> str:
    names = found.organisations if found else {}
    of = values["organisation"]
    return f"{values['role']}{', ' + names.get(of, of) if of else ''}: {values['presence']}"


def _resolution(values: Mapping[str, Any], found: ProposalPage | None) -> str:
    parts = [values["kind"]]
    parts += [values["repeat"]] if values["repeat"] != Repeat.NEVER else []
    parts += [f"due {day(date.fromisoformat(values['due_on']))}"] if values["due_on"] else []
    return f"{values['words']} ({', '.join(parts)})"


def _front_sheet(values: Mapping[str, Any], found: ProposalPage | None) -> str:
    filled = [f"{label}: {values[name]}" for name, label in FRONT_SHEET.items() if values[name]]
    return "; ".join(filled)


SAYINGS = {
    Kind.MEETING: _meeting,
    Kind.ITEM: _item,
    Kind.ATTENDANCE: _attendance,
    Kind.RESOLUTION: _resolution,
    Kind.FRONT_SHEET: _front_sheet,
}
