"""What a measure did over time, beside what it is compared with and what it was meant to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from marram.design.charts import lettering
from marram.design.charts.axes import Ground, draw_ground
from marram.design.charts.base import Chart, figures, listed, numeric
from marram.design.charts.drawing import SMALL, USUAL, Drawing, Label
from marram.design.charts.keys import Entry, draw_key
from marram.design.charts.palette import (
    BAD,
    DASH_DOT,
    DASHED,
    DOTTED,
    HEATHER,
    INK,
    LONG,
    PAPER,
    SAND_DARK,
    SEA,
    SLATE,
    WHOLE,
    Outline,
)
from marram.design.components.listings import Column
from marram.design.components.tables import Row


class Part(StrEnum):
    """What a line of a trend stands for; each has a dash and a mark of its own."""

    SUBJECT = "subject"
    BENCHMARK = "benchmark"
    SECOND_BENCHMARK = "second benchmark"
    STANDARD = "standard"
    PLAN = "plan"
    TRAJECTORY = "trajectory"
    FORECAST = "forecast"


LOOKS: dict[Part, tuple[str, str, float, Outline | None]] = {
    Part.SUBJECT: (SEA, WHOLE, 2.5, Outline.CIRCLE),
    Part.BENCHMARK: (INK, DASHED, 2, None),
    Part.SECOND_BENCHMARK: (SAND_DARK, DOTTED, 2.5, None),
    Part.STANDARD: (BAD, LONG, 1.75, None),
    Part.PLAN: (HEATHER, DASH_DOT, 1.75, None),
    Part.TRAJECTORY: (HEATHER, DOTTED, 2, Outline.UP),
    Part.FORECAST: (SLATE, DOTTED, 2, Outline.DIAMOND),
}


@dataclass(frozen=True)
class Series:
    """Values over the periods of a chart, with their intervals where known; None is missing.

    `struck` are places whose value is shown crossed out and belongs to no line.
    """

    label: str
    values: tuple[float | None, ...]
    lower: tuple[float | None, ...] = ()
    upper: tuple[float | None, ...] = ()
    part: Part = Part.SUBJECT
    struck: frozenset[int] = frozenset()

    @property
    def kept(self) -> tuple[float | None, ...]:
        """Return the values without those struck out."""
        return tuple(
            None if place in self.struck else value for place, value in enumerate(self.values)
        )

    @property
    def runs(self) -> Iterator[tuple[tuple[int, float], ...]]:
        """Return the stretches without a gap, each as places and values."""
        run: list[tuple[int, float]] = []
        for place, value in enumerate((*self.kept, None)):
            if value is not None:
                run.append((place, value))
            elif run:
                yield tuple(run)
                run = []

    def limits(self, place: int) -> tuple[float, float] | None:
        """Return the interval at a place, when both ends are known."""
        low = self.lower[place] if self.lower else None
        high = self.upper[place] if self.upper else None
        return None if low is None or high is None else (low, high)

    @property
    def last(self) -> tuple[int, float] | None:
        """Return the newest value that counts and its place."""
        known = [(place, value) for place, value in enumerate(self.kept) if value is not None]
        return known[-1] if known else None


@dataclass(frozen=True, kw_only=True)
class Trend(Chart):
    """Values over time with their intervals, beside benchmarks, standards and plans.

    Every series has one value a period. A gap is a gap; a value that was struck out is a cross.
    """

    periods: tuple[str, ...]
    series: tuple[Series, ...]
    from_zero: bool = False
    height: int = 230

    def __post_init__(self) -> None:
        for each in self.series:
            if len(each.values) != len(self.periods):
                raise ValueError(
                    f"{each.label} must have a value or None for each of {len(self.periods)} "
                    f"periods; got {len(each.values)}"
                )

    def draw(self, width: float) -> Drawing:
        drawing = Drawing(width)
        top = draw_key(drawing, tuple(self._key())) + 6
        ground = draw_ground(
            drawing,
            periods=self.periods,
            values=self._reach(),
            unit=self.unit,
            top=top,
            height=self.height,
            from_zero=self.from_zero,
            beside=lettering.width(self._newest, USUAL, bold=True) + 12,
        )
        for each in reversed(self.series):
            _draw_series(drawing, ground, each)
        if self.series:
            self._draw_newest(drawing, ground)
        for each in self.series:
            self._draw_struck(drawing, ground, each)
        return drawing

    @property
    def columns(self) -> tuple[Column | str, ...]:
        subject, *others = self.series
        interval = ("Lower limit", "Upper limit") if subject.lower else ()
        return (
            "Period",
            *figures(self.headed(subject.label), *interval, *(each.label for each in others)),
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(
            (period, *(numeric(cell) for cell in self._cells(place)))
            for place, period in enumerate(self.periods)
        )

    @property
    def facts(self) -> str:
        said = [
            f"{each.label} {self.shown(each.last[1])} in {self.periods[each.last[0]]}"
            for each in self.series
            if each.last
        ]
        return f"{len(self.periods)} periods: {listed(said)}" if said else "There is no value."

    def _key(self) -> Iterator[Entry]:
        for each in self.series:
            stroke, dash, width, outline = LOOKS[each.part]
            yield Entry(each.label, outline, stroke, stroke, dash, width)
        if any(each.struck for each in self.series):
            yield Entry("Left out: see data quality", Outline.CROSS, PAPER, BAD)

    def _reach(self) -> Iterator[float | None]:
        """Return all that must be seen. What was struck may lie anywhere and must not."""
        for each in self.series:
            yield from each.kept
            yield from each.lower
            yield from each.upper

    def _cells(self, place: int) -> Iterator[str]:
        for number, each in enumerate(self.series):
            value = self.bare(each.values[place])
            yield f"{value} (left out)" if place in each.struck else value
            if number == 0 and each.lower:
                low, high = each.limits(place) or (None, None)
                yield from (self.bare(low), self.bare(high))

    @property
    def _newest(self) -> str:
        """Return the newest value of the subject as it stands beside its mark."""
        last = self.series[0].last if self.series else None
        return self.lettered(last[1]) if last else ""

    def _draw_newest(self, drawing: Drawing, ground: Ground) -> None:
        if last := self.series[0].last:
            x, y = ground.at(*last)
            foot = min(y + 5, ground.bottom - 4)
            drawing.text(x + 9, foot, self._newest, size=USUAL, bold=True, fill=INK)

    def _draw_struck(self, drawing: Drawing, ground: Ground, series: Series) -> None:
        """Cross out what is left out, at the edge when it lies beyond, with its value beside it."""
        for place in sorted(series.struck):
            value = series.values[place]
            if value is None:
                continue
            x, y = ground.at(place, min(max(value, ground.up.low), ground.up.high))
            drawing.mark(Outline.CROSS, x, y, fill=PAPER, stroke=BAD)
            if not ground.up.low <= value <= ground.up.high:
                words, wide = self.bare(value), lettering.width(self.bare(value), SMALL)
                left = x + 9 if x + 9 + wide < ground.right else x - 9 - wide
                foot = y + 14 if value > ground.up.high else y - 6
                if drawing.has_room(Label(words, left, foot - 11, left + wide, foot + 3)):
                    drawing.text(left, foot, words, fill=BAD)


def _draw_series(drawing: Drawing, ground: Ground, series: Series) -> None:
    stroke, dash, width, outline = LOOKS[series.part]
    for place in range(len(series.values)):
        if series.values[place] is not None and place not in series.struck:
            _draw_limits(drawing, ground, series, place, stroke)
    for run in series.runs:
        points = [ground.at(*each) for each in run]
        if len(points) == 1 and outline is None:
            x, y = points[0]
            points = [(x - 9, y), (x + 9, y)]
        drawing.polyline(points, stroke=stroke, width=width, dash=dash)
    if outline is not None:
        reach = 4.5 if len(series.values) <= 30 else 3
        for place, value in enumerate(series.kept):
            if value is not None:
                drawing.mark(
                    outline, *ground.at(place, value), reach=reach, fill=stroke, stroke=stroke
                )


def _draw_limits(drawing: Drawing, ground: Ground, series: Series, place: int, stroke: str) -> None:
    if (limits := series.limits(place)) is None:
        return
    x, (low, high) = ground.across(place), map(ground.up, limits)
    cap = 4 if ground.periods <= 24 else 2
    caps = "".join(f"M{x - cap:.1f} {y:.1f}h{2 * cap}" for y in (low, high))
    drawing.path(f"{caps}M{x:.1f} {low:.1f}V{high:.1f}", stroke=stroke, width=1.25)
