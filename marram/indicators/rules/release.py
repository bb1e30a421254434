"""What may leave: the last step before a page, a file, a pack or the interface.

Each definition names the rule of its source. The rules that hide also round what they show, so
that a hidden number cannot be worked out from its total.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Protocol

import numpy as np

from marram.indicators.vocabulary import Measure, Result, SmallNumbers
from marram.indicators.vocabulary.figures import NOT_AVAILABLE, WITHHELD, Figure, with_unit
from marram.methods import disclosure
from marram.methods.arrays import BoolArray, FloatArray
from marram.methods.disclosure import Released


class Means(Protocol):
    """What release needs to know of a definition."""

    @property
    def title(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def measure(self) -> Measure: ...
    @property
    def small_numbers(self) -> SmallNumbers: ...


# Countries and wholes of countries: the rules let their figures stand.
NATIONAL = ("E92", "W92", "S92", "N92", "K0")
# A rate from fewer deaths is not published. Source: Office for National Statistics.
FEWEST_DEATHS = 10
COUNTS: Mapping[SmallNumbers, Callable[[FloatArray, BoolArray], Released]] = {
    SmallNumbers.MHSDS: lambda count, national: disclosure.mhsds(count=count, national=national),
    SmallNumbers.HES: lambda count, national: disclosure.hes(count=count, national=national),
    SmallNumbers.ONS_DEATHS: lambda count, national: disclosure.ons_deaths(count=count),
}


def hides(means: Means) -> bool:
    """Return whether figures of this definition may be withheld or rounded."""
    return means.small_numbers in COUNTS


@dataclass(frozen=True)
class Open:
    """The numbers of a result as they may be shown, and the rule that changed them."""

    value: float | None
    lower: float | None
    upper: float | None
    count: float | None
    out_of: float | None
    rule: str = ""

    @property
    def hidden(self) -> bool:
        return bool(self.rule) and self.value is None and self.count is None


def released(
    results: Sequence[Result], *, means: Mapping[str, Means], names: Mapping[str, str]
) -> tuple[Figure, ...]:
    """Return the results as figures that may leave, in the order given.

    `means` are definitions by indicator, `names` what places are called.
    """
    return tuple(
        _figure(result, shown, means[result.indicator], names)
        for result, shown in zip(results, _open(results, means), strict=True)
    )


def values(results: Sequence[Result], *, means: Mapping[str, Means]) -> tuple[float | None, ...]:
    """Return the values that may leave and are not in doubt, in the order given; else None."""
    return tuple(
        None if result.struck else shown.value
        for result, shown in zip(results, _open(results, means), strict=True)
    )


def _open(results: Sequence[Result], means: Mapping[str, Means]) -> list[Open]:
    numbers = [_as_they_are(result) for result in results]
    for rule in COUNTS:
        chosen = [
            place
            for place, result in enumerate(results)
            if means[result.indicator].small_numbers is rule
        ]
        for place, shown in zip(
            chosen, _by_rule(rule, [results[place] for place in chosen], means), strict=True
        ):
            numbers[place] = shown
    return numbers


def _as_they_are(result: Result) -> Open:
    estimate = result.estimate
    if estimate is None:
        return Open(None, None, None, result.count, result.out_of)
    lower, upper = _known(estimate.lower), _known(estimate.upper)
    return Open(estimate.value, lower, upper, result.count, result.out_of)


def _known(number: float) -> float | None:
    return None if isnan(number) else number


def _by_rule(
    rule: SmallNumbers, results: Sequence[Result], means: Mapping[str, Means]
) -> list[Open]:
    """Return what one rule leaves of the results; those without a count were released already."""
    if not results:
        return []
    national = np.array([each.slice.place.startswith(NATIONAL) for each in results])
    count = _whole(each.count for each in results)
    out_of = _whole(each.out_of for each in results)
    counts, wholes = COUNTS[rule](count, national), COUNTS[rule](out_of, national)
    return [
        _as_they_are(result)
        if result.count is None or national[place]
        else _opened(rule, result, counts, wholes, place, means[result.indicator].measure)
        for place, result in enumerate(results)
    ]


def _whole(numbers: object) -> FloatArray:
    given = [np.nan if each is None else round(each) for each in numbers]  # type: ignore[attr-defined]
    return np.asarray(given, dtype=np.float64)


def _opened(
    rule: SmallNumbers,
    result: Result,
    counts: Released,
    wholes: Released,
    place: int,
    measure: Measure,
) -> Open:
    """Return a result after its rule: a value stands only where its count may be known."""
    count, whole = float(counts.value[place]), float(wholes.value[place])
    name = str(counts.rule[place]) or str(wholes.rule[place])
    out_of = None if result.out_of is None else _known(whole)
    if isnan(count) or _too_few(rule, result.count):
        shown = None if isnan(count) else _known(count)
        return Open(None, None, None, shown, out_of, name)
    before = _as_they_are(result)
    value = count if measure is Measure.COUNT else _rate(rule, before, result)
    exact = value == before.value
    return Open(
        value,
        before.lower if exact else None,
        before.upper if exact else None,
        count,
        out_of,
        name,
    )


def _too_few(rule: SmallNumbers, count: float | None) -> bool:
    if rule is SmallNumbers.ONS_DEATHS:
        return count is not None and count < FEWEST_DEATHS
    return rule is SmallNumbers.HES and count is not None and 0 < count < 8


def _rate(rule: SmallNumbers, before: Open, result: Result) -> float | None:
    if rule is SmallNumbers.MHSDS and before.value is not None and result.out_of is not None:
        rate = disclosure.mhsds_rate(
            rate=before.value, count=result.count or 0, out_of=result.out_of
        )
        return _known(float(rate.value))
    return before.value


def _figure(result: Result, numbers: Open, means: Means, names: Mapping[str, str]) -> Figure:
    slice_ = result.slice
    return Figure(
        indicator=result.indicator,
        title=means.title,
        place=slice_.place,
        place_name=names.get(slice_.place, slice_.place),
        period=slice_.period.label,
        starts_on=slice_.period.starts_on,
        ends_on=slice_.period.ends_on,
        age=slice_.age,
        sex=slice_.sex,
        category_type=slice_.category_type,
        category=slice_.category,
        kind=str(result.kind),
        value=numbers.value,
        lower=numbers.lower,
        upper=numbers.upper,
        count=numbers.count,
        out_of=numbers.out_of,
        unit=means.unit,
        shown=_shown(result, numbers, means.unit),
        words="" if numbers.rule else result.words,
        withheld=numbers.rule,
        struck=result.struck,
        findings=_findings(result, numbers),
        note=_note(result, numbers),
        source=result.source,
        delivery=result.keys.delivery,
        definition=result.keys.definition,
        method=result.keys.method,
        row=result.row,
        key=result.figure,
        kept=bool(result.kept),
    )


def _shown(result: Result, numbers: Open, unit: str) -> str:
    if numbers.value is not None:
        return with_unit(numbers.value, unit)
    if numbers.rule:
        return WITHHELD
    return result.words or NOT_AVAILABLE


def _note(result: Result, numbers: Open) -> str:
    """Return the note of a figure with the doubts that were lifted; where its numbers are withheld,
    without the words of who lifted them."""
    kept = (
        f"Row {each.row}: {each.flag}, looked at and kept" if numbers.rule else each.sentence
        for each in result.kept
    )
    return " ".join(filter(None, (result.note, *kept)))


def _findings(result: Result, numbers: Open) -> tuple[str, ...]:
    """Return why a figure is doubted; where its numbers are withheld, without naming them."""
    if not numbers.rule:
        return tuple(finding.sentence for finding in result.findings)
    return tuple(
        f"Row {finding.row}: {finding.flag}; the numbers are withheld."
        for finding in result.findings
    )
