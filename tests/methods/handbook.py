"""A page of the methods handbook: a worked example that is a test, and prints itself.

A page states a method's formula, a small table as text, and what the method says of it. `check`
runs the method on the table; `markdown` and `picture` print the page from the very same text.
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np

from marram.methods import catalogue, command_line, tables


@dataclass(frozen=True)
class Page:
    """One method in the handbook."""

    method: str
    story: str
    formula: str
    table: str
    answer: str
    options: Mapping[str, str] = field(default_factory=dict)
    decimals: int = 2

    def check(self) -> None:
        """Assert that the method says of the table what the page says it does."""
        assert self.result() == parsed(self.answer)

    def result(self) -> dict[str, list[str]]:
        """Return the answer's columns as the method gives them, as text."""
        method = catalogue.METHODS[self.method]
        given = {
            name: command_line.column(["" if cell == "-" else cell for cell in cells])
            for name, cells in parsed(self.table).items()
        }
        options = {name: method.option(name, text) for name, text in self.options.items()}
        found = tables.apply(method=method, table=given, **options)
        rows = len(next(iter(parsed(self.answer).values())))
        return {
            name: [self._text(value) for value in found[name].tolist()[:rows]]
            for name in parsed(self.answer)
        }

    def _text(self, value: object) -> str:
        if isinstance(value, float):
            if np.isnan(value):
                return "-"
            text = f"{value:.{self.decimals}f}"
            return text.rstrip("0").rstrip(".") if "." in text else text
        return str(value) or "-"

    def markdown(self, chapter: str) -> str:
        """Return the page as Markdown."""
        method = catalogue.METHODS[self.method]
        words = documented(method)
        flags = "".join(
            f" --{name.replace('_', '-')} {_quoted(text)}" for name, text in self.options.items()
        )
        parts = [
            f"# {self.method.replace('-', ' ').capitalize()}",
            method.summary,
            "## Formula",
            "\n".join(f"    {line}" for line in _lines(self.formula)),
            "## Worked example",
            self.story,
            _grid(parsed(self.table)),
            f"`marram method {self.method} table.csv{flags}` answers:",
            _grid(parsed(self.answer)),
            f"![{self.alternative()}]({self.method}.svg)",
            "## In Python",
            f"    from {words['module']} import {words['function']}",
            words["terms"],
        ]
        return "\n\n".join(part for part in parts if part) + "\n"

    def alternative(self) -> str:
        """Return the picture in words: for every row what the method says."""
        answer = parsed(self.answer)
        return "; ".join(
            ", ".join(f"{name} {cell}" for name, cell in zip(answer, row, strict=True))
            for row in list(zip(*answer.values(), strict=True))[:12]
        )

    def picture(self) -> str:
        """Return a picture of the answer as SVG: intervals, bars, a line, or words in a row."""
        answer = parsed(self.answer)
        numeric = {
            name: [float(cell) if cell != "-" else None for cell in cells]
            for name, cells in answer.items()
            if all(_is_number(cell) or cell == "-" for cell in cells)
        }
        texts = [name for name in answer if name not in numeric]
        rows = len(next(iter(answer.values())))
        labels = self._row_labels(rows)
        height = 28 * rows + 24
        drawn = _drawing(numeric, rows)
        words = "".join(
            f'<text x="560" y="{28 * row + 33}">{escaped(answer[texts[-1]][row])}</text>'
            for row in range(rows)
            if texts
        )
        names = "".join(
            f'<text x="8" y="{28 * row + 33}">{escaped(label[:24])}</text>'
            for row, label in enumerate(labels)
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 {height}" role="img">'
            f"<title>{escaped(self.alternative())}</title>"
            f'<g font-family="sans-serif" font-size="14" fill="#0b0c0c">{names}{words}</g>'
            f"{drawn}</svg>\n"
        )

    def _row_labels(self, rows: int) -> list[str]:
        table, answer = parsed(self.table), parsed(self.answer)
        for source in (answer, table):
            for cells in source.values():
                if len(cells) == rows and not all(map(_is_number, cells)) and "-" not in cells:
                    return list(cells)
        first = next(iter(table.values()))
        return list(first) if len(first) == rows else [str(row + 1) for row in range(rows)]


def pages() -> dict[str, dict[str, tuple[Page, ModuleType]]]:
    """Return every page with its module, by chapter and file, in the order of their names."""
    from tests.methods import spec

    chapters: dict[str, dict[str, tuple[Page, ModuleType]]] = {}
    for chapter in pkgutil.iter_modules(spec.__path__):
        folder = importlib.import_module(f"tests.methods.spec.{chapter.name}")
        for file in pkgutil.iter_modules(folder.__path__):
            module = importlib.import_module(f"{folder.__name__}.{file.name}")
            chapters.setdefault(chapter.name, {})[file.name] = (module.PAGE, module)
    return chapters


def printed() -> dict[str, str]:
    """Return the whole handbook: the text of every file by its path below `docs/methods`."""
    files, contents = {}, ["# Methods handbook", _FOREWORD]
    for chapter, members in pages().items():
        contents.append(f"## {chapter.replace('_', ' ').capitalize()}")
        contents.append(
            "\n".join(
                f"- [{page.method.replace('-', ' ').capitalize()}]({chapter}/{page.method}.md):"
                f" {catalogue.METHODS[page.method].summary}"
                for page, _ in members.values()
            )
        )
        for page, _ in members.values():
            files[f"{chapter}/{page.method}.md"] = page.markdown(chapter)
            files[f"{chapter}/{page.method}.svg"] = page.picture()
    return {"README.md": "\n\n".join(contents) + "\n", **files}


_FOREWORD = (
    "Every page is a worked example that runs as a test: its table goes in, its answer comes out."
    " Columns are named as the arguments of the method; `-` stands for a missing number. The pages"
    " print themselves with `python -m tools.print_methods_handbook`; where our answers differ from"
    " those of the reference implementations, [deviations](deviations.md) says why."
)


def documented(method: tables.TableMethod) -> dict[str, str]:
    """Return where a method lives and what its docstring says of units, shapes and sources."""
    function: Any = method.function
    if isinstance(function, partial):
        function = function.func
    text = inspect.cleandoc(function.__doc__ or "").split(">>>")[0]
    body = text.split("\n", maxsplit=1)[1] if "\n" in text else ""
    module = inspect.getmodule(function)
    place = module.__name__ if module else ""
    name = function.__name__.lstrip("_")
    if place.endswith(".tables"):
        place, name = "marram.methods.gaps", name.removesuffix("_gap")
    return {"module": place, "function": name, "terms": _paragraphs(body)}


def _paragraphs(body: str) -> str:
    """Return the terms of a docstring as a list: Units, Shape, Missing, Raises, Source."""
    joined = re.sub(r"\s+", " ", body).strip()
    split = re.sub(
        r" ?\b(Units|Shape|Missing|Raises|Source|Intervals)((?:, \w+)*):", r"\n\n\1\2:", joined
    )
    return "\n\n".join(
        re.sub(r"^(\w+(?:, \w+)*):", r"**\1:**", part.strip())
        for part in split.split("\n\n")
        if part.strip()
    )


def parsed(text: str) -> dict[str, list[str]]:
    """Return a text table by columns: cells split by two or more spaces, or by `|`."""
    rows = [re.split(r"\s*\|\s*|\s{2,}", line.strip()) for line in text.strip().splitlines()]
    names, *cells = rows
    for row in cells:
        assert len(row) == len(names), f"row {row} does not fit the columns {names}"
    return {name: [row[place] for row in cells] for place, name in enumerate(names)}


def _lines(text: str) -> list[str]:
    return inspect.cleandoc(text).splitlines()


def _grid(columns: Mapping[str, list[str]]) -> str:
    head = f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}"
    rows = (f"| {' | '.join(row)} |" for row in zip(*columns.values(), strict=True))
    return head + "\n" + "\n".join(rows)


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell) is not None


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _drawing(numeric: Mapping[str, list[float | None]], rows: int) -> str:
    """Return dots with whiskers where there are limits, else bars of the last number."""
    limits = [name for name in numeric if "lower" in name or "upper" in name]
    values = [name for name in numeric if name.endswith("value")] or list(numeric)[-1:]
    shown = [*values[:1], *limits]
    known = [each for name in shown for each in numeric[name] if each is not None]
    if not known:
        return ""
    low, high = (min(known), max(known)) if limits else (min(0.0, *known), max(0.0, *known))
    span = (high - low) or 1.0

    def at(number: float) -> float:
        return round(200 + 330 * (number - low) / span, 1)

    lowers, uppers = ([name for name in limits if side in name] for side in ("lower", "upper"))
    marks = []
    for row in range(rows):
        y, value = 28 * row + 28, numeric[values[0]][row]
        for below, above in zip(lowers, uppers, strict=False):
            start, end = numeric[below][row], numeric[above][row]
            if start is not None and end is not None:
                left, right = at(start), at(end)
                line = f"M{left} {y}H{right}M{left} {y - 5}v10M{right} {y - 5}v10"
                marks.append(f'<path d="{line}" stroke="#505a5f" stroke-width="2" fill="none"/>')
        if value is None:
            continue
        if limits:
            marks.append(f'<circle cx="{at(value)}" cy="{y}" r="5" fill="#1d70b8"/>')
        else:
            left, right = sorted((at(0.0), at(value)))
            marks.append(
                f'<rect x="{left}" y="{y - 8}" width="{max(right - left, 1):.1f}" height="16"'
                ' fill="#1d70b8"/>'
            )
    return "".join(marks)
