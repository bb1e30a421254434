"""Files in shapes that others made: downloads of Fingertips, and wide sheets by a saved mapping."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Refused
from marram.indicators import actions
from marram.indicators.actions import mappings as mapping_actions
from marram.indicators.publishers import fingertips
from marram.indicators.queries import mappings
from marram.indicators.queries.definitions import indicator_slugs, slugs_by_number
from marram.indicators.rules import rows as kept
from marram.indicators.vocabulary import Permission
from marram.places import queries as places
from marram.sources.vocabulary import ROW_NUMBER, Column, Counts, Fault, Kind, Layout, Line, Row


def _accept_fingertips(*, by: Actor, at: datetime, rows: Sequence[Row], source: str) -> Counts:
    slugs = slugs_by_number()
    table = kept.from_plain(
        [
            {
                **fingertips.row(row, indicator=slugs[str(row["indicator_number"])]),
                "row": row[ROW_NUMBER],
            }
            for row in rows
        ]
    )
    return Counts(*actions.keep_observations(by=by, at=at, table=table, source=source))


def _readable(row: Row) -> tuple[Fault, ...]:
    try:
        fingertips.row(row, indicator="")
    except ValueError as wrong:
        return (Fault("", str(wrong)),)
    return ()


def _fingertips_columns() -> tuple[Column, ...]:
    required = ("indicator_number", "area_code", "time_period")
    return tuple(
        Column(
            name=name,
            title=fingertips.HEADINGS.get(name, name).replace("*", "the parent area"),
            required=name in required,
            hint="Send the file as Fingertips gives it.",
        )
        for name in fingertips.NAMES
    )


def _numbers() -> frozenset[str]:
    return frozenset(slugs_by_number())


FINGERTIPS = Layout(
    slug="fingertips",
    title="Fingertips downloads",
    room="indicators",
    columns=_fingertips_columns(),
    # The same area comes under every parent it has, and a year in its categories.
    key=(
        "indicator_number", "parent_code", "area_code", "area_type", "sex", "age",
        "category_type", "category", "time_period",
    ),
    known={"indicator_number": _numbers, "area_code": places.codes},
    check=_readable,
    accept=_accept_fingertips,
    numbered=True,
    reshape=fingertips.reshape,
)  # fmt: skip


def wide(of: Layout) -> Layout:
    """Return the layout of wide sheets whose figures are those of another layout."""
    columns = tuple(column.name for column in of.columns)

    def reshape(lines: Sequence[Line]) -> Sequence[Line]:
        for mapping in mappings.mappings():
            if mapping.fits(lines):
                return mapping.long(lines, columns)
        raise Refused(
            "No saved mapping fits this sheet. Keep one first, under “How wide sheets are read”, "
            "with the text in the first cell of its heading row."
        )

    return Layout(
        slug="wide-sheets",
        title="Wide sheets of figures, read by a saved mapping",
        room=of.room,
        columns=of.columns,
        key=of.key,
        known=of.known,
        check=of.check,
        accept=of.accept,
        numbered=True,
        reshape=reshape,
    )


def _accept_mappings(*, by: Actor, at: datetime, rows: Sequence[Row], source: str) -> Counts:
    return Counts(*mapping_actions.record_mappings(by=by, at=at, rows=rows))


def _accept_names(*, by: Actor, at: datetime, rows: Sequence[Row], source: str) -> Counts:
    return Counts(*mapping_actions.record_names(by=by, at=at, rows=rows))


def _letters(name: str, title: str, **more: Any) -> Column:
    return Column(
        name=name,
        title=title,
        longest=3,
        pattern=r"[A-Z]{1,3}",
        hint="Enter its letters, such as C.",
        **more,
    )


MAPPINGS = Layout(
    slug="sheet-mappings",
    title="How wide sheets are read",
    room="indicators",
    key=("mapping",),
    columns=(
        Column(
            name="mapping",
            title="Key",
            required=True,
            longest=60,
            pattern=r"[a-z0-9][a-z0-9_-]{0,59}",
            hint="Use small letters, digits and hyphens, such as ccg-monthly.",
        ),
        Column(name="title", title="Title", required=True, longest=200),
        Column(
            name="recognised_by",
            title="Text in the first cell of the heading row",
            required=True,
            longest=200,
        ),
        Column(
            name="heading_row",
            title="Row of the headings",
            kind=Kind.WHOLE_NUMBER,
            required=True,
            lowest=1,
            highest=1000,
        ),
        _letters("first_column", "First column of figures", required=True),
        _letters("last_column", "Last column of figures", required=True),
        Column(name="indicator", title="Indicator", refers_to="indicators"),
        _letters("indicator_column", "Or the column that names it"),
        Column(name="place", title="Place", longest=60),
        _letters("place_column", "Or the column that names the place"),
        Column(name="kind", title="Kind", longest=20),
        Column(name="age", title="Age", longest=60),
        Column(name="sex", title="Sex", longest=20),
        Column(name="times", title="Multiply by", kind=Kind.DECIMAL),
    ),
    known={"indicator": indicator_slugs},
    accept=_accept_mappings,
    second=Permission.DEFINE,
)
NAMES = Layout(
    slug="sheet-names",
    title="What the names in a wide sheet stand for",
    room="indicators",
    key=("mapping", "name"),
    columns=(
        Column(name="mapping", title="Mapping", required=True, refers_to="sheet-mappings"),
        Column(name="name", title="Name in the sheet", required=True, longest=200),
        Column(
            name="stands_for", title="Indicator or place that it means", required=True, longest=60
        ),
    ),
    known={"mapping": mappings.mapping_slugs},
    accept=_accept_names,
    second=Permission.DEFINE,
)
