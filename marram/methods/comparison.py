"""Comparison: whether an area differs from a benchmark by more than chance, and which way."""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from marram.methods import counts
from marram.methods.arrays import (
    BoolArray,
    FloatArray,
    IntArray,
    floats,
    must_be_positive,
    must_not_be_negative,
    normal_quantile,
    refuse,
    together,
)
from marram.methods.estimates import Unit
from marram.methods.polarity import Polarity


class Outcome(StrEnum):
    """What a comparison says; better and worse where a direction is good, else higher and lower."""

    NOT_COMPARED = "Not compared"
    SIMILAR = "Similar"
    BETTER = "Better"
    WORSE = "Worse"
    BEST = "Best"
    WORST = "Worst"
    HIGHER = "Higher"
    LOWER = "Lower"
    HIGHEST = "Highest"
    LOWEST = "Lowest"
    HIGH = "High"
    MIDDLE = "Middle"
    LOW = "Low"


# How far above (+) or below (-) the benchmark, 2 past the outer limits, and what it is called.
_WORDS = {
    Polarity.HIGH_IS_GOOD: {
        -2: Outcome.WORST,
        -1: Outcome.WORSE,
        0: Outcome.SIMILAR,
        1: Outcome.BETTER,
        2: Outcome.BEST,
    },
    Polarity.LOW_IS_GOOD: {
        -2: Outcome.BEST,
        -1: Outcome.BETTER,
        0: Outcome.SIMILAR,
        1: Outcome.WORSE,
        2: Outcome.WORST,
    },
    Polarity.NO_JUDGEMENT: {
        -2: Outcome.LOWEST,
        -1: Outcome.LOWER,
        0: Outcome.SIMILAR,
        1: Outcome.HIGHER,
        2: Outcome.HIGHEST,
    },
}


def with_interval(
    *,
    value: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    benchmark: ArrayLike,
    polarity: Polarity,
    itself: ArrayLike = False,
) -> NDArray[np.str_]:
    """Return whether the benchmark lies outside each area's interval (Fingertips method 1).

    The limits belong to the interval; `itself` marks an area that is its own benchmark, which is
    not compared. Give 95% limits or, for the stricter variant, 99.8%.
    Shape: as the arguments together. Missing: not compared.
    Raises: ValueError when a lower limit exceeds its upper limit.
    Source: Fingertips, comparison by overlapping confidence intervals (open code, 2020).

    >>> with_interval(
    ...     value=[10, 20], lower=[8, 18], upper=[12, 22], benchmark=15,
    ...     polarity=Polarity.LOW_IS_GOOD,
    ... ).tolist()
    ['Better', 'Worse']
    """
    of, below, above, against = together(value, lower, upper, benchmark)
    refuse(below > above, bound="lower must not exceed upper", values=below)
    inside = (below <= against) & (against <= above)
    side = np.where(inside, 0, np.where(of < against, -1, 1))
    return _named(side, polarity, np.isnan(of + below + above + against), itself)


def with_two_intervals(
    *,
    lower: ArrayLike,
    upper: ArrayLike,
    outer_lower: ArrayLike,
    outer_upper: ArrayLike,
    benchmark: ArrayLike,
    polarity: Polarity,
    itself: ArrayLike = False,
) -> NDArray[np.str_]:
    """Return how far the benchmark lies outside the 95% and the 99.8% intervals (method 17).

    Shape, Missing, Raises, Source: as `with_interval`; the outer limits are the 99.8% ones.

    >>> with_two_intervals(
    ...     lower=[12, 16], upper=[18, 19], outer_lower=[10, 15.5], outer_upper=[20, 20],
    ...     benchmark=[11, 15], polarity=Polarity.HIGH_IS_GOOD,
    ... ).tolist()
    ['Better', 'Best']
    """
    inner_low, inner_high, low, high, against = together(
        lower, upper, outer_lower, outer_upper, benchmark
    )
    refuse(inner_low > inner_high, bound="lower must not exceed upper", values=inner_low)
    refuse(low > inner_low, bound="outer_lower must not exceed lower", values=low)
    refuse(high < inner_high, bound="outer_upper must not be below upper", values=high)
    missing = np.isnan(inner_low + inner_high + low + high + against)
    side = _past(against < inner_low, against <= low, against > inner_high, against >= high)
    return _named(side, polarity, missing, itself)


def with_other_interval(
    *,
    value: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    benchmark: ArrayLike,
    benchmark_lower: ArrayLike,
    benchmark_upper: ArrayLike,
    polarity: Polarity,
    itself: ArrayLike = False,
) -> NDArray[np.str_]:
    """Return whether two intervals are apart, that of the area and the benchmark's (method 12).

    Shape, Missing, Raises, Source: as `with_interval`.

    >>> with_other_interval(
    ...     value=10, lower=8, upper=12, benchmark=13, benchmark_lower=11, benchmark_upper=15,
    ...     polarity=Polarity.HIGH_IS_GOOD,
    ... ).item()
    'Similar'
    """
    of, below, above, against, other_below, other_above = together(
        value, lower, upper, benchmark, benchmark_lower, benchmark_upper
    )
    refuse(below > above, bound="lower must not exceed upper", values=below)
    refuse(
        other_below > other_above,
        bound="benchmark_lower must not exceed benchmark_upper",
        values=other_below,
    )
    missing = np.isnan(of + below + above + against + other_below + other_above)
    under = (of < against) & (above < other_below)
    over = (of >= against) & (other_above < below)
    return _named(np.where(under, -1, np.where(over, 1, 0)), polarity, missing, itself)


def proportion_control_limits(
    *, benchmark: ArrayLike, out_of: ArrayLike, confidence: float, unit: Unit = Unit.PERCENT
) -> tuple[FloatArray, FloatArray]:
    """Return how far proportions of so many people vary round a benchmark by chance (method 5).

    Units: `benchmark` in `unit`. Source: Fingertips open code (2020); Wilson's interval of the
    number expected.

    >>> low, high = proportion_control_limits(
    ...     benchmark=12.8379546895717, out_of=1339, confidence=0.95
    ... )
    >>> round(low.item(), 3), round(high.item(), 3)
    (11.152, 14.737)
    """
    against, people = together(benchmark, out_of)
    must_be_positive("out_of", people)
    share = against / unit.per
    refuse((share < 0) | (share > 1), bound="benchmark must be a proportion", values=against)
    z = normal_quantile(confidence)
    expected = people * share
    spread = z * np.sqrt(z * z + 4 * expected * (1 - share))
    scale = unit.per / (2 * (people + z * z))
    return (2 * expected + z * z - spread) * scale, (2 * expected + z * z + spread) * scale


def rate_control_limits(
    *,
    benchmark: ArrayLike,
    population: ArrayLike,
    confidence: float,
    unit: Unit = Unit.PER_100_000,
) -> tuple[FloatArray, FloatArray]:
    """Return how far rates of so many people vary round a benchmark by chance (method 6).

    Units: `benchmark` in `unit`. Source: Fingertips open code (2020); exact Poisson limits of the
    number expected.

    >>> low, high = rate_control_limits(benchmark=100, population=10_000, confidence=0.95)
    >>> round(low.item(), 2), round(high.item(), 2)
    (47.95, 183.9)
    """
    against, people = together(benchmark, population)
    must_be_positive("population", people)
    must_not_be_negative("benchmark", against)
    low, high = counts.exact(against * people / unit.per, confidence)
    return low / people * unit.per, high / people * unit.per


def with_proportion_limits(
    *,
    value: ArrayLike,
    out_of: ArrayLike,
    benchmark: ArrayLike,
    polarity: Polarity,
    unit: Unit = Unit.PERCENT,
    itself: ArrayLike = False,
) -> NDArray[np.str_]:
    """Return where proportions lie against 95% and 99.8% limits round the benchmark (method 5).

    Units: `value` and `benchmark` in `unit`. Missing: not compared.
    Raises, Source: as `proportion_control_limits`.

    >>> with_proportion_limits(
    ...     value=[10.978, 12], out_of=1339, benchmark=12.838, polarity=Polarity.HIGH_IS_GOOD
    ... ).tolist()
    ['Worse', 'Similar']
    """
    of, against, people = together(value, benchmark, out_of)
    inner = proportion_control_limits(benchmark=against, out_of=people, confidence=0.95, unit=unit)
    outer = proportion_control_limits(benchmark=against, out_of=people, confidence=0.998, unit=unit)
    side = _past(of > inner[1], of > outer[1], of < inner[0], of < outer[0])
    return _named(side, polarity, np.isnan(of + against + people), itself)


def with_rate_limits(
    *,
    value: ArrayLike,
    population: ArrayLike,
    benchmark: ArrayLike,
    polarity: Polarity,
    unit: Unit = Unit.PER_100_000,
    itself: ArrayLike = False,
) -> NDArray[np.str_]:
    """Return where rates lie against 95% and 99.8% limits round the benchmark (method 6).

    Units: `value` and `benchmark` in `unit`. Missing: not compared.
    Raises, Source: as `rate_control_limits`.

    >>> with_rate_limits(
    ...     value=[190, 100], population=10_000, benchmark=100, polarity=Polarity.LOW_IS_GOOD
    ... ).tolist()
    ['Worse', 'Similar']
    """
    of, against, people = together(value, benchmark, population)
    inner = rate_control_limits(benchmark=against, population=people, confidence=0.95, unit=unit)
    outer = rate_control_limits(benchmark=against, population=people, confidence=0.998, unit=unit)
    side = _past(of > inner[1], of > outer[1], of < inner[0], of < outer[0])
    return _named(side, polarity, np.isnan(of + against + people), itself)


def fifths(*, values: ArrayLike, polarity: Polarity) -> NDArray[np.str_]:
    """Return in which fifth of all areas each value lies (Fingertips method 15).

    Shape: flat, one per area. Missing: a missing value is not compared, nor is any below five
    values. Source: Fingertips open code (2020): percentiles by linear interpolation, to ten
    decimals, and the first that is not below the value.

    >>> fifths(values=[1, 2, 3, 4, 5], polarity=Polarity.NO_JUDGEMENT).tolist()
    ['Lowest', 'Low', 'Middle', 'High', 'Highest']
    """
    words = {
        Polarity.HIGH_IS_GOOD: ("Worst", "Worse", "Middle", "Better", "Best"),
        Polarity.LOW_IS_GOOD: ("Best", "Better", "Middle", "Worse", "Worst"),
        Polarity.NO_JUDGEMENT: ("Lowest", "Low", "Middle", "High", "Highest"),
    }
    return _parts(values, 5, words.get(polarity))


def quarters(*, values: ArrayLike, polarity: Polarity) -> NDArray[np.str_]:
    """Return in which quarter of all areas each value lies (Fingertips method 16).

    Shape, Missing, Source: as `fifths`, with four values enough.

    >>> quarters(values=[1, 2, 3, 4], polarity=Polarity.HIGH_IS_GOOD).tolist()
    ['Worst', 'Worse', 'Better', 'Best']
    """
    words = {
        Polarity.HIGH_IS_GOOD: ("Worst", "Worse", "Better", "Best"),
        Polarity.LOW_IS_GOOD: ("Best", "Better", "Worse", "Worst"),
        Polarity.NO_JUDGEMENT: ("Lowest", "Low", "High", "Highest"),
    }
    return _parts(values, 4, words.get(polarity))


def _past(over: BoolArray, far_over: BoolArray, under: BoolArray, far_under: BoolArray) -> IntArray:
    """Return 2, 1, 0, -1 or -2: how far over or under the limits a number lies."""
    return over.astype(np.int64) + far_over - under - far_under


def _named(
    side: IntArray, polarity: Polarity, missing: BoolArray, itself: ArrayLike
) -> NDArray[np.str_]:
    words = _WORDS.get(polarity)
    if words is None:
        return np.full(side.shape, str(Outcome.NOT_COMPARED))
    names = np.array([str(words[step]) for step in (-2, -1, 0, 1, 2)])
    compared = ~(missing | np.asarray(itself, dtype=bool))
    return np.where(compared, names[side + 2], str(Outcome.NOT_COMPARED))


def _parts(values: ArrayLike, number: int, words: tuple[str, ...] | None) -> NDArray[np.str_]:
    measured = floats(values).reshape(-1)
    present = ~np.isnan(measured)
    if words is None or present.sum() < number:
        return np.full(measured.shape, str(Outcome.NOT_COMPARED))
    bounds = np.round(np.quantile(measured[present], np.arange(1, number) / number), 10)
    part = np.searchsorted(bounds, np.where(present, measured, 0), side="left")
    return np.where(present, np.array(words)[part], str(Outcome.NOT_COMPARED))
