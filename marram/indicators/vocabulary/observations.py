"""A row as it is kept."""

from dataclasses import dataclass

import pyarrow

from marram.indicators.vocabulary.slices import Slice
from marram.indicators.vocabulary.words import ValueKind


@dataclass(frozen=True, kw_only=True)
class Observation:
    """What one row of a delivery says. None is where it says nothing; nothing is worked out.

    `lower` and `upper` are 95% limits, the outer ones 99.8%. `words` is what was printed beside
    or instead of the number; `note` is the publisher's or our own; `row` is the row of the file.
    """

    indicator: str
    slice: Slice
    kind: ValueKind
    value: float | None = None
    count: float | None = None
    out_of: float | None = None
    lower: float | None = None
    upper: float | None = None
    outer_lower: float | None = None
    outer_upper: float | None = None
    words: str = ""
    note: str = ""
    source: str = ""
    row: int = 0


NUMBERS = ("value", "count", "out_of", "lower", "upper", "outer_lower", "outer_upper")

# What tells a row from every other: two rows that agree in all of these speak of the same slice.
SLICE = (
    "indicator", "place", "age", "sex", "category_type", "category", "kind", "period_kind",
    "ends_on", "starts_on",
)  # fmt: skip

# The columns of a file of observations. `holding` is the key of the accepted delivery that a row
# came in, `row` its row there; `extras` holds what a publisher sent beyond these, as JSON.
_TEXT, _DAY, _NUMBER = pyarrow.string(), pyarrow.date32(), pyarrow.float64()
SCHEMA = pyarrow.schema(
    [
        ("holding", _TEXT),
        ("row", pyarrow.int64()),
        *((name, _DAY if name.endswith("_on") else _TEXT) for name in SLICE),
        *((name, _NUMBER) for name in NUMBERS),
        *((name, _TEXT) for name in ("words", "note", "source", "extras")),
    ]
)
CONTENT = tuple(SCHEMA.names[2:])
