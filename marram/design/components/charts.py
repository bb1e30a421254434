"""Pictures of time and of links. Each says its finding in its title and its facts in a table."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from marram.design.components.base import Component
from marram.design.components.status import Shape, Tone, day, shape_path


@dataclass(frozen=True)
class Mark:
    """A day that matters on a timeline: a milestone met, missed or to come."""

    on: date
    label: str
    tone: str = Tone.GREY
    shape: str = Shape.DIAMOND


@dataclass(frozen=True)
class Bar:
    """One line of a timeline. Without an end it is on-going; without a start it has only an end.

    `words` say the time as the plan writes it; `group` is the heading it stands under.
    """

    label: str
    starts_on: date | None
    ends_on: date | None
    url: str = ""
    tone: str = Tone.BLUE
    words: str = ""
    group: str = ""
    marks: tuple[Mark, ...] = ()
    tag: Component | None = None


@dataclass(frozen=True)
class Tick:
    """A line down a timeline at the start of a year or quarter, in thousandths of the width."""

    x: int
    label: str


@dataclass(frozen=True)
class DrawnMark:
    """A mark as it is drawn."""

    x: int
    mark: Mark


@dataclass(frozen=True)
class DrawnBar:
    """A bar as it is drawn: thousandths of the width, and whether each end is known."""

    bar: Bar
    x: int
    width: int
    open_start: bool
    open_end: bool
    marks: tuple[DrawnMark, ...]
    words: str

    @property
    def known(self) -> bool:
        return self.width > 0


@dataclass(frozen=True)
class Timeline(Component):
    """What happens when: a table whose last column draws each time as a bar on one scale.

    Being a table it is its own twin: the dates stand in words beside each bar.
    """

    title: str
    bars: tuple[Bar, ...]
    starts_on: date
    ends_on: date
    today: date | None = None
    empty: str = "There is nothing to show yet."
    template_name: ClassVar[str] = "design/components/timeline.html"

    @property
    def groups(self) -> tuple[tuple[str, tuple[DrawnBar, ...]], ...]:
        """Return the bars under their headings, in the order given."""
        grouped: dict[str, list[DrawnBar]] = {}
        for bar in self.bars:
            grouped.setdefault(bar.group, []).append(self._drawn(bar))
        return tuple((group, tuple(bars)) for group, bars in grouped.items())

    @property
    def ticks(self) -> tuple[Tick, ...]:
        years = range(self.starts_on.year, self.ends_on.year + 1)
        months = (1, 4, 7, 10) if len(years) <= 2 else (1,)
        days = (date(year, month, 1) for year in years for month in months)
        return tuple(
            Tick(self.place(on), f"{on:%b %Y}" if len(months) > 1 else str(on.year))
            for on in days
            if self.starts_on <= on < self.ends_on
        )

    @property
    def today_at(self) -> int | None:
        if self.today is None or not self.starts_on <= self.today <= self.ends_on:
            return None
        return self.place(self.today)

    def place(self, on: date) -> int:
        """Return where `on` lies, in thousandths of the width, held within the picture."""
        whole = max((self.ends_on - self.starts_on).days, 1)
        return max(0, min(1000, (on - self.starts_on).days * 1000 // whole))

    def _drawn(self, bar: Bar) -> DrawnBar:
        marks = tuple(DrawnMark(self.place(mark.on), mark) for mark in bar.marks)
        if bar.starts_on is None and bar.ends_on is None:
            return DrawnBar(bar, 0, 0, False, False, marks, bar.words or "No date yet")
        start = self.place(bar.starts_on or self.starts_on)
        end = self.place(bar.ends_on or self.ends_on)
        return DrawnBar(
            bar=bar,
            x=min(start, 994),
            width=max(end - start, 6),
            open_start=bar.starts_on is None,
            open_end=bar.ends_on is None,
            marks=marks,
            words=bar.words or _period(bar.starts_on, bar.ends_on),
        )


def _period(starts_on: date | None, ends_on: date | None) -> str:
    if starts_on and ends_on:
        return f"{day(starts_on)} to {day(ends_on)}"
    return f"By {day(ends_on)}" if ends_on else f"From {day(starts_on)}" if starts_on else ""


@dataclass(frozen=True)
class Node:
    """A thing in a picture of links. `note` is its second line; `tone` and `shape` its state."""

    key: str
    label: str
    url: str = ""
    note: str = ""
    tone: str = Tone.GREY
    shape: str = ""


@dataclass(frozen=True)
class Band:
    """Things of one level, drawn as one column."""

    title: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Edge:
    """That one thing bears on another. `kind` is drawn as a line style and said in the table."""

    source: str
    target: str
    kind: str
    note: str = ""


# Line styles, told apart without colour; the first kind met takes the first.
LINES = ("solid", "dashed", "dotted", "dashdot", "double")
NODE_WIDTH, NODE_HEIGHT, GAP, BETWEEN, TOP = 220, 50, 12, 100, 44
LINE_LENGTH = 30


@dataclass(frozen=True)
class DrawnNode:
    """A node and where it stands, in pixels."""

    node: Node
    x: int
    y: int
    lines: tuple[str, ...]

    @property
    def shape(self) -> str:
        """Return the outline of its state, told without colour; grey ones have none."""
        if self.node.shape or self.node.tone != Tone.GREY:
            return shape_path(self.node.tone, self.node.shape)
        return ""


@dataclass(frozen=True)
class DrawnEdge:
    """An edge as a curve."""

    path: str
    line: str
    words: str


@dataclass(frozen=True)
class Arrow:
    """A kind of link and the line that draws it, for the key of the picture."""

    kind: str
    line: str


@dataclass(frozen=True)
class LinkPicture(Component):
    """What bears on what: things in columns, joined by lines. Its twin is a table of the links.

    `title` is the finding ("Nine strategies have run out"). Nodes are ordered within their column
    so that fewer lines cross, those without links last. There are five line styles: with more
    kinds of link than that some share one, and the table tells them apart. A link to a key that
    no node has stands in the table alone.
    """

    title: str
    bands: tuple[Band, ...]
    edges: tuple[Edge, ...]
    element_id: str = "link-picture"
    template_name: ClassVar[str] = "design/components/link_picture.html"

    @property
    def width(self) -> int:
        """Return the width in pixels, with room on the right for links within the last column."""
        return len(self.bands) * (NODE_WIDTH + BETWEEN)

    @property
    def height(self) -> int:
        most = max((len(band.nodes) for band in self.bands), default=0)
        return TOP + most * (NODE_HEIGHT + GAP)

    @property
    def headings(self) -> tuple[tuple[int, str], ...]:
        return tuple((self._left(index), band.title) for index, band in enumerate(self.bands))

    @property
    def arrows(self) -> tuple[Arrow, ...]:
        kinds = list(dict.fromkeys(edge.kind for edge in self.edges))
        return tuple(Arrow(kind, LINES[n % len(LINES)]) for n, kind in enumerate(kinds))

    @property
    def drawn_nodes(self) -> tuple[DrawnNode, ...]:
        return tuple(self._places.values())

    @property
    def drawn_edges(self) -> tuple[DrawnEdge, ...]:
        places, lines = self._places, {arrow.kind: arrow.line for arrow in self.arrows}
        return tuple(
            DrawnEdge(
                _curve(places[edge.source], places[edge.target]),
                lines[edge.kind],
                self._words(edge),
            )
            for edge in self.edges
            if edge.source in places and edge.target in places
        )

    @property
    def facts(self) -> tuple[tuple[str, str, str, str], ...]:
        """Return the links as rows: from, how, to, note."""
        names = {node.key: node.label for band in self.bands for node in band.nodes}
        return tuple(
            (
                names.get(edge.source, edge.source),
                edge.kind,
                names.get(edge.target, edge.target),
                edge.note,
            )
            for edge in self.edges
        )

    def _words(self, edge: Edge) -> str:
        places = self._places
        return f"{places[edge.source].node.label} {edge.kind} {places[edge.target].node.label}"

    @cached_property
    def _places(self) -> dict[str, DrawnNode]:
        ordered = _untangled([list(band.nodes) for band in self.bands], self.edges)
        return {
            node.key: DrawnNode(
                node, self._left(column), TOP + row * (NODE_HEIGHT + GAP), _lines(node.label)
            )
            for column, nodes in enumerate(ordered)
            for row, node in enumerate(nodes)
        }

    def _left(self, column: int) -> int:
        return column * (NODE_WIDTH + BETWEEN) + 1


def _lines(label: str) -> tuple[str, ...]:
    """Return the label as at most two lines that fit in a node; what does not fit ends in "…"."""
    first, rest = "", label.split()
    while rest and len(f"{first} {rest[0]}".strip()) <= LINE_LENGTH:
        first = f"{first} {rest.pop(0)}".strip()
    second = " ".join(rest)
    if len(second) > LINE_LENGTH:
        second = second[: LINE_LENGTH - 1].rstrip() + "…"
    return tuple(line for line in (first, second) if line)


def _curve(source: DrawnNode, target: DrawnNode) -> str:
    """Return the line between two nodes: round within a column, or across the columns between."""
    start, end = source.y + NODE_HEIGHT // 2, target.y + NODE_HEIGHT // 2
    if source.x == target.x:
        right = source.x + NODE_WIDTH
        bend = right + 24 + min(abs(end - start) // 12, BETWEEN - 30)
        return f"M{right} {start}C{bend} {start} {bend} {end} {right} {end}"
    step = NODE_WIDTH + BETWEEN if source.x < target.x else -NODE_WIDTH - BETWEEN
    leave, arrive = (NODE_WIDTH, 0) if step > 0 else (0, NODE_WIDTH)
    x, y, path = source.x + leave, start, f"M{source.x + leave} {start}"
    columns = range(source.x + step, target.x, step)
    for number, column in enumerate(columns, start=1):
        gap = _nearest_gap(start + (end - start) * number // (len(columns) + 1))
        path += _bend(x, y, column + arrive, gap) + f"H{column + leave}"
        x, y = column + leave, gap
    return path + _bend(x, y, target.x + arrive, end)


def _bend(x: int, y: int, to_x: int, to_y: int) -> str:
    middle = (x + to_x) // 2
    return f"C{middle} {y} {middle} {to_y} {to_x} {to_y}"


def _nearest_gap(y: int) -> int:
    """Return the height between two rows nearest to `y`, where a line crosses no node."""
    row = round((y - TOP + GAP / 2) / (NODE_HEIGHT + GAP))
    return TOP + row * (NODE_HEIGHT + GAP) - GAP // 2


def _untangled(columns: list[list[Node]], edges: tuple[Edge, ...]) -> list[list[Node]]:
    """Return the columns, each ordered by where its neighbours stand on average.

    Source: Sugiyama K and others, IEEE Trans Syst Man Cybern 1981;11:109-125 (barycentre method);
    two sweeps each way, after which little changes.
    """
    near: dict[str, list[str]] = {}
    for edge in edges:
        near.setdefault(edge.source, []).append(edge.target)
        near.setdefault(edge.target, []).append(edge.source)
    for _ in range(2):
        for sweep in (columns, columns[::-1]):
            for nodes in sweep:
                heights = _heights(columns)
                own = {node.key: heights[node.key] for node in nodes}
                nodes.sort(key=lambda node: (_middle(node, near, heights), own[node.key]))
    for nodes in columns:
        nodes.sort(key=lambda node: node.key not in near)
    return columns


def _heights(columns: list[list[Node]]) -> dict[str, float]:
    """Return how far down its column each node stands, from 0 to 1."""
    return {
        node.key: row / max(len(nodes), 1) for nodes in columns for row, node in enumerate(nodes)
    }


def _middle(node: Node, near: dict[str, list[str]], heights: dict[str, float]) -> float:
    known = [heights[key] for key in near.get(node.key, ()) if key in heights]
    return sum(known) / len(known) if known else heights[node.key]
