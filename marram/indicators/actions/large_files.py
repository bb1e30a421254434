"""Bringing in a file of millions of observations, with bounded memory and a word on how far.

The file is read block by block into a file that nothing names, sorted by slice into another, and
only then named by the catalogue. Until that last, short transaction nothing has changed.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

import pyarrow
from pyarrow import csv, parquet

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.foundation.verdicts import Refused
from marram.indicators import policies
from marram.indicators.actions import files, holdings
from marram.indicators.models import Holding
from marram.indicators.queries import indicator_slugs, store
from marram.indicators.rules import large_files as rules
from marram.indicators.vocabulary import NUMBERS, SCHEMA, ValueKind
from marram.people.queries import keys as people
from marram.places import queries as places


# A block of text is some hundred thousand rows: large enough for the loops, small beside memory.
BLOCK_BYTES = 16 * 1024 * 1024

# Told of each step: what is done, how much of it, out of how much.
Told = Callable[[str, int, int], None]


def told_nobody(step: str, done: int, of: int) -> None:
    """For those who do not want to be told how far it is."""


def bring_in_large_file(
    *, by: Actor, at: datetime, path: Path, source: str, told: Told = told_nobody
) -> Recorded:
    """Keep all the observations of a comma-separated file in our own layout, or none.

    The same file again, while what it said counts, changes nothing.
    Raises: Refused when `by` may not bring figures in, or with the first faults of the file.
    """
    policies.may_bring_in(by).enforce()
    size = path.stat().st_size
    with path.open("rb") as file:
        delivered = file_digest(file, "sha256").hexdigest()
    known = Holding.objects.filter(delivered_sha256=delivered, superseded_at=None).first()
    if known:
        return Recorded(0, 0, known.rows)
    key = holdings.holding_key(by=by, at=at, source=source, delivered_sha256=delivered)
    staged = files.unfinished()
    try:
        rows = _stage(path, staged, key, told=lambda done: told("read", done, size))
        told("sorted", 0, rows)
        written = _sorted(staged, rows)
        told("sorted", rows, rows)
    finally:
        staged.unlink(missing_ok=True)
    holdings.catalogue(
        by=by, at=at, key=key, written=written, source=source, delivered_sha256=delivered
    )
    return Recorded(rows, 0, 0)


def _stage(path: Path, to: Path, key: str, *, told: Callable[[int], None]) -> int:
    """Write the checked rows in the order they came; return how many."""
    checking = rules.Checking(known=_known(), key=key)
    try:
        with (
            parquet.ParquetWriter(to, SCHEMA, compression="lz4") as writer,
            path.open("rb") as file,
        ):
            for kept in rules.parts(_blocks(path, file, told), checking):
                writer.write_batch(kept)
    except pyarrow.ArrowInvalid as wrong:
        raise Refused(f"Nothing was brought in. {_in_words(wrong)}") from wrong
    if checking.faults or not checking.rows:
        said = checking.faults or ["The file has a heading row and no rows below it."]
        raise Refused("Nothing was brought in. " + " ".join(said))
    return checking.rows


def _blocks(
    path: Path, file: "pyarrow.NativeFile", told: Callable[[int], None]
) -> Iterator[pyarrow.RecordBatch]:
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        try:
            rules.heading(lines.readline())
        except ValueError as wrong:
            raise Refused(f"Nothing was brought in. {wrong}") from wrong
    text = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
    types = {name: pyarrow.float64() for name in NUMBERS} | dict.fromkeys(rules.TEXTS, text)
    reader = csv.open_csv(
        file,
        read_options=csv.ReadOptions(block_size=BLOCK_BYTES),
        parse_options=csv.ParseOptions(newlines_in_values=False),
        convert_options=csv.ConvertOptions(
            column_types={**types, "observation": pyarrow.string()}, null_values=[""]
        ),
    )
    for block in reader:
        yield block
        told(file.tell())


def _known() -> dict[str, frozenset[str]]:
    return {
        "indicator_id": indicator_slugs(),
        "place": places.codes() | people.organisation_keys(),
        "kind": frozenset({*map(str, ValueKind), ""}),
        "sex": rules.SEXES | {""},
    }


def _sorted(staged: Path, rows: int) -> files.Written:
    part = files.unfinished()
    try:
        store.cursor().execute(
            f"COPY (SELECT * FROM read_parquet({store.quoted(str(staged))})"
            f" ORDER BY {rules.sort_order()}) TO {store.quoted(str(part))}"
            f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {files.GROUP_ROWS})"
        )
        return files.settle(part, rows=rows)
    finally:
        part.unlink(missing_ok=True)


def _in_words(wrong: pyarrow.ArrowInvalid) -> str:
    """Return what the reader says, without the words of its maker."""
    said = str(wrong)
    if found := re.search(r"column #(\d+): .*?invalid value '([^']*)'", said):
        return (
            f"“{found[2][:60]}” in column {int(found[1]) + 1} is not a number. Enter digits only."
        )
    if found := re.search(r"(?:Row #(\d+): )?Expected (\d+) columns, got (\d+)", said):
        row = f"Row {found[1]}" if found[1] else "A row"
        return f"{row} has {found[3]} cells and the heading row {found[2]}."
    if "UTF8" in said or "UTF-8" in said:
        return "The file holds a letter that is not saved as UTF-8. Save it as “CSV UTF-8”."
    return "The file cannot be read as comma-separated values. Look for a line that was cut off."
