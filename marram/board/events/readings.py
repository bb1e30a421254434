"""What has happened to published papers and their proposals."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class PaperRead(Event):
    """Read a published paper"""


@dataclass(frozen=True, kw_only=True)
class ProposalAmended(Event):
    """Put a proposal right"""


@dataclass(frozen=True, kw_only=True)
class ProposalAccepted(Event):
    """Accepted a proposal"""


@dataclass(frozen=True, kw_only=True)
class ProposalDeclined(Event):
    """Declined a proposal"""


@dataclass(frozen=True, kw_only=True)
class ProposalTakenUpAgain(Event):
    """Took a declined proposal up again"""
