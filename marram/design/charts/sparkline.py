"""A line small enough to stand in a cell, with its newest point marked."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString, mark_safe

from marram.design.charts import scales
from marram.design.charts.base import with_unit
from marram.design.charts.drawing import Drawing
from marram.design.charts.palette import LIMIT, SLATE, Outline
from marram.design.components.base import Component


@dataclass(frozen=True)
class Sparkline(Component):
    """The course of a value in the space of a word; the figures stand in the row beside it.

    `label` says of what. `benchmark` is a thin line across.
    """

    label: str
    values: tuple[float | None, ...]
    benchmark: float | None = None
    unit: str = ""
    decimals: int = 1
    width: int = 110
    height: int = 28
    template_name: ClassVar[str] = "design/components/sparkline.html"

    @property
    def words(self) -> str:
        known = [value for value in self.values if value is not None]
        if not known:
            return f"{self.label}: no value"
        first, last = (with_unit(each, self.unit, self.decimals) for each in (known[0], known[-1]))
        return f"{self.label}: from {first} to {last} over {len(known)} values"

    def svg(self) -> SafeString:
        """Return the line as SVG."""
        drawing = Drawing(self.width, self.height)
        low, high = _reach((*self.values, self.benchmark))
        up = scales.Scale(low, high, self.height - 5, 5)
        along = scales.Scale(0, max(len(self.values) - 1, 1), 5, self.width - 6)
        if self.benchmark is not None:
            y = up(self.benchmark)
            drawing.line((0, y), (self.width, y), stroke=LIMIT, dash="3 3")
        points = [
            (along(place), up(value))
            for place, value in enumerate(self.values)
            if value is not None
        ]
        drawing.polyline(points, stroke=SLATE, width=1.75)
        if points:
            drawing.mark(Outline.CIRCLE, *points[-1], reach=3.5)
        return mark_safe(drawing.svg(self.words))


def _reach(values: tuple[float | None, ...]) -> tuple[float, float]:
    known = [value for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    return (low, high) if low < high else (low - 1, high + 1)
