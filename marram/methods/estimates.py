"""What every method returns: a number that cannot be parted from its meaning."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Unit(StrEnum):
    """What a number counts; the text is what stands behind it on a page."""

    COUNT = "count"
    OF_ONE = "of 1"
    PERCENT = "%"
    PER_1_000 = "per 1,000"
    PER_10_000 = "per 10,000"
    PER_100_000 = "per 100,000"
    PER_MILLION = "per million"
    RATIO = "ratio"
    RATIO_OF_100 = "ratio, 100 = the standard"
    YEARS = "years"
    PERCENTAGE_POINTS = "percentage points"
    SCORE = "score"
    AS_GIVEN = "in the unit of the values"

    @property
    def per(self) -> float:
        """How many people (or how much of the whole) one unit is stated for: 100 for percent."""
        return _PER.get(self, 1.0)


_PER = {
    Unit.PERCENT: 100.0,
    Unit.PER_1_000: 1e3,
    Unit.PER_10_000: 1e4,
    Unit.PER_100_000: 1e5,
    Unit.PER_MILLION: 1e6,
    Unit.RATIO_OF_100: 100.0,
    Unit.PERCENTAGE_POINTS: 100.0,
}


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """One value with its interval, unit and method: `lower` <= `value` <= `upper`, or all NaN."""

    value: float
    lower: float
    upper: float
    unit: Unit
    confidence: float = 0.95
    method: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Estimates:
    """Many values of one method, held as arrays.

    Shape: `value` has the shape of the input. `lower` and `upper` have it too when one confidence
    was asked for; when several were, they have the confidences as their first axis.
    """

    value: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    unit: Unit
    confidence: float | tuple[float, ...]
    method: str

    def __len__(self) -> int:
        return len(self.value)

    def __getitem__(self, position: int) -> Estimate:
        """Return the estimate at `position` of a flat list of estimates with one confidence."""
        if not isinstance(self.confidence, float):
            raise ValueError("choose one confidence first: estimates.at(0.95)[position]")
        return Estimate(
            value=float(self.value[position]),
            lower=float(self.lower[position]),
            upper=float(self.upper[position]),
            unit=self.unit,
            confidence=self.confidence,
            method=self.method,
        )

    def __iter__(self) -> Iterator[Estimate]:
        return (self[position] for position in range(len(self)))

    def at(self, confidence: float) -> "Estimates":
        """Return the same values with the limits of one of the confidences asked for."""
        levels = (self.confidence,) if isinstance(self.confidence, float) else self.confidence
        if confidence not in levels:
            raise ValueError(f"confidence must be one of {levels}; got {confidence}")
        if isinstance(self.confidence, float):
            return self
        chosen = levels.index(confidence)
        return Estimates(
            value=self.value,
            lower=self.lower[chosen],
            upper=self.upper[chosen],
            unit=self.unit,
            confidence=confidence,
            method=self.method,
        )

    def only(self) -> Estimate:
        """Return the single estimate of a calculation for one area and one confidence."""
        if self.value.size != 1 or not isinstance(self.confidence, float):
            raise ValueError(f"only() is for one value; there are {self.lower.size}")
        return Estimate(
            value=self.value.item(),
            lower=self.lower.item(),
            upper=self.upper.item(),
            unit=self.unit,
            confidence=self.confidence,
            method=self.method,
        )
