"""Values that belong to groups: sums and orders within each group without a loop over groups."""

import numpy as np
from numpy.typing import ArrayLike

from marram.methods.arrays import FloatArray, IntArray, floats


def codes(groups: ArrayLike | None, size: int) -> tuple[IntArray, int]:
    """Return the number of each value's group, from 0 in sorted order, and how many groups.

    No groups at all means that every value belongs to the same one.
    """
    if groups is None:
        return np.zeros(size, dtype=np.int64), 1
    names, numbers = np.unique(np.asarray(groups), return_inverse=True)
    if len(numbers) != size:
        raise ValueError(f"groups must be as many as the values ({size}); got {len(numbers)}")
    return numbers.astype(np.int64).reshape(-1), len(names)


def sums(values: ArrayLike, numbers: IntArray, count: int) -> FloatArray:
    """Return the sum of the values of each group; a missing value makes its group's missing."""
    return np.asarray(np.bincount(numbers, weights=floats(values), minlength=count), np.float64)
