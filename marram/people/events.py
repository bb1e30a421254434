"""What happens to people, organisations and groups. The first line is the fact, for histories."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class OrganisationAdded(Event):
    """Added an organisation"""


@dataclass(frozen=True, kw_only=True)
class OrganisationAmended(Event):
    """Changed an organisation"""


@dataclass(frozen=True, kw_only=True)
class GroupAdded(Event):
    """Added a group"""


@dataclass(frozen=True, kw_only=True)
class GroupAmended(Event):
    """Changed a group"""


@dataclass(frozen=True, kw_only=True)
class AppointmentMade(Event):
    """Made an appointment"""


@dataclass(frozen=True, kw_only=True)
class AppointmentEnded(Event):
    """Ended an appointment"""


@dataclass(frozen=True, kw_only=True)
class PersonInvited(Event):
    """Invited a person"""


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(Event):
    """Withdrew an invitation"""


@dataclass(frozen=True, kw_only=True)
class AccountOpened(Event):
    """Opened an account"""


@dataclass(frozen=True, kw_only=True)
class AccountEnded(Event):
    """Ended an account"""


@dataclass(frozen=True, kw_only=True)
class AccountReopened(Event):
    """Opened an ended account again"""


@dataclass(frozen=True, kw_only=True)
class RolesChanged(Event):
    """Changed a person's roles"""


@dataclass(frozen=True, kw_only=True)
class LoggedIn(Event):
    """Logged in"""


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """Changed a password"""


@dataclass(frozen=True, kw_only=True)
class SecondStepSet(Event):
    """Set up the second step"""


@dataclass(frozen=True, kw_only=True)
class SecondStepRemoved(Event):
    """Took away the second step"""


@dataclass(frozen=True, kw_only=True)
class RecoveryCodesMade(Event):
    """Made new recovery codes"""


@dataclass(frozen=True, kw_only=True)
class TypingKept(Event):
    """Kept what was typed after the session had ended"""


@dataclass(frozen=True, kw_only=True)
class TypingClaimed(Event):
    """Logged in and was given what had been kept"""


@dataclass(frozen=True, kw_only=True)
class TypingDiscarded(Event):
    """Discarded what had been kept"""
