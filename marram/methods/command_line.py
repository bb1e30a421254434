"""`marram method`: any method that works on a table, from one CSV file to another."""

import argparse
import csv
import sys
from collections.abc import Sequence
from inspect import Parameter
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from marram.methods import catalogue, tables


def main(argv: Sequence[str]) -> int:
    """Run `marram method` and return its exit code: 0 done, 1 for a table that will not do.

    `argv` is what stands behind `marram method`: `proportion in.csv --output out.csv`, or `--list`.
    """
    parser = _parser()
    arguments = parser.parse_args(list(argv))
    if arguments.list:
        print(listing())
        return 0
    if arguments.method is None:
        parser.print_help()
        return 2
    try:
        _run(arguments)
    except (ValueError, OSError) as error:
        print(f"{arguments.method}: {error}", file=sys.stderr)
        return 1
    return 0


def listing() -> str:
    """Return every method with its columns, one a paragraph."""
    return "\n".join(
        f"{method.name}\n    {method.summary}\n    columns: {', '.join(method.needed)}"
        + (f"\n    may have: {', '.join(method.optional)}" if method.optional else "")
        + (f"\n    options: {' '.join(map(_flag, method.options))}" if method.options else "")
        for method in catalogue.METHODS.values()
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="marram method", description="Calculate a statistic for every row or area of a table."
    )
    parser.add_argument("--list", action="store_true", help="print each method with its columns")
    methods = parser.add_subparsers(dest="method", metavar="name")
    for method in catalogue.METHODS.values():
        needs = f"{method.summary} Columns: {', '.join(method.needed)}."
        one = methods.add_parser(
            method.name,
            help=method.summary.replace("%", "%%"),
            description=needs.replace("%", "%%"),
        )
        one.add_argument("input", type=Path, help="a CSV file whose columns are the arguments")
        one.add_argument("--output", type=Path, help="where to write; the screen without it")
        for name in method.options:
            must = method.parameters[name].default is Parameter.empty
            several = "+" if name == "confidence" else None
            one.add_argument(_flag(name), dest=name, nargs=several, required=must)
    return parser


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _run(arguments: argparse.Namespace) -> None:
    method = catalogue.METHODS[arguments.method]
    options = {
        name: _option(method, name, getattr(arguments, name))
        for name in method.options
        if getattr(arguments, name) is not None
    }
    result = tables.apply(method=method, table=read(arguments.input), **options)
    if arguments.output is None:
        write(result, sys.stdout)
        return
    with arguments.output.open("w", newline="", encoding="utf-8") as lines:
        write(result, lines)


def _option(method: tables.TableMethod, name: str, text: str | list[str]) -> Any:
    if isinstance(text, str):
        return method.option(name, text)
    levels = [float(each) for each in text]
    return levels[0] if len(levels) == 1 else tuple(levels)


def read(path: Path) -> dict[str, np.ndarray[Any, Any]]:
    """Return the columns of a CSV file: numbers where every filled cell is one, else text.

    Raises: ValueError when the file has no header or a row has too few or too many cells.
    """
    with path.open(newline="", encoding="utf-8-sig") as lines:
        rows = list(csv.reader(lines))
    if not rows:
        raise ValueError(f"{path.name} is empty; its first line must name the columns")
    names = [name.strip() for name in rows[0]]
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(names):
            raise ValueError(
                f"{path.name} line {number} has {len(row)} cells; the first line names {len(names)}"
            )
    cells = list(zip(*rows[1:], strict=True)) or [()] * len(names)
    return {name: column(part) for name, part in zip(names, cells, strict=True)}


def column(cells: Sequence[str]) -> np.ndarray[Any, Any]:
    try:
        return np.array([float(cell) if cell.strip() else np.nan for cell in cells])
    except ValueError:
        return np.array(cells, dtype=str)


def write(columns: tables.Columns, lines: TextIO) -> None:
    """Write columns as CSV: whole numbers without a point, missing ones as empty cells."""
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(columns)
    texts = [[_cell(value) for value in column.tolist()] for column in columns.values()]
    writer.writerows(zip(*texts, strict=True))


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "" if np.isnan(value) else repr(value).removesuffix(".0")
    return str(value)
