"""Where areas lie: outlines in degrees of longitude and latitude (WGS84)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import TypeAlias


Position: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Position, ...]
Polygon: TypeAlias = tuple[Ring, ...]

# A hundred-thousandth of a degree is a metre or less.
PLACES = 5


@dataclass(frozen=True)
class Outline:
    """The polygons of an area, each its outer ring and the rings of what is cut out of it.

    Positions are longitude and latitude; a ring does not say its first position again at its end.

    >>> Outline(((((-3.0, 53.4), (-2.9, 53.4), (-2.9, 53.5)),),)).box
    (-3.0, 53.4, -2.9, 53.5)
    """

    polygons: tuple[Polygon, ...]

    @property
    def rings(self) -> tuple[Ring, ...]:
        return tuple(ring for polygon in self.polygons for ring in polygon)

    @property
    def points(self) -> int:
        return sum(len(ring) for ring in self.rings)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return how far it reaches: west, south, east and north."""
        x, y = zip(*(position for ring in self.rings for position in ring), strict=True)
        return min(x), min(y), max(x), max(y)

    def written(self) -> str:
        """Return the outline as a text that `read` understands."""
        return json.dumps(self.polygons, separators=(",", ":"))

    @classmethod
    def read(cls, text: str) -> "Outline":
        return cls(
            tuple(
                tuple(tuple((x, y) for x, y in ring) for ring in polygon)
                for polygon in json.loads(text)
            )
        )


def flat(places: Mapping[str, Outline]) -> dict[str, tuple[Ring, ...]]:
    """Return the rings of each outline on one plane, for a map of a country or less.

    Units: degrees of latitude both ways; degrees of longitude are shortened as they are in the
    middle of the map.
    """
    if not places:
        return {}
    boxes = [outline.box for outline in places.values()]
    middle = (min(box[1] for box in boxes) + max(box[3] for box in boxes)) / 2
    shorter = cos(radians(middle))
    return {
        code: tuple(tuple((x * shorter, y) for x, y in ring) for ring in outline.rings)
        for code, outline in places.items()
    }
