"""What has happened to annual reviews."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class ReviewTaken(Event):
    """Took a review of a plan"""


@dataclass(frozen=True, kw_only=True)
class ReviewDecided(Event):
    """Decided about actions under review"""


@dataclass(frozen=True, kw_only=True)
class ReviewApplied(Event):
    """Applied a review to its plan"""
