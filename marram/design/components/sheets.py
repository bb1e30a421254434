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


@dataclass(frozen=True)
class Sheet(Component):
    """Boxes that fit one side of A4 when printed, in as many columns as the paper holds.

    A sheet of many lines is printed smaller, never over the page.
    """

    title: str
    boxes: tuple[Box, ...]
    caption: str = ""
    footnote: str = ""
    heading_level: int = 1
    template_name: ClassVar[str] = "design/components/sheet.html"

    @property
    def density(self) -> str:
        """Return how closely it must be printed: "roomy", "close" or "tight"."""
        lines = sum(
            2 + sum(1 + len(str(line)) // 60 for line in box.lines) + len(str(box.text)) // 60
            for box in self.boxes
        )
        return "roomy" if lines <= 60 else "close" if lines <= 110 else "tight"
