"""What has happened to boards and their seats."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class BoardAdded(Event):
    """Added a board"""


@dataclass(frozen=True, kw_only=True)
class BoardAmended(Event):
    """Changed the rules of a board"""


@dataclass(frozen=True, kw_only=True)
class DayClosed(Event):
    """Closed the offices for a day"""


@dataclass(frozen=True, kw_only=True)
class DayOpened(Event):
    """Took back a closed day"""


@dataclass(frozen=True, kw_only=True)
class TermsAdopted(Event):
    """Adopted terms of reference"""


@dataclass(frozen=True, kw_only=True)
class SeatAdded(Event):
    """Added a seat"""


@dataclass(frozen=True, kw_only=True)
class SeatAmended(Event):
    """Changed a seat"""


@dataclass(frozen=True, kw_only=True)
class SeatEnded(Event):
    """Ended a seat"""


@dataclass(frozen=True, kw_only=True)
class CommissionerNamed(Event):
    """Named a commissioner of the area"""


@dataclass(frozen=True, kw_only=True)
class CommissionerAmended(Event):
    """Changed a commissioner of the area"""


@dataclass(frozen=True, kw_only=True)
class SubGroupMadeFormal(Event):
    """Made a group a formal sub-group"""


@dataclass(frozen=True, kw_only=True)
class SubGroupEnded(Event):
    """Ended a formal sub-group"""
