"""Writing a file of observations so that it is whole and safe before anything names it.

A file is written under a name that nothing reads, made safe on the disk, and then moved to the
name of its own SHA-256. Only a row of the catalogue, committed afterwards, has it read.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from uuid import uuid4

import pyarrow
from pyarrow import parquet

from marram.indicators.queries import store
from marram.indicators.vocabulary import SCHEMA


# Rows are grouped so that a page about a few indicators reads a few groups, not the whole file.
GROUP_ROWS = 100_000
UNFINISHED = ".part"


@dataclass(frozen=True)
class Written:
    """A file on the disk: its SHA-256, rows and bytes."""

    sha256: str
    rows: int
    size: int

    @property
    def schema(self) -> dict[str, str]:
        """What its columns hold, for the catalogue."""
        return {field.name: str(field.type) for field in SCHEMA}


def keep(batches: Iterable[pyarrow.RecordBatch]) -> Written:
    """Write batches, which come sorted by slice, to a file of their own and make it safe."""
    part = unfinished()
    try:
        rows = _write(part, batches)
        return settle(part, rows=rows)
    finally:
        part.unlink(missing_ok=True)


def unfinished() -> Path:
    """Return a name for a file that is being written."""
    folder = store.folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{uuid4().hex}{UNFINISHED}"


def settle(part: Path, *, rows: int) -> Written:
    """Make a finished file safe on the disk and give it the name of its hash."""
    with part.open("rb+") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    size = part.stat().st_size
    os.replace(part, store.path_of(sha256))
    _make_safe(store.folder())
    return Written(sha256, rows, size)


def _write(part: Path, batches: Iterable[pyarrow.RecordBatch]) -> int:
    rows = 0
    with parquet.ParquetWriter(part, SCHEMA, compression="zstd") as writer:
        for batch in batches:
            rows += batch.num_rows
            writer.write_batch(batch.cast(SCHEMA), row_group_size=GROUP_ROWS)
    return rows


def _make_safe(folder: Path) -> None:
    """Have the disk keep the names in a folder, too; Windows does that by itself."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
