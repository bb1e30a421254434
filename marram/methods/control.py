"""Statistical process control: telling a change in a process from its everyday noise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from marram.methods.arrays import BoolArray, FloatArray, IntArray, floats, pieces, refuse


# Limits lie 2.66 mean moving ranges from the mean: three standard deviations, as 3 / 1.128.
LIMIT = 2.66
NEAR_LIMIT = 2 * LIMIT / 3
# A moving range of 3.267 times the mean one is itself a special cause, and may be screened out.
SCREEN = 3.267
# Limits from fewer points than this are on trial.
FEWEST_POINTS = 13


class Rule(StrEnum):
    """The special-cause rule a point meets; the first that applies, in this order."""

    OUTSIDE = "outside the limits"
    TREND = "part of a trend"
    NEAR_LIMITS = "two of three near a limit"
    SHIFT = "part of a shift"
    NONE = "common cause"


class Variation(StrEnum):
    """What the latest point says about the process: the variation icon."""

    COMMON_CAUSE = "common cause"
    IMPROVEMENT_HIGH = "improvement, high"
    IMPROVEMENT_LOW = "improvement, low"
    CONCERN_HIGH = "concern, high"
    CONCERN_LOW = "concern, low"
    NEUTRAL_HIGH = "special cause, high"
    NEUTRAL_LOW = "special cause, low"
    UNKNOWN = "latest point missing"


class Assurance(StrEnum):
    """Whether the process as it is will meet its target: the assurance icon."""

    PASS = "will meet the target"
    FAIL = "will miss the target"
    INCONSISTENT = "will sometimes meet the target"
    NONE = "no target to judge by"


class Improvement(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class RuleSet:
    """How many points make a trend and a shift."""

    name: str
    trend: int
    shift: int


MAKING_DATA_COUNT = RuleSet("Making Data Count", trend=7, shift=7)
SIX_POINTS = RuleSet("six-point rules", trend=6, shift=6)


RULES = tuple(Rule)


@dataclass(frozen=True, kw_only=True, eq=False)
class Chart:
    """A control chart: what it says of every point is series x points (or points alone).

    `direction` is 1 for a special cause upwards, -1 downwards, 0 for none; `baselines` numbers the
    baselines of all series from 0. Means and limits are kept once a baseline, rules as places in
    `RULES`, and spread over the points when asked for, so that a chart weighs less than its input.
    """

    value: FloatArray
    direction: NDArray[np.int8]
    baselines: NDArray[np.int32]
    rule_codes: NDArray[np.int8]
    baseline_mean: FloatArray
    baseline_reach: FloatArray
    baseline_points: IntArray
    rules: RuleSet
    shown: ClassVar[tuple[str, ...]] = (
        "mean", "lower", "upper", "rule", "direction", "baseline", "on_trial",
    )  # fmt: skip

    @property
    def mean(self) -> FloatArray:
        """Return the mean of each point's baseline."""
        return self.baseline_mean[self.baselines]

    @property
    def lower(self) -> FloatArray:
        """Return the lower limit of each point's baseline."""
        return (self.baseline_mean - LIMIT * self.baseline_reach)[self.baselines]

    @property
    def upper(self) -> FloatArray:
        """Return the upper limit of each point's baseline."""
        return (self.baseline_mean + LIMIT * self.baseline_reach)[self.baselines]

    @property
    def rule(self) -> NDArray[np.str_]:
        """Return the rule each point meets first, in words."""
        return np.array([str(rule) for rule in RULES])[self.rule_codes]

    @property
    def baseline(self) -> IntArray:
        """Return which baseline of its series each point belongs to, from 0."""
        return np.asarray(self.baselines - self.baselines[..., :1], dtype=np.int64)

    @property
    def on_trial(self) -> BoolArray:
        """Return which points have limits that rest on too few points."""
        return (self.baseline_points < FEWEST_POINTS)[self.baselines]


def chart(
    *,
    value: ArrayLike,
    rebase: ArrayLike | None = None,
    fix_after: int | None = None,
    screened: bool = False,
    rules: RuleSet = MAKING_DATA_COUNT,
) -> Chart:
    """Return the XmR chart of each series: mean, limits and special causes.

    Shape: `value` is series x points in order of time, or points alone; `rebase` likewise, or
    points alone, true where a new baseline starts. `fix_after` points set the limits of each
    baseline (all of them without it). With `screened`, moving ranges at or past 3.267 times the
    mean one are left out of the limits, once.
    Missing: a missing point has no range on either side, breaks trends and shifts, and is no
    special cause. A constant series has limits at its mean.
    Raises: ValueError when a value is infinite or `fix_after` is below 12.
    Source: Wheeler DJ, Chambers DS, Understanding statistical process control, 1992; special-cause
    rules of NHS England's Making Data Count.

    >>> result = chart(value=[1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])
    >>> round(result.lower[0], 3), round(result.mean[0], 3), round(result.upper[0], 3)
    (np.float64(-3.063), np.float64(1.944), np.float64(6.952))
    >>> str(result.rule[4])
    'outside the limits'
    """
    if fix_after is not None and fix_after < FEWEST_POINTS - 1:
        raise ValueError(f"fix_after must be at least {FEWEST_POINTS - 1}; got {fix_after}")
    series = floats(value)
    refuse(np.isinf(series), bound="value must be finite", values=series)
    rows = np.atleast_2d(series)
    starts = np.zeros(rows.shape, dtype=bool) if rebase is None else _starts(rebase, rows)
    starts[:, :1] = True
    parts, before = [], 0
    for some in pieces(*rows.shape):
        part = _charted(rows[some], starts[some], fix_after, screened, rules)
        parts.append((*part[:2], part[2] + np.int32(before), *part[3:]))
        before += len(part[3])
    codes, direction, baselines, mean, reach, size = (
        np.concatenate(each) for each in zip(*parts, strict=True)
    )
    return Chart(
        value=series,
        direction=direction.reshape(series.shape),
        baselines=baselines.reshape(series.shape),
        rule_codes=codes.reshape(series.shape),
        baseline_mean=mean,
        baseline_reach=reach,
        baseline_points=size,
        rules=rules,
    )


def rebase_on(*, days: Sequence[date], rebase: Sequence[date]) -> BoolArray:
    """Return where new baselines start, from their days.

    Raises: ValueError when a day is not one of the series' own: a baseline that starts nowhere
    would be lost in silence.

    >>> rebase_on(days=[date(2025, 1, 1), date(2025, 2, 1)], rebase=[date(2025, 2, 1)]).tolist()
    [False, True]
    """
    known = set(days)
    for day in rebase:
        if day not in known:
            raise ValueError(f"rebase must name days of the series; got {day}")
    return np.array([day in set(rebase) for day in days])


def variation(*, of: Chart, improvement: Improvement) -> NDArray[np.str_]:
    """Return the variation icon of each series: what its latest point is.

    Shape: one per series. Missing: a missing latest point is named as such, not as common cause.
    Source: NHS England, Making Data Count.

    >>> variation(of=chart(value=[5] * 12 + [9]), improvement=Improvement.INCREASE).tolist()
    ['improvement, high']
    """
    last, value = np.atleast_2d(of.direction)[:, -1], np.atleast_2d(of.value)[:, -1]
    high, low = {
        Improvement.INCREASE: (Variation.IMPROVEMENT_HIGH, Variation.CONCERN_LOW),
        Improvement.DECREASE: (Variation.CONCERN_HIGH, Variation.IMPROVEMENT_LOW),
        Improvement.NEUTRAL: (Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW),
    }[improvement]
    named = np.where(last > 0, high, np.where(last < 0, low, Variation.COMMON_CAUSE))
    return np.where(np.isnan(value), Variation.UNKNOWN, named)


def assurance(*, of: Chart, target: ArrayLike, improvement: Improvement) -> NDArray[np.str_]:
    """Return the assurance icon of each series: whether its limits clear the target.

    A target that changes over time is given point by point; the one in force at the last point
    counts. A target on a limit is not cleared.
    Shape: `target` is one number, one per series, or series x points; the result one per series.
    Missing: without a target, or where neither way is better, there is nothing to judge by.
    Source: NHS England, Making Data Count.

    >>> steady = chart(value=[5, 6] * 8)
    >>> assurance(of=steady, target=2, improvement=Improvement.INCREASE).tolist()
    ['will meet the target']
    """
    lower, upper = np.atleast_2d(of.lower)[:, -1], np.atleast_2d(of.upper)[:, -1]
    wanted = floats(target)
    points = np.atleast_2d(of.value).shape
    in_force = np.broadcast_to(
        np.broadcast_to(wanted, points)[:, -1] if wanted.ndim == 2 else wanted, lower.shape
    )
    below, above = {
        Improvement.INCREASE: (Assurance.PASS, Assurance.FAIL),
        Improvement.DECREASE: (Assurance.FAIL, Assurance.PASS),
        Improvement.NEUTRAL: (Assurance.NONE, Assurance.NONE),
    }[improvement]
    between = Assurance.NONE if improvement is Improvement.NEUTRAL else Assurance.INCONSISTENT
    named = np.where(in_force > upper, above, np.where(in_force < lower, below, between))
    return np.where(np.isnan(in_force + lower), Assurance.NONE, named)


def _charted(
    rows: FloatArray,
    starts: BoolArray,
    fix_after: int | None,
    screened: bool,
    rules: RuleSet,
) -> tuple[NDArray[Any], ...]:
    """Return rule codes, directions and baselines of points; mean, reach and size of baselines."""
    flat, fresh = rows.reshape(-1), starts.reshape(-1)
    baseline = np.cumsum(fresh) - 1
    mean, reach = _limits(flat, fresh, baseline, fix_after, screened)
    codes, direction = _special_causes(flat, fresh, mean[baseline], reach[baseline], rules)
    return codes, direction, baseline.astype(np.int32), mean, reach, np.bincount(baseline)


def _starts(rebase: ArrayLike, rows: FloatArray) -> BoolArray:
    given = np.asarray(rebase, dtype=bool)
    if given.shape[-1:] != rows.shape[-1:]:
        raise ValueError(
            f"rebase must have one mark per point ({rows.shape[-1]}); got {given.shape}"
        )
    return np.broadcast_to(given, rows.shape).copy()


def _limits(
    values: FloatArray,
    fresh: BoolArray,
    baseline: IntArray,
    fix_after: int | None,
    screened: bool,
) -> tuple[FloatArray, FloatArray]:
    """Return the mean and the mean moving range of each baseline."""
    many = int(baseline[-1]) + 1 if baseline.size else 0
    place = np.arange(values.size) - np.flatnonzero(fresh)[baseline]
    counted = values if fix_after is None else np.where(place < fix_after, values, np.nan)
    mean = _means(counted, baseline, many)
    ranges = np.abs(np.diff(counted, prepend=np.nan))
    ranges[fresh] = np.nan
    reach = _means(ranges, baseline, many)
    if screened:
        kept = np.where(ranges < SCREEN * reach[baseline], ranges, np.nan)
        # A baseline that never moves has nothing to screen, and limits at its mean.
        reach = np.where(reach == 0, 0.0, _means(kept, baseline, many))
    return mean, reach


def _means(values: FloatArray, groups: IntArray, many: int) -> FloatArray:
    """Return the mean of what is present in each group, right to the last bit.

    The second pass over what is left makes the mean of equal numbers that number itself, which the
    rule about the side of the mean depends on.
    """
    present = ~np.isnan(values)
    size = np.bincount(groups, weights=present, minlength=many)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.bincount(groups, weights=np.where(present, values, 0), minlength=many) / size
        left = np.where(present, values - mean[groups], 0)
        return np.asarray(mean + np.bincount(groups, weights=left, minlength=many) / size)


def _special_causes(
    values: FloatArray,
    fresh: BoolArray,
    mean: FloatArray,
    reach: FloatArray,
    rules: RuleSet,
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Return the code of the rule each point meets first, and which way it points."""
    away = values - mean
    # Compare with the limits themselves, not with their distance: a point on a limit is inside.
    outside = (values > mean + LIMIT * reach) | (values < mean - LIMIT * reach)
    near = (values > mean + NEAR_LIMIT * reach) | (values < mean - NEAR_LIMIT * reach)
    side = np.nan_to_num(np.sign(away)).astype(np.int64)
    trend = _trends(values, fresh, rules.trend)
    pair = _two_of_three(near & ~outside, side, fresh)
    shift = (side != 0) & (_run_lengths(side, fresh) >= rules.shift)
    # The rules stand in the order of `RULES`: the first that applies is the one told.
    tests = [outside, trend != 0, pair, shift]
    codes = np.select(tests, [0, 1, 2, 3], default=RULES.index(Rule.NONE))
    direction = np.select(tests, [side, trend, side, side], default=0)
    return codes.astype(np.int8), direction.astype(np.int8)


def _run_lengths(steps: IntArray, fresh: BoolArray) -> IntArray:
    """Return, for each point, how many points the run of equal steps it lies in has."""
    changed = fresh.copy()
    changed[1:] |= steps[1:] != steps[:-1]
    run = np.cumsum(changed) - 1
    return np.asarray(np.bincount(run)[run], dtype=np.int64) if run.size else run


def _trends(values: FloatArray, fresh: BoolArray, points: int) -> IntArray:
    """Return 1 for points of a rising trend, -1 of a falling one; at a turn the later counts."""
    step = np.nan_to_num(np.sign(np.diff(values, prepend=np.nan))).astype(np.int64)
    step[fresh] = 0
    # The first point of a baseline takes no step, so it stands apart from the run after it.
    apart = fresh.copy()
    apart[1:] |= fresh[:-1]
    long = np.where(_run_lengths(step, apart) >= points - 1, step, 0)
    following = np.append(np.where(fresh, 0, long)[1:], 0)
    return np.where(following != 0, following, long)


def _two_of_three(near: BoolArray, side: IntArray, fresh: BoolArray) -> BoolArray:
    """Return the points near a limit in three on one side, two of which are near it."""
    flagged = np.zeros(near.shape, dtype=bool)
    if near.size < 3:
        return flagged
    whole = ~(fresh[1:-1] | fresh[2:])
    one_side = (side[:-2] != 0) & (side[:-2] == side[1:-1]) & (side[:-2] == side[2:])
    enough = near[:-2].astype(np.int64) + near[1:-1] + near[2:] >= 2
    window = whole & one_side & enough
    for shift in range(3):
        flagged[shift : near.size - 2 + shift] |= window
    return flagged & near
