"""Parts of a split from the most to the least deprived, and how steep the slope between is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marram.indicators.vocabulary import Result
from marram.methods import inequality


# The slope index needs so many parts of the people.
FEWEST_PARTS = 5
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}


@dataclass(frozen=True)
class Slope:
    """The slope index of inequality: how much higher the figure is at the least deprived end than
    at the most deprived, in the unit of the figure, with its 95% interval."""

    split: str
    parts: tuple[str, ...]
    value: float
    lower: float
    upper: float
    method: str


def slope(splits: Mapping[str, Sequence[Result]]) -> Slope | None:
    """Return the slope of the split by deprivation, or None where its figures do not allow one.

    Every part must have a value, an interval and a population.
    """
    for name, parts in splits.items():
        ordered = from_the_most_deprived(parts)
        if len(ordered) >= FEWEST_PARTS and all(_whole(each) for each in ordered):
            return _slope(name, ordered)
    return None


def from_the_most_deprived(parts: Sequence[Result]) -> list[Result]:
    """Return the parts in their order of deprivation; none where the order is not told."""
    ranks = {place(each.slice.category, len(parts)): each for each in parts}
    if set(ranks) != set(range(1, len(parts) + 1)):
        return []
    return [ranks[rank] for rank in sorted(ranks)]


def place(category: str, many: int) -> int:
    """Return which part from the most deprived a name means, 0 where it does not say.

    >>> place("Second most deprived decile", 10), place("Fifth less deprived decile (IMD2019)", 10)
    (2, 6)
    >>> place("Least deprived fifth", 5), place("3", 5), place("Bootle", 5)
    (5, 3, 0)
    """
    words = category.casefold().split()
    if found := re.match(r"(\d+)\b", category):
        return int(found[1])
    if "deprived" not in words:
        return 0
    number = _ORDINALS.get(words[0], 1)
    return many + 1 - number if {"least", "less"} & set(words) else number


def _whole(of: Result) -> bool:
    return of.judged and of.interval != "none" and bool(of.out_of)


def _slope(name: str, parts: Sequence[Result]) -> Slope:
    estimates = [each.estimate for each in parts if each.estimate]
    found = inequality.slope_index(
        value=[each.value for each in estimates],
        lower=[each.lower for each in estimates],
        upper=[each.upper for each in estimates],
        population=[each.out_of or 1 for each in parts],
    )
    index = found.slope.only()
    categories = tuple(each.slice.category for each in parts)
    return Slope(name, categories, index.value, index.lower, index.upper, index.method)
