"""The words of deliveries: what a file must hold, what becomes of it, and who may do what.

A room says what it takes in with a `Layout` and offers it once, when the site starts:
`offer(Layout(slug="strategy-actions", ...))`. From then on people can deliver files for it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from marram.foundation.actors import Actor
from marram.sources.readers.cells import Cell, Line, letters


# What a reader hands on, for rooms that reshape it: `Line`s of `Cell`s, columns by `letters`.
__all__ = [
    "MOVES", "ROW_NUMBER", "Accept", "Cell", "Column", "Counts", "Fault", "Kind", "Layout", "Line",
    "Permission", "Row", "RowState", "Stage", "Value", "Way", "letters", "offer", "offered",
    "withdraw",
]  # fmt: skip


class Permission(StrEnum):
    """What may be done in this room; `site/roles.py` says which role may do which."""

    DELIVER = "sources.deliver"
    ACCEPT = "sources.accept"
    READ = "sources.read"


class Stage(StrEnum):
    """Where a delivery stands: it waits for somebody, who accepts or declines it."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"


# From each stage, the stages a delivery may move to. Both ends are final: a declined file may be
# sent again as a new delivery, and an accepted one is put right by a newer file.
MOVES: Mapping[Stage, frozenset[Stage]] = {
    Stage.RECEIVED: frozenset({Stage.ACCEPTED, Stage.DECLINED}),
    Stage.ACCEPTED: frozenset(),
    Stage.DECLINED: frozenset(),
}


class Way(StrEnum):
    """How a delivery came: as a file, or typed into a form."""

    FILE = "file"
    FORM = "form"


class RowState(StrEnum):
    """A row is proposed for acceptance, or set aside until its faults are put right."""

    PROPOSED = "proposed"
    QUARANTINED = "quarantined"


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    WHOLE_NUMBER = "whole_number"
    DECIMAL = "decimal"
    DAY = "day"
    MONTH = "month"
    CHOICE = "choice"
    FLAG = "flag"
    OUTLINE = "outline"


# What a checked cell becomes: text for text and choices, `int`, `Decimal`, `date` for days, the
# first day of the month for months, `bool` for flags, the written text for outlines, None for an
# empty cell of any kind.
Value = str | int | Decimal | date | bool | None
Row = Mapping[str, Value]

# Under this name a row says which row of its sheet it is, where its layout asks for that.
ROW_NUMBER = "row_number"


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell, or with a whole row when `column` is empty."""

    column: str
    sentence: str


@dataclass(frozen=True)
class Counts:
    """What accepting rows did to the records they describe."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.created + other.created,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
        )


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column that a layout has.

    `name` heads the column in a file (the `title` is understood too). `longest` counts
    characters; `lowest` and `highest` bound numbers, both included. `refers_to` is the slug of
    the layout whose keys the cells name, and may be the column's own layout: then rows of the
    same file may be named too. `pattern` is a regular expression that a filled cell matches as a
    whole, and `hint` says in words what to enter.
    """

    name: str
    title: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    longest: int = 10_000
    refers_to: str = ""
    pattern: str = ""
    lowest: int | None = None
    highest: int | None = None
    hint: str = ""


class Accept(Protocol):
    """Writes checked rows through the actions of the room they belong to.

    It inserts what is new by natural key, amends what differs, and changes and tells nothing
    where nothing differs. It runs in the transaction of the acceptance: what it raises undoes
    the whole acceptance. `source` says where the rows came from, in words.
    """

    def __call__(self, *, by: Actor, at: datetime, rows: Sequence[Row], source: str) -> Counts: ...


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What the rows of one kind of delivery look like, and where they go.

    Every column must stand in the heading row, in any order; cells of columns that are not
    required may be empty. `key` names the columns that together tell rows apart. `check` looks
    at a row as a whole. `known` gives, by column, a function that returns the values a cell may
    name; it is asked once a delivery. `numbered` rows say, as `ROW_NUMBER`, which row they are.
    `outlines` come as features of a GeoJSON file instead of rows of a table: a line a feature,
    its outline last. `reshape` turns the lines of a file that has another shape into lines of this
    layout's, each with the number it came with; it raises Refused where it cannot. `second` is a
    permission of the room: who holds it may accept or decline what somebody else sent.
    """

    slug: str
    title: str
    room: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    accept: Accept
    check: Callable[[Row], tuple[Fault, ...]] | None = None
    known: Mapping[str, Callable[[], frozenset[str]]] = field(default_factory=dict)
    numbered: bool = False
    outlines: bool = False
    reshape: Callable[[Sequence[Line]], Sequence[Line]] | None = None
    second: str = ""

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        strangers = (set(self.key) | set(self.known)) - set(names)
        if strangers or len(set(names)) < len(names) or not self.key:
            raise ValueError(f"{self.slug}: columns are named once, and the key is among them")

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


_offered: dict[str, Layout] = {}


def offer(layout: Layout) -> None:
    """Let people deliver files of this layout from now on."""
    _offered[layout.slug] = layout


def withdraw(slug: str) -> None:
    """Take a layout back: nothing more can be delivered or accepted for it."""
    del _offered[slug]


def offered() -> Mapping[str, Layout]:
    """Return the layouts on offer by slug, in the order of their titles."""
    return dict(sorted(_offered.items(), key=lambda pair: pair[1].title))
