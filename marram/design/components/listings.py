"""Many things at once: tables to take away, filters, boards, trees and risks by weight."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString

from marram.design.components.base import Component, Text
from marram.design.components.navigation import Pagination
from marram.design.components.tables import MOST_COLUMNS_OF_A_PHONE, Row, printed_rows


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, whether it holds numbers, and where to sort by it.

    `sorted` is "ascending" or "descending" when the rows stand in its order.
    """

    title: str
    numeric: bool = False
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class DataTable(Component):
    """A table whose caption is its finding, with files to take away; when empty it says so.

    On a phone, where more than three columns do not fit, each row is a list of its own.
    """

    caption: str
    columns: tuple[Column | str, ...]
    rows: tuple[Row, ...]
    csv_url: str = ""
    xlsx_url: str = ""
    empty: str = "There is nothing to show yet."
    first_cell_is_header: bool = True
    pagination: Pagination | None = None
    caption_size: str = "m"
    template_name: ClassVar[str] = "design/components/data_table.html"

    @property
    def shown_columns(self) -> tuple[Column, ...]:
        return tuple(
            column if isinstance(column, Column) else Column(column) for column in self.columns
        )

    @property
    def stacks(self) -> bool:
        return len(self.columns) > MOST_COLUMNS_OF_A_PHONE

    @property
    def body(self) -> SafeString:
        labels = tuple(column.title for column in self.shown_columns) if self.stacks else ()
        return printed_rows(
            self.rows, first_cell_is_header=self.first_cell_is_header, labels=labels
        )


@dataclass(frozen=True)
class Applied:
    """A filter that is on, and the address without it."""

    label: str
    remove_url: str


@dataclass(frozen=True)
class FilterBar(Component):
    """What a list is narrowed by. The filters live in the address, so a view can be sent to others.

    `fields` are field components (Select, Input, Checkboxes, DateInput); `kept` are names and
    values that the address keeps, such as the order.
    """

    fields: tuple[Text, ...]
    action: str = ""
    clear_url: str = ""
    applied: tuple[Applied, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    title: str = "Filter"
    button: str = "Show"
    template_name: ClassVar[str] = "design/components/filter_bar.html"


@dataclass(frozen=True)
class Card:
    """A thing on a board: its title, its state and the few lines that matter."""

    title: str
    url: str = ""
    reference: str = ""
    lines: tuple[Text, ...] = ()
    tag: Component | None = None


@dataclass(frozen=True)
class Lane:
    """A column of a board. `total` is given when it holds more than the cards shown."""

    title: str
    cards: tuple[Card, ...]
    tag: Component | None = None
    total: int | None = None
    more_url: str = ""

    @property
    def count(self) -> int:
        return len(self.cards) if self.total is None else self.total


@dataclass(frozen=True)
class Board(Component):
    """Things by state, one column a state."""

    title: str
    lanes: tuple[Lane, ...]
    empty: str = "None"
    heading_level: int = 2
    template_name: ClassVar[str] = "design/components/board.html"


@dataclass(frozen=True)
class Branch:
    """A thing in a tree and what lies under it."""

    label: Text
    url: str = ""
    note: Text = ""
    tag: Component | None = None
    branches: "tuple[Branch, ...]" = ()
    closed: bool = False


@dataclass(frozen=True)
class Tree(Component):
    """What lies under what: groups and who they report to, aims and their objectives.

    A branch that is `closed` opens when somebody asks, also without JavaScript.
    """

    title: str
    branches: tuple[Branch, ...]
    template_name: ClassVar[str] = "design/components/tree.html"


@dataclass(frozen=True)
class Weighed:
    """A risk with its likelihood and impact, each from 1 to `RiskGrid.steps`."""

    reference: str
    title: str
    likelihood: int
    impact: int
    url: str = ""


@dataclass(frozen=True)
class RiskSquare:
    """One square of the grid: its score, its band and the risks that stand in it."""

    score: int
    band: str
    risks: tuple[Weighed, ...]


@dataclass(frozen=True)
class RiskGrid(Component):
    """Risks by likelihood and impact, 5 by 5; each square shows its score as well as its colour.

    `bands` are the lowest scores that count as medium, high and very high.
    """

    title: str
    risks: tuple[Weighed, ...]
    steps: int = 5
    bands: tuple[int, int, int] = (5, 10, 16)
    template_name: ClassVar[str] = "design/components/risk_grid.html"

    @property
    def impacts(self) -> range:
        return range(1, self.steps + 1)

    @property
    def lines(self) -> tuple[tuple[int, tuple[RiskSquare, ...]], ...]:
        """Return the rows from the likeliest down, each with its squares by rising impact."""
        return tuple(
            (likelihood, tuple(self._square(likelihood, impact) for impact in self.impacts))
            for likelihood in reversed(range(1, self.steps + 1))
        )

    def _square(self, likelihood: int, impact: int) -> RiskSquare:
        score = likelihood * impact
        medium, high, very_high = self.bands
        names = ((very_high, "very high"), (high, "high"), (medium, "medium"), (0, "low"))
        band = next(name for least, name in names if score >= least)
        here = tuple(
            risk for risk in self.risks if (risk.likelihood, risk.impact) == (likelihood, impact)
        )
        return RiskSquare(score, band, here)
