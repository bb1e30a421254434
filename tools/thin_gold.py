"""Thin the reference gold to what the repository keeps: `python -m tools.thin_gold RAW OUT`.

Keeps every hand-made edge case and an even sample of the random ones, whole units at a time, and
only the columns that the tests read. RAW is a folder with the whole gold.
"""

import csv
import sys
from pathlib import Path


# Of the random units of a folder, one in so many is kept.
ONE_IN = {
    "byars_exact": 1,
    "dsr": 4,
    "funnel": 6,
    "funnel_poisson_block": 1,
    "isr": 5,
    "life_expectancy": 9,
    "life_expectancy_bands": 3,
    "mean": 4,
    "proportion": 4,
    "quantile": 5,
    "rate": 4,
    "sii": 1,
    "spc": 8,
    "trend": 2,
}
DROPPED = {
    "area", "confidence", "statistic", "method", "total_count", "total_pop", "fix_y",
    "outside_limits", "relative_to_mean", "close_to_limits", "special_cause_flag", "point_type",
    "nquantiles", "groupvars", "qinverted", "ref_rate", "expected", "value_sum", "value_count",
    "stdev", "pops_used", "dths_used",
}  # fmt: skip
KEPT_COLUMNS = {
    "quantile": {"area"},
    "byars_exact": {"confidence"},
    "proportion/errors": {"confidence"},
    "rate/errors": {"confidence"},
}
UNUSED_FILES = ("doc_example", "py_errors")
# Rows whose inputs come out of another package's test files are never kept.
NOT_OURS = "pkg_testdata"
# Funnel curves have a hundred points each: every ninth, with both ends, shows the curve.
EVERY_POINT = 9


def main(raw: Path, out: Path) -> None:
    for folder in sorted(path for path in raw.iterdir() if path.is_dir()):
        kept = _units(folder, ONE_IN[folder.name])
        for file in sorted(folder.glob("*.csv")):
            if file.name.startswith(UNUSED_FILES):
                continue
            target = out / folder.name / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            also = KEPT_COLUMNS.get(folder.name) or KEPT_COLUMNS.get(f"{folder.name}/{file.stem}")
            _thin(file, target, kept, also or set())


def _units(folder: Path, one_in: int) -> set[str]:
    """Return the units to keep: all edge cases, and one in so many of the others."""
    edge, other, foreign = set(), [], set()
    for file in sorted(folder.glob("*.csv")):
        for row in _rows(file):
            name = row.get("unit") or row.get("facet") or row.get("f") or ""
            if row.get("source") == NOT_OURS:
                foreign.add(name)
            elif row.get("source") == "edge" or name.startswith("e_"):
                edge.add(name)
            elif name not in other:
                other.append(name)
    return (edge | set(sorted(set(other) - edge)[::one_in])) - foreign


def _thin(file: Path, target: Path, kept: set[str], also: set[str]) -> None:
    rows = [row for row in _rows(file) if _keep(row, kept)]
    names = [name for name in (rows[0] if rows else {}) if name not in DROPPED - also]
    with target.open("w", newline="", encoding="utf-8") as lines:
        writer = csv.DictWriter(lines, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _short(row[name]) for name in names} for row in rows)


def _keep(row: dict[str, str], kept: set[str]) -> bool:
    name = row.get("unit") or row.get("facet") or row.get("f") or ""
    point = row.get("point")
    return name in kept and (not point or int(point) % EVERY_POINT == 1)


def _short(cell: str) -> str:
    """Return the shortest text that reads back as the same number."""
    try:
        number = float(cell)
    except ValueError:
        return cell
    short = repr(number).removesuffix(".0")
    return short if len(short) < len(cell) and "_" not in cell else cell


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
