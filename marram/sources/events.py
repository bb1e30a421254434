"""What has happened to deliveries."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True)
class DeliveryReceived(Event):
    """Received a delivery"""


@dataclass(frozen=True)
class DeliveryCheckedAgain(Event):
    """Checked the set-aside rows of a delivery again"""


@dataclass(frozen=True)
class DeliveryAccepted(Event):
    """Accepted a delivery"""


@dataclass(frozen=True)
class DeliveryDeclined(Event):
    """Declined a delivery"""
