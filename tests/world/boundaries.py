"""Where the towns of Millbrook's coast lie: invented, and of no place that there is.

    Sandholme | Millbrook | Ashford
    ----------+-----------+--------
    Alder     |  Eastmere           (an island of Alder's lies in the west)

Their borders wind as rivers do, and neighbours share them point by point.
"""

import json
from math import pi, sin

from marram.places import actions as places
from marram.sources import actions as sources
from tests.world import indicators as world
from tests.world import millbrook as borough


SANDHOLME, EASTMERE, ALDER = "E06009903", "E06009904", "E06009905"
SINCE, UNTIL = 2014, 2024
# Out of ten thousand, each year alike.
LONELY = {SANDHOLME: 1_200, EASTMERE: 610, ALDER: 300}
Corner = tuple[float, float]
CORNERS: dict[str, tuple[Corner, ...]] = {
    SANDHOLME: ((-4.6, 54.2), (-4.3, 54.2), (-4.3, 54.4), (-4.6, 54.4)),
    world.MILLBROOK: ((-4.3, 54.2), (-4.1, 54.2), (-4.0, 54.2), (-4.0, 54.4), (-4.3, 54.4)),
    world.ASHFORD: ((-4.0, 54.2), (-3.7, 54.25), (-3.7, 54.4), (-4.0, 54.4)),
    ALDER: ((-4.6, 54.0), (-4.1, 54.0), (-4.1, 54.2), (-4.3, 54.2), (-4.6, 54.2)),
    EASTMERE: ((-4.1, 54.0), (-3.7, 54.05), (-3.7, 54.25), (-4.0, 54.2), (-4.1, 54.2)),
}
ISLAND = [[-4.75, 54.08], [-4.7, 54.08], [-4.7, 54.12], [-4.75, 54.12], [-4.75, 54.08]]
STEPS = 200


def build() -> None:
    """Name the three other towns, bring in their figures, and send and accept the boundaries."""
    names = {SANDHOLME: "Sandholme", EASTMERE: "Eastmere", ALDER: "Alder"}
    rows = [
        {"code": code, "name": name, "kind": "unitary authority"} for code, name in names.items()
    ]
    places.record_areas(by=borough.BUILDER, at=borough.SPRING, rows=rows)
    world.bring_in(
        [
            world.row(
                "lonely",
                f"{year}/{(year + 1) % 100:02}",
                place=place,
                value=count / 100,
                count=count,
                out_of=10_000,
            )
            for place, count in LONELY.items()
            for year in range(SINCE, UNTIL)
        ],
        source="delivery 2: towns.csv",
    )
    deliver(content())


def deliver(file: bytes, name: str = "towns.geojson") -> int:
    """Send boundaries and accept them; return the number of the delivery."""
    by, at = borough.BUILDER, borough.SPRING
    delivery = sources.receive_delivery(
        by=by, at=at, layout="area-boundaries", file_name=name, content=file
    )
    sources.accept_delivery(by=by, at=at, delivery_id=delivery.pk)
    return delivery.pk


def content(*codes: str, **properties: str) -> bytes:
    """Return the boundaries of some towns, or of all, as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "properties": {"CTYUA24CD": code, "source": "invented", **properties},
            "geometry": geometry(code),
        }
        for code in codes or CORNERS
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def geometry(code: str) -> dict[str, object]:
    corners = CORNERS[code]
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    ring = [point for start, end in pairs for point in _winding(start, end)]
    ring.append(ring[0])
    if code == ALDER:
        return {"type": "MultiPolygon", "coordinates": [[ring], [ISLAND]]}
    return {"type": "Polygon", "coordinates": [ring]}


def _winding(start: Corner, end: Corner) -> list[list[float]]:
    """Return the points from one corner up to another: the same, backwards, the other way."""
    first, last = sorted((start, end))
    along = [
        [
            first[0] + (last[0] - first[0]) * step / STEPS + _bend(step, last[1] - first[1]),
            first[1] + (last[1] - first[1]) * step / STEPS + _bend(step, last[0] - first[0]),
        ]
        for step in range(STEPS + 1)
    ]
    return (along if first == start else along[::-1])[:-1]


def _bend(step: int, length: float) -> float:
    along = step / STEPS * pi
    return 0.06 * length * sin(7 * along) * sin(along)
