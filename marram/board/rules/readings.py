"""What a published paper proposes, against what the record knows; and what must hold to accept."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from marram.board.papers.findings import (
    AttendanceFound,
    FieldFound,
    Found,
    ItemFound,
    MeetingFound,
    ResolutionFound,
)
from marram.board.papers.passages import words
from marram.board.papers.texts import Place
from marram.board.vocabulary.meetings import Presence
from marram.board.vocabulary.readings import ANSWERS, FRONT_SHEET, MOVES, Kind, State
from marram.foundation.verdicts import YES, Verdict, no


# A meeting, a kind and what tells a fact apart within the meeting.
Fact = tuple[str, Kind, str]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the record knows, as far as papers may tell it again.

    `groups` and `organisations` are names by key; `meetings` codes by group and day. `attended` are
    the meetings whose attendance is on record, in whatever words: no paper adds to it.
    """

    groups: Mapping[str, str]
    organisations: Mapping[str, str]
    meetings: Mapping[tuple[str, date], str]
    attended: frozenset[str]
    facts: frozenset[Fact]

    def holds(self, one: "Proposed") -> bool:
        if one.kind is Kind.ATTENDANCE:
            return one.meeting in self.attended
        return one.fact in self.facts


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """One fact as it is proposed: to which meeting it belongs and what would be written."""

    kind: Kind
    meeting: str
    key: str
    values: Mapping[str, Any]
    place: Place
    doubt: str

    @property
    def fact(self) -> Fact:
        return self.meeting, self.kind, self.key


def proposed(found: tuple[MeetingFound, ...], known: Known) -> tuple[tuple[Proposed, ...], int]:
    """Return what papers tell and the record does not know, and how much it knows already.

    A fact that two parts of a paper tell is proposed once, as the first tells it.
    """
    told = {
        one.fact: one
        for meeting in reversed(found)
        for one in reversed(list(_facts(meeting, known)))
    }
    new = [one for one in told.values() if not known.holds(one)]
    ordered = sorted(
        new, key=lambda one: (one.meeting, list(Kind).index(one.kind), one.place.start)
    )
    return tuple(ordered), len(told) - len(new)


def group_of(body: str, groups: Mapping[str, str]) -> str:
    """Return the key of the group a paper names, or nothing when none or several may be meant.

    >>> groups = {"hwb": "Millbrook Health and Wellbeing Board", "exec": "Board Executive"}
    >>> group_of("Health & Wellbeing Board", groups)
    'hwb'
    """
    named = body.casefold().replace("&", "and")
    same = [key for key, name in groups.items() if words(name) == words(named)]
    ending = [key for key, name in groups.items() if name.casefold().endswith(named)]
    for candidates in (same, ending):
        if len(candidates) == 1:
            return candidates[0]
    return ""


def _facts(found: MeetingFound, known: Known) -> Iterator[Proposed]:
    group = group_of(found.body, known.groups)
    code = known.meetings.get((group, found.on)) or f"{group or 'unknown'}-{found.on}"
    doubt = "" if group else f"No group on record is called {found.body}."
    values = {
        "group": group,
        "title": found.body,
        "on": found.on.isoformat(),
        "venue": found.venue,
        "mode": found.mode.value,
        "held": found.held,
        "first_number": _first_number(found),
    }
    yield _one(Kind.MEETING, code, code, values, found, doubt)
    for item in found.items:
        yield _one(Kind.ITEM, code, item.number or item.title[:60], _item(item), item)
    seen: Counter[tuple[str, str]] = Counter()
    for attendance in found.attendances:
        values = _attendance(attendance, known, seen)
        key = f"{values['organisation']}/{values['role']}"
        yield _one(Kind.ATTENDANCE, code, key[:100], values, attendance)
    for resolution in found.resolutions:
        key = f"{resolution.item}/{resolution.ordinal}"
        yield _one(Kind.RESOLUTION, code, key, _resolution(resolution), resolution)
    sheets = [field for field in found.fields if field.name in FRONT_SHEET]
    for number in dict.fromkeys(field.item for field in sheets):
        fields = [field for field in sheets if field.item == number]
        named = next((item for item in found.items if item.number == number), None)
        yield _front_sheet(code, number, named, fields)


def _first_number(found: MeetingFound) -> int:
    """Return the lowest number of the items: some boards count on through the year."""
    return min((int(item.number) for item in found.items if item.number.isdigit()), default=1)


def _one(
    kind: Kind, meeting: str, key: str, values: Mapping[str, Any], found: Found, doubt: str = ""
) -> Proposed:
    reasons = " ".join(reason for reason in (found.doubt, doubt) if reason)
    return Proposed(
        kind=kind, meeting=meeting, key=key, values=values, place=found.place, doubt=reasons
    )


def _item(found: ItemFound) -> dict[str, Any]:
    return {
        "number": found.number,
        "title": found.title,
        "kind": found.kind.value,
        "author_role": found.author,
        "pages_as_printed": found.pages,
        "to_follow": found.to_follow,
    }


def _attendance(
    found: AttendanceFound, known: Known, seen: Counter[tuple[str, str]]
) -> dict[str, Any]:
    """Return somebody as an office of an organisation, counted where several share both. Of whom
    only a name is printed, only the place in the list is kept."""
    named = found.organisation.casefold()
    keys = [key for key, name in known.organisations.items() if name.casefold() == named]
    organisation = keys[0] if len(keys) == 1 else ""
    role = found.role or "Representative"
    if not organisation and found.organisation:
        role = f"{role}, {found.organisation}"
    elif not found.role and not organisation:
        among = "with apologies" if found.presence is Presence.APOLOGY else "present"
        role = f"Number {found.position} of those {among}, office not stated"
    seen[organisation, role] += 1
    if seen[organisation, role] > 1:
        role = f"{role} {seen[organisation, role]}"
    return {"presence": found.presence.value, "role": role, "organisation": organisation}


def _resolution(found: ResolutionFound) -> dict[str, Any]:
    return {
        "number": found.item,
        "ordinal": found.ordinal,
        "outcome": found.outcome.value,
        "kind": found.kind.value,
        "words": found.wording,
        "repeat": found.repeat.value,
        "frequency": found.frequency,
        "due_on": found.due_on.isoformat() if found.due_on else "",
    }


def _front_sheet(
    code: str, number: str, item: ItemFound | None, fields: Sequence[FieldFound]
) -> Proposed:
    """Return the front sheet of a report, with the line on which each of its facts stands."""
    said = {field.name: field.value for field in fields}
    values: dict[str, Any] = {
        **dict.fromkeys(FRONT_SHEET, ""),
        **{name: _answered(value) if name in ANSWERED else value for name, value in said.items()},
        "number": number,
        "title": item.title if item else "",
        "report_of": item.author if item else "",
        "lines": {field.name: field.place.first_line for field in fields},
    }
    doubts = [f"{FRONT_SHEET[one.name]}: {one.doubt}" for one in fields if one.doubt]
    head = [field.place for field in fields if not field.name.endswith("_ref")] or [fields[0].place]
    place = replace(head[0], last_line=head[-1].last_line, end=head[-1].end)
    return Proposed(
        kind=Kind.FRONT_SHEET,
        meeting=code,
        key=number or values["title"][:60],
        values=values,
        place=place,
        doubt=" ".join(doubts),
    )


ANSWERED = ("key_decision", "forward_plan")


def _answered(said: str) -> str:
    """Return yes or no in our words; any other answer is for a person to understand."""
    return ANSWERS.get(said.casefold(), "")


def may_move(now: str, to: State) -> Verdict:
    if to in MOVES[State(now)]:
        return YES
    return no(f"This proposal is {now} already. Change what is on record instead.")


def declined_for_a_reason(reason: str) -> Verdict:
    if reason.strip():
        return YES
    return no("Say in a sentence why this is not so, so that nobody has to find out again.")


def of_a_meeting(*, meeting_on_record: bool, kind: Kind) -> Verdict:
    """What belongs to a meeting is accepted after it."""
    if meeting_on_record or kind is Kind.MEETING:
        return YES
    return no("Accept the meeting first: this belongs to it.")


def of_an_item(*, item_on_record: bool, kind: Kind, values: Mapping[str, Any]) -> Verdict:
    """A resolution and a front sheet belong to an item of the agenda."""
    if item_on_record or kind not in (Kind.RESOLUTION, Kind.FRONT_SHEET):
        return YES
    return no(f"Accept item {values['number'] or 'of this report'} first: this belongs to it.")
