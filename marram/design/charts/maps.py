"""Places where they lie: shaded by their values, or one among those beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from marram.design.charts import lettering
from marram.design.charts.base import Chart, figures, listed, number, numeric
from marram.design.charts.drawing import LINE, SMALL, Drawing, Label
from marram.design.charts.judged import counted, draw_judgement, judgement_key
from marram.design.charts.keys import Entry, draw_key
from marram.design.charts.palette import INK, PAPER, SAND, SEA_LIGHT, SHADES, SLATE, Judgement
from marram.design.components.listings import Column
from marram.design.components.tables import Row


Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]

# In pixels: the tallest map, the tallest that only says where a place is, and between hatches.
TALL, SMALL_MAP, HATCH = 520, 260, 7


@dataclass(frozen=True)
class Region:
    """A place: its outlines (x to the east, y to the north, both in one unit) and its value.

    `own` is the place that the page is about; `note` says what stands instead of a value.
    """

    label: str
    rings: tuple[Ring, ...]
    value: float | None = None
    judgement: Judgement = Judgement.NOT_COMPARED
    note: str = ""
    own: bool = False

    @property
    def middle(self) -> Point:
        """Return a point well inside the place, halfway up its largest outline."""
        ring = max(self.rings, key=lambda each: max(y for _, y in each) - min(y for _, y in each))
        low, high = min(y for _, y in ring), max(y for _, y in ring)
        level = (low + high) / 2
        spans = list(_spans([[(y, x) for x, y in ring]], level))
        left, right = max(spans, key=lambda span: span[1] - span[0], default=(ring[0][0],) * 2)
        return (left + right) / 2, level


@dataclass(frozen=True, kw_only=True)
class PlaceMap(Chart):
    """Places where they lie: the darker, the higher; each with the mark of its comparison.

    A place without a value is hatched. A name is written where there is room for it; the table
    has them all.
    """

    regions: tuple[Region, ...]
    benchmark_label: str = "England"

    def draw(self, width: float) -> Drawing:
        drawing = Drawing(width)
        laid = _Laid(self.regions, width, draw_key(drawing, tuple(self._key())) + 4, TALL)
        drawing.height = laid.bottom + 8
        for region in sorted(self.regions, key=lambda each: each.own):
            note = f"{region.label}: {self._told(region)}"
            laid.draw(drawing, region, fill=self._fill(region), note=note)
            if region.value is None:
                laid.hatch(drawing, region)
        for region in self.regions:
            if _marked(region):
                middle = laid.at(region.middle)
                drawing.path(_disc(*middle, 9), fill=PAPER)
                draw_judgement(drawing, region.judgement, *middle)
        laid.name(drawing, self.regions)
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
        low = [band[0] for band in self.bands]
        high = [band[-1] for band in self.bands]
        reach = f" from {self.shown(low[0])} to {self.shown(high[-1])}" if low else ""
        told = f"{len(self.regions)} places{reach}"
        if self._compared:
            told += f": {counted(each.judgement for each in self.regions)}"
        without = [f"{each.label} ({each.note})" for each in self.regions if each.value is None]
        return f"{told}. Hatched, without a value: {listed(without)}" if without else told

    @property
    def bands(self) -> tuple[tuple[float, ...], ...]:
        """Return the values shown, as printed, in up to four bands of about as many values."""
        printed = (self._printed(each.value) for each in self.regions if each.value is not None)
        values = sorted(set(printed))
        many = min(len(values), len(SHADES))
        cuts = [round(place * len(values) / many) for place in range(many + 1)] if many else []
        return tuple(tuple(values[a:b]) for a, b in zip(cuts, cuts[1:], strict=False))

    @property
    def _compared(self) -> bool:
        return any(map(_marked, self.regions))

    def _printed(self, value: float) -> float:
        return round(value, self.decimals) + 0.0

    def _told(self, region: Region) -> str:
        return region.note or self.shown(region.value)

    def _fill(self, region: Region) -> str:
        if region.value is None:
            return PAPER
        value = self._printed(region.value)
        band = next(at for at, values in enumerate(self.bands) if value in values)
        return SHADES[band]

    def _key(self) -> Iterator[Entry]:
        for band, shade in zip(self.bands, SHADES, strict=False):
            low, high = self.shown(band[0]), self.shown(band[-1])
            if not self.unit.startswith("£"):
                low = number(band[0], self.decimals)
            words = f"{low} to {high}" if len(band) > 1 else high
            yield Entry(words, fill=shade, stroke=SLATE)
        if any(each.value is None for each in self.regions):
            yield Entry("No value shown", fill=PAPER, stroke=SLATE, hatched=True)
        yield from judgement_key(each.judgement for each in self.regions if _marked(each))
        if any(each.own for each in self.regions):
            own = next(each.label for each in self.regions if each.own)
            yield Entry(f"Thick line: {own}", stroke=INK, dash="", width=3)


@dataclass(frozen=True, kw_only=True)
class Locator(Chart):
    """Where a place lies, among those of its kind beside it."""

    regions: tuple[Region, ...]

    def draw(self, width: float) -> Drawing:
        drawing = Drawing(width)
        laid = _Laid(self.regions, width, 4, SMALL_MAP)
        drawing.height = laid.bottom + 8
        for region in sorted(self.regions, key=lambda each: each.own):
            fill = SEA_LIGHT if region.own else SAND
            laid.draw(drawing, region, fill=fill, note=region.label)
        laid.name(drawing, sorted(self.regions, key=lambda each: not each.own))
        return drawing

    @property
    def columns(self) -> tuple[Column | str, ...]:
        return ("Place",)

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple((region.label,) for region in self.regions)

    @property
    def facts(self) -> str:
        beside = [each.label for each in self.regions if not each.own]
        return f"Beside it: {listed(beside)}" if beside else "Nothing of its kind is beside it"


class _Laid:
    """Places laid out on a drawing: where each point of theirs comes to stand."""

    def __init__(self, regions: Sequence[Region], width: float, top: float, tallest: float) -> None:
        corners = [point for region in regions for ring in region.rings for point in ring]
        west, east = min(x for x, _ in corners), max(x for x, _ in corners)
        south, north = min(y for _, y in corners), max(y for _, y in corners)
        self._per = min((width - 8) / ((east - west) or 1), tallest / ((north - south) or 1))
        self._west, self._north, self._top = west, north, top
        self._left = (width - (east - west) * self._per) / 2
        self.bottom = top + (north - south) * self._per

    def at(self, point: Point) -> Point:
        x, y = point
        return self._left + (x - self._west) * self._per, self._top + (self._north - y) * self._per

    def draw(self, drawing: Drawing, region: Region, *, fill: str, note: str) -> None:
        d = "".join(_outline([self.at(point) for point in ring]) for ring in region.rings)
        stroke, width = (INK, 3) if region.own else (SLATE, 1)
        drawing.path(d, fill=fill, stroke=stroke, width=width, note=note, holes=True)

    def hatch(self, drawing: Drawing, region: Region) -> None:
        """Draw slanted lines over a place, cut off at its outlines."""
        slanted = [
            [(x + y, x - y) for x, y in (self.at(point) for point in ring)] for ring in region.rings
        ]
        levels = [level for ring in slanted for level, _ in ring]
        first, last = int(min(levels) // HATCH), int(max(levels) // HATCH)
        for level in (place * HATCH + HATCH / 2 for place in range(first, last + 1)):
            for span in _spans(slanted, level):
                start, end = (((level + along) / 2, (level - along) / 2) for along in span)
                drawing.line(start, end, stroke=SLATE)

    def name(self, drawing: Drawing, regions: Sequence[Region]) -> None:
        """Write each place's name, and why it has no value, where there is room for it."""
        marks = [_around(*self.at(each.middle), 9, 9) for each in regions if _marked(each)]
        for region in regions:
            x, y = self.at(region.middle)
            foot = y + (20 if _marked(region) else 5)
            why = (region.note,) if region.value is None and region.note else ()
            for lines in ((region.label, *why), (region.label,)):
                half = max(lettering.width(line, SMALL) for line in lines) / 2
                tall = LINE * len(lines) - 4
                box = _around(x, foot - 11 + tall / 2, half, tall / 2)
                clear = not any(box.overlaps(each) for each in marks)
                if clear and drawing.has_room(box) and box.bottom <= drawing.height:
                    for place, line in enumerate(lines):
                        words = (x, foot + place * LINE, line)
                        drawing.text(*words, anchor="middle", fill=INK, halo=True)
                    break


def _around(x: float, y: float, wide: float, high: float) -> Label:
    return Label("", x - wide, y - high, x + wide, y + high)


def _marked(region: Region) -> bool:
    return region.judgement is not Judgement.NOT_COMPARED


def _spans(rings: Sequence[Sequence[Point]], level: float) -> Iterator[Point]:
    """Yield from where to where a line at a level lies inside rings of (level, along)."""
    crossed = sorted(
        along + (other - along) * (level - at) / (to - at)
        for ring in rings
        for (at, along), (to, other) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (at <= level) != (to <= level)
    )
    yield from zip(crossed[::2], crossed[1::2], strict=False)


def _outline(points: list[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"


def _disc(x: float, y: float, r: float) -> str:
    return f"M{x - r:.1f} {y:.1f}a{r} {r} 0 1 1 {2 * r} 0a{r} {r} 0 1 1 {-2 * r} 0z"
