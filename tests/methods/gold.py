"""Reads the gold: inputs and outputs of the reference implementations, one folder a method.

The files beside this module are thinned by `tools/thin_gold.py`. Set MARRAM_GOLD to a folder with
the whole of them to check every row.
"""

import csv
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


GOLD = Path(os.environ.get("MARRAM_GOLD", Path(__file__).parent / "gold"))


class Table:
    """A gold file by columns: text as it stands, or numbers with NaN for what is empty."""

    def __init__(self, path: Path) -> None:
        with path.open(newline="", encoding="utf-8") as lines:
            reader = csv.reader(lines)
            self.names = next(reader)
            rows = list(reader)
        self.columns = dict(
            zip(self.names, zip(*rows, strict=True) if rows else [()] * 99, strict=False)
        )

    def text(self, name: str) -> NDArray[np.str_]:
        return np.array(self.columns[name], dtype=str)

    def numbers(self, name: str) -> NDArray[np.float64]:
        return np.array([float(cell) if cell else np.nan for cell in self.columns[name]])

    def flags(self, name: str) -> NDArray[np.bool_]:
        return self.text(name) == "TRUE"


def table(folder: str, name: str) -> Table:
    return Table(GOLD / folder / f"{name}.csv")


def positions(keys: NDArray[np.str_], wanted: NDArray[np.str_]) -> NDArray[np.int64]:
    """Return where each wanted key stands among `keys`."""
    where = {key: position for position, key in enumerate(keys.tolist())}
    return np.array([where[key] for key in wanted.tolist()])


def by_area(
    given: Table, columns: tuple[str, ...], fill: dict[str, float]
) -> tuple[NDArray[np.str_], list[NDArray[np.float64]]]:
    """Return the areas and each column as areas x ages, short areas filled up to the longest."""
    names, numbers = np.unique(given.text("unit"), return_inverse=True)
    bands, band_numbers = np.unique(given.numbers("ageband"), return_inverse=True)
    shaped = []
    for column in columns:
        wide = np.full((len(names), len(bands)), fill[column])
        wide[numbers, band_numbers] = given.numbers(column)
        shaped.append(wide)
    return names, shaped


def direct_areas(given: Table) -> tuple[NDArray[np.str_], list[NDArray[np.float64]]]:
    """Return the areas, and counts, people and the standard's people, as areas x ages."""
    return by_area(given, ("x", "n", "stdpop"), {"x": 0.0, "n": 1.0, "stdpop": 0.0})


def indirect_areas(given: Table) -> tuple[NDArray[np.str_], list[NDArray[np.float64]]]:
    """Return the areas, and counts and people, theirs and the reference's, as areas x ages."""
    fill = {"x": 0.0, "n": 0.0, "x_ref": 0.0, "n_ref": 1e-300}
    return by_area(given, ("x", "n", "x_ref", "n_ref"), fill)


def agree(ours, theirs, *, relative: float = 1e-12, absolute: float = 0.0) -> None:
    """Assert that two arrays agree, missing where the other is missing."""
    np.testing.assert_allclose(ours, theirs, rtol=relative, atol=absolute, equal_nan=True)
