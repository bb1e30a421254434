"""What has happened to measures."""

from dataclasses import dataclass

from marram.foundation.events import Event


@dataclass(frozen=True)
class IndicatorDefined(Event):
    """Defined an indicator"""


@dataclass(frozen=True)
class DefinitionChanged(Event):
    """Changed what an indicator means"""


@dataclass(frozen=True)
class IndicatorPublished(Event):
    """Published an indicator"""


@dataclass(frozen=True)
class IndicatorWithdrawn(Event):
    """Took a published indicator back"""


@dataclass(frozen=True)
class DataSourceKept(Event):
    """Kept a source of figures"""


@dataclass(frozen=True)
class ObservationsAccepted(Event):
    """Accepted observations"""


@dataclass(frozen=True)
class ObservationsSuperseded(Event):
    """Superseded accepted observations"""


@dataclass(frozen=True)
class FigureKept(Event):
    """Looked at a doubted figure and kept it"""


@dataclass(frozen=True)
class FigureDoubtedAgain(Event):
    """Doubted a figure again that was kept"""


@dataclass(frozen=True)
class FilesCompacted(Event):
    """Put files of observations together"""


@dataclass(frozen=True)
class FilesSwept(Event):
    """Removed files of observations that nothing names"""


@dataclass(frozen=True)
class MappingKept(Event):
    """Kept how a sheet is read"""


@dataclass(frozen=True)
class ScorecardKept(Event):
    """Kept a scorecard"""


@dataclass(frozen=True)
class MeasureWatched(Event):
    """Put a measure on a scorecard"""


@dataclass(frozen=True)
class MeasureDropped(Event):
    """Took a measure off a scorecard"""


@dataclass(frozen=True)
class ExceptionNoteWritten(Event):
    """Wrote what is said of a measure that misses"""


@dataclass(frozen=True)
class NeighbourKept(Event):
    """Kept which place is like another"""
