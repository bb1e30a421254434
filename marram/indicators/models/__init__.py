"""What is measured and how (definitions), and what is held of it (files of observations)."""

from marram.indicators.models.clearances import Clearance
from marram.indicators.models.definitions import DataSource, Definition, Indicator
from marram.indicators.models.holdings import Holding, ObservationFile
from marram.indicators.models.looks import Look
from marram.indicators.models.mappings import SheetMapping
from marram.indicators.models.scorecards import (
    ExceptionNote,
    Neighbour,
    Scorecard,
    ScorecardLine,
)


__all__ = [
    "Clearance",
    "DataSource",
    "Definition",
    "ExceptionNote",
    "Holding",
    "Indicator",
    "Look",
    "Neighbour",
    "ObservationFile",
    "Scorecard",
    "ScorecardLine",
    "SheetMapping",
]
