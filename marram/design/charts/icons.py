"""What a process does and whether it will do: the two icons of a scorecard, of our own drawing."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from django.utils.safestring import SafeString, mark_safe

from marram.design.charts.drawing import Drawing
from marram.design.charts.palette import (
    BAD,
    GOOD,
    HEATHER,
    INK,
    LIMIT,
    PAPER,
    SLATE,
    Outline,
)
from marram.design.components.base import Component


class Change(StrEnum):
    """What the newest point says of a process, as people say it."""

    STEADY = "No real change"
    BETTER_HIGH = "Getting better: higher"
    BETTER_LOW = "Getting better: lower"
    WORSE_HIGH = "Getting worse: higher"
    WORSE_LOW = "Getting worse: lower"
    HIGHER = "Really higher"
    LOWER = "Really lower"
    UNKNOWN = "Too few values to tell"


class Promise(StrEnum):
    """Whether a process as it is will meet what it is meant to."""

    WILL = "Will meet the target"
    WILL_NOT = "Will miss the target"
    MAY = "May or may not meet the target"
    NONE = "No target to judge by"


SIZE, MIDDLE = 44, 26
_RISE = ((9, 31), (16, 28), (23, 22), (30, 14))
_FALL = tuple((x, SIZE - y) for x, y in _RISE)
_NOISE = ((8, 24), (15, 18), (22, 26), (29, 19), (36, 23))
_CHANGES = {
    Change.STEADY: (SLATE, SLATE, None, ""),
    Change.BETTER_HIGH: (GOOD, PAPER, Outline.UP, "H"),
    Change.BETTER_LOW: (GOOD, PAPER, Outline.DOWN, "L"),
    Change.WORSE_HIGH: (BAD, BAD, Outline.UP, "H"),
    Change.WORSE_LOW: (BAD, BAD, Outline.DOWN, "L"),
    Change.HIGHER: (HEATHER, "#cdbcdf", Outline.UP, ""),
    Change.LOWER: (HEATHER, "#cdbcdf", Outline.DOWN, ""),
    Change.UNKNOWN: (LIMIT, PAPER, None, "–"),
}


@dataclass(frozen=True)
class VariationIcon(Component):
    """What the newest value says of a process: noise, a change for better or worse, or too little.

    Getting worse is solid and points the way it went; getting better is hollow.
    """

    change: Change
    template_name: ClassVar[str] = "design/components/chart_icon.html"

    @property
    def words(self) -> str:
        return str(self.change)

    def svg(self) -> SafeString:
        """Return the icon as SVG."""
        drawing = Drawing(SIZE, SIZE)
        colour, fill, outline, letter = _CHANGES[self.change]
        drawing.mark(Outline.CIRCLE, 22, 22, reach=20.5, fill=PAPER, stroke=colour)
        if outline is None and not letter:
            _draw_noise(drawing, colour)
        elif outline is None:
            drawing.text(22, 28, letter, size=20, anchor="middle", bold=True, fill=colour)
        else:
            path = _RISE if outline is Outline.UP else _FALL
            drawing.polyline(path, stroke=colour, width=2)
            for x, y in path[:-1]:
                drawing.mark(Outline.CIRCLE, x, y, reach=2, fill=colour, stroke=colour)
            drawing.mark(outline, *path[-1], reach=5.5, fill=fill, stroke=colour)
            foot = 19 if outline is Outline.UP else 33
            drawing.text(12, foot, letter, size=13, anchor="middle", bold=True, fill=INK)
        return mark_safe(drawing.svg(self.words))


_PROMISES = {
    Promise.WILL: (GOOD, 35, "P"),
    Promise.WILL_NOT: (BAD, 11, "F"),
    Promise.MAY: (SLATE, MIDDLE, "?"),
    Promise.NONE: (LIMIT, None, "–"),
}


@dataclass(frozen=True)
class AssuranceIcon(Component):
    """Whether a process as it is will meet its target: a line for the target, dots for the process.

    A dark ring means it will miss, a thin one that it will not or that there is nothing to judge.
    """

    promise: Promise
    template_name: ClassVar[str] = "design/components/chart_icon.html"

    @property
    def words(self) -> str:
        return str(self.promise)

    def svg(self) -> SafeString:
        """Return the icon as SVG."""
        drawing = Drawing(SIZE, SIZE)
        colour, target, letter = _PROMISES[self.promise]
        drawing.mark(Outline.CIRCLE, 22, 22, reach=20.5, fill=PAPER, stroke=colour)
        if self.promise is Promise.WILL_NOT:
            drawing.mark(Outline.CIRCLE, 22, 22, reach=18.5, fill=PAPER, stroke=colour)
        if target is None:
            drawing.text(22, 28, letter, size=20, anchor="middle", bold=True, fill=colour)
        else:
            _draw_noise(drawing, SLATE, down=3 if target > 22 else 0)
            half = 18 if target == MIDDLE else 13
            drawing.line(
                (22 - half, target), (22 + half, target), stroke=colour, width=2, dash="4 2"
            )
            foot = 38 if target < MIDDLE else 15
            drawing.text(22, foot, letter, size=13, anchor="middle", bold=True, fill=INK)
        return mark_safe(drawing.svg(self.words))


def _draw_noise(drawing: Drawing, colour: str, down: float = 0) -> None:
    noise = [(x, y + down) for x, y in _NOISE]
    drawing.polyline(noise, stroke=colour, width=1.75)
    for x, y in noise:
        drawing.mark(Outline.CIRCLE, x, y, reach=1.6, fill=colour, stroke=colour)
