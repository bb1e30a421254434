"""Charts of papers as values: what they show, before anybody has drawn them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from marram.board.vocabulary.blocks import Block, Line, Table, cells


@dataclass(frozen=True)
class Amounts:
    """What one colour stands for: an amount for each bar."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Bars:
    """A bar for each of several things, made up of parts. `title` is the finding in a sentence.

    `unit` stands before an amount ("£") or behind it.
    """

    title: str
    subject: str
    heading: str
    bars: tuple[str, ...]
    amounts: tuple[Amounts, ...]
    source: Line
    unit: str = ""

    @property
    def table(self) -> Table:
        """Return the same facts as a table."""
        rows = (
            cells(bar, *(f"{each.values[at]:,}" for each in self.amounts))
            for at, bar in enumerate(self.bars)
        )
        return Table(
            caption=self.title,
            head=cells(self.heading, *(each.label for each in self.amounts)),
            rows=tuple(rows),
            numeric=tuple(range(1, len(self.amounts) + 1)),
        )


Chart: TypeAlias = Bars
# How a chart becomes a block. Those who draw hand it in, for knowledge does not draw.
Draw: TypeAlias = Callable[[Chart], Block]


def tabled(chart: Chart) -> Table:
    """Return a chart as its table: what stands where nobody draws."""
    return chart.table
