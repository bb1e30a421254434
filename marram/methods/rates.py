"""Rates: events for so many people, as they are or as they would be in a standard population."""

from typing import overload

import numpy as np
from numpy.typing import ArrayLike

from marram.methods import counts
from marram.methods.arrays import (
    FloatArray,
    Levels,
    confidences,
    floats,
    must_be_positive,
    must_not_be_negative,
    one_or_many,
    refuse,
    shaped,
    together,
)
from marram.methods.estimates import Estimate, Estimates, Unit


# A standardised rate of fewer events says more about chance than about the area.
FEWEST_EVENTS = 10


@overload
def crude(
    *, count: float, population: float, confidence: float = ..., unit: Unit = ...
) -> Estimate: ...


@overload
def crude(
    *, count: ArrayLike, population: ArrayLike, confidence: Levels = ..., unit: Unit = ...
) -> Estimates: ...


def crude(
    *,
    count: ArrayLike,
    population: ArrayLike,
    confidence: Levels = 0.95,
    unit: Unit = Unit.PER_100_000,
) -> Estimate | Estimates:
    """Return events for so many people, exact Poisson limits below 10 events, Byar's from 10.

    Units: `count` counts events, `population` people or person-years; per 100,000 unless another
    `unit` is asked for. Shape: numbers give one estimate, arrays of one shape estimates.
    Raises: ValueError when `population` is not positive or `count` is negative.
    Source: Breslow NE, Day NE, Statistical methods in cancer research II, 1987, p69.

    >>> estimate = crude(count=65, population=10_000)
    >>> round(estimate.lower, 2), estimate.value, round(estimate.upper, 2)
    (501.63, 650.0, 828.49)
    """
    events, people = together(count, population)
    must_be_positive("population", people)
    must_not_be_negative("count", events)
    lower, upper = counts.limits(events, confidences(confidence))
    scale = unit.per / people
    lower *= scale
    upper *= scale
    estimates = Estimates(
        value=np.asarray(events * scale),
        lower=shaped(lower, confidence),
        upper=shaped(upper, confidence),
        unit=unit,
        confidence=one_or_many(confidence),
        method=counts.METHOD,
    )
    return estimates if events.ndim or np.ndim(confidence) else estimates.only()


def directly_standardised(
    *,
    count: ArrayLike,
    population: ArrayLike,
    standard: ArrayLike,
    confidence: Levels = 0.95,
    unit: Unit = Unit.PER_100_000,
    missing_as_zero: bool = False,
) -> Estimates:
    """Return the rate each area would have with the ages of the standard population.

    Units: events and people; per 100,000 unless another `unit` is asked for.
    Shape: `count` and `population` are areas x ages, or ages alone for one area; `standard` has
    the same ages in the same order. A band without weight needs no population; its events count
    towards the total and no further.
    Missing: an area with a missing count or population is missing, unless `missing_as_zero` says
    that an empty count means no events; below 10 events in all, value and limits are missing.
    Raises: ValueError when a population is not positive, a count or weight negative.
    Source: Dobson AJ et al., Stat Med 1991;10:457-462, with Byar's limits of the total.

    >>> estimate = directly_standardised(
    ...     count=[10, 30], population=[1000, 1000], standard=[60, 40], unit=Unit.PER_1_000
    ... ).only()
    >>> round(estimate.lower, 2), round(estimate.value, 2), round(estimate.upper, 2)
    (12.76, 18.0, 24.63)
    """
    events, people, weights = _by_age(count, population, standard, missing_as_zero)
    total = weights.sum(axis=-1)
    shares = weights / people
    value = np.einsum("...a,...a->...", events, shares) / total
    variance = np.einsum("...a,...a,...a->...", events, shares, shares) / total**2
    return _dobson(value, variance, events.sum(axis=-1), confidence, unit, "Dobson")


def directly_standardised_repeated(
    *,
    people: ArrayLike,
    events_each: ArrayLike,
    population: ArrayLike,
    standard: ArrayLike,
    confidence: Levels = 0.95,
    unit: Unit = Unit.PER_100_000,
) -> Estimates:
    """Return the standardised rate of events that one person can have several times.

    Ten admissions of one person tell less than one admission of ten people: each person's events
    are weighed by their square, so that the interval is as wide as it should be.

    Units: `people` counts those with exactly `events_each` events; per 100,000 by default.
    Shape: `people` is areas x frequencies x ages; `events_each` has the frequencies;
    `population` and `standard` are areas x ages or ages.
    Raises: ValueError when a population is not positive or a count is negative.
    Source: Dobson AJ et al., Stat Med 1991;10:457-462, variance for non-independent events.

    >>> estimate = directly_standardised_repeated(
    ...     people=[[8, 20], [1, 5]], events_each=[1, 2], population=[1000, 1000],
    ...     standard=[60, 40], unit=Unit.PER_1_000,
    ... ).only()
    >>> round(estimate.lower, 2), round(estimate.value, 2), round(estimate.upper, 2)
    (12.08, 18.0, 25.49)
    """
    times = floats(events_each)[:, None]
    persons = floats(people)
    must_not_be_negative("people", persons)
    events, residents, weights = _by_age(
        (persons * times).sum(axis=-2), population, standard, missing_as_zero=False
    )
    total = weights.sum(axis=-1)
    shares = weights / residents
    value = np.einsum("...a,...a->...", events, shares) / total
    squares = (persons * times**2).sum(axis=-2)
    variance = np.einsum("...a,...a,...a->...", squares, shares, shares) / total**2
    method = "Dobson, with confidence adjusted for non-independent events"
    return _dobson(value, variance, events.sum(axis=-1), confidence, unit, method)


def indirectly_standardised(
    *,
    count: ArrayLike,
    population: ArrayLike,
    reference_count: ArrayLike,
    reference_population: ArrayLike,
    confidence: Levels = 0.95,
    unit: Unit = Unit.PER_100_000,
    missing_as_zero: bool = False,
) -> Estimates:
    """Return the reference's rate times observed over expected events.

    Units: events and people; per 100,000 unless another `unit` is asked for.
    Shape: `population` is areas x ages or ages; `count` likewise, or without the ages when only
    totals are known; the reference has the ages, or areas x ages.
    Raises: ValueError when a count or population is negative or a reference population not
    positive.
    Source: Breslow NE, Day NE, Statistical methods in cancer research II, 1987; limits exact below
    10 events, Byar's from 10.

    >>> estimate = indirectly_standardised(
    ...     count=[8, 12], population=[1000, 2000],
    ...     reference_count=[100, 150], reference_population=[20_000, 30_000],
    ... ).only()
    >>> round(estimate.lower, 1), round(estimate.value, 1), round(estimate.upper, 1)
    (407.0, 666.7, 1029.7)
    """
    observed, expected = observed_and_expected(
        count, population, reference_count, reference_population, missing_as_zero
    )
    cases, persons = floats(reference_count), floats(reference_population)
    reference = cases.sum(axis=-1) / persons.sum(axis=-1) * unit.per
    return against_expected(observed, expected, reference, confidence, unit)


def observed_and_expected(
    count: ArrayLike,
    population: ArrayLike,
    reference_count: ArrayLike,
    reference_population: ArrayLike,
    missing_as_zero: bool,
) -> tuple[FloatArray, FloatArray]:
    """Return the events of each area and those it would have at the reference's rates."""
    events, people = floats(count), floats(population)
    cases, persons = floats(reference_count), floats(reference_population)
    must_not_be_negative("count", events)
    must_not_be_negative("population", people)
    must_not_be_negative("reference_count", cases)
    must_be_positive("reference_population", persons)
    if missing_as_zero:
        events = np.nan_to_num(events)
    observed = events.sum(axis=-1) if events.ndim == people.ndim else events
    expected = np.einsum("...a,...a->...", people, np.broadcast_to(cases / persons, people.shape))
    return np.asarray(observed), np.asarray(expected)


def against_expected(
    observed: FloatArray, expected: FloatArray, per: FloatArray, confidence: Levels, unit: Unit
) -> Estimates:
    """Return observed over expected times `per`, with the Poisson limits of the observed."""
    refuse(expected <= 0, bound="expected events must be positive", values=expected)
    lower, upper = counts.limits(observed, confidences(confidence))
    scale = per / expected
    return Estimates(
        value=np.asarray(observed * scale),
        lower=shaped(lower * scale, confidence),
        upper=shaped(upper * scale, confidence),
        unit=unit,
        confidence=one_or_many(confidence),
        method=counts.METHOD,
    )


def _by_age(
    count: ArrayLike, population: ArrayLike, standard: ArrayLike, missing_as_zero: bool
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return counts, populations and weights, checked and of one number of ages."""
    events, people, weights = floats(count), floats(population), floats(standard)
    ages = {array.shape[-1] if array.ndim else 0 for array in (events, people, weights)}
    if len(ages) != 1:
        raise ValueError(
            "count, population and standard must have the same ages; got "
            f"{events.shape}, {people.shape} and {weights.shape}"
        )
    must_not_be_negative("standard", weights)
    if not weights.all():
        people = np.where(weights > 0, people, 1)
    must_not_be_negative("count", events)
    must_be_positive("population", people)
    return np.nan_to_num(events) if missing_as_zero else events, people, weights


def _dobson(
    value: FloatArray,
    variance: FloatArray,
    total: FloatArray,
    confidence: Levels,
    unit: Unit,
    method: str,
) -> Estimates:
    """Return the weighted rate with the limits of its total carried over to it."""
    enough = total >= FEWEST_EVENTS
    value, total = np.where(enough, value, np.nan), np.where(enough, total, np.nan)
    lower, upper = counts.limits(total, confidences(confidence))
    stretch = np.sqrt(variance / total)
    return Estimates(
        value=value * unit.per,
        lower=shaped((value + stretch * (lower - total)) * unit.per, confidence),
        upper=shaped((value + stretch * (upper - total)) * unit.per, confidence),
        unit=unit,
        confidence=one_or_many(confidence),
        method=method,
    )
