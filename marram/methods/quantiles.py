"""Quantiles: areas sorted into fifths, tenths or other equal groups by a value."""

import numpy as np
from numpy.typing import ArrayLike

from marram.methods import groups as grouping
from marram.methods.arrays import FloatArray, IntArray, floats


def quantile(
    *,
    values: ArrayLike,
    number: int = 10,
    groups: ArrayLike | None = None,
    first_is_highest: ArrayLike = True,
) -> FloatArray:
    """Return the quantile of each value within its group, 1 to `number`.

    Ties share the quantile of the best placed among them. The first quantile holds the highest
    values unless `first_is_highest` is false (for all, or value by value).
    Shape: as `values`. Missing: a missing value has no quantile, and nobody has one in a group of
    fewer values than quantiles.
    Raises: ValueError when `number` is below 2.
    Source: Fingertips technical guidance, assigning areas to quantiles.

    >>> quantile(values=[10, 20, 30, 40], number=2).tolist()
    [2.0, 2.0, 1.0, 1.0]
    """
    if number < 2:
        raise ValueError(f"number must be at least 2; got {number}")
    measured = floats(values).reshape(-1)
    turned = np.where(np.broadcast_to(first_is_highest, measured.shape), -measured, measured)
    numbers, many = grouping.codes(groups, measured.size)
    present = ~np.isnan(measured)
    size = np.bincount(numbers[present], minlength=many).astype(np.float64)[numbers]
    rank = _lowest_ranks(turned, numbers)
    with np.errstate(divide="ignore"):
        place = np.floor((number + 1) - np.ceil((size + 1 - rank) / (size / number)))
    place = np.where(place == 0, 1, place)
    return np.where(present & (size >= number), place, np.nan)


def _lowest_ranks(values: FloatArray, numbers: IntArray) -> FloatArray:
    """Return each value's rank within its group from 1 upwards; ties take the lowest."""
    order = np.lexsort((values, numbers))
    sorted_values, sorted_numbers = values[order], numbers[order]
    fresh_group = np.r_[True, sorted_numbers[1:] != sorted_numbers[:-1]]
    fresh_value = fresh_group | np.r_[True, sorted_values[1:] != sorted_values[:-1]]
    positions = np.arange(len(values))
    group_start = np.maximum.accumulate(np.where(fresh_group, positions, 0))
    value_start = np.maximum.accumulate(np.where(fresh_value, positions, 0))
    ranks = np.empty(len(values))
    ranks[order] = value_start - group_start + 1
    return ranks
