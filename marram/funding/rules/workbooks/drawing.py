"""A return drawn as sheets of cells: what is typed, what is worked out, and by which formula.

A formula carries the value that we work out ourselves, so that a reader who does not calculate
sees the same figures as one who does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from typing import Any

from marram.foundation.verdicts import Refused
from marram.funding.rules.values import Line, ReturnValues
from marram.funding.rules.workbooks.layout import (
    BLOCKS,
    SPARE_TITLES,
    Block,
    Column,
    Fact,
    Kind,
    Table,
)
from marram.funding.rules.workbooks.lists import Lists
from marram.funding.vocabulary import Sheet, label


# The most that a cell of a workbook can hold.
LONGEST = 32_767
# The longest name that a sheet may have.
TAB = 31
# How many empty lines a table that grows has for those who add lines by hand.
ROOM = 20
# A drop-down's own choices, as its rule lists them.
YES_OR_NO = "Yes,No"
Value = str | Decimal | date | None


class Role(StrEnum):
    """What a cell is to the reader: yellow cells are filled in, grey ones are not."""

    NAME = "name"
    HEADING = "heading"
    TYPED = "typed"
    FILLED = "filled"
    WORKED_OUT = "worked out"


@dataclass(frozen=True)
class Cell:
    """A cell; with a `formula` its value is what the formula gives.

    What is to be typed is drawn even where it is empty. `choose_from` is where the choices stand,
    or the choices themselves, as the rule of a drop-down says it.
    """

    value: Value
    role: Role
    kind: Kind = Kind.TEXT
    formula: str = ""
    choose_from: str = ""


Row = tuple[Cell | None, ...]


@dataclass(frozen=True)
class Range:
    """The cells of a column of a table: rows `first` to `last`, both included, counted from 1."""

    sheet: str
    letter: str
    first: int
    last: int

    def __str__(self) -> str:
        return f"'{self.sheet}'!${self.letter}${self.first}:${self.letter}${self.last}"


@dataclass
class Drawn:
    """A sheet while it is drawn: its rows so far, and where its facts and columns stand.

    Of what is worked out, `balances` are the places of what is left of each source, "" of all of
    them, and `tests` those of the answers to the required spend.
    """

    title: str
    rows: list[Row] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    columns: dict[tuple[str, str], Range] = field(default_factory=dict)
    balances: dict[str, str] = field(default_factory=dict)
    tests: list[str] = field(default_factory=list)

    @property
    def tab(self) -> str:
        return tab(self.title)

    @property
    def next_row(self) -> int:
        return len(self.rows) + 1

    def add(self, *cells: Cell | None) -> None:
        self.rows.append(cells)

    def place(self, letter: str, row: int) -> str:
        """Return a cell as formulas of every sheet name it."""
        return f"'{self.tab}'!${letter}${row}"

    def skip(self) -> None:
        self.rows.append(())


def tab(title: str) -> str:
    """Return a sheet's title as a workbook can name it.

    >>> tab("6. Income and Expenditure actual")
    '6. Income and Expenditure actua'
    """
    return title[:TAB]


def sheets_of(values: ReturnValues) -> Mapping[Sheet, str]:
    """Return the sheets in the template's order, then those of parts it has no place for."""
    titles = dict(values.sheets)
    for sheet, blocks in BLOCKS.items():
        if sheet not in titles and any(_says_something(values, block) for block in blocks):
            titles[sheet] = SPARE_TITLES[sheet]
    return titles


def drawn(values: ReturnValues, sheet: Sheet, title: str) -> Drawn:
    """Return a sheet with everything that is typed on it.

    Raises: Refused when a text is longer than a cell can hold.
    """
    made = Drawn(title)
    made.add(Cell(made.tab, Role.NAME))
    made.skip()
    for block in BLOCKS[sheet]:
        if isinstance(block, Fact):
            _add_fact(made, values, block)
        else:
            made.skip()
            _add_table(made, values, block)
    return made


def value_at(values: ReturnValues, path: str) -> Any:
    """Return what a return says at a path such as "cover.signed_by"."""
    part, _, name = path.partition(".")
    if part == "minimums":
        return values.minimums.get(name)
    return reduce(getattr, path.split("."), values)


def choose_from(column: Column, year: int) -> str:
    """Return what may be chosen in a column; nothing where anything may be typed."""
    if column.kind is Kind.FLAG:
        return YES_OR_NO
    return f"={Lists(year).place(column.list_name)}" if column.name and column.list_name else ""


def table_rows(values: ReturnValues, table: Table) -> Iterator[Mapping[str, Any]]:
    """Return each row of a table as what it says by the name of the column."""
    lines: tuple[Line, ...] = getattr(values, table.part)
    for line in lines:
        if not table.of_actuals:
            yield {name: getattr(line, name) for name in _names(table)}
            continue
        for actual in line.actuals:  # type: ignore[attr-defined]
            yield {name: getattr(actual, name, line.key) for name in _names(table)}


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.name]


def _says_something(values: ReturnValues, block: Block) -> bool:
    if isinstance(block, Table):
        return any(True for _ in table_rows(values, block))
    return block.typed and value_at(values, block.path) not in (None, "")


def _add_fact(made: Drawn, values: ReturnValues, fact: Fact) -> None:
    said = value_at(values, fact.path)
    role = Role.TYPED if fact.typed else Role.FILLED
    offered = YES_OR_NO if fact.kind is Kind.FLAG else ""
    made.facts[fact.path] = made.place("B", made.next_row)
    made.add(
        Cell(fact.label, Role.NAME),
        Cell(_written(said, fact.kind, fact.label), role, fact.kind, choose_from=offered),
    )


def _add_table(made: Drawn, values: ReturnValues, table: Table) -> None:
    headings = (Cell(column.label, Role.HEADING) for column in table.columns)
    made.add(Cell(table.title, Role.NAME), *headings)
    first = made.next_row
    for said in table_rows(values, table):
        made.add(None, *_row(table.columns, said, values.year))
    # An empty table has a row too: formulas need a place to look at.
    for _ in range(ROOM if table.grows else int(made.next_row == first)):
        made.add(None, *_row(table.columns, {}, values.year))
    for position, column in enumerate(table.columns, start=1):
        if column.name:
            letter = chr(ord("A") + position)
            made.columns[(table.title, column.name)] = Range(
                made.tab, letter, first, made.next_row - 1
            )


def _row(columns: Iterable[Column], said: Mapping[str, Any], year: int) -> Iterator[Cell]:
    for column in columns:
        if not column.name:
            words = label(column.list_name, str(said.get("key", "")), year) if said else None
            yield Cell(words, Role.FILLED)
            continue
        value = said.get(column.name)
        if column.kind is Kind.CODE and value:
            value = label(column.list_name, value, year)
        written = _written(value, column.kind, column.label)
        yield Cell(written, Role.TYPED, column.kind, choose_from=choose_from(column, year))


def _written(said: Any, kind: Kind, where: str) -> Value:
    """Return what a return says as a cell holds it; nothing for nothing."""
    if said is None or said == "":
        return None
    if kind is Kind.FLAG:
        return "Yes" if said else "No"
    if isinstance(said, int):
        return Decimal(said)
    if isinstance(said, str) and len(said) > LONGEST:
        raise Refused(
            f"“{where}” has {len(said):,} characters. A cell of a workbook holds {LONGEST:,}: "
            "shorten the text first."
        )
    if isinstance(said, (str, Decimal, date)):
        return said
    raise TypeError(f"{where} is a {type(said).__name__}, which no cell holds")
