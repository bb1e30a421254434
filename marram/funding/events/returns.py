"""What has happened to pools and returns."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class AgreementAdded(Event):
    """Added an agreement that pools money"""


@dataclass(frozen=True, kw_only=True)
class AgreementAmended(Event):
    """Changed an agreement that pools money"""


@dataclass(frozen=True, kw_only=True)
class PoolAdded(Event):
    """Added a pooled fund"""


@dataclass(frozen=True, kw_only=True)
class PoolAmended(Event):
    """Changed a pooled fund"""


@dataclass(frozen=True, kw_only=True)
class ShareAdded(Event):
    """Said which board's area a commissioner serves"""


@dataclass(frozen=True, kw_only=True)
class ShareAmended(Event):
    """Changed what part of a commissioner's contribution an area gets"""


@dataclass(frozen=True, kw_only=True)
class ReturnOpened(Event):
    """Opened a return"""


@dataclass(frozen=True, kw_only=True)
class ReturnAmended(Event):
    """Changed the cover or the answers of a return"""


@dataclass(frozen=True, kw_only=True)
class ReturnPublished(Event):
    """Published a return"""


@dataclass(frozen=True, kw_only=True)
class LineAdded(Event):
    """Added a line to a return"""


@dataclass(frozen=True, kw_only=True)
class LineAmended(Event):
    """Changed a line of a return"""


@dataclass(frozen=True, kw_only=True)
class LineRemoved(Event):
    """Took a line out of a return"""


@dataclass(frozen=True, kw_only=True)
class ActualReported(Event):
    """Reported what a line really received or spent"""


@dataclass(frozen=True, kw_only=True)
class ActualRemoved(Event):
    """Took out a reported actual"""


@dataclass(frozen=True, kw_only=True)
class PartnerAgreed(Event):
    """Agreed to a return for an organisation"""


@dataclass(frozen=True, kw_only=True)
class ReturnMoved(Event):
    """Took a return to its next stage"""


@dataclass(frozen=True, kw_only=True)
class ReturnSubmitted(ReturnMoved):
    """Submitted a return, and froze what it says"""


@dataclass(frozen=True, kw_only=True)
class ReturnRatified(Event):
    """Recorded that the board has ratified a return"""


@dataclass(frozen=True, kw_only=True)
class ClaimAdded(Event):
    """Noted a figure that a paper prints of a return"""


@dataclass(frozen=True, kw_only=True)
class ClaimAmended(Event):
    """Changed a figure that a paper prints of a return"""


@dataclass(frozen=True, kw_only=True)
class ClaimRemoved(Event):
    """Took out a figure that was noted of a paper"""


@dataclass(frozen=True, kw_only=True)
class PaperFiled(Event):
    """Filed a document of an agreement or a grant"""


@dataclass(frozen=True, kw_only=True)
class PaperRemoved(Event):
    """Took out a document of an agreement or a grant"""
