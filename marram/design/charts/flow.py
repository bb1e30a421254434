"""Where an amount comes from and where it goes: bands as wide as what flows through them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, TypeAlias

from marram.design.charts import lettering
from marram.design.charts.base import Chart, figures, listed, numeric
from marram.design.charts.drawing import SMALL, Anchor, Drawing
from marram.design.charts.palette import HEATHER, INK, SAND, SAND_DARK, SEA, SEA_LIGHT, SLATE
from marram.design.components.listings import Column
from marram.design.components.tables import Row


@dataclass(frozen=True)
class Stage:
    """A column of a flow: its heading and what stands in it, from top to bottom."""

    title: str
    nodes: tuple[str, ...]


@dataclass(frozen=True)
class Stream:
    """An amount that goes from something of one stage to something of the next."""

    source: str
    target: str
    amount: float


@dataclass(frozen=True)
class _Node:
    """Something of a stage as it is drawn."""

    name: str
    stage: int
    amount: float
    x: float
    y: float
    tall: float

    @property
    def middle(self) -> float:
        return self.y + self.tall / 2


# A node's stage and its name: the council may both give and receive.
Key: TypeAlias = tuple[int, str]
NODE, BETWEEN, LABEL, TOP = 16, 10, 34, 28
# Bands take the tint of where they come from; each has an edge, so that grey tells them apart.
TINTS = (SEA_LIGHT, SAND, "#eae2f2", "#e3eaf0")


@dataclass(frozen=True, kw_only=True)
class Flow(Chart):
    """An amount from where it comes to where it goes, in stages, each band as wide as its amount.

    A stream leads from a stage to the next, where names tell which. What leaves a node need not be
    what enters it: a node is as tall as the greater of the two.
    """

    stages: tuple[Stage, ...]
    streams: tuple[Stream, ...]
    height: int = 300
    least_width: ClassVar[int] = 600
    most_width: ClassVar[int] = 960

    def __post_init__(self) -> None:
        for each in self.streams:
            if each.amount < 0:
                raise ValueError(f"an amount that flows must not be below nought; got {each}")
            self._stage_of(each)

    def draw(self, width: float) -> Drawing:
        drawing = Drawing(width)
        nodes = self._placed(width)
        for stage, title in enumerate(each.title for each in self.stages):
            x, anchor, room = self._words_at(stage, width)
            words = lettering.shortened(title, room, SMALL, bold=True)
            drawing.text(x, 14, words, bold=True, fill=INK, anchor=anchor)
        self._draw_streams(drawing, nodes)
        for node in nodes.values():
            self._draw_node(drawing, node)
        feet = (max(node.y + node.tall, node.middle + LABEL / 2) for node in nodes.values())
        drawing.height = max(feet, default=20) + 8
        return drawing

    @property
    def columns(self) -> tuple[Column | str, ...]:
        return ("From", "To", *figures(self.headed("Amount")))

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(
            (each.source, each.target, numeric(self.bare(each.amount))) for each in self.streams
        )

    @property
    def facts(self) -> str:
        amounts = self._amounts
        said = (
            f"{stage.title}: "
            + listed([f"{name} {self.shown(amounts[number, name])}" for name in stage.nodes])
            for number, stage in enumerate(self.stages)
        )
        return "; ".join(said)

    def _stage_of(self, stream: Stream) -> int:
        """Return the stage a stream begins in: it and the next hold its two ends."""
        for number, (one, following) in enumerate(zip(self.stages, self.stages[1:], strict=False)):
            if stream.source in one.nodes and stream.target in following.nodes:
                return number
        raise ValueError(
            f"no stage holds {stream.source} with {stream.target} in the next; "
            f"the stages hold {[stage.nodes for stage in self.stages]}"
        )

    @cached_property
    def _amounts(self) -> Mapping[Key, float]:
        out: dict[Key, float] = defaultdict(float)
        into: dict[Key, float] = defaultdict(float)
        for each in self.streams:
            stage = self._stage_of(each)
            out[stage, each.source] += each.amount
            into[stage + 1, each.target] += each.amount
        keys = ((number, name) for number, stage in enumerate(self.stages) for name in stage.nodes)
        return {key: max(out[key], into[key]) for key in keys}

    def _placed(self, width: float) -> dict[Key, _Node]:
        tallest = max(
            (
                sum(self._amounts[number, name] for name in stage.nodes)
                for number, stage in enumerate(self.stages)
            ),
            default=0,
        )
        return {(node.stage, node.name): node for node in self._nodes(width, tallest)}

    def _nodes(self, width: float, tallest: float) -> Iterator[_Node]:
        for number, stage in enumerate(self.stages):
            foot, middle = float(TOP - BETWEEN), float(TOP - LABEL / 2)
            for name in stage.nodes:
                amount = self._amounts[number, name]
                tall = max(amount / tallest * self.height if tallest else 0, 1)
                # A thin one stands far enough from the last for the words of both.
                top = max(foot + BETWEEN, middle + LABEL - tall / 2)
                foot, middle = top + tall, top + tall / 2
                yield _Node(name, number, amount, self._left(number, width), top, tall)

    def _left(self, stage: int, width: float) -> float:
        return stage * (width - NODE) / max(len(self.stages) - 1, 1)

    def _words_at(self, stage: int, width: float) -> tuple[float, Anchor, float]:
        """Return where the words of a stage stand, their anchor, and the room they have.

        They stand over the bands, inwards, so that the picture fills its width; those of the last
        two stages share what lies between them.
        """
        x, last = self._left(stage, width), len(self.stages) - 1
        between = self._left(1, width) - NODE if last else width - NODE
        room = between / (2 if last and stage >= last - 1 else 1) - 10
        return (x - 6, "end", room) if stage == last > 0 else (x + NODE + 6, "start", room)

    def _draw_streams(self, drawing: Drawing, nodes: Mapping[Key, _Node]) -> None:
        order = {key: place for place, key in enumerate(nodes)}
        ends = [
            ((stage, each.source), (stage + 1, each.target), each)
            for each in self.streams
            for stage in (self._stage_of(each),)
        ]
        left, entered = dict.fromkeys(nodes, 0.0), dict.fromkeys(nodes, 0.0)
        for source, target, each in sorted(ends, key=lambda e: (order[e[0]], order[e[1]])):
            start, end = nodes[source], nodes[target]
            thick = each.amount * start.tall / start.amount if start.amount else 0
            band = _band(
                start.x + NODE, start.y + left[source], end.x, end.y + entered[target], thick
            )
            left[source] += thick
            entered[target] += thick
            note = f"{each.source} to {each.target}: {self.shown(each.amount)}"
            tint = TINTS[order[source] % len(TINTS)]
            drawing.path(band, fill=tint, stroke="#9fb4b0", width=0.75, note=note)

    def _draw_node(self, drawing: Drawing, node: _Node) -> None:
        note = f"{node.name}: {self.shown(node.amount)}"
        fill = (SEA, HEATHER, SAND_DARK)[node.stage % 3]
        drawing.rect(node.x, node.y, NODE, node.tall, fill=fill, note=note)
        x, anchor, room = self._words_at(node.stage, drawing.width)
        name = lettering.shortened(node.name, room, SMALL, bold=True)
        y = node.middle - 3
        drawing.text(x, y, name, bold=True, fill=INK, anchor=anchor, halo=True)
        drawing.text(x, y + 15, self.shown(node.amount), fill=SLATE, anchor=anchor, halo=True)


def _band(x: float, y: float, to_x: float, to_y: float, thick: float) -> str:
    middle = (x + to_x) / 2
    return (
        f"M{x:.1f} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
        f"v{thick:.1f}C{middle:.1f} {to_y + thick:.1f} {middle:.1f} {y + thick:.1f} "
        f"{x:.1f} {y + thick:.1f}z"
    )
