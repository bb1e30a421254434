"""Checking a delivery that is too large to be looked through row by row.

It comes block by block as columns. What is wrong is said with its row, as for any delivery; but
nothing is set aside: a file with a fault is refused whole, for nobody could look through the rest.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow
from pyarrow import compute

from marram.indicators.rules.rows import days
from marram.indicators.vocabulary import NUMBERS, SCHEMA, SLICE, ValueKind, parse


TEXTS = (
    "indicator_id", "place", "period", "age", "sex", "category_type", "category", "kind", "words",
    "note", "source",
)  # fmt: skip
COLUMNS = ("observation", *TEXTS[:8], *NUMBERS, *TEXTS[8:])
UNSAID = {"age": "all ages", "sex": "persons", "kind": str(ValueKind.ACTUAL)}
SEXES = frozenset({"persons", "female", "male"})
# Enough to see what is wrong with a file.
FAULTS_SAID = 20


@dataclass
class Checking:
    """Turns blocks of a delivery into the columns that are kept, and collects what is wrong.

    `known` has, by column, the values that its cells may name.
    """

    known: Mapping[str, Collection[str]]
    key: str
    rows: int = 0
    faults: list[str] = field(default_factory=list)

    def kept(self, block: pyarrow.RecordBatch) -> pyarrow.RecordBatch:
        """Return a block as it is kept; where it has faults, cells that are wrong stay empty."""
        first = self.rows + 2  # the heading row is 1
        self.rows += block.num_rows
        columns: dict[str, pyarrow.Array] = {
            name: self._numbers(name, block.column(name), first) for name in NUMBERS
        }
        columns |= {name: self._text(name, block.column(name), first) for name in TEXTS}
        columns |= self._days(columns.pop("period"), first)
        columns["indicator"] = columns.pop("indicator_id")
        columns["row"] = pyarrow.array(np.arange(first, first + block.num_rows))
        for name, text in (("holding", self.key), ("extras", "")):
            columns[name] = pyarrow.repeat(pyarrow.scalar(text), block.num_rows)
        self._says_something(columns, first)
        return pyarrow.RecordBatch.from_arrays(
            [_plain(columns[name]).cast(SCHEMA.field(name).type) for name in SCHEMA.names],
            schema=SCHEMA,
        )

    def _numbers(self, name: str, column: pyarrow.Array, first: int) -> pyarrow.Array:
        bad = compute.invert(compute.is_finite(column))
        self._refuse(bad, first, f"{name} is not a finite number.")
        return column

    def _text(self, name: str, column: pyarrow.DictionaryArray, first: int) -> pyarrow.Array:
        """Return a column of texts; each text that it holds is looked at once."""
        texts = [_stripped(text) for text in column.dictionary.to_pylist()]
        allowed = self.known.get(name)
        wrong = [text for text in texts if allowed is not None and text not in allowed]
        for text in wrong:
            bad = compute.equal(column.indices, texts.index(text))
            self._refuse(bad, first, f"“{text}” is not known as {name}.")
        filled = pyarrow.array([text or UNSAID.get(name, "") for text in texts], pyarrow.string())
        return pyarrow.DictionaryArray.from_arrays(column.indices, filled)

    def _days(self, column: pyarrow.DictionaryArray, first: int) -> dict[str, pyarrow.Array]:
        """Return the columns of the periods; each period is read once."""
        read: list[Mapping[str, Any]] = []
        for number, text in enumerate(column.dictionary.to_pylist()):
            try:
                read.append(days(parse(text)))
            except ValueError as wrong:
                read.append(dict.fromkeys(("period_kind", "starts_on", "ends_on")))
                bad = compute.equal(column.indices, number)
                self._refuse(bad, first, str(wrong))
        return {
            name: pyarrow.array([each[name] for each in read], SCHEMA.field(name).type).take(
                column.indices
            )
            for name in ("period_kind", "starts_on", "ends_on")
        }

    def _says_something(self, columns: Mapping[str, pyarrow.Array], first: int) -> None:
        silent = compute.and_(compute.is_null(columns["value"]), compute.is_null(columns["count"]))
        if compute.any(silent).as_py():
            words = compute.equal(compute.utf8_length(_plain(columns["words"])), 0)
            silent = compute.and_(silent, words)
            self._refuse(silent, first, "the row has no value, no count and no words.")

    def _refuse(self, bad: pyarrow.Array, first: int, why: str) -> None:
        if len(self.faults) >= FAULTS_SAID or not compute.any(bad).as_py():
            return
        at = compute.index(bad, True).as_py()
        self.faults.append(f"Row {first + at}: {why}")


def heading(line: str) -> Sequence[str]:
    """Return the columns that a heading row names.

    Raises: ValueError with a sentence when they are not those of observations, each once.
    """
    names = [name.strip().strip('"') for name in line.strip().removeprefix("\ufeff").split(",")]
    missing = sorted(set(COLUMNS) - set(names))
    strange = sorted(set(names) - set(COLUMNS))
    if missing or strange or len(names) != len(COLUMNS):
        raise ValueError(
            "The heading row must name each column of observations once: "
            f"{', '.join(COLUMNS)}."
            + (f" It lacks {', '.join(missing)}." if missing else "")
            + (f" It has {', '.join(strange[:5])} as well." if strange else "")
        )
    return names


def sort_order() -> str:
    """Return what the rows of a file are sorted by, as SQL."""
    return ", ".join((*SLICE, "row"))


def _stripped(text: str | None) -> str:
    return (text or "").strip()


def _plain(column: pyarrow.Array) -> pyarrow.Array:
    is_dictionary = isinstance(column, pyarrow.DictionaryArray)
    return column.dictionary_decode() if is_dictionary else column


def parts(blocks: Iterator[pyarrow.RecordBatch], checking: Checking) -> Iterator[Any]:
    """Yield the blocks as they are kept, as long as nothing is wrong."""
    for block in blocks:
        kept = checking.kept(block)
        if not checking.faults:
            yield kept
