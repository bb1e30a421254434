"""What has happened to the forward plan."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class EntryAdded(Event):
    """Added a matter to the forward plan"""


@dataclass(frozen=True, kw_only=True)
class EntryAmended(Event):
    """Changed a matter in the forward plan"""


@dataclass(frozen=True, kw_only=True)
class EntryWithdrawn(Event):
    """Withdrew a matter from the forward plan"""


@dataclass(frozen=True, kw_only=True)
class ForwardPlanPublished(Event):
    """Published the forward plan"""
