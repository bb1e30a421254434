"""A return read back from the lines of a workbook: by what they say, not where they stand.

Whatever cannot be taken in is a finding with its cell, and nothing is guessed. Empty rows and
rows moved about change nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from marram.funding.rules.lines import next_key
from marram.funding.rules.values import Actual, ReturnValues, Scheme
from marram.funding.rules.workbooks.cells import Wrong, letters, value
from marram.funding.rules.workbooks.drawing import tab
from marram.funding.rules.workbooks.found import Finding, SheetLine, Taken
from marram.funding.rules.workbooks.layout import (
    BLOCKS,
    COMPLETE,
    LISTS,
    SCHEMES,
    SPARE_TITLES,
    STAMP,
    WORKED_OUT,
    Column,
    Fact,
    Table,
)
from marram.funding.vocabulary import Requirement, Sheet


@dataclass
class _Reading:
    """What was read so far: facts by path, rows by table, and what was wrong."""

    year: int
    stamp: str = ""
    facts: dict[str, tuple[Any, Finding]] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    findings: list[Finding] = field(default_factory=list)

    def wrong(self, line: SheetLine, position: int, sentence: str) -> None:
        self.findings.append(Finding(line.sheet, f"{letters(position)}{line.number}", sentence))


def read(lines: Sequence[SheetLine], *, ours: ReturnValues) -> Taken:
    """Return what a workbook in the layout of a return says.

    `ours` is the return that it is of: the file must be of the same board, year and kind.
    """
    reading = _Reading(ours.year)
    titled = {title: sheet for sheet, title in SPARE_TITLES.items()}
    titled |= {tab(title): sheet for sheet, title in ours.sheets.items()}
    for title, own in _by_sheet(lines).items():
        if title in titled:
            _read_sheet(reading, titled[title], own)
        elif title != LISTS:
            reading.findings.append(Finding(title, "A1", "This return has no such sheet."))
    _of_the_same_return(reading, ours)
    values = _assembled(reading, ours)
    findings = tuple(sorted(reading.findings))
    return Taken(values=values, findings=findings, stamp=reading.stamp)


def read_list(lines: Sequence[SheetLine], *, ours: ReturnValues) -> Taken:
    """Return the return with the scheme lines of a plain list: a heading row, then a line a row.

    Lines that the list names by their key are changed in the columns that it has, others are
    added, and none is taken out.
    """
    reading = _Reading(ours.year)
    headings = _headings(reading, SCHEMES, lines[0], first=0)
    for line in lines[1:]:
        _read_row(reading, SCHEMES, headings, line)
    listed = {each["key"]: each for each in _keyed(reading, SCHEMES, ours)}
    there = {scheme.key for scheme in ours.schemes}
    changed = (replace(scheme, **listed.get(scheme.key, {})) for scheme in ours.schemes)
    added = (Scheme(**_filled(SCHEMES, said)) for key, said in listed.items() if key not in there)
    return Taken(
        values=replace(ours, schemes=(*changed, *added)),
        findings=tuple(sorted(reading.findings)),
    )


def is_list(lines: Sequence[SheetLine]) -> bool:
    """Tell whether a file is a plain list: its first row holds headings of scheme lines."""
    named = {column.label.casefold() for column in SCHEMES.columns}
    said = [_plain(cell) for line in lines[:1] for cell in line.cells]
    return sum(words in named for words in said) >= 2


def _by_sheet(lines: Iterable[SheetLine]) -> Mapping[str, list[SheetLine]]:
    sheets: dict[str, list[SheetLine]] = defaultdict(list)
    for line in lines:
        sheets[line.sheet].append(line)
    return sheets


def _read_sheet(reading: _Reading, sheet: Sheet, lines: Sequence[SheetLine]) -> None:
    """Read the facts and tables of a sheet; a name in column A begins each."""
    facts, tables = _facts(sheet), _tables(sheet)
    headings: Mapping[int, Column] = {}
    table: Table | None = None
    for line in lines:
        name = _plain(_cell(line, 0))
        if not name:
            if table is not None:
                _read_row(reading, table, headings, line)
            continue
        table = tables.get(name)
        if table is not None:
            headings = _headings(reading, table, line, first=1)
        elif name in facts:
            _read_fact(reading, facts[name], line)
        elif name == STAMP.casefold():
            reading.stamp = str(_cell(line, 1) or "")
        elif name not in WORKED_OUT_NAMES | {line.sheet.casefold()}:
            reading.wrong(line, 0, "Nothing of that name stands on this sheet. Take it out.")


WORKED_OUT_NAMES = frozenset(name.casefold() for name in WORKED_OUT)


@cache
def _facts(sheet: Sheet) -> Mapping[str, Fact]:
    return {block.label.casefold(): block for block in BLOCKS[sheet] if isinstance(block, Fact)}


@cache
def _tables(sheet: Sheet) -> Mapping[str, Table]:
    return {block.title.casefold(): block for block in BLOCKS[sheet] if isinstance(block, Table)}


def _headings(
    reading: _Reading, table: Table, line: SheetLine, *, first: int
) -> Mapping[int, Column]:
    """Return which column of the table stands where; what is not known is a finding."""
    known = {column.label.casefold(): column for column in table.columns}
    headings = {}
    for position, cell in enumerate(line.cells[first:], start=first):
        words = _plain(cell)
        if words in known:
            headings[position] = known[words]
        elif words and words != COMPLETE.casefold():
            reading.wrong(line, position, "No column of this table has that heading.")
    return headings


def _read_fact(reading: _Reading, fact: Fact, line: SheetLine) -> None:
    said = None
    try:
        said = value(_cell(line, 1), fact.kind, reading.year)
    except Wrong as wrong:
        reading.wrong(line, 1, str(wrong))
    place = Finding(line.sheet, f"B{line.number}", "")
    reading.facts[fact.path] = (said, place)


def _read_row(
    reading: _Reading, table: Table, headings: Mapping[int, Column], line: SheetLine
) -> None:
    said: dict[str, Any] = {}
    for position, column in headings.items():
        if not column.name:
            continue
        try:
            read = value(_cell(line, position), column.kind, reading.year, column.list_name)
            said[column.name] = read
        except Wrong as wrong:
            reading.wrong(line, position, str(wrong))
            said[column.name] = None
    if any(each not in (None, "") for each in said.values()):
        said["found at"] = line
        reading.rows[table.title].append(said)


def _of_the_same_return(reading: _Reading, ours: ReturnValues) -> None:
    """A file of another board or year would overwrite this one's figures."""
    for fact in _facts(Sheet.COVER).values():
        if fact.typed or fact.path not in reading.facts:
            continue
        said, place = reading.facts[fact.path]
        if said != getattr(ours, fact.path):
            reading.findings.append(
                replace(place, sentence=f"{fact.label} is {getattr(ours, fact.path)}.")
            )


def _assembled(reading: _Reading, ours: ReturnValues) -> ReturnValues:
    parts: dict[str, Any] = {}
    for table in {block.part: block for block in _every_table() if not block.of_actuals}.values():
        rows = _keyed(reading, table, ours)
        actuals = _actuals(reading, table.part, {row["key"] for row in rows})
        parts[table.part] = tuple(
            table.line(**_filled(table, row), **actuals.get(row["key"], {})) for row in rows
        )
    said = {path: read for path, (read, _) in reading.facts.items()}
    return replace(
        ours,
        cover=replace(ours.cover, **_under("cover", said)),
        answers=replace(ours.answers, **_under("answers", said)),
        minimums={requirement: said.get(f"minimums.{requirement}") for requirement in Requirement},
        **parts,
    )


def _every_table() -> list[Table]:
    return [block for blocks in BLOCKS.values() for block in blocks if isinstance(block, Table)]


def _under(part: str, said: Mapping[str, Any]) -> dict[str, Any]:
    start = f"{part}."
    return {path.removeprefix(start): read for path, read in said.items() if path.startswith(start)}


def _keyed(reading: _Reading, table: Table, ours: ReturnValues) -> list[dict[str, Any]]:
    """Return the rows of a table, each with a key of its own; a new line is given one."""
    taken = {line.key for line in getattr(ours, table.part)}
    rows, seen = [], set[str]()
    for row in reading.rows[table.title]:
        line = row.pop("found at")
        row["key"] = row.get("key") or next_key(row.get("scheme_id"), taken=taken | seen)
        if row["key"] in seen:
            reading.wrong(line, 1, f"The line {row['key']} stands there twice.")
            continue
        if not table.grows and row["key"] not in taken:
            reading.wrong(line, 1, f"The template has no line {row['key']} in this table.")
            continue
        seen.add(row["key"])
        rows.append(row)
    return rows


def _filled(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row says for each column, with "" for texts that it does not have."""
    return {
        column.name: row.get(column.name, value(None, column.kind, 0))
        for column in table.columns
        if column.name
    }


def _actuals(reading: _Reading, part: str, keys: set[str]) -> dict[str, dict[str, Any]]:
    """Return what each line of a part reported, by its key."""
    found: dict[str, tuple[Actual, ...]] = {}
    for table in _every_table():
        if not table.of_actuals or table.part != part:
            continue
        for row in reading.rows[table.title]:
            line, key = row["found at"], row.get("key") or ""
            if key not in keys:
                reading.wrong(line, 1, f"There is no line {key or 'without a name'} to report on.")
            elif row.get("amount") is None:
                reading.wrong(line, 3, "Enter what was received or spent, or empty the row.")
            else:
                reported = Actual(
                    period=row.get("period") or "",
                    amount=row["amount"],
                    comment=row.get("comment") or "",
                )
                found[key] = (*found.get(key, ()), reported)
    return {key: {"actuals": actuals} for key, actuals in found.items()}


def _cell(line: SheetLine, position: int) -> Any:
    return line.cells[position] if position < len(line.cells) else None


def _plain(cell: Any) -> str:
    return str(cell).strip().casefold() if cell is not None else ""
