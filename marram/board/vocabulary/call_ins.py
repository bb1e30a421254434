"""The words of call-in: scrutiny takes up an executive decision before it is put into effect."""

from enum import StrEnum


class Scope(StrEnum):
    """Which decisions of a board that exercises executive functions may be called in."""

    KEY = "key decisions"
    EXECUTIVE = "every executive decision"


class State(StrEnum):
    """Where a call-in stands. The last two end it."""

    WAITING = "waiting for scrutiny"
    SENT_BACK = "sent back to the board"
    AT_COUNCIL = "referred to full council"
    STANDS = "the decision stands"
    CHANGED = "the decision was changed"


# How many members of scrutiny must sign, unless a board's standing orders say otherwise.
CALL_IN_MEMBERS = 3
