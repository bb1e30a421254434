"""A control chart: everyday noise within its limits, and the points that are more than noise."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from marram.design.charts.axes import Ground, draw_ground
from marram.design.charts.base import Chart, figures, listed, numeric
from marram.design.charts.drawing import Drawing
from marram.design.charts.keys import Entry, draw_key
from marram.design.charts.palette import (
    BAD,
    DASHED,
    GOOD,
    HEATHER,
    INK,
    LIMIT,
    LONG,
    PAPER,
    SLATE,
    WHOLE,
    Outline,
)
from marram.design.components.listings import Column
from marram.design.components.tables import Row


class Signal(StrEnum):
    """What a point says of the process."""

    COMMON = "Common cause"
    IMPROVEMENT = "Improvement"
    CONCERN = "Concern"
    CHANGE = "Change"
    STRUCK = "Left out: see data quality"


@dataclass(frozen=True)
class ControlPoint:
    """A value of a process with the mean and limits in force when it was measured.

    `high` tells a special cause upwards from one downwards; `rule` names it.
    """

    period: str
    value: float | None
    mean: float
    lower: float
    upper: float
    signal: Signal = Signal.COMMON
    high: bool = False
    rule: str = ""

    @property
    def outline(self) -> Outline:
        if self.signal is Signal.STRUCK:
            return Outline.CROSS
        if self.signal is Signal.COMMON:
            return Outline.CIRCLE
        return Outline.UP if self.high else Outline.DOWN


# Concern is solid, improvement hollow, change that is neither hollow and thin; all point the way
# the process went.
_FILLS = {
    Signal.COMMON: (SLATE, SLATE),
    Signal.IMPROVEMENT: (PAPER, GOOD),
    Signal.CONCERN: (BAD, BAD),
    Signal.CHANGE: ("#cdbcdf", HEATHER),
    Signal.STRUCK: (PAPER, BAD),
}


@dataclass(frozen=True, kw_only=True)
class ControlChart(Chart):
    """A process over time with its mean and process limits; special causes differ in shape.

    `target` is what the process is meant to reach, one for all points.
    """

    points: tuple[ControlPoint, ...]
    target: float | None = None
    target_label: str = "Target"
    trial: bool = False
    height: int = 230

    def draw(self, width: float) -> Drawing:
        drawing = Drawing(width)
        top = draw_key(drawing, tuple(self._key())) + 6
        ground = draw_ground(
            drawing,
            periods=tuple(each.period for each in self.points),
            values=self._reach(),
            unit=self.unit,
            top=top,
            height=self.height,
        )
        self._draw_lines(drawing, ground)
        self._draw_points(drawing, ground)
        return drawing

    @property
    def columns(self) -> tuple[Column | str, ...]:
        return (
            "Period",
            *figures(self.headed("Value"), "Mean", "Lower limit", "Upper limit"),
            "What it says",
        )

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(
            (
                each.period,
                *(
                    numeric(self.bare(number))
                    for number in (each.value, each.mean, each.lower, each.upper)
                ),
                f"{each.signal}, {each.rule}" if each.rule else str(each.signal),
            )
            for each in self.points
        )

    @property
    def facts(self) -> str:
        if not self.points:
            return "There is no value."
        last = self.points[-1]
        special = [each.period for each in self.points if each.rule]
        causes = f"special causes in {listed(special)}" if special else "no special cause"
        return (
            f"{len(self.points)} points; mean {self.shown(last.mean)}, process limits "
            f"{self.shown(last.lower)} to {self.shown(last.upper)}; {causes}"
        )

    @property
    def footnotes(self) -> tuple[str, ...]:
        trial = "The limits are on trial: they rest on fewer than 13 points."
        return (*((trial,) if self.trial else ()), *super().footnotes)

    def _reach(self) -> Iterator[float | None]:
        for each in self.points:
            yield None if each.signal is Signal.STRUCK else each.value
            yield from (each.lower, each.upper)
        yield self.target

    def _key(self) -> Iterator[Entry]:
        yield Entry("Mean", fill=INK, dash=WHOLE, width=1.5)
        yield Entry("Process limits", fill=LIMIT, stroke=LIMIT, dash=DASHED, width=1.5)
        if self.target is not None:
            words = f"{self.target_label} {self.shown(self.target)}"
            yield Entry(words, fill=BAD, stroke=BAD, dash=LONG, width=1.75)
        met = {(each.signal, each.outline) for each in self.points if each.value is not None}
        for signal in Signal:
            for _, outline in sorted(pair for pair in met if pair[0] is signal):
                fill, stroke = _FILLS[signal]
                yield Entry(_named(signal, outline), outline, fill, stroke)

    def _draw_lines(self, drawing: Drawing, ground: Ground) -> None:
        half = (ground.right - ground.left) / max(ground.periods, 1) / 2
        for first, last in _stretches(self.points):
            point = self.points[first]
            ends = ground.across(first) - half, ground.across(last) + half
            for value, stroke, dash in (
                (point.mean, INK, WHOLE),
                (point.lower, LIMIT, DASHED),
                (point.upper, LIMIT, DASHED),
            ):
                y = ground.up(value)
                drawing.line((ends[0], y), (ends[1], y), stroke=stroke, width=1.5, dash=dash)
        if self.target is not None:
            y = ground.up(self.target)
            drawing.line((ground.left, y), (ground.right, y), stroke=BAD, width=1.75, dash=LONG)

    def _draw_points(self, drawing: Drawing, ground: Ground) -> None:
        run: list[tuple[float, float]] = []
        for place, each in enumerate(self.points):
            if each.value is None or each.signal is Signal.STRUCK:
                drawing.polyline(run, stroke=SLATE, width=1.5)
                run = []
            else:
                run.append(ground.at(place, each.value))
        drawing.polyline(run, stroke=SLATE, width=1.5)
        for place, each in enumerate(self.points):
            if each.value is not None:
                self._draw_point(drawing, ground, place, each, each.value)

    def _draw_point(
        self, drawing: Drawing, ground: Ground, place: int, point: ControlPoint, value: float
    ) -> None:
        fill, stroke = _FILLS[point.signal]
        held = min(max(value, ground.up.low), ground.up.high)
        reach = 3 if point.signal is Signal.COMMON else 5
        drawing.mark(
            point.outline,
            *ground.at(place, held),
            reach=reach,
            fill=fill,
            stroke=stroke,
            note=f"{point.period}: {self.shown(value)}",
        )


def _named(signal: Signal, outline: Outline) -> str:
    ways = {Outline.UP: ", high", Outline.DOWN: ", low"}
    return f"{signal}{ways.get(outline, '')}"


def _stretches(points: tuple[ControlPoint, ...]) -> Iterator[tuple[int, int]]:
    """Return first and last places of the points that share their mean and limits."""
    first = 0
    for place, each in enumerate(points):
        following = points[place + 1] if place + 1 < len(points) else None
        same = following and (following.mean, following.upper) == (each.mean, each.upper)
        if not same:
            yield first, place
            first = place + 1
