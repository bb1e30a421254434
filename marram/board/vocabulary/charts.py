"""Charts of papers as values: what they show, before anybody has drawn them."""

from collections.abc import Callable, Iterator
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


@dataclass(frozen=True)
class CourseLine:
    """A series or a target: one value a period, None where there is none.

    `kind` is subject, benchmark, standard, plan or trajectory; `struck` are places left out.
    """

    label: str
    kind: str
    values: tuple[float | None, ...]
    lower: tuple[float | None, ...] = ()
    upper: tuple[float | None, ...] = ()
    struck: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Course:
    """What a measure did over time, beside what it is compared with; the subject comes first."""

    title: str
    subject: str
    unit: str
    decimals: int
    interval: str
    periods: tuple[str, ...]
    lines: tuple[CourseLine, ...]
    source: Line

    @property
    def table(self) -> Table:
        """Return the same facts as a table."""
        head = ["Period"]
        for each in self.lines:
            head += [_headed(each.label, self.unit), *(("Lower", "Upper") if each.lower else ())]
        return Table(
            caption=f"{self.subject}: {self.title}",
            head=cells(*head),
            rows=tuple(cells(period, *self._row(at)) for at, period in enumerate(self.periods)),
            numeric=tuple(range(1, len(head))),
        )

    def _row(self, at: int) -> Iterator[str]:
        for each in self.lines:
            shown = _shown(each.values[at], self.decimals)
            yield f"{shown} (left out)" if at in each.struck else shown
            if each.lower:
                yield _shown(each.lower[at], self.decimals)
                yield _shown(each.upper[at], self.decimals)


@dataclass(frozen=True)
class RunPoint:
    """A value of a process with its mean and limits, and what it says.

    `high` tells a special cause upwards from one downwards; `rule` names it.
    """

    period: str
    value: float | None
    mean: float
    lower: float
    upper: float
    says: str
    high: bool
    rule: str


@dataclass(frozen=True, kw_only=True)
class Run:
    """A series as a control chart. `trial` says that its limits rest on few points."""

    title: str
    subject: str
    unit: str
    decimals: int
    points: tuple[RunPoint, ...]
    target: float | None
    target_label: str
    trial: bool
    source: Line

    @property
    def table(self) -> Table:
        """Return the same facts as a table."""
        return Table(
            caption=f"{self.subject}: {self.title}",
            head=cells(
                "Period", _headed("Value", self.unit), "Mean", "Lower limit", "Upper limit", "Says"
            ),
            rows=tuple(
                cells(
                    each.period,
                    *(
                        _shown(value, self.decimals)
                        for value in (each.value, each.mean, each.lower, each.upper)
                    ),
                    f"{each.says}, {each.rule}" if each.rule else each.says,
                )
                for each in self.points
            ),
            numeric=(1, 2, 3, 4),
        )


Chart: TypeAlias = Bars | Course | Run
# How a chart becomes a block. Those who draw hand it in, for knowledge does not draw.
Draw: TypeAlias = Callable[[Chart], Block]


def tabled(chart: Chart) -> Table:
    """Return a chart as its table: what stands where nobody draws."""
    return chart.table


def _headed(label: str, unit: str) -> str:
    return f"{label} ({unit})" if unit else label


def _shown(value: float | None, decimals: int) -> str:
    return "" if value is None else f"{value:,.{decimals}f}".replace("-", "−")
