"""What every chart is: its finding, its words, its picture and its table, in one object."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import typst
from django.utils.safestring import SafeString, mark_safe

from marram.design.charts import lettering
from marram.design.charts.drawing import LINE, USUAL, Drawing
from marram.design.charts.palette import INK, SLATE
from marram.design.components.base import Component, joined
from marram.design.components.listings import Column, DataTable
from marram.design.components.tables import Cell, Row


# Pixels: a column of text on a desktop and in a pack; a phone of 375 with its margins.
WIDE, NARROW = 660, 343
SIGNS = ("%", "£")
FONTS = Path(__file__).resolve().parent.parent / "vendored" / "fonts"
_LETTERS = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
_PAGE = """#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: eval(sys.inputs.width))"""


@dataclass(frozen=True, kw_only=True)
class Chart(Component, ABC):
    """A finding with its picture, its words for those who cannot see it, and its table.

    `title` is the finding in a sentence; `subject` says what is measured, of whom and when;
    `unit` stands behind each value ("%", "per 1,000") or before it ("£"); `interval` names the
    interval drawn ("95% confidence interval"); `source` says where the values come from.
    """

    title: str
    subject: str = ""
    unit: str = ""
    decimals: int = 1
    interval: str = ""
    source: str = ""
    note: str = ""
    csv_url: str = ""
    png_url: str = ""
    svg_url: str = ""
    # Narrower than this it cannot be read: the page scrolls it in a frame of its own.
    least_width: ClassVar[int] = 300
    # As wide as it is on a desktop: a column of text, or the page where the picture needs it.
    most_width: ClassVar[int] = WIDE
    template_name: ClassVar[str] = "design/components/chart.html"

    @abstractmethod
    def draw(self, width: float) -> Drawing:
        """Return the picture, laid out for a width in pixels."""

    @property
    @abstractmethod
    def columns(self) -> tuple[Column | str, ...]:
        """Return the headings of the table that says the same."""

    @property
    @abstractmethod
    def rows(self) -> tuple[Row, ...]:
        """Return the rows of the table that says the same; every cell is words."""

    @property
    @abstractmethod
    def facts(self) -> str:
        """Return what the picture shows, in a sentence or two."""

    @property
    def words(self) -> str:
        """Return the chart in words, for those who cannot see it."""
        return " ".join(_sentence(each) for each in (self.title, self.subject, self.facts) if each)

    @cached_property
    def table(self) -> DataTable:
        """Return the same facts as a table."""
        return DataTable(
            self.title, self.columns, self.rows, csv_url=self.csv_url, caption_size="s"
        )

    @property
    def footnotes(self) -> tuple[str, ...]:
        """Return what stands below the picture: its interval, its note and its source."""
        source = f"Source: {self.source}" if self.source else ""
        shown = f"Thin lines show the {self.interval}" if self.interval else ""
        return tuple(_sentence(each) for each in (shown, self.note, source) if each)

    def svg(self, *, width: float = WIDE, framed: bool = False) -> SafeString:
        """Return the picture as SVG; `framed` puts title and source into it, to stand alone."""
        drawing = self.draw(max(width, self.least_width))
        whole = self._framed(drawing) if framed else drawing
        return mark_safe(whole.svg(self.words))

    @property
    def wide(self) -> SafeString:
        return self.svg(width=self.most_width)

    @property
    def narrow(self) -> SafeString:
        return self.svg(width=NARROW)

    def png(self, *, width: float = WIDE, dots_per_inch: int = 144) -> bytes:
        """Return the picture with its title and source as PNG.

        The letters are our own, so that every machine draws the same picture.
        """
        picture = self.svg(width=width, framed=True)
        return as_png(picture, width=max(width, self.least_width), dots_per_inch=dots_per_inch)

    def shown(self, value: float | None) -> str:
        """Return a value with its unit, as it is read aloud; a missing one says so."""
        return "no value" if value is None else with_unit(value, self.unit, self.decimals)

    def lettered(self, value: float | None) -> str:
        """Return a value as it stands in the picture: with its unit where that is a sign."""
        return self.shown(value) if value is not None and self.unit in SIGNS else self.bare(value)

    def bare(self, value: float | None) -> str:
        """Return a value without its unit, as it stands in a column whose heading has it."""
        return "" if value is None else number(value, self.decimals)

    def headed(self, words: str) -> str:
        """Return a heading with the unit of the values below it."""
        return f"{words} ({self.unit})" if self.unit else words

    def _framed(self, inside: Drawing) -> Drawing:
        margin, wide = 16, inside.width
        whole = Drawing(wide + 2 * margin)
        title = lettering.wrapped(self.title, wide, 17, bold=True)
        y = whole.lines_of_text(margin, 30, title, size=17, bold=True, fill=INK, apart=22)
        subject = lettering.wrapped(self.subject, wide, USUAL)
        y = whole.lines_of_text(margin, y, subject, size=USUAL, fill=SLATE)
        whole.place(inside, margin, y - 6)
        y += inside.height + 12
        for footnote in self.footnotes:
            y = whole.lines_of_text(margin, y, lettering.wrapped(footnote, wide, 12), size=12)
        whole.height = y + margin - LINE / 2
        return whole


def as_png(svg: str, *, width: float = WIDE, dots_per_inch: int = 144) -> bytes:
    """Return a drawing of ours, such as one that was kept, as PNG. Units: `width` in points."""
    return typst.compile(
        _PAGE.encode(),
        format="png",
        ppi=dots_per_inch,
        font_paths=_LETTERS,
        sys_inputs={"svg": svg, "width": f"{width}pt"},
    )


def number(value: float, decimals: int) -> str:
    """Return a number with its thousands marked and a true minus.

    >>> number(1234.56, 1), number(-0.04, 1)
    ('1,234.6', '0.0')
    """
    rounded = round(value, decimals) + 0.0
    return f"{rounded:,.{decimals}f}".replace("-", "−")


def with_unit(value: float, unit: str, decimals: int) -> str:
    """Return a number with its unit where the reader expects it.

    >>> with_unit(12.34, "%", 1), with_unit(12.34, "per 1,000", 1), with_unit(-1200, "£", 0)
    ('12.3%', '12.3 per 1,000', '−£1,200')
    """
    shown = number(value, decimals)
    if unit.startswith("£"):
        rest = unit[1:]
        return f"−£{shown[1:]}{rest}" if shown.startswith("−") else f"£{shown}{rest}"
    return f"{shown}%" if unit == "%" else joined(shown, unit)


def numeric(words: str) -> Cell:
    """Return a cell of figures, which stands on the right."""
    return Cell(words, format="numeric")


def figures(*titles: str) -> tuple[Column, ...]:
    """Return headings of columns of figures."""
    return tuple(Column(title, numeric=True) for title in titles)


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence.

    >>> listed(["Bootle", "Crosby", "Formby"])
    'Bootle, Crosby and Formby'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."
