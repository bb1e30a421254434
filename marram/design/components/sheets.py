"""A whole strategy on one side of A4."""

from dataclasses import dataclass
from typing import ClassVar

from marram.design.components.base import Component, Text


@dataclass(frozen=True)
class Box:
    """A part of a sheet. `lines` are printed as a list, `text` as it is; `wide` takes the width."""

    title: str
    lines: tuple[Text, ...] = ()
    text: Text = ""
    wide: bool = False


# Measured in a browser: a line of a printed column holds some 45 letters, and one side of A4 takes
# this many lines at each size, whether they stand in three long boxes or in twelve short ones.
LETTERS = 45
ROOMY, CLOSE = 60, 120


@dataclass(frozen=True)
class Sheet(Component):
    """Boxes that fit one side of A4 when printed, in as many columns as the paper holds.

    A sheet of more lines is printed smaller. One side takes about 210 lines; a longer sheet runs on
    to a second page rather than lose words.
    """

    title: str
    boxes: tuple[Box, ...]
    caption: str = ""
    footnote: str = ""
    heading_level: int = 1
    template_name: ClassVar[str] = "design/components/sheet.html"

    @property
    def lines(self) -> int:
        """Return about how many lines it takes in print."""
        return sum(2 + _lines(box.text) + sum(map(_lines, box.lines)) for box in self.boxes)

    @property
    def density(self) -> str:
        """Return how closely it must be printed: "roomy", "close" or "tight"."""
        return "roomy" if self.lines <= ROOMY else "close" if self.lines <= CLOSE else "tight"


def _lines(text: Text) -> int:
    return -(-len(str(text)) // LETTERS)
