"""What has happened to meetings, their agendas and minutes."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class MeetingPlanned(Event):
    """Planned a meeting"""


@dataclass(frozen=True, kw_only=True)
class MeetingAmended(Event):
    """Changed a meeting"""


@dataclass(frozen=True, kw_only=True)
class MeetingCancelled(Event):
    """Cancelled a meeting"""


@dataclass(frozen=True, kw_only=True)
class MeetingPlannedAgain(Event):
    """Planned a cancelled meeting again"""


@dataclass(frozen=True, kw_only=True)
class AgendaPublished(Event):
    """Published the agenda"""


@dataclass(frozen=True, kw_only=True)
class SupplementPublished(Event):
    """Published a supplement"""


@dataclass(frozen=True, kw_only=True)
class MeetingOpened(Event):
    """Opened the meeting"""


@dataclass(frozen=True, kw_only=True)
class MeetingAdjourned(Event):
    """Adjourned the meeting"""


@dataclass(frozen=True, kw_only=True)
class MeetingEnded(Event):
    """Ended the meeting"""


@dataclass(frozen=True, kw_only=True)
class MeetingRecorded(Event):
    """Recorded that a meeting was held"""


@dataclass(frozen=True, kw_only=True)
class MinutesPublished(Event):
    """Published the minutes"""


@dataclass(frozen=True, kw_only=True)
class MinutesConfirmed(Event):
    """Confirmed the minutes"""


@dataclass(frozen=True, kw_only=True)
class ConfirmationTakenBack(Event):
    """Took back that minutes were confirmed"""


@dataclass(frozen=True, kw_only=True)
class ItemAdded(Event):
    """Added an item to the agenda"""


@dataclass(frozen=True, kw_only=True)
class ItemAmended(Event):
    """Changed an item of the agenda"""


@dataclass(frozen=True, kw_only=True)
class ItemMoved(Event):
    """Moved an item of the agenda"""


@dataclass(frozen=True, kw_only=True)
class ItemWithdrawn(Event):
    """Withdrew an item of the agenda"""


@dataclass(frozen=True, kw_only=True)
class ItemMinuted(Event):
    """Minuted an item"""


@dataclass(frozen=True, kw_only=True)
class AttendanceTaken(Event):
    """Took attendance"""


@dataclass(frozen=True, kw_only=True)
class AttendanceAmended(Event):
    """Changed attendance"""


@dataclass(frozen=True, kw_only=True)
class AttendanceRemoved(Event):
    """Took somebody off the attendance"""


@dataclass(frozen=True, kw_only=True)
class ChairElected(Event):
    """Elected a chair for the meeting"""


@dataclass(frozen=True, kw_only=True)
class InterestDeclared(Event):
    """Declared an interest"""


@dataclass(frozen=True, kw_only=True)
class SubGroupTold(Event):
    """Told the board what a sub-group did"""
