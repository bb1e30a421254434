"""Standard populations: how many people of each age stand behind a standardised rate."""

import numpy as np

from marram.methods.arrays import FloatArray


# First ages of the nineteen five-year bands, 0-4 up to 90 and over.
FIVE_YEAR_BANDS = tuple(range(0, 95, 5))

# Persons in each of the nineteen bands; the standard sums to 100,000.
# Source: Eurostat, Revision of the European Standard Population, 2013.
_ESP2013 = (
    5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000,
    7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000,
)  # fmt: skip


def european_2013() -> FloatArray:
    """Return the European Standard Population of 2013 in nineteen bands, 0-4 to 90 and over.

    >>> european_2013().sum().item()
    100000.0
    """
    return np.array(_ESP2013, dtype=np.float64)
