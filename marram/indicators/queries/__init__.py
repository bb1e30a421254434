"""What is measured, as a given viewer may see it. A page, an export and a pack ask the same."""

from marram.indicators.queries.cards import (
    Card,
    CardLine,
    Note,
    card,
    note_number,
    notes,
    scorecard_lines,
    scorecard_slugs,
)
from marram.indicators.queries.definitions import (
    DefinitionLine,
    Search,
    data_source_slugs,
    definition,
    definitions,
    definitions_yaml,
    history,
    indicator_slugs,
    search,
    topics,
)
from marram.indicators.queries.exceptions import (
    ExceptionLine,
    ExceptionReport,
    ExceptionRow,
    exception_report,
)
from marram.indicators.queries.holdings import HoldingLine, holding, holdings, lost_files
from marram.indicators.queries.measured import Measured
from marram.indicators.queries.releasing import figures, place_keys
from marram.indicators.queries.results import latest, place_names, results, series
from marram.indicators.queries.scorecards import ScorecardPage, ScorecardRow, scorecard


__all__ = [
    "Card",
    "CardLine",
    "ExceptionLine",
    "ExceptionReport",
    "ExceptionRow",
    "Measured",
    "Note",
    "ScorecardPage",
    "ScorecardRow",
    "card",
    "exception_report",
    "figures",
    "place_keys",
    "note_number",
    "notes",
    "scorecard",
    "scorecard_slugs",
    "scorecard_lines",
    "DefinitionLine",
    "HoldingLine",
    "Search",
    "data_source_slugs",
    "definition",
    "definitions",
    "definitions_yaml",
    "history",
    "holding",
    "holdings",
    "indicator_slugs",
    "latest",
    "lost_files",
    "place_names",
    "results",
    "search",
    "series",
    "topics",
]
