"""What happens to areas. The first line of each is the fact, for histories."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class AreaAdded(Event):
    """Added an area"""


@dataclass(frozen=True, kw_only=True)
class AreaAmended(Event):
    """Changed an area"""


@dataclass(frozen=True, kw_only=True)
class AreaPlaced(Event):
    """Said what an area lies within"""


@dataclass(frozen=True, kw_only=True)
class AreaSucceeded(Event):
    """Said which area took over"""


@dataclass(frozen=True, kw_only=True)
class BestFitRecorded(Event):
    """Recorded how an area is shared out"""


@dataclass(frozen=True, kw_only=True)
class BoundaryRecorded(Event):
    """Recorded where an area lies"""


@dataclass(frozen=True, kw_only=True)
class PopulationRecorded(Event):
    """Recorded a population"""
