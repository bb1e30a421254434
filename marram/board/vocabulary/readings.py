"""The words of published papers that are read in, and of what they propose for the record."""

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """What a proposal would put on record. A later kind belongs to one of an earlier."""

    MEETING = "meeting"
    ITEM = "agenda item"
    ATTENDANCE = "attendance"
    RESOLUTION = "resolution"
    FRONT_SHEET = "report front sheet"


class State(StrEnum):
    """Where a proposal stands: it waits for somebody, who accepts or declines it."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


# From each state, the states a proposal may move to. What was declined may be thought better of;
# what was accepted is on record and is changed there.
MOVES: Mapping[State, frozenset[State]] = {
    State.WAITING: frozenset({State.ACCEPTED, State.DECLINED}),
    State.DECLINED: frozenset({State.WAITING}),
    State.ACCEPTED: frozenset(),
}

# What stands on the front sheet of a report, and what it is called where people see it. That a
# published report is not exempt is known from its being published.
FRONT_SHEET: Mapping[str, str] = {
    "title": "Subject",
    "report_of": "Report of",
    "wards": "Wards affected",
    "portfolio": "Portfolio",
    "key_decision": "Key decision",
    "forward_plan": "In the forward plan",
    "finance_ref": "Reference of finance",
    "legal_ref": "Reference of legal advice",
}
# How papers answer a question that has only two answers, and how we keep it.
ANSWERS: Mapping[str, str] = {"yes": "yes", "no": "no", "n/a": "", "": ""}
