"""What happens in update rounds. Addresses and links never go into the ledger."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Event):
    """Opened an update round"""


@dataclass(frozen=True, kw_only=True)
class RoundAmended(Event):
    """Changed an update round"""


@dataclass(frozen=True, kw_only=True)
class LeadChased(Event):
    """Reminded a lead of an update round"""


@dataclass(frozen=True, kw_only=True)
class LinkRenewed(Event):
    """Sent a lead a new link and ended the old one"""


@dataclass(frozen=True, kw_only=True)
class MailFailed(Event):
    """Could not send a mail of an update round"""


@dataclass(frozen=True, kw_only=True)
class RoundAnswered(Event):
    """Answered an update round"""


@dataclass(frozen=True, kw_only=True)
class RoundClosed(Event):
    """Closed an update round"""
