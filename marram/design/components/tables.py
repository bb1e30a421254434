"""Facts in rows: tables and summary lists."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar, TypeAlias

from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from marram.design.components.base import Attributes, Component, Text, is_markup, joined
from marram.design.components.buttons import Link


@dataclass(frozen=True)
class Cell:
    """A cell that needs more than its text, such as a format ("numeric") or a span."""

    text: Text
    format: str = ""
    classes: str = ""
    colspan: int = 0
    rowspan: int = 0
    attributes: Attributes | None = None


MOST_COLUMNS_OF_A_PHONE = 3
Row: TypeAlias = tuple[Cell | Text | int, ...]


@dataclass(frozen=True)
class DrawnCell:
    """A cell as it is printed: the name of its element, its attributes and what is in it."""

    name: str
    attributes: SafeString
    text: Text


@dataclass(frozen=True)
class Table(Component):
    """Rows under headings. A cell is text, a number (set to the right), a component or a Cell."""

    rows: tuple[Row, ...]
    head: Row = ()
    caption: str = ""
    caption_classes: str = ""
    first_cell_is_header: bool = False
    template_name: ClassVar[str] = "design/components/table.html"

    @property
    def head_cells(self) -> tuple[DrawnCell, ...]:
        return tuple(_drawn(as_cell(cell), scope="col") for cell in self.head)

    @property
    def body(self) -> SafeString:
        return printed_rows(self.rows, first_cell_is_header=self.first_cell_is_header)


def printed_rows(
    rows: tuple[Row, ...], *, first_cell_is_header: bool, labels: tuple[str, ...] = ()
) -> SafeString:
    """Return every row that is not empty as markup.

    `labels` name the columns. A cell carries its own, for a phone, where a row is shown as a list;
    a row of fewer cells, such as a heading within the table, carries none.

    A long table has thousands of cells: written here, they take a fifth of what a template takes.
    """
    scope = "row" if first_cell_is_header else ""
    lines = []
    for row in filter(None, rows):
        first, *others = row
        _, *names = labels if len(labels) == len(row) else ("",) * len(row)
        cells = _printed(first, scope=scope) + "".join(
            _printed(cell, label=name) for cell, name in zip(others, names, strict=True)
        )
        lines.append(f'<tr class="govuk-table__row">{cells}</tr>\n')
    return SafeString("".join(lines))


def as_cell(cell: Cell | Text | int) -> Cell:
    """Return text, a number or a component as a cell; numbers stand on the right."""
    if isinstance(cell, Cell):
        return cell
    if isinstance(cell, int):
        return Cell(str(cell), format="numeric")
    return Cell(cell)


def _printed(cell: Cell | Text | int, *, scope: str = "", label: str = "") -> str:
    drawn = _drawn(as_cell(cell), scope=scope, label=label)
    text = str(drawn.text) if is_markup(drawn.text) else escape(str(drawn.text))
    return f"<{drawn.name}{drawn.attributes}>{text}</{drawn.name}>"


def _drawn(cell: Cell, *, scope: str = "", label: str = "") -> DrawnCell:
    own = flatatt(dict(cell.attributes)) if cell.attributes else SafeString("")
    usual = _usual_attributes(scope, cell.format, cell.classes, cell.colspan, cell.rowspan, label)
    return DrawnCell("th" if scope else "td", usual + own, cell.text)


@lru_cache(maxsize=4096)
def _usual_attributes(
    scope: str, format_: str, classes: str, colspan: int, rowspan: int, label: str
) -> SafeString:
    """Few are different, and a table has thousands: worked out once, a page is twice as fast."""
    kind = "govuk-table__header" if scope else "govuk-table__cell"
    formatted = f"{kind}--{format_}" if format_ and scope != "row" else ""
    return flatatt(
        {
            "scope": scope or None,
            "class": joined(kind, formatted, classes),
            "colspan": colspan or None,
            "rowspan": rowspan or None,
            "data-label": label or None,
        }
    )


@dataclass(frozen=True)
class WideTable(Table):
    """A table in a frame of its own, which a phone scrolls sideways instead of the whole page.

    Where more than three columns do not fit a phone, it shows each row as a list.
    """

    template_name: ClassVar[str] = "design/components/wide_table.html"

    @property
    def stacks(self) -> bool:
        return len(self.head) > MOST_COLUMNS_OF_A_PHONE

    @property
    def body(self) -> SafeString:
        labels = tuple(str(cell.text) for cell in self.head_cells) if self.stacks else ()
        return printed_rows(
            self.rows, first_cell_is_header=self.first_cell_is_header, labels=labels
        )


@dataclass(frozen=True)
class Fact:
    """One line of a summary list: a name, its value, and what can be done about it."""

    key: Text
    value: Text
    actions: tuple[Link, ...] = ()
    classes: str = ""
    key_classes: str = ""
    value_classes: str = ""
    actions_classes: str = ""


@dataclass(frozen=True)
class SummaryCard:
    """A frame with a title and links around a summary list."""

    title: Text = ""
    actions: tuple[Link, ...] = ()
    heading_level: int = 2
    title_classes: str = ""
    actions_classes: str = ""
    classes: str = ""
    attributes: Attributes | None = None


@dataclass(frozen=True)
class SummaryList(Component):
    """Names and values of one thing, one under another."""

    facts: tuple[Fact, ...]
    card: SummaryCard | None = None
    template_name: ClassVar[str] = "design/components/summary_list.html"

    @property
    def any_actions(self) -> bool:
        return any(fact.actions for fact in self.facts)

    @property
    def lines(self) -> tuple[tuple[Fact, tuple[Link, ...]], ...]:
        """Return each fact with its links, which name the card they stand in."""
        return tuple((fact, self._named(fact.actions)) for fact in self.facts)

    @property
    def card_actions(self) -> tuple[Link, ...]:
        return self._named(self.card.actions) if self.card else ()

    def _named(self, links: tuple[Link, ...]) -> tuple[Link, ...]:
        if not self.card or not self.card.title:
            return links
        return tuple(_of_card(link, self.card.title) for link in links)


def _of_card(link: Link, title: Text) -> Link:
    words = format_html("{} ({})" if link.hidden_text else "{}({})", link.hidden_text, title)
    return replace(link, hidden_text=words)
