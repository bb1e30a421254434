"""What has happened to risks."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class RiskAdded(Event):
    """Added a risk"""


@dataclass(frozen=True, kw_only=True)
class RiskAmended(Event):
    """Changed a risk"""


@dataclass(frozen=True, kw_only=True)
class RiskReviewed(Event):
    """Reviewed a risk at a meeting"""


@dataclass(frozen=True, kw_only=True)
class RiskClosed(Event):
    """Closed a risk"""
