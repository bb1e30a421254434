"""Boundaries of areas, as they come from the Office for National Statistics or a drawing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from marram.foundation.verdicts import Refused
from marram.places import actions, queries
from marram.places.vocabulary import Outline
from marram.sources.intake.tables import SOURCE, an_area, day, through
from marram.sources.readers.cells import Unreadable
from marram.sources.vocabulary import Cell, Column, Kind, Layout, Line


# A code with its year, such as WD24CD, LAD23CD or LSOA21CD. Source: Office for National
# Statistics, Code History Database, names of columns.
CODE = re.compile(r"[A-Z]{2,6}\d{2}CD", re.IGNORECASE)
NAMES = ("area", "starts_on", "outline", "source")


def lines(found: Sequence[Line]) -> Sequence[Line]:
    """Return a line a feature: code, first day, outline as it will be drawn, and source.

    Raises: Refused when no property or several are the code, or all outlines are in metres.
    """
    heading, *features = found
    named = {str(name): place for place, name in enumerate(heading.cells[:-1])}
    at = {**_mine(named), "area": _code(named)}
    outlines = _checked([feature.cells[-1] for feature in features])
    rows = [
        replace(feature, cells=tuple(_cell(feature, at.get(name), outline) for name in NAMES))
        for feature, outline in zip(features, outlines, strict=True)
    ]
    return [replace(heading, cells=NAMES), *rows]


def _mine(named: Mapping[str, int]) -> dict[str, int | None]:
    """Return where the properties stand that are named as our columns; the outline is last."""
    ours = {name: place for name, place in named.items() if name in NAMES}
    return {"starts_on": None, "source": None, **ours, "outline": -1}


def _code(named: Mapping[str, int]) -> int:
    codes = [name for name in named if name.casefold() in ("area", "code")]
    codes = codes or [name for name in named if CODE.fullmatch(name)]
    if len(codes) == 1:
        return named[codes[0]]
    if not codes:
        raise Refused(
            "No property of the features is the code of the area. Name it “area”, or as the "
            "Office for National Statistics does, such as “WD24CD”."
        )
    raise Refused(
        f"The properties {', '.join(codes)} may all be the code of the area. Name the right one "
        "“area”, or leave the others out."
    )


def _checked(cells: Sequence[Cell]) -> list[Cell]:
    """Return the outlines with as few points as drawing needs, or why they cannot be kept."""
    drawn = [cell for cell in cells if isinstance(cell, Outline)]
    if drawn and not any(map(queries.in_degrees, drawn)):
        queries.in_degrees(drawn[0]).enforce()
    said: list[Cell] = list(map(_judged, cells))
    sound = [cell for cell in said if isinstance(cell, Outline)]
    fewer = iter(queries.simplified(sound))
    return [next(fewer) if isinstance(cell, Outline) else cell for cell in said]


def _judged(cell: Cell) -> Cell:
    if not isinstance(cell, Outline):
        return cell
    verdict = queries.drawable(cell)
    return cell if verdict else Unreadable(verdict.reason)


def _cell(feature: Line, place: int | None, outline: Cell) -> Cell:
    if place is None:
        return None
    return outline if place == -1 else feature.cells[place]


AREA_BOUNDARIES = Layout(
    slug="area-boundaries",
    title="Boundaries of areas (GeoJSON)",
    room="places",
    key=("area", "starts_on"),
    columns=(
        an_area("area", "Area"),
        day("starts_on", "First day of this boundary"),
        Column(
            name="outline",
            title="Outline",
            kind=Kind.OUTLINE,
            required=True,
            longest=200_000,
            hint="A Polygon or MultiPolygon in WGS84 (EPSG:4326), longitude first.",
        ),
        SOURCE,
    ),
    known={"area": queries.codes},
    outlines=True,
    reshape=lines,
    accept=through(actions.record_boundaries),
)
