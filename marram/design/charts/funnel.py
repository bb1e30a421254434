"""A funnel: how far places of each size stray from the average by chance alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from marram.design.charts import lettering, scales
from marram.design.charts.base import Chart, figures, listed, number, numeric
from marram.design.charts.drawing import SMALL, Drawing, Label
from marram.design.charts.judged import draw_judgement, judgement_key
from marram.design.charts.keys import Entry, draw_key
from marram.design.charts.palette import DASHED, DOTTED, INK, LIMIT, RULE, WHOLE, Judgement
from marram.design.components.listings import Column
from marram.design.components.tables import Row


@dataclass(frozen=True)
class FunnelPoint:
    """A place: how many people its value rests on, the value, and whether it strays."""

    label: str
    size: float
    value: float
    judgement: Judgement = Judgement.SIMILAR
    url: str = ""


@dataclass(frozen=True)
class FunnelLimits:
    """Limits round the average over sizes: what 95% and 99.8% of places keep within by chance."""

    sizes: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    outer_lower: tuple[float, ...]
    outer_upper: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class FunnelPlot(Chart):
    """Places by size against limits round their average: outside them is more than chance."""

    points: tuple[FunnelPoint, ...]
    limits: FunnelLimits
    average: float
    average_label: str = "Average"
    size_label: str = "People"
    height: int = 280

    def draw(self, width: float) -> Drawing:
        drawing = Drawing(width)
        top = draw_key(drawing, tuple(self._key())) + 6
        drawing.text(0, top + 8, self.unit)
        upwards = scales.ticks(*scales.reach(self._values()), most=5)
        across = scales.ticks(*scales.reach(self._sizes(), from_zero=True), most=4)
        left = max(lettering.width(number(each, 1), SMALL) for each in upwards) + 8
        bottom = top + 20 + self.height
        up = scales.Scale(upwards[0], upwards[-1], bottom, top + 20)
        along = scales.Scale(across[0], across[-1], left, width - 10)
        self._draw_axes(drawing, up, along, upwards, across)
        self._draw_limits(drawing, up, along)
        for point in self.points:
            note = f"{point.label}: {self.shown(point.value)}"
            draw_judgement(drawing, point.judgement, along(point.size), up(point.value), 5, note)
        self._draw_names(drawing, up, along)
        drawing.height = bottom + 46
        return drawing

    @property
    def columns(self) -> tuple[Column | str, ...]:
        return ("Place", *figures(self.size_label, self.headed("Value")), "Against the limits")

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(
            (
                point.label,
                numeric(number(point.size, 0)),
                numeric(self.bare(point.value)),
                _against(point.judgement),
            )
            for point in self.points
        )

    @property
    def facts(self) -> str:
        stray = [point.label for point in self.points if point.judgement is not Judgement.SIMILAR]
        said = listed(stray) if stray else "none"
        return (
            f"{len(self.points)} places round {self.average_label.lower()} "
            f"{self.shown(self.average)}; outside the limits: {said}"
        )

    def _values(self) -> Iterator[float | None]:
        yield from (point.value for point in self.points)
        yield self.average
        # The limits of the smallest sizes are so wide that they would hide the rest.
        smallest = min((point.size for point in self.points), default=0)
        for size, low, high in zip(
            self.limits.sizes, self.limits.outer_lower, self.limits.outer_upper, strict=True
        ):
            if size >= smallest:
                yield from (low, high)

    def _sizes(self) -> Iterator[float]:
        # A twentieth more, so that the largest does not stand on the edge.
        return (point.size * 1.05 for point in self.points)

    def _key(self) -> Iterator[Entry]:
        yield Entry(f"{self.average_label} {self.shown(self.average)}", fill=INK, dash=WHOLE)
        yield Entry("95% limits", fill=LIMIT, stroke=LIMIT, dash=DASHED)
        yield Entry("99.8% limits", fill=LIMIT, stroke=LIMIT, dash=DOTTED)
        yield from judgement_key(point.judgement for point in self.points)

    def _draw_axes(
        self,
        drawing: Drawing,
        up: scales.Scale,
        along: scales.Scale,
        upwards: tuple[float, ...],
        across: tuple[float, ...],
    ) -> None:
        whole = all(each == round(each) for each in upwards)
        for each in upwards:
            y = up(each)
            drawing.line((along.start, y), (along.end, y), stroke=RULE)
            words = number(each, 0 if whole else 1)
            drawing.text(along.start - 6, y + 4.5, words, anchor="end")
        names = [number(each, 0) for each in across]
        widths = [lettering.width(name, SMALL) for name in names]
        places = [
            min(along(each), drawing.width - wide / 2)
            for each, wide in zip(across, widths, strict=True)
        ]
        for place in scales.thinned(widths, places):
            drawing.text(places[place], up.start + 18, names[place], anchor="middle", fill=INK)
        middle = (along.start + along.end) / 2
        words = lettering.shortened(self.size_label, drawing.width - along.start, SMALL)
        drawing.text(middle, up.start + 38, words, anchor="middle")

    def _draw_limits(self, drawing: Drawing, up: scales.Scale, along: scales.Scale) -> None:
        for values, dash in (
            (self.limits.lower, DASHED),
            (self.limits.upper, DASHED),
            (self.limits.outer_lower, DOTTED),
            (self.limits.outer_upper, DOTTED),
        ):
            curve = [
                (along(size), up(value))
                for size, value in zip(self.limits.sizes, values, strict=True)
                if along.low <= size <= along.high and up.low <= value <= up.high
            ]
            drawing.polyline(curve, stroke=LIMIT, width=1.5, dash=dash)
        y = up(self.average)
        drawing.line((along.start, y), (along.end, y), stroke=INK, width=1.5)

    def _draw_names(self, drawing: Drawing, up: scales.Scale, along: scales.Scale) -> None:
        """Name the places outside the limits, furthest first, as far as there is room."""
        ground = Label("", along.start, up.end - 10, drawing.width, up.start)
        taken = list(drawing.labels)
        outside = [point for point in self.points if point.judgement is not Judgement.SIMILAR]
        for point in sorted(outside, key=lambda each: -abs(each.value - self.average)):
            x, y = along(point.size), up(point.value)
            wide = lettering.width(point.label, SMALL)
            for left in (x + 9, x - 9 - wide):
                box = Label(point.label, left, y - 6, left + wide, y + 7)
                if _holds(ground, box) and not any(box.overlaps(each) for each in taken):
                    drawing.text(left, y + 4.5, point.label, fill=INK, halo=True)
                    taken.append(box)
                    break


def _holds(outer: Label, inner: Label) -> bool:
    across = outer.left <= inner.left and inner.right <= outer.right
    return across and outer.top <= inner.top and inner.bottom <= outer.bottom


def _against(judgement: Judgement) -> str:
    return "Within" if judgement is Judgement.SIMILAR else str(judgement)
