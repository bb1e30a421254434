"""Ratios: what was observed over what was to be expected."""

import numpy as np
from numpy.typing import ArrayLike

from marram.methods import rates
from marram.methods.arrays import Levels
from marram.methods.estimates import Estimates, Unit


def standardised(
    *,
    count: ArrayLike,
    population: ArrayLike,
    reference_count: ArrayLike,
    reference_population: ArrayLike,
    confidence: Levels = 0.95,
    unit: Unit = Unit.RATIO_OF_100,
    missing_as_zero: bool = False,
) -> Estimates:
    """Return the indirectly standardised ratio: observed over expected events.

    Units: 100 means as many events as the reference's rates would give; `Unit.RATIO` makes it 1.
    Shape, Raises, Source: as `rates.indirectly_standardised`.

    >>> estimate = standardised(
    ...     count=[8, 12], population=[1000, 2000],
    ...     reference_count=[100, 150], reference_population=[20_000, 30_000],
    ... ).only()
    >>> round(estimate.lower, 1), round(estimate.value, 1), round(estimate.upper, 1)
    (81.4, 133.3, 205.9)
    """
    observed, expected = rates.observed_and_expected(
        count, population, reference_count, reference_population, missing_as_zero
    )
    return rates.against_expected(observed, expected, np.asarray(unit.per), confidence, unit)
