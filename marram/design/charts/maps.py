"""Places where they lie, shaded by what a comparison says of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from marram.design.charts import lettering
from marram.design.charts.base import Chart, figures, numeric
from marram.design.charts.drawing import SMALL, Drawing, Label
from marram.design.charts.judged import counted, draw_judgement, judgement_key
from marram.design.charts.keys import Entry, draw_key
from marram.design.charts.palette import BARS, INK, SLATE, Judgement
from marram.design.components.listings import Column
from marram.design.components.tables import Row


Ring: TypeAlias = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Region:
    """A place: its outlines (x to the east, y to the north, both in one unit) and its value."""

    label: str
    rings: tuple[Ring, ...]
    value: float | None = None
    judgement: Judgement = Judgement.NOT_COMPARED
    note: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        """Return the centroid of the largest outline.

        Source: Bourke P, Calculating the area and centroid of a polygon, 1988.
        """
        ring = max(self.rings, key=lambda each: abs(_area(each)))
        area = _area(ring)
        if not area:
            return ring[0]
        pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
        cross = [a[0] * b[1] - b[0] * a[1] for a, b in pairs]
        x = sum((a[0] + b[0]) * c for (a, b), c in zip(pairs, cross, strict=True))
        y = sum((a[1] + b[1]) * c for (a, b), c in zip(pairs, cross, strict=True))
        return x / (6 * area), y / (6 * area)


@dataclass(frozen=True, kw_only=True)
class PlaceMap(Chart):
    """Places where they lie, shaded by comparison, each with the mark of its comparison and name.

    A name is written where there is room for it; the table has them all.
    """

    regions: tuple[Region, ...]
    benchmark_label: str = "England"

    def draw(self, width: float) -> Drawing:
        drawing = Drawing(width)
        top = draw_key(drawing, tuple(self._key())) + 4
        corners = [point for region in self.regions for ring in region.rings for point in ring]
        west, east = min(x for x, _ in corners), max(x for x, _ in corners)
        south, north = min(y for _, y in corners), max(y for _, y in corners)
        per = min((width - 8) / ((east - west) or 1), 520 / ((north - south) or 1))
        left = (width - (east - west) * per) / 2

        def at(point: tuple[float, float]) -> tuple[float, float]:
            return left + (point[0] - west) * per, top + (north - point[1]) * per

        for region in self.regions:
            d = "".join(_outline([at(point) for point in ring]) for ring in region.rings)
            note = f"{region.label}: {region.note or self.shown(region.value)}"
            drawing.path(d, fill=BARS[region.judgement], stroke=SLATE, note=note)
        middles = {region.label: at(region.middle) for region in self.regions}
        for region in self.regions:
            draw_judgement(drawing, region.judgement, *middles[region.label])
        self._draw_names(drawing, middles)
        drawing.height = top + (north - south) * per + 8
        return drawing

    @property
    def columns(self) -> tuple[Column | str, ...]:
        return ("Place", *figures(self.headed("Value")), f"Compared with {self.benchmark_label}")

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(
            (
                region.label,
                numeric(region.note if region.value is None else self.bare(region.value)),
                str(region.judgement),
            )
            for region in self.regions
        )

    @property
    def facts(self) -> str:
        return f"{len(self.regions)} places: {counted(each.judgement for each in self.regions)}"

    def _key(self) -> Iterator[Entry]:
        return judgement_key(region.judgement for region in self.regions)

    def _draw_names(self, drawing: Drawing, middles: dict[str, tuple[float, float]]) -> None:
        taken = list(drawing.labels)
        taken += [Label("", x - 6, y - 6, x + 6, y + 6) for x, y in middles.values()]
        for name, (x, y) in middles.items():
            half = lettering.width(name, SMALL) / 2
            box = Label(name, x - half, y + 8, x + half, y + 22)
            inside = box.left >= 0 and box.right <= drawing.width
            if inside and not any(box.overlaps(each) for each in taken):
                drawing.text(x, y + 19, name, anchor="middle", fill=INK)
                taken.append(box)


def _area(ring: Ring) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs) / 2


def _outline(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"
