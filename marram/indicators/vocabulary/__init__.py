"""The words of measures: periods, slices, observations, results, and who may do what."""

from marram.indicators.vocabulary.observations import (
    CONTENT,
    NUMBERS,
    SCHEMA,
    SLICE,
    Observation,
)
from marram.indicators.vocabulary.periods import NOT_STATED, Period, PeriodKind, parse
from marram.indicators.vocabulary.results import Cleared, Finding, Flag, Keys, Result
from marram.indicators.vocabulary.slices import Slice
from marram.indicators.vocabulary.words import (
    Cycle,
    FileState,
    IntervalMethod,
    Measure,
    Permission,
    SmallNumbers,
    ValueKind,
    unit_of,
)
from marram.methods.polarity import Polarity


__all__ = [
    "CONTENT",
    "NOT_STATED",
    "NUMBERS",
    "SCHEMA",
    "SLICE",
    "Cleared",
    "Cycle",
    "FileState",
    "Finding",
    "Flag",
    "IntervalMethod",
    "Keys",
    "Measure",
    "Observation",
    "Period",
    "PeriodKind",
    "Permission",
    "Polarity",
    "Result",
    "Slice",
    "SmallNumbers",
    "ValueKind",
    "parse",
    "unit_of",
]
