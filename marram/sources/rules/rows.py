"""Check the lines of a file against a layout, one by one."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from marram.foundation.verdicts import Refused
from marram.sources.readers.cells import Cell, Line, letters
from marram.sources.rules import headings, values
from marram.sources.vocabulary import Column, Fault, Layout, Row, Value


# Enough to see what is wrong with a row; a row with more is the wrong row altogether.
FAULTS_KEPT = 10
# Past this the file is not one with slips but the wrong file, and nobody would read on.
FAULTY_ROWS = 5_000


@dataclass(frozen=True)
class CheckedRow:
    """A row as read, and everything that is wrong with it: nothing, when it can be proposed.

    `values` holds every column of the layout; a cell that could not be read is None.
    """

    sheet: str
    number: int
    values: Row
    faults: tuple[Fault, ...]


def checked(layout: Layout, lines: Sequence[Line]) -> tuple[CheckedRow, ...]:
    """Return the rows below the heading row of every sheet, each with its faults.

    Raises: Refused when a heading row is wrong, when there are no rows, or too many wrong ones.
    """
    if not lines:
        raise Refused("The file holds nothing. Fill in a heading row and rows, and send it again.")
    if layout.reshape:
        lines = layout.reshape(lines)
    read = [
        row
        for _, sheet in groupby(lines, key=lambda line: line.sheet)
        for row in _rows(layout, sheet)
    ]
    if not read:
        raise Refused(
            "The file has a heading row and no rows below it. Add rows and send it again."
        )
    rows = checked_together(layout, read)
    faulty = sum(bool(row.faults) for row in rows)
    if faulty > FAULTY_ROWS:
        first = next(row for row in rows if row.faults)
        raise Refused(
            f"{faulty:,} rows have faults, so this may be the wrong file. The first is in row "
            f"{first.number}: {first.faults[0].sentence}"
        )
    return rows


def checked_together(layout: Layout, rows: Iterable[CheckedRow]) -> tuple[CheckedRow, ...]:
    """Return the rows with what shows only among others: names nobody has, keys that come twice."""
    rows = tuple(rows)
    elsewhere = {name: known() for name, known in layout.known.items()}
    own = frozenset(_key(layout, row) for row in rows)
    known = {
        name: names | own if _names_own_rows(layout, name) else names
        for name, names in elsewhere.items()
    }
    seen: dict[tuple[Value, ...], CheckedRow] = {}
    alone = [_among_others(layout, row, known, seen) for row in rows]
    return _without_lost_rows(layout, alone, elsewhere)


def _among_others(
    layout: Layout,
    row: CheckedRow,
    known: Mapping[str, frozenset[str]],
    seen: dict[tuple[Value, ...], CheckedRow],
) -> CheckedRow:
    faults = [*row.faults, *_unknown(layout, row.values, known), *_twice(layout, row, seen)]
    if layout.check and not faults:
        faults += layout.check(row.values)
    return replace(row, faults=_few(faults))


def _without_lost_rows(
    layout: Layout, rows: Sequence[CheckedRow], elsewhere: Mapping[str, frozenset[str]]
) -> tuple[CheckedRow, ...]:
    """Set aside the rows that name a row which is itself set aside, and so on down the line."""
    columns = [name for name in elsewhere if _names_own_rows(layout, name)]
    kept = {_key(layout, row) for row in rows if not row.faults}
    lost = deque(sorted({_key(layout, row) for row in rows if row.faults} - kept))
    naming: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        for name in columns:
            said = row.values[name]
            if said is not None and str(said) not in elsewhere[name]:
                naming[name, str(said)].append(index)
    checked = list(rows)
    while lost:
        key = lost.popleft()
        for name in columns:
            for index in naming.pop((name, key), ()):
                row = checked[index]
                if not row.faults:
                    lost.append(_key(layout, row))
                    checked[index] = replace(row, faults=(_set_aside(layout, name, key),))
    return tuple(checked)


def _set_aside(layout: Layout, name: str, key: str) -> Fault:
    column = layout.column(name)
    return Fault(
        name, f"“{column.title}” names “{key}”, whose own row is set aside. Put that right."
    )


def _names_own_rows(layout: Layout, name: str) -> bool:
    return layout.column(name).refers_to == layout.slug


def _key(layout: Layout, row: CheckedRow) -> str:
    """Return the key of a row as others name it; empty when its cell could not be read."""
    said = row.values[layout.key[0]]
    return "" if said is None else str(said)


def _rows(layout: Layout, sheet: Iterable[Line]) -> Iterator[CheckedRow]:
    lines = iter(sheet)
    at = headings.positions(layout, next(lines))
    for line in lines:
        faults = list(_beside_the_columns(line, frozenset(at.values())))
        said: dict[str, Value] = {}
        for column in layout.columns:
            said[column.name] = None
            try:
                said[column.name] = values.value(column, _cell(line, at[column.name]))
            except values.Wrong as wrong:
                faults.append(Fault(column.name, str(wrong)))
        yield CheckedRow(line.sheet, line.number, said, tuple(faults))


def _cell(line: Line, position: int) -> Cell:
    return line.cells[position] if position < len(line.cells) else None


def _beside_the_columns(line: Line, positions: frozenset[int]) -> Iterator[Fault]:
    for position, cell in enumerate(line.cells):
        if position not in positions and cell is not None and str(cell).strip():
            yield Fault(
                "",
                f"The cell in column {letters(position)} has no heading above it. Move it under a "
                "heading, or put quote marks around a text with commas.",
            )
    if not line.sheet and len(line.cells) < max(positions) + 1:
        yield Fault(
            "",
            f"The row has {len(line.cells)} cells and the heading row {max(positions) + 1}. Look "
            "for a missing comma or a line that was cut off.",
        )


def _unknown(layout: Layout, row: Row, known: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    for name, names in known.items():
        said = row[name]
        if said is not None and str(said) not in names:
            yield Fault(name, _nobody_has(layout.column(name), said))


def _nobody_has(column: Column, said: Value) -> str:
    return (
        f"“{said}” is not known as “{column.title}”. Check the spelling, or add it first and send "
        "the file again."
    )


def _twice(
    layout: Layout, row: CheckedRow, seen: dict[tuple[Value, ...], CheckedRow]
) -> Iterator[Fault]:
    key = tuple(row.values[name] for name in layout.key)
    if all(part is None for part in key):
        return
    first = seen.setdefault(key, row)
    if first is not row:
        where = f" of sheet “{first.sheet}”" if first.sheet != row.sheet else ""
        yield Fault(
            layout.key[0],
            f"The row says “{' / '.join(str(part) for part in key)}” again, as row {first.number}"
            f"{where} does. Keep one of them.",
        )


def _few(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    if len(faults) <= FAULTS_KEPT:
        return tuple(faults)
    more = len(faults) - FAULTS_KEPT + 1
    return (*faults[: FAULTS_KEPT - 1], Fault("", f"The row has {more} more faults."))
