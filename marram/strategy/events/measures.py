"""What happens to measures that actions and statements name."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class MeasureNamed(Event):
    """Named a measure that shows it"""


@dataclass(frozen=True, kw_only=True)
class MeasureTakenOff(Event):
    """Took a measure off"""
