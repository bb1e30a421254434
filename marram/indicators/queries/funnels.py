"""Places by size against what chance allows: proportions, crude rates and ratios."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from marram.indicators.queries import comparing
from marram.indicators.queries.comparing import Compared
from marram.indicators.queries.definitions import DefinitionLine
from marram.indicators.rules import release
from marram.indicators.vocabulary import Measure, Result
from marram.methods import funnels
from marram.methods.arrays import FloatArray
from marram.methods.estimates import Unit
from marram.methods.funnels import Significance


# A funnel of fewer places has nothing to show.
FEWEST = 5
# A curve is drawn through so many sizes.
SIZES = 100
# A ratio is one of observed to expected where it says what its counts say, as closely as it is
# printed to three digits.
AS_PRINTED = 0.005


@dataclass(frozen=True)
class Funnel:
    """Places by size against limits round their average; `measure` says what the size counts.

    `limits` are the lower and upper at 95%, then at 99.8%, at each of the `sizes`.
    """

    measure: Measure
    points: tuple[Compared, ...]
    average: float
    sizes: tuple[float, ...]
    limits: tuple[tuple[float, ...], ...]


def funnel(
    peers: Mapping[str, Result], means: DefinitionLine, names: Mapping[str, str]
) -> Funnel | None:
    """Return places round their average, where counts are known of enough of them.

    Rates need counts and people, ratios the observed and the expected events.
    """
    wide = (comparing.COUNTRY, comparing.REGION)
    counted = [
        each
        for code, each in sorted(peers.items())
        if each.judged and each.count is not None and each.out_of and not code.startswith(wide)
    ]
    if len(counted) < FEWEST:
        return None
    count = np.array([each.count for each in counted], dtype=float)
    out_of = np.array([each.out_of for each in counted], dtype=float)
    unit = counted[0].estimate.unit if counted[0].estimate else Unit.PERCENT
    if means.measure is Measure.PROPORTION and (count <= out_of).all():
        curves = _of_proportions(count, out_of, unit)
        strays = funnels.proportion_significance(count=count, out_of=out_of)
    elif means.measure is Measure.CRUDE_RATE:
        curves = _of_events(out_of, count.sum() / out_of.sum(), unit)
        strays = funnels.crude_rate_significance(count=count, population=out_of)
    elif means.measure is Measure.RATIO and _observed_to_expected(counted, count, out_of, unit):
        curves = _of_events(out_of, 1.0, unit)
        strays = funnels.ratio_significance(count=count, expected=out_of)
    else:
        return None
    return _funnel(counted, curves, strays, means, names)


@dataclass(frozen=True, eq=False)
class _Curves:
    """The average and the limits round it; each of the limits has an element a size."""

    average: float
    sizes: FloatArray
    limits: tuple[FloatArray, ...]


def _of_proportions(count: FloatArray, out_of: FloatArray, unit: Unit) -> _Curves:
    found = funnels.proportions(count=count, out_of=out_of, unit=unit)
    outer, inner = found.limits.at(0.998), found.limits.at(0.95)
    limits = (inner.lower, inner.upper, outer.lower, outer.upper)
    return _Curves(float(count.sum() / out_of.sum() * unit.per), found.axis, limits)


def _of_events(sizes: FloatArray, average: float, unit: Unit) -> _Curves:
    """Return the curves round an average of events for one of size."""
    axis = np.geomspace(sizes.min() * 0.9, sizes.max() * 1.1, SIZES)
    lower, upper = funnels.events_on_curves(expected=axis * average)
    scale = unit.per / axis
    limits = (lower[0] * scale, upper[0] * scale, lower[1] * scale, upper[1] * scale)
    return _Curves(float(average * unit.per), axis, limits)


def _observed_to_expected(
    counted: Sequence[Result], count: FloatArray, expected: FloatArray, unit: Unit
) -> bool:
    """Tell whether the ratios follow from their counts; others compare something else."""
    if unit not in (Unit.RATIO, Unit.RATIO_OF_100):
        return False
    values = np.array([each.estimate.value if each.estimate else np.nan for each in counted])
    return bool(np.allclose(values, count / expected * unit.per, rtol=AS_PRINTED))


def _funnel(
    counted: Sequence[Result],
    curves: _Curves,
    strays: NDArray[np.str_],
    means: DefinitionLine,
    names: Mapping[str, str],
) -> Funnel:
    figures = release.released(counted, means={means.slug: means}, names=names)
    return Funnel(
        measure=means.measure,
        points=tuple(
            Compared(figure, _strayed(str(stray)))
            for figure, stray in zip(figures, strays, strict=True)
        ),
        average=curves.average,
        sizes=tuple(map(float, curves.sizes)),
        limits=tuple(tuple(map(float, each)) for each in curves.limits),
    )


_STRAYS = {
    Significance.FAR_BELOW: "Lower",
    Significance.BELOW: "Lower",
    Significance.ABOVE: "Higher",
    Significance.FAR_ABOVE: "Higher",
}


def _strayed(significance: str) -> str:
    return _STRAYS.get(Significance(significance), "Similar")
