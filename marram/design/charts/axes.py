"""The ground that series stand on: values up the side, periods along the foot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marram.design.charts import lettering, scales
from marram.design.charts.base import number
from marram.design.charts.drawing import SMALL, Drawing
from marram.design.charts.palette import INK, RULE, SLATE


@dataclass(frozen=True)
class Ground:
    """Where the picture lies and its two scales: periods by their place, values by their size."""

    left: float
    right: float
    top: float
    bottom: float
    up: scales.Scale
    periods: int

    def across(self, place: int) -> float:
        """Return where the period at `place` stands."""
        step = (self.right - self.left) / max(self.periods, 1)
        return self.left + step * (place + 0.5)

    def at(self, place: int, value: float) -> tuple[float, float]:
        return self.across(place), self.up(value)


def draw_ground(
    drawing: Drawing,
    *,
    periods: Sequence[str],
    values: Iterable[float | None],
    unit: str,
    top: float,
    height: float,
    from_zero: bool = False,
    beside: float = 0,
) -> Ground:
    """Draw scale lines, values and periods below `top` and return where things stand.

    `beside` is how much room words to the right of the last period need.
    """
    marks = scales.ticks(*scales.reach(values, from_zero=from_zero), most=5)
    names = [number(each, _decimals(marks)) for each in marks]
    margin = max(lettering.width(name, SMALL) for name in names) + 8
    start = top + (20 if unit else 8)
    if unit:
        drawing.text(0, top + 8, unit)
    bottom = start + height
    up = scales.Scale(marks[0], marks[-1], bottom, start)
    step = (drawing.width - margin - 8) / max(len(periods), 1)
    right = drawing.width - 8 - max(beside - step / 2, 0)
    ground = Ground(margin, right, start, bottom, up, len(periods))
    for mark, name in zip(marks, names, strict=True):
        y = up(mark)
        stroke = SLATE if mark == 0 or mark == marks[0] else RULE
        drawing.line((ground.left, y), (ground.right, y), stroke=stroke)
        drawing.text(margin - 6, y + 4.5, name, anchor="end")
    foot = draw_periods(drawing, ground, periods)
    drawing.height = max(drawing.height, foot)
    return ground


def draw_periods(drawing: Drawing, ground: Ground, periods: Sequence[str]) -> float:
    """Name as many periods as there is room for, the last always, and return the foot."""
    widths = [lettering.width(each, SMALL) for each in periods]
    places = [
        min(max(ground.across(place), widths[place] / 2), drawing.width - widths[place] / 2)
        for place in range(len(periods))
    ]
    for place in scales.thinned(widths, places):
        x = ground.across(place)
        drawing.line((x, ground.bottom), (x, ground.bottom + 5), stroke=SLATE)
        drawing.text(places[place], ground.bottom + 19, periods[place], anchor="middle", fill=INK)
    return ground.bottom + 26


def _decimals(marks: Sequence[float]) -> int:
    """Return how many decimals tell the marks apart."""
    return next(
        (
            places
            for places in range(5)
            if all(abs(round(mark, places) - mark) < 1e-9 for mark in marks)
        ),
        5,
    )
