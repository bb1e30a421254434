"""Places in their order, with intervals, against a benchmark."""

from collections.abc import Iterator
from dataclasses import dataclass

from marram.design.charts import lettering, scales
from marram.design.charts.base import Chart, figures, numeric
from marram.design.charts.drawing import SMALL, USUAL, Anchor, Drawing
from marram.design.charts.judged import counted, draw_judgement, judgement_key
from marram.design.charts.keys import Entry, draw_key
from marram.design.charts.palette import BARS, DASHED, INK, SLATE, Judgement
from marram.design.components.base import Component
from marram.design.components.buttons import Link
from marram.design.components.listings import Column
from marram.design.components.tables import Row


@dataclass(frozen=True)
class RankedBar:
    """A value with its interval. Without a value `note` says why, such as "[c] too few to show".

    `own` marks the bar that the page is about.
    """

    label: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    judgement: Judgement = Judgement.NOT_COMPARED
    note: str = ""
    url: str = ""
    own: bool = False


ROW, NARROW_ROW, THICK = 26, 42, 16


@dataclass(frozen=True, kw_only=True)
class RankedBars(Chart):
    """Values as bars in the order given, with intervals, against the line of a benchmark."""

    bars: tuple[RankedBar, ...]
    benchmark: float | None = None
    benchmark_label: str = "England"
    heading: str = "Place"

    def draw(self, width: float) -> Drawing:
        drawing = Drawing(width)
        top = draw_key(drawing, tuple(self._key()))
        beside = width >= 480
        labels = self._label_room(width) if beside else 0
        row = ROW if beside else NARROW_ROW
        scale = self._scale(labels + (26 if beside else 20), width - self._value_room() - 8)
        foot = top + row * len(self.bars) + 4
        self._draw_benchmark(drawing, scale, top, foot)
        for place, bar in enumerate(self.bars):
            middle = top + row * place + (row / 2 if beside else row - ROW / 2 + 1)
            self._draw_name(drawing, bar, labels, middle, beside=beside)
            self._draw_bar(drawing, bar, scale, middle)
        drawing.height = foot + 4
        return drawing

    @property
    def columns(self) -> tuple[Column | str, ...]:
        compared = (f"Compared with {self.benchmark_label}",) if self.benchmark is not None else ()
        numbers = figures(self.headed("Value"), "Lower limit", "Upper limit")
        return (self.heading, *numbers, *compared)

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._row(bar) for bar in self.bars)

    @property
    def facts(self) -> str:
        known = [bar for bar in self.bars if bar.value is not None]
        if not known:
            return "There is no value."
        first, last = known[0], known[-1]
        ends = (
            f"{first.label} {self.shown(first.value)}, to {last.label} {self.shown(last.value)}"
            if len(known) > 1
            else f"{first.label} {self.shown(first.value)}"
        )
        if self.benchmark is None:
            return ends
        against = counted(bar.judgement for bar in known)
        return f"{ends}; {self.benchmark_label} {self.shown(self.benchmark)}: {against}"

    def _row(self, bar: RankedBar) -> Row:
        name: str | Component = Link(bar.label, bar.url) if bar.url else bar.label
        value = bar.note if bar.value is None and bar.note else self.bare(bar.value)
        limits = (numeric(self.bare(each)) for each in (bar.lower, bar.upper))
        compared = (str(bar.judgement),) if self.benchmark is not None else ()
        return (name, numeric(value), *limits, *compared)

    def _key(self) -> Iterator[Entry]:
        if self.benchmark is not None:
            words = f"{self.benchmark_label} {self.shown(self.benchmark)}"
            yield Entry(words, fill=INK, dash=DASHED)
            yield from judgement_key(bar.judgement for bar in self.bars if bar.value is not None)

    def _label_room(self, width: float) -> float:
        widest = max(
            (lettering.width(bar.label, USUAL, bold=bar.own) for bar in self.bars), default=0
        )
        return min(widest, width * 0.38)

    def _value_room(self) -> float:
        shown = (self.lettered(bar.value) or bar.note for bar in self.bars if bar.value is not None)
        return max((lettering.width(each, SMALL, bold=True) for each in shown), default=0) + 8

    def _scale(self, left: float, right: float) -> scales.Scale:
        ends = [(bar.value, bar.lower, bar.upper) for bar in self.bars]
        values = [each for some in ends for each in some] + [self.benchmark]
        low, high = scales.reach(values, from_zero=True)
        return scales.Scale(low, high if high > low else low + 1, left, right)

    def _draw_benchmark(
        self, drawing: Drawing, scale: scales.Scale, top: float, foot: float
    ) -> None:
        zero = scale(0)
        drawing.line((zero, top), (zero, foot), stroke=SLATE)
        if self.benchmark is not None:
            x = scale(self.benchmark)
            drawing.line((x, top), (x, foot), stroke=INK, width=2, dash=DASHED)

    def _draw_name(
        self, drawing: Drawing, bar: RankedBar, labels: float, middle: float, *, beside: bool
    ) -> None:
        room = labels if beside else drawing.width
        words = lettering.shortened(bar.label, room, USUAL, bold=bar.own)
        x, y = (labels, middle + 5) if beside else (0, middle - THICK / 2 - 5)
        anchor: Anchor = "end" if beside else "start"
        drawing.text(
            x, y, words, size=USUAL, bold=bar.own, fill=INK, anchor=anchor, halo=not beside
        )

    def _draw_bar(
        self, drawing: Drawing, bar: RankedBar, scale: scales.Scale, middle: float
    ) -> None:
        zero = scale(0)
        if bar.value is None:
            room = drawing.width - zero - 6
            words = lettering.shortened(bar.note or "no value", room, SMALL)
            drawing.text(zero + 6, middle + 4.5, words, halo=True)
            return
        end = scale(bar.value)
        left, wide = min(zero, end), max(abs(end - zero), 1)
        note = f"{bar.label}: {self.shown(bar.value)}"
        drawing.rect(
            left, middle - THICK / 2, wide, THICK, fill=BARS[bar.judgement], stroke=SLATE, note=note
        )
        self._draw_interval(drawing, bar, scale, middle)
        if self.benchmark is not None:
            draw_judgement(drawing, bar.judgement, scale.start - 10, middle)
        value = self.lettered(bar.value)
        drawing.text(drawing.width, middle + 4.5, value, anchor="end", bold=bar.own, fill=INK)

    def _draw_interval(
        self, drawing: Drawing, bar: RankedBar, scale: scales.Scale, middle: float
    ) -> None:
        if bar.lower is None or bar.upper is None:
            return
        low, high = scale(bar.lower), scale(bar.upper)
        drawing.line((low, middle), (high, middle), width=1.5)
        for x in (low, high):
            drawing.line((x, middle - 4), (x, middle + 4), width=1.5)
