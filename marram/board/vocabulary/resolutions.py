"""The words of resolutions and of what becomes of them."""

from enum import StrEnum


class ResolutionKind(StrEnum):
    """What a resolution does."""

    NOTE = "note"
    APPROVE = "approve"
    AGREE = "agree"
    MONITOR = "monitor"
    REFER = "refer"
    ESCALATE = "escalate"
    THANK = "thank"
    CONFIRM = "confirm"
    ELECT = "elect"


class Way(StrEnum):
    """How a decision was made."""

    AT_MEETING = "at a meeting"
    CORRESPONDENCE = "by correspondence"
    URGENT = "urgently, by the chair"


class Outcome(StrEnum):
    """What became of the words that were put to the board."""

    RECOMMENDED = "recommended"
    RESOLVED = "resolved"
    NOT_AGREED = "not agreed"


class Repeat(StrEnum):
    """How often a resolution asks to be done again."""

    NEVER = "once"
    EVERY_MEETING = "every meeting"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "every six months"
    YEARLY = "every year"
    NOT_STATED = "regularly, how often not stated"


# Months between one time and the next.
MONTHS = {Repeat.QUARTERLY: 3, Repeat.HALF_YEARLY: 6, Repeat.YEARLY: 12}


class Standing(StrEnum):
    """How a resolution stands today, worked out from its dates: what needs most comes first."""

    OVERDUE = "overdue"
    CALLED_IN = "called in, not in effect"
    NO_OWNER = "no owner"
    DUE_SOON = "due soon"
    NOT_YET = "not in effect yet"
    OPEN = "open"
    RECURRING = "comes back"
    DONE = "done"
    REPLACED = "replaced"
    RECOMMENDED = "recommended"
    SETTLED = "settled"


# Kinds that ask nobody to do anything after the meeting, unless they carry a date or repeat.
SETTLED_AT_ONCE = frozenset(
    {
        ResolutionKind.NOTE,
        ResolutionKind.THANK,
        ResolutionKind.CONFIRM,
        ResolutionKind.ELECT,
    }
)

DUE_SOON_DAYS = 28


class Changed(StrEnum):
    """What a decision did to another record."""

    STARTED = "started"
    CHANGED = "changed"
    ENDED = "ended"
    FUNDED = "funded"
    SUPERSEDED = "superseded"
    AMENDED = "amended"


class Touched(StrEnum):
    """The records that a decision can change, as the ledger calls them: "room.noun"."""

    ACTION = "strategy.action"
    STRATEGY = "strategy.strategy"
    SCHEME = "funding.schemes"
    POOL = "funding.pool"
    CONTRACT = "funding.contract"
    MEASURE = "indicators.indicator"
    SCORECARD = "indicators.scorecard"
    ORGANISATION = "people.organisation"
    GROUP = "people.group"
    RESOLUTION = "board.resolution"
