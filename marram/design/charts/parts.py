"""Amounts side by side or as parts of a whole, a bar for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from marram.design.charts import lettering, scales
from marram.design.charts.base import Chart, figures, listed, numeric
from marram.design.charts.drawing import SMALL, USUAL, Anchor, Drawing
from marram.design.charts.keys import Entry, draw_key
from marram.design.charts.palette import DARK_FILLS, FILLS, INK, PAPER, SLATE
from marram.design.components.listings import Column
from marram.design.components.tables import Row


@dataclass(frozen=True)
class Amounts:
    """What one colour stands for: an amount for each bar, None where it is missing."""

    label: str
    values: tuple[float | None, ...]


ROW, THICK, THIN, APART = 30, 22, 15, 14


@dataclass(frozen=True, kw_only=True)
class PartBars(Chart):
    """Amounts as bars: parts stacked to a whole, or with `grouped` one below another.

    Every series has one amount for each of the `bars`. Stacked amounts are not below nought.
    """

    bars: tuple[str, ...]
    series: tuple[Amounts, ...]
    grouped: bool = False
    heading: str = ""
    totals: bool = True

    def __post_init__(self) -> None:
        for each in self.series:
            if len(each.values) != len(self.bars):
                raise ValueError(
                    f"{each.label} must have an amount or None for each of {len(self.bars)} bars; "
                    f"got {len(each.values)}"
                )
        if not self.grouped and any((v or 0) < 0 for each in self.series for v in each.values):
            raise ValueError("stacked amounts must not be below nought; show them grouped")
        if len(self.series) > len(FILLS):
            raise ValueError(f"at most {len(FILLS)} fills tell apart; got {len(self.series)}")

    def draw(self, width: float) -> Drawing:
        drawing = Drawing(width)
        many = len(self.series) > 1
        y = draw_key(drawing, tuple(self._key())) if many else 4.0
        beside = width >= 480
        labels = self._label_room(width) if beside else 0
        scale = self._scale(labels + (10 if beside else 0), width - self._value_room())
        top = y
        for place, label in enumerate(self.bars):
            y = self._draw_name(drawing, label, labels, y, beside=beside)
            draw = self._draw_group if self.grouped else self._draw_stack
            y = draw(drawing, place, scale, y) + APART
        drawing.line((scale(0), top), (scale(0), y - APART + 4), stroke=SLATE)
        drawing.height = y
        return drawing

    @property
    def columns(self) -> tuple[Column | str, ...]:
        total = ("Total",) if self._has_totals else ()
        names = [self.headed(each.label) for each in self.series]
        return (self.heading or "What", *figures(*names, *total))

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(
            (label, *(numeric(self.bare(value)) for value in self._cells(place)))
            for place, label in enumerate(self.bars)
        )

    @property
    def facts(self) -> str:
        return "; ".join(
            f"{label}: "
            + listed([f"{each.label} {self.shown(each.values[place])}" for each in self.series])
            for place, label in enumerate(self.bars)
        )

    @property
    def _has_totals(self) -> bool:
        return self.totals and not self.grouped and len(self.series) > 1

    def _total(self, place: int) -> float:
        return sum(each.values[place] or 0 for each in self.series)

    def _cells(self, place: int) -> Iterator[float | None]:
        yield from (each.values[place] for each in self.series)
        if self._has_totals:
            yield self._total(place)

    def _key(self) -> Iterator[Entry]:
        for each, fill in zip(self.series, FILLS, strict=False):
            yield Entry(each.label, fill=fill, stroke=INK)

    def _label_room(self, width: float) -> float:
        widest = max((lettering.width(each, USUAL) for each in self.bars), default=0)
        return min(widest, width * 0.36)

    def _value_room(self) -> float:
        if self.grouped or len(self.series) == 1:
            shown = [self.shown(value) for each in self.series for value in each.values]
        else:
            shown = [self.shown(self._total(place)) for place in range(len(self.bars))]
        return max((lettering.width(each, SMALL, bold=True) for each in shown), default=0) + 8

    def _scale(self, left: float, right: float) -> scales.Scale:
        values = (
            [value for each in self.series for value in each.values]
            if self.grouped
            else [self._total(place) for place in range(len(self.bars))]
        )
        low, high = scales.reach(values, from_zero=True)
        # Below nought the words stand left of the bar.
        inset = self._value_room() if low < 0 else 0
        return scales.Scale(low, high if high > low else low + 1, left + inset, right)

    def _draw_name(
        self, drawing: Drawing, label: str, labels: float, y: float, *, beside: bool
    ) -> float:
        if not beside:
            words = lettering.shortened(label, drawing.width, USUAL)
            drawing.text(0, y + 13, words, size=USUAL, fill=INK)
            return y + 19
        tall = (THIN + 3) * len(self.series) if self.grouped else THICK
        lines = lettering.fitted(label, labels, USUAL, 2)
        first = y + tall / 2 + 5 - 8 * (len(lines) - 1)
        drawing.lines_of_text(labels, first, lines, size=USUAL, anchor="end", fill=INK, apart=16)
        return y

    def _draw_stack(self, drawing: Drawing, place: int, scale: scales.Scale, y: float) -> float:
        x = scale(0)
        for each, fill in zip(self.series, FILLS, strict=False):
            value = each.values[place] or 0
            wide = scale(value) - scale(0)
            if value:
                note = f"{self.bars[place]}, {each.label}: {self.shown(value)}"
                drawing.rect(x, y, wide, THICK, fill=fill, stroke=INK, note=note)
                self._draw_inside(drawing, self.bare(value), x, y, wide, fill)
            x += wide
        words = self.shown(self._total(place))
        drawing.text(x + 6, y + THICK / 2 + 4.5, words, bold=True, fill=INK)
        return y + THICK

    def _draw_inside(
        self, drawing: Drawing, words: str, x: float, y: float, wide: float, fill: str
    ) -> None:
        if len(self.series) > 1 and lettering.width(words, 12) + 8 <= wide:
            colour = PAPER if fill in DARK_FILLS else INK
            middle = y + THICK / 2 + 4.5
            drawing.text(x + wide / 2, middle, words, size=12, anchor="middle", fill=colour)

    def _draw_group(self, drawing: Drawing, place: int, scale: scales.Scale, y: float) -> float:
        zero = scale(0)
        for each, fill in zip(self.series, FILLS, strict=False):
            value = each.values[place]
            end = zero if value is None else scale(value)
            if value is not None:
                left, wide = min(zero, end), max(abs(end - zero), 1)
                note = f"{self.bars[place]}, {each.label}: {self.shown(value)}"
                drawing.rect(left, y, wide, THIN, fill=fill, stroke=INK, note=note)
            below = (value or 0) < 0
            anchor: Anchor = "end" if below else "start"
            x = end - 6 if below else end + 6
            drawing.text(x, y + THIN / 2 + 4.5, self.shown(value), anchor=anchor, fill=INK)
            y += THIN + 3
        return y
