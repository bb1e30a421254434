"""Many measures of one place at a glance: each against the benchmark, with best and worst."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from marram.design.charts import lettering, scales
from marram.design.charts.base import Chart, figures, numeric, with_unit
from marram.design.charts.drawing import SMALL, USUAL, Drawing
from marram.design.charts.judged import counted, draw_judgement, judgement_key
from marram.design.charts.keys import Entry, draw_key
from marram.design.charts.palette import INK, LIMIT, PAPER, RULE, SAND_DARK, Judgement, Outline
from marram.design.components.buttons import Link
from marram.design.components.listings import Column
from marram.design.components.tables import Row


@dataclass(frozen=True)
class SpineRow:
    """One measure: its value here, the benchmark, and how far all places spread.

    `worst` and `best` are the ends of the spread, `lower_quarter` and `upper_quarter` the middle
    half of places (on the side of worst and of best); `second` is a second benchmark, the region.
    """

    label: str
    value: float | None
    benchmark: float | None = None
    worst: float | None = None
    lower_quarter: float | None = None
    upper_quarter: float | None = None
    best: float | None = None
    judgement: Judgement = Judgement.NOT_COMPARED
    second: float | None = None
    unit: str = ""
    decimals: int = 1
    period: str = ""
    group: str = ""
    url: str = ""
    note: str = ""

    @property
    def drawable(self) -> bool:
        return None not in (self.benchmark, self.worst, self.best)

    def place(self, value: float) -> float:
        """Return where a value lies from worst (-1) over the benchmark (0) to best (1)."""
        assert self.benchmark is not None and self.worst is not None and self.best is not None
        reach = max(abs(self.best - self.benchmark), abs(self.worst - self.benchmark)) or 1.0
        turned = 1 if self.best >= self.worst else -1
        return max(-1.0, min(1.0, turned * (value - self.benchmark) / reach))


ROW, NARROW_ROW, HEAD = 30, 50, 30


@dataclass(frozen=True, kw_only=True)
class Spine(Chart):
    """Measures of one place on one axis: worst on the left, benchmark in the middle, best right.

    Each measure is stretched so that the benchmark lies in the middle. Rows of one `group` follow
    one another.
    """

    spines: tuple[SpineRow, ...]
    benchmark_label: str = "England"
    second_label: str = "Region"

    def draw(self, width: float) -> Drawing:
        drawing = Drawing(width)
        y = draw_key(drawing, tuple(self._key()))
        beside = width >= 560
        left = width * 0.56 if beside else 8
        scale = scales.Scale(-1, 1, left + 6, width - 8)
        y = self._draw_heads(drawing, scale, y)
        for group, rows in groupby(self.spines, key=lambda each: each.group):
            if group:
                drawing.text(0, y + 19, lettering.shortened(group, width, USUAL, bold=True),
                             size=USUAL, bold=True, fill=INK)  # fmt: skip
                y += HEAD
            for row in rows:
                y = self._draw_row(drawing, row, scale, y, beside=beside)
        drawing.height = y + 6
        return drawing

    @property
    def columns(self) -> tuple[Column | str, ...]:
        numbers = figures("Value", self.benchmark_label, self.second_label, "Worst", "Best")
        return ("Measure", "Period", *numbers, f"Compared with {self.benchmark_label}")

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(
            (
                Link(row.label, row.url) if row.url else row.label,
                row.period,
                *(numeric(each) for each in _numbers(row)),
                str(row.judgement),
            )
            for row in self.spines
        )

    @property
    def facts(self) -> str:
        return (
            f"{len(self.spines)} measures against {self.benchmark_label}: "
            f"{counted(row.judgement for row in self.spines)}"
        )

    def _key(self) -> Iterator[Entry]:
        yield Entry("All places", fill=RULE, stroke=RULE)
        yield Entry("The middle half", fill=LIMIT, stroke=LIMIT)
        if any(row.second is not None for row in self.spines):
            yield Entry(self.second_label, Outline.DIAMOND, PAPER, SAND_DARK)
        yield from judgement_key(row.judgement for row in self.spines if row.value is not None)

    def _draw_heads(self, drawing: Drawing, scale: scales.Scale, y: float) -> float:
        drawing.text(scale.start - 6, y + 12, "Worst")
        drawing.text(scale(0), y + 12, self.benchmark_label, anchor="middle")
        drawing.text(drawing.width, y + 12, "Best", anchor="end")
        return y + 20

    def _draw_row(
        self, drawing: Drawing, row: SpineRow, scale: scales.Scale, y: float, *, beside: bool
    ) -> float:
        value = row.note if row.value is None else with_unit(row.value, row.unit, row.decimals)
        value = lettering.shortened(value, drawing.width * 0.34, SMALL, bold=True)
        wide = lettering.width(value, SMALL, bold=True)
        end = scale.start - 20 if beside else drawing.width
        room = end - wide - 12
        lines = lettering.fitted(row.label, room, SMALL, 2 if beside else 1)
        middle = y + ROW / 2 if beside else y + NARROW_ROW - 16
        first = middle + 4.5 - 8 * (len(lines) - 1) if beside else y + 16
        drawing.lines_of_text(0, first, lines, fill=INK, apart=15)
        drawing.text(
            end, middle + 4.5 if beside else y + 16, value, anchor="end", bold=True, fill=INK
        )
        _draw_spine(drawing, row, scale, middle)
        return y + (ROW if beside else NARROW_ROW) + (4 if len(lines) > 1 else 0)


def _draw_spine(drawing: Drawing, row: SpineRow, scale: scales.Scale, middle: float) -> None:
    if not row.drawable:
        drawing.text(scale(0), middle + 4.5, "nothing to compare with", anchor="middle")
        return

    def at(value: float) -> float:
        return scale(row.place(value))

    assert row.worst is not None and row.best is not None
    ends = at(row.worst), at(row.best)
    drawing.rect(ends[0], middle - 7, ends[1] - ends[0], 14, fill=RULE)
    if row.lower_quarter is not None and row.upper_quarter is not None:
        inner = sorted((at(row.lower_quarter), at(row.upper_quarter)))
        drawing.rect(inner[0], middle - 7, inner[1] - inner[0], 14, fill=LIMIT)
    drawing.line((scale(0), middle - 12), (scale(0), middle + 12), stroke=INK, width=2)
    if row.second is not None:
        drawing.mark(Outline.DIAMOND, at(row.second), middle, fill=PAPER, stroke=SAND_DARK)
    if row.value is not None:
        draw_judgement(
            drawing, row.judgement, at(row.value), middle, 6, f"{row.label}: {row.value}"
        )


def _numbers(row: SpineRow) -> Iterator[str]:
    for each in (row.value, row.benchmark, row.second, row.worst, row.best):
        yield "" if each is None else with_unit(each, row.unit, row.decimals)
