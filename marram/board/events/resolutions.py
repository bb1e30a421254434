"""What has happened to resolutions."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class ResolutionMade(Event):
    """Made a resolution"""


@dataclass(frozen=True, kw_only=True)
class ResolutionAmended(Event):
    """Changed a resolution"""


@dataclass(frozen=True, kw_only=True)
class ResolutionTakenBack(Event):
    """Took a resolution back"""


@dataclass(frozen=True, kw_only=True)
class ResolutionRecommended(Event):
    """Recommended a resolution"""


@dataclass(frozen=True, kw_only=True)
class OwnerNamed(Event):
    """Named who owns a resolution"""


@dataclass(frozen=True, kw_only=True)
class FollowUpTold(Event):
    """Told what was done about a resolution"""


@dataclass(frozen=True, kw_only=True)
class ResolutionFinished(Event):
    """Finished a resolution"""


@dataclass(frozen=True, kw_only=True)
class ReplyTaken(Event):
    """Took the reply to a referral"""


@dataclass(frozen=True, kw_only=True)
class OwnerChased(Event):
    """Sent the owner a reminder"""


@dataclass(frozen=True, kw_only=True)
class MailFailed(Event):
    """Could not send a mail"""


@dataclass(frozen=True, kw_only=True)
class ConsequenceTold(Event):
    """Told what a resolution changed"""


@dataclass(frozen=True, kw_only=True)
class CalledIn(Event):
    """Called a decision in"""


@dataclass(frozen=True, kw_only=True)
class CallInHeard(Event):
    """Told what was said of a call-in"""


@dataclass(frozen=True, kw_only=True)
class DecidedAgain(Event):
    """Decided again after a call-in"""


@dataclass(frozen=True, kw_only=True)
class CallInWaived(Event):
    """Waived call-in of an urgent decision"""


@dataclass(frozen=True, kw_only=True)
class ConsequenceTakenBack(Event):
    """Took back what a resolution changed"""
