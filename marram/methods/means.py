"""Means of measurements, such as a wellbeing score."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from marram.methods import groups as grouping
from marram.methods.arrays import Levels, confidences, floats, one_or_many, refuse, shaped
from marram.methods.estimates import Estimates, Unit


def mean(
    *,
    values: ArrayLike,
    groups: ArrayLike | None = None,
    confidence: Levels = 0.95,
    unit: Unit = Unit.AS_GIVEN,
) -> Estimates:
    """Return the mean of each group of values with its Student t interval.

    Units: as the values. Shape: `values` is flat, `groups` names the group of each; the result has
    one mean per group, in the sorted order of the names (one in all without `groups`).
    Missing: a group with a missing value is missing; a single value has a mean and no interval.
    Raises: ValueError when a value is infinite.
    Source: Student, Biometrika 1908;6:1-25; n - 1 degrees of freedom.

    >>> estimate = mean(values=[4.0, 6.0, 8.0]).only()
    >>> round(estimate.lower, 2), estimate.value, round(estimate.upper, 2)
    (1.03, 6.0, 10.97)
    """
    measured = floats(values).reshape(-1)
    refuse(np.isinf(measured), bound="values must be finite", values=measured)
    numbers, many = grouping.codes(groups, measured.size)
    size = np.bincount(numbers, minlength=many).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = grouping.sums(measured, numbers, many) / size
        squares = grouping.sums((measured - value[numbers]) ** 2, numbers, many)
        error = np.sqrt(squares / (size - 1)) / np.sqrt(size)
    tails = np.array([level + (1 - level) / 2 for level in confidences(confidence)])[:, None]
    # A t distribution needs a degree of freedom: one value alone has no interval.
    spread = stdtrit(np.where(size > 1, size - 1, np.nan), tails) * error
    return Estimates(
        value=value,
        lower=shaped(value - spread, confidence),
        upper=shaped(value + spread, confidence),
        unit=unit,
        confidence=one_or_many(confidence),
        method="Student's t",
    )
