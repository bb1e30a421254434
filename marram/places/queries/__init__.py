"""What is known about areas. It is public: these queries ask for no viewer."""

from marram.places.queries.areas import (
    AreaPage,
    AreaPages,
    AreaRow,
    area,
    area_fields,
    areas,
)
from marram.places.queries.boundaries import (
    Drawn,
    beside,
    between,
    drawable,
    drawn,
    in_degrees,
    simplified,
)
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
    "Drawn",
    "Fit",
    "PopulationRow",
    "PopulationTable",
    "ancestors",
    "area",
    "area_fields",
    "areas",
    "beside",
    "between",
    "best_fit",
    "codes",
    "drawable",
    "drawn",
    "in_degrees",
    "names",
    "population_table",
    "populations",
    "simplified",
    "successor",
    "within",
]
