"""Gaps: how far two groups lie apart, as a difference and as a ratio."""

import numpy as np

from marram.methods.arrays import FloatArray, floats, one_or_many
from marram.methods.estimates import Estimate, Estimates, Unit


_DIFFERENCES = {Unit.PERCENT: Unit.PERCENTAGE_POINTS}


def absolute(*, of: Estimate | Estimates, beyond: Estimate | Estimates) -> Estimates:
    """Return how much one estimate exceeds another, with the interval of the difference.

    Each side gives what its own interval gives: the interval of two proportions is Newcombe's
    method 10, of two means that of separate variances.
    Units: as both (percent gives percentage points). Shape: as the two together.
    Raises: ValueError when the two differ in unit or confidence.
    Source: Zou GY, Donner A, Stat Med 2008;27:1693-1702; Newcombe RG, Stat Med 1998;17:873-890.

    >>> from marram.methods.proportions import proportion
    >>> gap = absolute(
    ...     of=proportion(count=56, out_of=70), beyond=proportion(count=48, out_of=80)
    ... ).only()
    >>> round(gap.lower, 2), round(gap.value, 2), round(gap.upper, 2)
    (5.24, 20.0, 33.39)
    """
    _comparable(of, beyond)
    value = floats(of.value) - floats(beyond.value)
    below = np.hypot(_below(of), _above(beyond))
    above = np.hypot(_above(of), _below(beyond))
    return Estimates(
        value=np.asarray(value),
        lower=np.asarray(value - below),
        upper=np.asarray(value + above),
        unit=_DIFFERENCES.get(of.unit, of.unit),
        confidence=of.confidence if isinstance(of, Estimates) else one_or_many(of.confidence),
        method="difference of independent estimates (Zou and Donner)",
    )


def relative(*, of: Estimate | Estimates, to: Estimate | Estimates) -> Estimates:
    """Return how many times one estimate is another, with the interval of the ratio.

    Units: a plain ratio. Shape: as the two together.
    Missing: where either value is not above nought there is no ratio.
    Raises: ValueError when the two differ in unit or confidence.
    Source: Zou GY, Donner A, Stat Med 2008;27:1693-1702, on the logarithms.

    >>> from marram.methods.rates import crude
    >>> ratio = relative(
    ...     of=crude(count=60, population=1000), to=crude(count=30, population=1000)
    ... ).only()
    >>> round(ratio.lower, 2), round(ratio.value, 2), round(ratio.upper, 2)
    (1.28, 2.0, 3.19)
    """
    _comparable(of, to)
    top, bottom = _logarithms(of), _logarithms(to)
    value = top[0] - bottom[0]
    below = np.hypot(top[0] - top[1], bottom[2] - bottom[0])
    above = np.hypot(top[2] - top[0], bottom[0] - bottom[1])
    return Estimates(
        value=np.asarray(np.exp(value)),
        lower=np.asarray(np.exp(value - below)),
        upper=np.asarray(np.exp(value + above)),
        unit=Unit.RATIO,
        confidence=of.confidence if isinstance(of, Estimates) else one_or_many(of.confidence),
        method="ratio of independent estimates (Zou and Donner)",
    )


def _comparable(one: Estimate | Estimates, other: Estimate | Estimates) -> None:
    if one.unit != other.unit:
        raise ValueError(f"both must have one unit; got {one.unit} and {other.unit}")
    if one.confidence != other.confidence:
        raise ValueError(
            f"both must have one confidence; got {one.confidence} and {other.confidence}"
        )


def _below(estimate: Estimate | Estimates) -> FloatArray:
    return floats(estimate.value) - floats(estimate.lower)


def _above(estimate: Estimate | Estimates) -> FloatArray:
    return floats(estimate.upper) - floats(estimate.value)


def _logarithms(estimate: Estimate | Estimates) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the logarithms of value, lower and upper; missing where there is none to take."""
    value = floats(estimate.value)
    known = np.where(value > 0, value, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        # A lower limit of nought lies infinitely far down: the ratio's lower limit is nought too.
        return np.log(known), np.log(floats(estimate.lower)), np.log(floats(estimate.upper))
