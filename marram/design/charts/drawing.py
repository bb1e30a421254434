"""A sheet to draw on: shapes and words become SVG; where the words lie is kept, to be tested."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal, TypeAlias

from marram.design.charts import lettering
from marram.design.charts.palette import INK, PAPER, SLATE, Outline


Anchor: TypeAlias = Literal["start", "middle", "end"]
FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
# In pixels: what stands on axes, what stands beside marks, and one line below another.
SMALL, USUAL, LINE = 13, 14, 18


@dataclass(frozen=True)
class Label:
    """Words as they were drawn and the box they fill, in pixels from the top left."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Label", slack: float = 0.5) -> bool:
        """Tell whether the two boxes share more than `slack` pixels both ways."""
        return (
            self.left + slack < other.right
            and other.left + slack < self.right
            and self.top + slack < other.bottom
            and other.top + slack < self.bottom
        )


class Drawing:
    """A picture in the making, `width` pixels wide. Its height is set when it is known."""

    def __init__(self, width: float, height: float = 0) -> None:
        self.width, self.height = width, height
        self.labels: list[Label] = []
        self._parts: list[str] = []

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        stroke: str = INK,
        width: float = 1,
        dash: str = "",
    ) -> None:
        (x1, y1), (x2, y2) = start, end
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" '
            f'stroke="{stroke}" stroke-width="{_n(width)}"{dashed}/>'
        )

    def path(
        self,
        d: str,
        *,
        fill: str = "none",
        stroke: str = "none",
        width: float = 1,
        dash: str = "",
        note: str = "",
        holes: bool = False,
    ) -> None:
        """Draw a path; with `holes`, what a ring inside another encloses is left out."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        dashed += ' fill-rule="evenodd"' if holes else ""
        drawn = f' stroke="{stroke}" stroke-width="{_n(width)}"' if stroke != "none" else ""
        start = f'<path d="{d}" fill="{fill}"{drawn} stroke-linejoin="round"{dashed}'
        self._parts.append(
            f"{start}><title>{escape(note)}</title></path>" if note else f"{start}/>"
        )

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str,
        stroke: str = "none",
        note: str = "",
    ) -> None:
        self.path(
            f"M{_n(x)} {_n(y)}h{_n(width)}v{_n(height)}h{_n(-width)}z",
            fill=fill,
            stroke=stroke,
            note=note,
        )

    def polyline(
        self,
        points: Sequence[tuple[float, float]],
        *,
        stroke: str = INK,
        width: float = 2,
        dash: str = "",
        fill: str = "none",
    ) -> None:
        if len(points) > 1:
            d = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
            self.path(d, stroke=stroke, width=width, dash=dash, fill=fill)

    def mark(
        self,
        outline: Outline,
        x: float,
        y: float,
        *,
        reach: float = 5,
        fill: str = INK,
        stroke: str = INK,
        note: str = "",
    ) -> None:
        d = _OUTLINES[outline](x, y, reach)
        width = 2.5 if outline is Outline.CROSS else 1.75
        self.path(d, fill=fill, stroke=stroke, width=width, note=note)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = SMALL,
        anchor: Anchor = "start",
        bold: bool = False,
        fill: str = SLATE,
        halo: bool = False,
    ) -> None:
        """Write `words` with their foot at `y`; a `halo` keeps what they cross away from them."""
        if not words:
            return
        wide = lettering.width(words, size, bold=bold)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        self.labels.append(Label(words, left, y - size * 0.78, left + wide, y + size * 0.22))
        anchored = "" if anchor == "start" else f' text-anchor="{anchor}"'
        heavy = ' font-weight="700"' if bold else ""
        if halo:
            heavy += f' stroke="{PAPER}" stroke-width="4" paint-order="stroke"'
        self._parts.append(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{fill}"{anchored}{heavy}>'
            f"{escape(words)}</text>"
        )

    def lines_of_text(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        size: float = SMALL,
        anchor: Anchor = "start",
        bold: bool = False,
        fill: str = SLATE,
        apart: float = LINE,
    ) -> float:
        """Write one line below another and return where the next would stand."""
        for line in lines:
            self.text(x, y, line, size=size, anchor=anchor, bold=bold, fill=fill)
            y += apart
        return y

    def has_room(self, box: Label) -> bool:
        """Tell whether words would lie within the picture's width and over no others."""
        within = box.left >= 0 and box.right <= self.width
        return within and not any(box.overlaps(each) for each in self.labels)

    def place(self, other: "Drawing", x: float, y: float) -> None:
        """Draw another picture into this one, its top left at the place given."""
        self._parts.append(f'<g transform="translate({_n(x)} {_n(y)})">{"".join(other._parts)}</g>')
        self.labels += (
            Label(each.words, each.left + x, each.top + y, each.right + x, each.bottom + y)
            for each in other.labels
        )

    def svg(self, words: str) -> str:
        """Return the picture as SVG. `words` say it to those who cannot see it."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)} '
            f'{_n(self.height)}" width="{_n(self.width)}" height="{_n(self.height)}" role="img" '
            f'aria-label="{escape(words)}" font-family="{FONT}">'
            f'<rect width="100%" height="100%" fill="{PAPER}"/>{"".join(self._parts)}</svg>'
        )


def _circle(x: float, y: float, r: float) -> str:
    half = f"a{_n(r)} {_n(r)} 0 1 1"
    return f"M{_n(x - r)} {_n(y)}{half} {_n(2 * r)} 0{half} {_n(-2 * r)} 0z"


def _polygon(*corners: tuple[float, float]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in corners) + "z"


def _square(x: float, y: float, r: float) -> str:
    return _polygon((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r))


def _diamond(x: float, y: float, r: float) -> str:
    far = r * 1.3
    return _polygon((x, y - far), (x + far, y), (x, y + far), (x - far, y))


def _up(x: float, y: float, r: float) -> str:
    far = r * 1.2
    return _polygon((x, y - far), (x + far, y + r), (x - far, y + r))


def _down(x: float, y: float, r: float) -> str:
    far = r * 1.2
    return _polygon((x, y + far), (x + far, y - r), (x - far, y - r))


def _cross(x: float, y: float, r: float) -> str:
    d = _n(2 * r)
    return f"M{_n(x - r)} {_n(y - r)}l{d} {d}m-{d} 0l{d} -{d}"


_OUTLINES = {
    Outline.CIRCLE: _circle,
    Outline.SQUARE: _square,
    Outline.DIAMOND: _diamond,
    Outline.UP: _up,
    Outline.DOWN: _down,
    Outline.CROSS: _cross,
}


def _n(number: float) -> str:
    """Return a number as short as it may be: a tenth of a pixel is finer than anyone sees.

    >>> _n(12.0), _n(12.345), _n(-0.0)
    ('12', '12.3', '0')
    """
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")
