"""What is known about areas. It is public: these queries ask for no viewer."""

from marram.places.queries.areas import AreaPage, AreaPages, AreaRow, area, areas
from marram.places.queries.lookups import (
    Fit,
    ancestors,
    best_fit,
    codes,
    names,
    successor,
    within,
)
from marram.places.queries.populations import (
    PopulationRow,
    PopulationTable,
    population_table,
    populations,
)
from marram.places.rules import AgeBand


__all__ = [
    "AgeBand",
    "AreaPage",
    "AreaPages",
    "AreaRow",
    "Fit",
    "PopulationRow",
    "PopulationTable",
    "ancestors",
    "area",
    "areas",
    "best_fit",
    "codes",
    "codes",
    "names",
    "population_table",
    "populations",
    "successor",
    "within",
]
