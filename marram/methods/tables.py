"""Every method that works on a table: columns named as its arguments in, columns out.

A method takes its rows one by one (`ROWS`), by groups named in a column of their own (`GROUPS`), as
one row of a grid per area and one column per age, quantile, year or period (`GRID`), as series of
points in order (`SERIES`), as people by how many events they had (`FREQUENCIES`), or as the answers
of a person, one column each (`ANSWERS`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum, StrEnum, auto
from inspect import Parameter, cleandoc, signature
from typing import Any, get_type_hints

import numpy as np
from numpy.typing import NDArray

from marram.methods import disclosure, forecasts, funnels, populations
from marram.methods.estimates import Estimate, Estimates


Column = NDArray[Any]
Columns = Mapping[str, Column]


class Layout(Enum):
    """How the rows of a table make up what a method takes."""

    ROWS = auto()
    GROUPS = auto()
    GRID = auto()
    SERIES = auto()
    FREQUENCIES = auto()
    ANSWERS = auto()


# Arguments that hold for the whole table; every other argument is a column.
_OPTIONS = {
    "confidence", "draws", "factor", "first_is_highest", "fix_after", "hide_zero", "improvement",
    "missing_as_zero", "multiplier", "national", "number", "percentile", "periods",
    "periods_left", "polarity", "rater", "runs", "scale", "screened", "seed", "summed",
    "threshold", "transform", "unit", "years",
}  # fmt: skip


@dataclass(frozen=True)
class TableMethod:
    """A method by the name it has on the command line."""

    name: str
    function: Callable[..., Any]
    layout: Layout = Layout.ROWS
    # What the rows of a grid, and its columns, are called in a table of one row per cell.
    keys: tuple[str, ...] = ()
    columns_are_periods: bool = False

    @property
    def summary(self) -> str:
        """Return what comes back, from the first line of the function's docstring."""
        function = getattr(self.function, "func", self.function)
        return cleandoc(function.__doc__ or "").split("\n", maxsplit=1)[0]

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        return signature(self.function).parameters

    @property
    def needed(self) -> tuple[str, ...]:
        """Return the columns that a table must have."""
        own = tuple(
            name
            for name, parameter in self.parameters.items()
            if parameter.default is Parameter.empty and not self._is_option(name)
        )
        derived = ("start_ages", "standard", "answers", "of")
        return self.keys + tuple(name for name in own if name not in derived)

    @property
    def optional(self) -> tuple[str, ...]:
        """Return the columns that a table may have."""
        return tuple(
            name
            for name in self.parameters
            if not self._is_option(name)
            and name not in (*self.needed, "start_ages", "answers", "of")
        )

    @property
    def options(self) -> tuple[str, ...]:
        """Return the arguments that hold for the whole table."""
        return tuple(name for name in self.parameters if self._is_option(name))

    def _is_option(self, name: str) -> bool:
        if name == "periods" and self.layout is Layout.ROWS:
            return False
        if name == "years" and self.columns_are_periods:
            return False
        if name in ("target", "so_far", "periods_left"):
            return self.layout is Layout.GRID
        return name in _OPTIONS

    def option(self, name: str, text: str) -> Any:
        """Return an option's value from its text.

        Raises: ValueError when the text is none of the values the option may have.
        """
        hint = get_type_hints(self.function)[name]
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            for member in hint:
                if text.casefold() in (member.name.casefold(), member.value.casefold()):
                    return member
            choices = ", ".join(member.name.lower() for member in hint)
            raise ValueError(f"{name} must be one of {choices}; got {text}")
        if hint is bool or name in ("first_is_highest", "national"):
            if text.casefold() not in ("true", "false"):
                raise ValueError(f"{name} must be true or false; got {text}")
            return text.casefold() == "true"
        if hint is str:
            return text
        number = float(text)
        return int(number) if number == int(number) and hint is not float else number


def apply(*, method: TableMethod, table: Columns, **options: Any) -> dict[str, Column]:
    """Return the columns of the result, beside what names its rows.

    Raises: ValueError when a column is missing, or a number impossible.

    >>> from marram.methods.proportions import proportion
    >>> result = apply(
    ...     method=TableMethod("proportion", proportion),
    ...     table={"area": np.array(["A"]), "count": np.array([5.0]), "out_of": np.array([50.0])},
    ... )
    >>> list(result), result["value"].tolist()
    (['area', 'count', 'out_of', 'value', 'lower', 'upper'], [10.0])
    """
    for name in method.needed:
        if name not in table:
            raise ValueError(
                f"the table has no column {name}; {method.name} needs {', '.join(method.needed)}"
            )
    layouts = {
        Layout.GRID: _apply_to_grid,
        Layout.SERIES: _apply_to_series,
        Layout.FREQUENCIES: _apply_to_frequencies,
        Layout.ANSWERS: _apply_to_answers,
    }
    return layouts.get(method.layout, _apply_to_rows)(method, table, options)


def _apply_to_answers(
    method: TableMethod, table: Columns, options: Mapping[str, Any]
) -> dict[str, Column]:
    """Return the score of every person beside the answers."""
    grid = np.stack([table[name] for name in method.keys], axis=-1)
    return {**table, **flatten(method.function(answers=grid, **options), method.name)}


def _apply_to_rows(
    method: TableMethod, table: Columns, options: Mapping[str, Any]
) -> dict[str, Column]:
    """Return the result beside its rows, or as a table of its own where it has other rows."""
    given = {name: table[name] for name in (*method.needed, *method.optional) if name in table}
    result = flatten(method.function(**given, **options), method.name)
    if method.layout is Layout.GROUPS and "groups" in given:
        return {"groups": np.unique(given["groups"]), **result}
    rows = len(next(iter(table.values())))
    if method.layout is Layout.GROUPS or any(len(column) != rows for column in result.values()):
        return result
    return {**table, **result}


def flatten(result: Any, name: str) -> dict[str, Column]:
    """Return a result as columns: value, lower and upper of estimates, a column per array."""
    if isinstance(result, Estimate | Estimates):
        return _estimate_columns(result)
    if isinstance(result, dict):
        return {key: np.atleast_1d(column) for key, column in result.items()}
    if not is_dataclass(result):
        return {name.replace("-", "_"): np.atleast_1d(result)}
    columns: dict[str, Column] = {}
    for shown in getattr(result, "shown", [field.name for field in fields(result)]):
        part = getattr(result, shown)
        if isinstance(part, Estimates):
            lead = "" if shown in ("estimates", "limits") else f"{shown}_"
            columns |= {f"{lead}{key}": column for key, column in _estimate_columns(part).items()}
        elif isinstance(part, np.ndarray):
            columns |= _by_level(shown, part, columns)
    return columns


def _estimate_columns(estimates: Estimate | Estimates) -> dict[str, Column]:
    value = np.atleast_1d(estimates.value)
    if isinstance(estimates.confidence, float):
        lower, upper = np.atleast_1d(estimates.lower), np.atleast_1d(estimates.upper)
        return {"value": value, "lower": lower, "upper": upper}
    columns = {"value": value}
    for place, level in enumerate(estimates.confidence):
        mark = f"{level * 100:g}".replace(".", "_")
        columns[f"lower_{mark}"] = np.atleast_1d(np.asarray(estimates.lower)[place])
        columns[f"upper_{mark}"] = np.atleast_1d(np.asarray(estimates.upper)[place])
    return columns


def _by_level(name: str, part: Column, before: Mapping[str, Column]) -> dict[str, Column]:
    """Return an array as one column, or as one per curve of a funnel."""
    size = len(next(iter(before.values()))) if before else len(np.atleast_1d(part))
    if part.ndim == 2 and len(part) == len(funnels.LEVELS) and part.shape[1] == size:
        return {
            f"{name}_{f'{level * 100:g}'.replace('.', '_')}": row
            for level, row in zip(funnels.LEVELS, part, strict=True)
        }
    return {name: np.atleast_1d(part)}


def _apply_to_grid(
    method: TableMethod, table: Columns, options: Mapping[str, Any]
) -> dict[str, Column]:
    """Return results per row of the grid, or per cell where the method gives one for each."""
    row_key, column_key = method.keys
    rows, row_numbers = np.unique(table[row_key], return_inverse=True)
    columns, column_numbers = _in_order(table[column_key])
    _refuse_doubles(method, row_numbers, column_numbers, len(columns))
    given: dict[str, Any] = {}
    for name in (*method.needed[2:], *method.optional):
        if name in table and name != column_key:
            wide = np.full((len(rows), len(columns)), np.nan)
            wide[row_numbers, column_numbers] = table[name]
            given[name] = wide
    given |= _axis_arguments(method, columns, given)
    found = method.function(**given, **options)
    result = flatten(found, method.name)
    named: dict[str, Column] = {row_key: rows}
    shape = next(iter(result.values())).shape
    if len(shape) == 1:
        return {**named, **result}
    down, across = rows, columns
    if isinstance(found, disclosure.Released):
        down, across = (np.append(each.astype(str), "Total") for each in (rows, columns))
    if isinstance(found, forecasts.Forecast):
        across = np.arange(1, shape[1] + 1)
    named = {row_key: np.repeat(down, shape[1]), column_key: np.tile(across, shape[0])}
    return named | {
        name: (part if part.ndim == 2 else np.repeat(part, shape[1])).reshape(-1)
        for name, part in result.items()
    }


def _apply_to_frequencies(
    method: TableMethod, table: Columns, options: Mapping[str, Any]
) -> dict[str, Column]:
    """Return a result per area from people by area, age and how many events each had."""
    areas, area = np.unique(table["area"], return_inverse=True)
    ages, age = _in_order(table["age"])
    times, time = np.unique(table["events_each"], return_inverse=True)
    people = np.zeros((len(areas), len(times), len(ages)))
    np.add.at(people, (area, time, age), table["people"])
    given = {}
    for name in ("population", "standard"):
        given[name] = np.full((len(areas), len(ages)), np.nan)
        given[name][area, age] = table[name]
    result = method.function(people=people, events_each=times, **given, **options)
    return {"area": areas, **flatten(result, method.name)}


def _refuse_doubles(
    method: TableMethod, rows: NDArray[Any], columns: NDArray[Any], width: int
) -> None:
    cells = np.bincount(rows.reshape(-1) * width + columns.reshape(-1))
    if (cells > 1).any():
        raise ValueError(f"the table has two rows for one {' and '.join(method.keys)}")


def _axis_arguments(
    method: TableMethod, columns: Column, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the arguments that a grid's columns stand for: ages, years, or the standard's."""
    if "start_ages" in method.parameters:
        return {"start_ages": tuple(int(number) for number in _leading_numbers(columns))}
    if "years" in method.parameters and method.columns_are_periods:
        return {"years": _leading_numbers(columns)}
    if "standard" in method.parameters and "standard" not in given:
        if len(columns) != len(populations.FIVE_YEAR_BANDS):
            raise ValueError(
                "give a column standard, or the nineteen five-year bands of the European standard"
                f" population of 2013; there are {len(columns)} ages"
            )
        return {"standard": populations.european_2013()}
    return {}


def _in_order(labels: Column) -> tuple[Column, NDArray[Any]]:
    """Return labels in the order of the numbers they begin with ("5-9" before "10-14")."""
    names, numbers = np.unique(labels, return_inverse=True)
    order = np.argsort(_leading_numbers(names), kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return names[order], place[numbers]


def _leading_numbers(labels: Column) -> NDArray[np.float64]:
    if np.issubdtype(labels.dtype, np.number):
        return labels.astype(np.float64)
    found = [re.search(r"\d+", str(label)) for label in labels]
    # Days such as 2025-04-01 sort as text among those that begin with the same number.
    return np.array([float(match[0]) if match else np.inf for match in found])


def _apply_to_series(
    method: TableMethod, table: Columns, options: Mapping[str, Any]
) -> dict[str, Column]:
    """Return a control chart of every series, each a baseline of its own, point by point."""
    order = np.lexsort((table["day"], table["series"]))
    ordered = {name: column[order] for name, column in table.items()}
    names = ordered["series"]
    starts = np.r_[True, names[1:] != names[:-1]]
    if "rebase" in ordered:
        starts |= np.nan_to_num(ordered["rebase"].astype(np.float64)) > 0
    result = flatten(method.function(value=ordered["value"], rebase=starts, **options), method.name)
    return ordered | result
