"""Boundaries: one line a feature, its properties as cells and its outline as the last.

Source: RFC 7946, The GeoJSON Format: WGS84, longitude first, rings that close.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import isfinite
from typing import Any

from marram.foundation.verdicts import Refused
from marram.places.vocabulary import Outline
from marram.places.vocabulary.outlines import PLACES, Polygon, Position, Ring
from marram.sources.readers import limits
from marram.sources.readers.cells import Cell, Line, Unreadable


EXPORT = "Export it as GeoJSON with coordinates in WGS84 (EPSG:4326) and send it again."
GENERALISED = (
    "Send generalised boundaries (the Office for National Statistics marks its smallest files "
    "BUC), or fewer areas."
)
# What the version of 2008 might name; RFC 7946 takes it for granted. Source: OGC.
DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326")
OUTLINE = "outline"


class Wrong(Exception):
    """What is wrong with the geometry of one feature, in a sentence."""


def lines(content: bytes) -> Iterator[Line]:
    """Yield a heading line, numbered 0, and a line a feature, numbered from 1.

    A geometry that cannot be an area's outline is a cell that says why.

    Raises: Refused when the file as a whole is no collection of features.
    """
    features = _features(_parsed(content))
    said = [_properties(feature) for feature in features]
    names = list(dict.fromkeys(name for each in said for name in each))
    if len(names) >= limits.COLUMNS:
        raise Refused(f"The features have more than {limits.COLUMNS} properties. Leave some out.")
    yield Line("", 0, (*names, OUTLINE))
    for number, (feature, properties) in enumerate(zip(features, said, strict=True), start=1):
        cells = (_cell(properties.get(name)) for name in names)
        yield Line("", number, (*cells, _outline(feature.get("geometry"))))


def _parsed(content: bytes) -> Mapping[str, Any]:
    if content.count(b"[") > limits.OUTLINE_POINTS or content.count(b"{") > limits.OUTLINE_POINTS:
        raise Refused(
            f"The outlines have more than {limits.OUTLINE_POINTS:,} points. {GENERALISED}"
        )
    if content.count(b",") > limits.OUTLINE_NUMBERS:
        raise Refused(f"The file holds more numbers than an outline needs. {GENERALISED}")
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number, parse_int=float)
    except UnicodeDecodeError as error:
        raise Refused(
            f"The file is not saved as UTF-8 (byte {error.start + 1}). {EXPORT}"
        ) from error
    except RecursionError as error:
        raise Refused(f"The file nests deeper than any outline does. {EXPORT}") from error
    except json.JSONDecodeError as error:
        raise Refused(
            f"The file is no sound JSON: {error.msg} in line {error.lineno}, column {error.colno}. "
            f"It may have been cut off. {EXPORT}"
        ) from error
    return found if isinstance(found, dict) else {}


def _no_number(word: str) -> float:
    raise Refused(f"The file says {word} where a number must stand. {EXPORT}")


def _features(found: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    if found.get("type") == "Topology":
        raise Refused(f"The file is TopoJSON. {EXPORT}")
    features = found.get("features")
    if found.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise Refused(f"The file is JSON, but no collection of features. {EXPORT}")
    _refuse_other_systems(found.get("crs"))
    if not features:
        raise Refused("The file has no features. Export the areas that you want to send.")
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise Refused(f"Entry {number} of the file is no feature. {EXPORT}")
    return features


def _refuse_other_systems(crs: Any) -> None:
    properties = crs.get("properties") if isinstance(crs, dict) else None
    named = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if not named or named.endswith(DEGREES):
        return
    grid = ", British National Grid" if named.endswith("27700") else ""
    raise Refused(f"The file says that its coordinates are in {named[-60:]}{grid}. {EXPORT}")


def _properties(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    said = feature.get("properties")
    return said if isinstance(said, dict) else {}


def _cell(said: Any) -> Cell:
    if said is None or isinstance(said, str | bool):
        return said
    if isinstance(said, float) and isfinite(said):
        return Decimal(f"{said:.15g}")
    return Unreadable("The property is neither a text nor a number.")


def _outline(geometry: Any) -> Outline | Unreadable:
    try:
        return Outline(_polygons(geometry))
    except Wrong as wrong:
        return Unreadable(str(wrong))


def _polygons(geometry: Any) -> tuple[Polygon, ...]:
    if not isinstance(geometry, dict):
        raise Wrong("The feature has no geometry. Give it the outline of its area.")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon":
        coordinates = [coordinates]
    elif kind != "MultiPolygon":
        raise Wrong(
            f"The geometry is a {str(kind)[:40]}. The outline of an area is a Polygon or a "
            "MultiPolygon."
        )
    polygons = tuple(
        tuple(_ring(ring) for ring in _list(polygon, "a polygon"))
        for polygon in _list(coordinates, "the geometry")
    )
    if not polygons or not all(polygons):
        raise Wrong("The geometry has a polygon without a ring. Draw its outline.")
    return polygons


def _list(found: Any, what: str) -> list[Any]:
    if isinstance(found, list):
        return found
    raise Wrong(f"The coordinates of {what} are not a list, as RFC 7946 has them.")


def _ring(found: Any) -> Ring:
    ring = tuple(_position(each) for each in _list(found, "a ring"))
    if len(ring) < 4:
        raise Wrong(f"A ring has {len(ring)} positions; a closed one has four or more.")
    if ring[0] != ring[-1]:
        raise Wrong(
            f"A ring is open: it begins at {_told(ring[0])} and ends at {_told(ring[-1])}. "
            "Close it."
        )
    return ring[:-1]


def _position(found: Any) -> Position:
    numbers = _list(found, "a position")[:2]
    if len(numbers) < 2 or not all(isinstance(each, float) and isfinite(each) for each in numbers):
        raise Wrong("A position is not two numbers: its longitude and its latitude.")
    x, y = (round(each, PLACES) + 0.0 for each in numbers)
    return x, y


def _told(position: Position) -> str:
    return f"{position[0]:g}, {position[1]:g}"
