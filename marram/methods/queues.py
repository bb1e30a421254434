"""Queues: how long a waiting list will be, and what it takes to bring it down."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from marram.methods.arrays import (
    FloatArray,
    IntArray,
    floats,
    must_be_positive,
    must_not_be_negative,
    refuse,
    together,
)


# The mean wait at a quarter of the target keeps all but about 2 in 100 waits within the target.
FACTOR = 4
FEWEST_RUNS = 100
SEED = 1961


@dataclass(frozen=True, kw_only=True, eq=False)
class Outlook:
    """What simulated futures of a waiting list hold, period by period.

    `within_standard` is the probability that the share of waits within the standard is as wanted;
    `share_within` the mean share; `size` the mean number waiting with `size_lower` and
    `size_upper` at the confidence asked for.
    """

    within_standard: FloatArray
    share_within: FloatArray
    size: FloatArray
    size_lower: FloatArray
    size_upper: FloatArray
    confidence: float
    runs: int


def load(*, demand: ArrayLike, capacity: ArrayLike) -> FloatArray:
    """Return how many join the queue for each one that leaves it; above one it grows.

    Units: people per period, both alike. Shape: as the arguments together.
    Raises: ValueError when demand is negative or capacity not positive.
    Source: Walton N, Wood R et al., NHSRwaitinglist.

    >>> round(float(load(demand=30, capacity=27)), 3)
    1.111
    """
    joining, leaving = together(demand, capacity)
    must_not_be_negative("demand", joining)
    must_be_positive("capacity", leaving)
    return np.asarray(joining / leaving)


def target_mean_wait(*, target_wait: ArrayLike, factor: float = FACTOR) -> FloatArray:
    """Return the mean wait at which nearly everyone is seen within the target.

    Units: as `target_wait`. Raises: ValueError when a wait or the factor is not positive.
    Source: as `load`.

    >>> float(target_mean_wait(target_wait=52))
    13.0
    """
    wait = floats(target_wait)
    must_be_positive("target_wait", wait)
    must_be_positive("factor", floats(factor))
    return np.asarray(wait / factor)


def target_size(*, demand: ArrayLike, target_wait: ArrayLike, factor: float = FACTOR) -> FloatArray:
    """Return the length of queue at which nearly everyone is seen within the target.

    Units: people; `demand` per period and `target_wait` in the same periods.
    Raises: ValueError when demand is negative or a wait not positive.
    Source: Little JDC, Operations Research 1961;9:383-387, at the mean wait of
    `target_mean_wait`.

    >>> float(target_size(demand=30, target_wait=52))
    390.0
    """
    joining, wait = together(demand, target_wait)
    must_not_be_negative("demand", joining)
    return np.asarray(joining * target_mean_wait(target_wait=wait, factor=factor))


def relief_capacity(
    *,
    demand: ArrayLike,
    size: ArrayLike,
    target: ArrayLike,
    periods: ArrayLike = 26,
    observed: ArrayLike = 0,
    variation: ArrayLike = 0,
) -> FloatArray:
    """Return the capacity that brings a queue to its target size in so many periods.

    Relief is called for when the queue is more than twice its target size. Where demand is an
    estimate from `observed` referrals whose coefficient of variation is `variation`, it is
    raised by two standard deviations first.
    Units: people, and people per period. Shape: as the arguments together.
    Raises: ValueError when a number is negative or `periods` not positive.
    Source: as `load`.

    >>> round(float(relief_capacity(demand=30, size=1200, target=390, periods=26)), 2)
    61.15
    """
    joining, waiting, wanted, left, seen, spread = together(
        demand, size, target, periods, observed, variation
    )
    for name, values in (("demand", joining), ("size", waiting), ("target", wanted)):
        must_not_be_negative(name, values)
    must_be_positive("periods", left)
    must_not_be_negative("observed", seen)
    must_not_be_negative("variation", spread)
    doubt = 2 * joining * spread / np.sqrt(np.where(seen > 0, seen, np.inf))
    raised = joining / (1 - np.where(doubt < 1, doubt, 0))
    return np.asarray(raised + (waiting - wanted) / left)


def target_capacity(
    *,
    demand: ArrayLike,
    target_wait: ArrayLike,
    factor: float = FACTOR,
    demand_variation: ArrayLike = 1,
    capacity_variation: ArrayLike = 1,
) -> FloatArray:
    """Return the capacity that keeps the mean wait at target once the queue is at its size.

    Units: people per period; the variations are coefficients of variation of the times between
    arrivals and between treatments. Shape: as the arguments together.
    Raises: ValueError when a number is negative or a wait not positive.
    Source: Kingman JFC, Proc Camb Phil Soc 1961;57:902-904, as in NHSRwaitinglist.

    >>> round(float(target_capacity(demand=4, target_wait=52)), 4)
    4.0769
    """
    joining, wait, arriving, treating = together(
        demand, target_wait, demand_variation, capacity_variation
    )
    must_not_be_negative("demand", joining)
    must_not_be_negative("demand_variation", arriving)
    must_not_be_negative("capacity_variation", treating)
    mean = target_mean_wait(target_wait=wait, factor=factor)
    return np.asarray(joining + (arriving**2 + treating**2) / 2 / mean)


def pressure(*, mean_wait: ArrayLike, target_wait: ArrayLike, factor: float = 2) -> FloatArray:
    """Return twice the mean wait over the target; past one the target will likely be missed.

    Units: both alike. Raises: ValueError when a wait is negative or the target not positive.
    Source: as `load`.

    >>> round(float(pressure(mean_wait=63, target_wait=52)), 3)
    2.423
    """
    mean, wait = together(mean_wait, target_wait)
    must_not_be_negative("mean_wait", mean)
    must_be_positive("target_wait", wait)
    return np.asarray(factor * mean / wait)


def outlook(
    *,
    waiting: ArrayLike,
    additions: ArrayLike,
    capacity: ArrayLike,
    standard: int,
    share: float = 0.92,
    confidence: float = 0.95,
    runs: int = 2_000,
    seed: int = SEED,
) -> Outlook:
    """Return the chance that a waiting list is within its standard, period by period.

    Each run draws the additions and the capacity of every period from Poisson distributions round
    what is given, and sees those who have waited longest first. Waits are counted in whole
    periods; whoever has waited `standard` periods or fewer is within it.
    Units: people; periods of any one length. Shape: `waiting` counts those who now have waited 0,
    1, 2 ... periods; `additions` and `capacity` have one mean per period to come.
    Raises: ValueError when a number is negative or missing, `share` not within 0 and 1, or fewer
    than 100 runs are asked for.
    Source: a discrete-time first-come first-served queue, simulated with a seed.

    >>> result = outlook(
    ...     waiting=[30] * 20, additions=[30] * 12, capacity=[45] * 12, standard=18, seed=1
    ... )
    >>> float(result.within_standard[0]), float(result.within_standard[-1])
    (1.0, 1.0)
    """
    now, joining, leaving = (floats(each) for each in (waiting, additions, capacity))
    _check_outlook(now, joining, leaving, share, runs)
    ages = max(len(now), standard + 2) + len(joining)
    chance = np.random.default_rng(seed)
    queue = np.zeros((runs, ages), dtype=np.int64)
    queue[:, : len(now)] = np.round(now)
    shares, sizes = np.empty((2, len(joining), runs))
    for period, (arriving, seen) in enumerate(zip(joining, leaving, strict=True)):
        queue = _a_period_on(queue, chance.poisson(arriving, runs), chance.poisson(seen, runs))
        total = queue.sum(axis=1)
        within = queue[:, : standard + 1].sum(axis=1)
        # An empty list keeps everybody waiting on it within the standard.
        shares[period] = np.where(total > 0, within / np.maximum(total, 1), 1.0)
        sizes[period] = total
    tail = (1 - confidence) / 2
    return Outlook(
        within_standard=(shares >= share).mean(axis=1),
        share_within=shares.mean(axis=1),
        size=sizes.mean(axis=1),
        size_lower=np.quantile(sizes, tail, axis=1),
        size_upper=np.quantile(sizes, 1 - tail, axis=1),
        confidence=confidence,
        runs=runs,
    )


def _check_outlook(
    now: FloatArray, joining: FloatArray, leaving: FloatArray, share: float, runs: int
) -> None:
    for name, values in (("waiting", now), ("additions", joining), ("capacity", leaving)):
        must_not_be_negative(name, values)
        refuse(np.isnan(values), bound=f"{name} must not be missing", values=values)
    if joining.shape != leaving.shape:
        raise ValueError(
            f"capacity must have one number per period ({len(joining)}); got {len(leaving)}"
        )
    if not 0 <= share <= 1:
        raise ValueError(f"share must lie within 0 and 1; got {share:g}")
    if runs < FEWEST_RUNS:
        raise ValueError(f"runs must be at least {FEWEST_RUNS}; got {runs}")


def _a_period_on(queue: IntArray, arriving: IntArray, seen: IntArray) -> IntArray:
    """Return the queues a period later: all a period older, the longest waiters seen."""
    older = np.empty_like(queue)
    older[:, 0] = arriving
    older[:, 1:] = queue[:, :-1]
    older[:, -1] += queue[:, -1]
    # From the oldest down, whoever fits under the capacity is seen.
    behind = np.cumsum(older[:, ::-1], axis=1)[:, ::-1]
    left = np.maximum(behind - seen[:, None], 0)
    left[:, :-1] -= left[:, 1:].copy()
    return np.asarray(left, dtype=np.int64)
