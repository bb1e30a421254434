"""Life tables: how long people live, and how long in good health, at the rates of today."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from marram.methods.arrays import (
    FloatArray,
    Levels,
    confidences,
    floats,
    must_not_be_negative,
    normal_quantile,
    one_or_many,
    pieces,
    refuse,
    shaped,
)
from marram.methods.estimates import Estimates, Unit


# First ages of the twenty bands in official use: 0, 1-4, 5-9 ... 85-89, 90 and over.
START_AGES = (0, 1, *range(5, 95, 5))
# Infants who die do so early in their first year; at all other ages deaths spread evenly.
SHARE_OF_FIRST_YEAR_LIVED = 0.1
# Total person-years at or below which a life table is not robust (Toson and Baker 2003).
SMALLEST_POPULATION = 5000
# A value whose 95% interval is wider than this many years is not shown; its interval is.
WIDEST_INTERVAL = 20


class Reason(StrEnum):
    """Why a life expectancy is missing."""

    NONE = ""
    MISSING = "deaths or population missing"
    NO_POPULATION = "an age band has no population"
    DEATHS_EXCEED_POPULATION = "an age band has more deaths than population"
    TOO_SMALL = "total population of 5,000 or less"
    NOBODY_LEFT = "nobody is left alive at this age"
    NO_DEATHS_AT_LAST = "no deaths in the last age band"
    TOO_WIDE = "95% interval wider than 20 years"


REASONS = tuple(Reason)


@dataclass(frozen=True, kw_only=True, eq=False)
class LifeExpectancy:
    """Life expectancy at the start of every age band, areas x ages, with why one is missing.

    `reason_codes` are places in `REASONS`: a byte a cell, where words would outweigh the input.
    """

    start_ages: tuple[int, ...]
    estimates: Estimates
    reason_codes: NDArray[np.int8]
    shown: ClassVar[tuple[str, ...]] = ("estimates", "reason")

    @property
    def reason(self) -> NDArray[np.str_]:
        """Return why each value is missing, in words; empty where it is not."""
        return np.array([str(reason) for reason in REASONS])[self.reason_codes]

    def at(self, age: int) -> Estimates:
        """Return the estimates at the start of one age band, one per area."""
        if age not in self.start_ages:
            raise ValueError(f"age must be one of {self.start_ages}; got {age}")
        place = self.start_ages.index(age)
        whole = self.estimates
        return Estimates(
            value=whole.value[..., place],
            lower=whole.lower[..., place],
            upper=whole.upper[..., place],
            unit=whole.unit,
            confidence=whole.confidence,
            method=whole.method,
        )


@dataclass(frozen=True, eq=False)
class _Table:
    """The columns of a life table that both expectancies need, areas x ages."""

    alive: FloatArray
    lived: FloatArray
    expectancy: FloatArray
    dying_variance: FloatArray
    rate: FloatArray


def life_expectancy(
    *,
    deaths: ArrayLike,
    population: ArrayLike,
    start_ages: Sequence[int] = START_AGES,
    confidence: Levels = 0.95,
) -> LifeExpectancy:
    """Return the years left to live at the start of each age band.

    Units: deaths, and people or person-years of the same years; years of life.
    Shape: `deaths` and `population` are areas x ages, or ages; `start_ages` are the first ages of
    the bands, upwards from 0, the last one open. Any set of bands will do.
    Missing: with the `reason`, as the official method has it.
    Raises: ValueError when deaths or population are negative or the ages are not in order.
    Source: Chiang CL, The life table and its construction, 1968 (abridged table II); variance of
    the last band from Silcocks PBS et al., J Epidemiol Community Health 2001;55:38-43.

    >>> table = life_expectancy(
    ...     deaths=[20, 10, 40, 200, 900], population=[3000, 40000, 50000, 40000, 9000],
    ...     start_ages=[0, 1, 20, 50, 80],
    ... )
    >>> estimate = table.at(0).only()
    >>> round(estimate.lower, 2), round(estimate.value, 2), round(estimate.upper, 2)
    (83.52, 84.37, 85.23)
    """
    died, people = _checked(deaths, population, start_ages)
    ages = np.asarray(start_ages, dtype=np.float64)

    def part_of(rows: slice) -> _Part:
        some, residents, code = _usable(died[rows], people[rows])
        table = _life_table(some, residents, ages)
        return table.expectancy, np.sqrt(_variance(table, some, ages)), code

    shape = np.broadcast_shapes(np.shape(deaths), np.shape(population))
    return _in_pieces(shape, start_ages, confidence, CHIANG, part_of)


CHIANG = "Chiang II, with the interval of Silcocks"
SULLIVAN = "Sullivan"


def healthy_life_expectancy(
    *,
    deaths: ArrayLike,
    population: ArrayLike,
    healthy: ArrayLike,
    asked: ArrayLike | None = None,
    start_ages: Sequence[int] = START_AGES,
    confidence: Levels = 0.95,
) -> LifeExpectancy:
    """Return the years left to live in good health at the start of each age band.

    Units: `healthy` is the share of one in good health, `asked` how many people were asked (the
    shares are taken as certain without it); years of life.
    Shape: as `life_expectancy`; `healthy` and `asked` are areas x ages.
    Missing, Raises: as `life_expectancy`, and ValueError when a share is not within 0 and 1.
    Source: Sullivan DF, HSMHA Health Reports 1971;86:347-354; variance of the shares and of the
    deaths from Jagger C et al., Health expectancy calculation by the Sullivan method, 4th ed 2014.

    >>> table = healthy_life_expectancy(
    ...     deaths=[20, 10, 40, 200, 900], population=[3000, 40000, 50000, 40000, 9000],
    ...     healthy=[0.95, 0.92, 0.85, 0.7, 0.5], asked=[50, 400, 600, 500, 90],
    ...     start_ages=[0, 1, 20, 50, 80],
    ... )
    >>> estimate = table.at(0).only()
    >>> round(estimate.lower, 2), round(estimate.value, 2), round(estimate.upper, 2)
    (64.42, 66.19, 67.96)
    """
    died, people = _checked(deaths, population, start_ages)
    ages = np.asarray(start_ages, dtype=np.float64)
    share = np.broadcast_to(floats(healthy), died.shape)
    refuse((share < 0) | (share > 1), bound="healthy must lie within 0 and 1", values=share)
    answers = np.broadcast_to(np.inf if asked is None else floats(asked), died.shape)

    def part_of(rows: slice) -> _Part:
        some, residents, code = _usable(died[rows], people[rows], share[rows])
        table = _life_table(some, residents, ages)
        with np.errstate(divide="ignore", invalid="ignore"):
            value = _from_here_on(table.lived * share[rows]) / table.alive
            asking = table.lived**2 * share[rows] * (1 - share[rows]) / answers[rows]
            deaths_part = _deaths_part(table, share[rows], value, some, ages)
            error = np.sqrt((_from_here_on(asking) + deaths_part) / table.alive**2)
        return value, error, code

    shape = np.broadcast_shapes(np.shape(deaths), np.shape(population))
    return _in_pieces(shape, start_ages, confidence, SULLIVAN, part_of)


# Years, their standard error and the code of the reason of each area, for some of the areas.
_Part = tuple[FloatArray, FloatArray, NDArray[np.int8]]


def _code(reason: Reason) -> int:
    return REASONS.index(reason)


def _in_pieces(
    shape: tuple[int, ...],
    start_ages: Sequence[int],
    confidence: Levels,
    method: str,
    part_of: Callable[[slice], _Part],
) -> LifeExpectancy:
    """Return the expectancy of all areas, worked out for as many at a time as fit the cache."""
    ages = shape[-1]
    areas = int(np.prod(shape[:-1], dtype=np.int64))
    z = np.array([normal_quantile(level) for level in confidences(confidence)])[:, None, None]
    value, codes = np.empty((areas, ages)), np.empty((areas, ages), dtype=np.int8)
    lower, upper = np.empty((len(z), areas, ages)), np.empty((len(z), areas, ages))
    for rows in pieces(areas, ages):
        years, error, reason = part_of(rows)
        codes[rows] = _reasons_of_values(years, error, reason)
        known = np.where(np.isinf(years), np.nan, years)
        spread = z * np.where(np.isinf(years), np.nan, error)
        lower[:, rows], upper[:, rows] = known - spread, known + spread
        value[rows] = np.where(codes[rows] == _code(Reason.TOO_WIDE), np.nan, known)
    estimates = Estimates(
        value=value.reshape(shape),
        lower=shaped(lower.reshape(-1, *shape), confidence),
        upper=shaped(upper.reshape(-1, *shape), confidence),
        unit=Unit.YEARS,
        confidence=one_or_many(confidence),
        method=method,
    )
    return LifeExpectancy(
        start_ages=tuple(int(age) for age in start_ages),
        estimates=estimates,
        reason_codes=codes.reshape(shape),
    )


def _checked(
    deaths: ArrayLike, population: ArrayLike, start_ages: Sequence[int]
) -> tuple[FloatArray, FloatArray]:
    died, people = np.broadcast_arrays(floats(deaths), floats(population))
    ages = np.asarray(start_ages, dtype=np.float64)
    if not ages.size or ages[0] != 0:
        raise ValueError(f"start_ages must begin at 0; got {tuple(start_ages)}")
    refuse(np.diff(ages, prepend=-1) <= 0, bound="start_ages must go upwards", values=ages)
    if died.shape[-1:] != ages.shape:
        raise ValueError(
            f"deaths must have one column per start age ({ages.size}); got {died.shape}"
        )
    must_not_be_negative("deaths", died)
    must_not_be_negative("population", people)
    return died.reshape(-1, ages.size), people.reshape(-1, ages.size)


def _usable(
    died: FloatArray, people: FloatArray, share: FloatArray | None = None
) -> tuple[FloatArray, FloatArray, NDArray[np.int8]]:
    """Return deaths and people, missing for areas without a life table, and the reason's code."""
    codes = np.zeros(len(died), dtype=np.int8)
    missing = np.isnan(died + people if share is None else died + people + share)
    for where, reason in (
        (people.sum(axis=-1) <= SMALLEST_POPULATION, Reason.TOO_SMALL),
        ((died > people).any(axis=-1), Reason.DEATHS_EXCEED_POPULATION),
        ((people == 0).any(axis=-1), Reason.NO_POPULATION),
        (missing.any(axis=-1), Reason.MISSING),
    ):
        codes[where] = _code(reason)
    usable = (codes == 0)[:, None]
    return np.where(usable, died, np.nan), np.where(usable, people, np.nan), codes


def _reasons_of_values(
    years: FloatArray, error: FloatArray, reason: NDArray[np.int8]
) -> NDArray[np.int8]:
    """Return the code of the reason of each value, from its area's and from what came out."""
    codes = np.repeat(reason[:, None], years.shape[1], axis=1)
    open_end = np.isinf(years)
    codes[np.isnan(years) & (codes == 0)] = _code(Reason.NOBODY_LEFT)
    codes[open_end] = _code(Reason.NO_DEATHS_AT_LAST)
    too_wide = 2 * normal_quantile(0.95) * error > WIDEST_INTERVAL
    codes[~open_end & too_wide] = _code(Reason.TOO_WIDE)
    return codes


def _from_here_on(values: FloatArray) -> FloatArray:
    """Return, for each age, the sum of the values from that age to the last."""
    return np.cumsum(values[..., ::-1], axis=-1)[..., ::-1]


def _part_lived(ages: FloatArray) -> FloatArray:
    """Return the part of each band that those who die in it have lived."""
    return np.where(ages == 0, SHARE_OF_FIRST_YEAR_LIVED, 0.5)


def _life_table(died: FloatArray, people: FloatArray, ages: FloatArray) -> _Table:
    part = _part_lived(ages)
    width = np.diff(ages)
    rate = died / people
    with np.errstate(divide="ignore", invalid="ignore"):
        closed, last = rate[..., :-1], rate[..., -1:]
        dying = closed * width / (1 + closed * width * (1 - part[:-1]))
        # A band whose rate is past what its width can hold loses everybody.
        dying = np.where(closed * width * part[:-1] <= 1, dying, 1)
        dying = np.where(np.isnan(closed), np.nan, dying)
        alive = np.concatenate(
            [np.full_like(last, 1e5), 1e5 * np.cumprod(1 - dying, axis=-1)], axis=-1
        )
        lost = alive[..., :-1] - alive[..., 1:]
        lived = np.concatenate(
            [width * (alive[..., 1:] + part[:-1] * lost), alive[..., -1:] / last], axis=-1
        )
        expectancy = _from_here_on(lived) / alive
        variance = np.where(died[..., :-1] == 0, 0.0, dying**2 * (1 - dying) / died[..., :-1])
    return _Table(alive, lived, expectancy, variance, rate)


def _still_to_come(table: _Table, years: FloatArray) -> FloatArray:
    """Return the years left at the end of each closed band, none where nobody is left."""
    return np.where(table.alive[..., 1:] == 0, 0.0, years[..., 1:])


def _variance(table: _Table, died: FloatArray, ages: FloatArray) -> FloatArray:
    """Return the variance of life expectancy at each age."""
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = (1 - _part_lived(ages)[:-1]) * np.diff(ages) + _still_to_come(
            table, table.expectancy
        )
        weighed = table.dying_variance * table.alive[..., :-1] ** 2 * reach**2
        last = (table.alive[..., -1:] / 2) ** 2 * 4 / (died[..., -1:] * table.rate[..., -1:] ** 2)
        whole = np.concatenate([weighed, last], axis=-1)
        return np.asarray(_from_here_on(whole) / table.alive**2)


def _deaths_part(
    table: _Table,
    share: FloatArray,
    value: FloatArray,
    died: FloatArray,
    ages: FloatArray,
) -> FloatArray:
    """Return what chance in the deaths adds to the variance of healthy years from each age."""
    inside = (1 - _part_lived(ages)[:-1]) * np.diff(ages) * share[..., :-1]
    reach = inside + _still_to_come(table, value)
    weighed = table.dying_variance * table.alive[..., :-1] ** 2 * reach**2
    last = table.lived[..., -1:] ** 2 * share[..., -1:] ** 2 / died[..., -1:]
    return _from_here_on(np.concatenate([weighed, last], axis=-1))
