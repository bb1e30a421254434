"""How things stand: a state as colour, shape and word together, and what it was before."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from marram.design.components.base import Component, Text


class Tone(StrEnum):
    """The colours a state may have; what each means is for the scheme of the plan to say."""

    RED = "red"
    AMBER = "amber"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class Shape(StrEnum):
    """The shapes a state may have, told apart without colour and at the size of a letter."""

    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    SQUARE = "square"
    CIRCLE = "circle"
    TICK = "tick"
    RING = "ring"
    CROSS = "cross"
    CLOCK = "clock"


SHAPE_OF_TONE = {
    Tone.RED: Shape.TRIANGLE,
    Tone.AMBER: Shape.DIAMOND,
    Tone.YELLOW: Shape.SQUARE,
    Tone.GREEN: Shape.CIRCLE,
    Tone.BLUE: Shape.TICK,
    Tone.GREY: Shape.RING,
}
# How tall a state stands in a band, in twentieths: the worse the taller, so that it reads in grey.
HEIGHTS = {
    Tone.RED: 20,
    Tone.AMBER: 15,
    Tone.YELLOW: 12,
    Tone.GREEN: 8,
    Tone.BLUE: 5,
    Tone.GREY: 3,
}
# Drawn in a box of 16 by 16.
PATHS = {
    Shape.TRIANGLE: "M8 1l7.5 13.5h-15z",
    Shape.DIAMOND: "M8 .5L15.5 8 8 15.5.5 8z",
    Shape.SQUARE: "M1.5 1.5h13v13h-13z",
    Shape.CIRCLE: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z",
    Shape.TICK: "M6 14L.5 8.5l2.3-2.3L6 9.4l7.2-7.2 2.3 2.3z",
    Shape.RING: (
        "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4z"
    ),
    Shape.CROSS: "M3 1l5 5 5-5 2 2-5 5 5 5-2 2-5-5-5 5-2-2 5-5-5-5z",
    Shape.CLOCK: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM6.8 4v4.7l3.6 2.2 1.2-2-2.4-1.5V4z",
}


@dataclass(frozen=True)
class StatusTag(Component):
    """How a thing stands: a word, a colour and a shape, so that none is needed alone.

    `shape` follows from the tone unless the scheme has its own. `note` is said after the word,
    such as "since 3 May".
    """

    label: str
    tone: str = Tone.GREY
    shape: str = ""
    note: str = ""
    template_name: ClassVar[str] = "design/components/status_tag.html"

    @property
    def path(self) -> str:
        return shape_path(self.tone, self.shape)


def shape_path(tone: str, shape: str = "") -> str:
    """Return the outline of a state in a box of 16 by 16; its shape follows from the tone.

    Raises: ValueError for a tone or shape that is not one of ours.
    """
    return PATHS[Shape(shape or SHAPE_OF_TONE[Tone(tone)])]


@dataclass(frozen=True)
class StatusPair(Component):
    """What is claimed of a thing beside what its record shows, and why they differ."""

    claimed: StatusTag
    computed: StatusTag
    reasons: tuple[str, ...] = ()
    template_name: ClassVar[str] = "design/components/status_pair.html"

    @property
    def differ(self) -> bool:
        return self.claimed.label != self.computed.label


@dataclass(frozen=True)
class Span:
    """A state and the days it held: `starts_on <= day < ends_on`."""

    label: str
    tone: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Stretch:
    """A span as it is drawn, in thousandths of the width and twentieths of the height."""

    x: int
    y: int
    width: int
    height: int
    tone: str
    words: str


@dataclass(frozen=True)
class HistoryBand(Component):
    """What a state was over time: a band whose colour and height change with it, and its words."""

    title: str
    spans: tuple[Span, ...]
    template_name: ClassVar[str] = "design/components/history_band.html"

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        if not self.spans:
            return ()
        first = min(span.starts_on for span in self.spans)
        days = max((max(span.ends_on for span in self.spans) - first).days, 1)
        return tuple(_stretch(span, first, days) for span in self.spans)

    @property
    def words(self) -> str:
        said = (f"{span.label} from {day(span.starts_on)}" for span in self.spans)
        return f"{self.title}: {', then '.join(said) or 'nothing recorded yet'}"


def _stretch(span: Span, first: date, days: int) -> Stretch:
    start = (span.starts_on - first).days * 1000 // days
    end = (span.ends_on - first).days * 1000 // days
    height = HEIGHTS[Tone(span.tone)]
    words = f"{span.label}: {day(span.starts_on)} to {day(span.ends_on)}"
    return Stretch(start, 20 - height, max(end - start, 4), height, span.tone, words)


def day(on: date) -> str:
    """Return a day as people write it.

    >>> day(date(2026, 3, 5))
    '5 March 2026'
    """
    return f"{on.day} {on:%B %Y}"


@dataclass(frozen=True)
class Progress(Component):
    """How many of how many, as a bar and as words: "17 of 20 have answered"."""

    done: int
    out_of: int
    words: str
    template_name: ClassVar[str] = "design/components/progress.html"

    @property
    def width(self) -> int:
        """Return how far the bar reaches, in hundredths."""
        return min(self.done * 100 // self.out_of, 100) if self.out_of else 0


@dataclass(frozen=True)
class Headline:
    """One number that matters, what it counts and where to see it all."""

    number: str
    words: str
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Headlines(Component):
    """The few numbers a page begins with."""

    headlines: tuple[Headline, ...]
    title: str = "At a glance"
    template_name: ClassVar[str] = "design/components/headlines.html"


@dataclass(frozen=True)
class Heading(Component):
    """The top of a page: its title, what it belongs to, how it stands and what can be done."""

    title: str
    caption: str = ""
    tags: tuple[Component, ...] = ()
    actions: tuple[Component, ...] = ()
    lead: Text = ""
    heading_level: int = 1
    template_name: ClassVar[str] = "design/components/heading.html"
