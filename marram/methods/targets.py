"""Targets: whether a national standard, a plan or a recovery trajectory was met."""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from marram.methods.arrays import FloatArray, floats, refuse, together
from marram.methods.polarity import Polarity


class Standing(StrEnum):
    """Where a measure stands: the three states of the record, green, yellow and red."""

    STANDARD_MET = "Standard met"
    PLAN_MET = "Plan met, standard missed"
    NEITHER_MET = "Neither standard nor plan met"
    NOT_JUDGED = "Not judged"


class Trajectory(StrEnum):
    """Where a measure stands on its way to a target."""

    AHEAD = "Ahead of trajectory"
    ON = "On trajectory"
    BEHIND = "Behind trajectory"
    NOT_JUDGED = "Not judged"


def against_standard(
    *,
    value: ArrayLike,
    standard: ArrayLike,
    plan: ArrayLike,
    polarity: Polarity = Polarity.HIGH_IS_GOOD,
) -> NDArray[np.str_]:
    """Return whether each value meets the national standard, else its plan, else neither.

    Meeting a target exactly is meeting it. Standard and plan may differ from period to period:
    give one of each per value. An area without a plan is judged by the standard alone.
    Units: all three alike. Shape: as the arguments together.
    Missing: a missing value or standard is not judged.
    Raises: ValueError when no direction is good.
    Source: the clinical commissioning groups' reports, where yellow marks a plan met while the
    national standard was missed.

    >>> against_standard(value=[60, 55, 40], standard=60, plan=50).tolist()
    ['Standard met', 'Plan met, standard missed', 'Neither standard nor plan met']
    """
    of, national, local = (_upwards(each, polarity) for each in together(value, standard, plan))
    named = np.where(
        of >= national,
        str(Standing.STANDARD_MET),
        np.where(of >= local, str(Standing.PLAN_MET), str(Standing.NEITHER_MET)),
    )
    return np.where(np.isnan(of + national), str(Standing.NOT_JUDGED), named)


def straight_trajectory(*, start: ArrayLike, target: ArrayLike, periods: int) -> FloatArray:
    """Return the improvement trajectory that rises by equal steps from start to target.

    Shape: as `start` and `target` with the periods as last axis; the last period is the target.
    Raises: ValueError when `periods` is below 1.
    Source: NHS planning guidance, linear improvement trajectories.

    >>> straight_trajectory(start=40, target=60, periods=4).tolist()
    [45.0, 50.0, 55.0, 60.0]
    """
    if periods < 1:
        raise ValueError(f"periods must be at least 1; got {periods}")
    begin, end = together(start, target)
    share = np.arange(1, periods + 1) / periods
    return begin[..., None] + (end - begin)[..., None] * share


def against_trajectory(
    *,
    value: ArrayLike,
    trajectory: ArrayLike,
    tolerance: ArrayLike = 0.0,
    polarity: Polarity = Polarity.HIGH_IS_GOOD,
) -> NDArray[np.str_]:
    """Return where each period's value stands to its trajectory, within a tolerance either way.

    Units: all alike; `tolerance` is what counts as on it. Shape: as the arguments together.
    Missing: not judged. Raises: ValueError when a tolerance is negative or no direction is good.
    Source: NHS planning guidance, improvement trajectories by period.

    >>> against_trajectory(value=[44, 50, 58], trajectory=[45, 50, 55], tolerance=0.5).tolist()
    ['Behind trajectory', 'On trajectory', 'Ahead of trajectory']
    """
    of, path, margin = together(value, trajectory, tolerance)
    refuse(margin < 0, bound="tolerance must be zero or more", values=margin)
    of, path = _upwards(of, polarity), _upwards(path, polarity)
    named = np.where(
        of > path + margin,
        str(Trajectory.AHEAD),
        np.where(of < path - margin, str(Trajectory.BEHIND), str(Trajectory.ON)),
    )
    return np.where(np.isnan(of + path + margin), str(Trajectory.NOT_JUDGED), named)


def step_needed(
    *, latest: ArrayLike, target: ArrayLike, periods_left: ArrayLike, usual_step: ArrayLike
) -> NDArray[np.float64]:
    """Return how many times its usual step a measure must take each period to meet its target.

    One means that the usual pace is enough; two asks for twice the pace: a step change. Nought or
    less means that the target is met already; missing where the usual step is nought.
    Units: `latest` and `target` alike, `usual_step` the same per period.
    Shape: as the arguments together. Raises: ValueError when no period is left.
    Source: arithmetic.

    >>> float(step_needed(latest=40, target=60, periods_left=5, usual_step=2))
    2.0
    """
    now, wanted, left, step = (floats(each) for each in (latest, target, periods_left, usual_step))
    refuse(left <= 0, bound="periods_left must be positive", values=left)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((wanted - now) / left / np.where(step == 0, np.nan, step))


def _upwards(values: FloatArray, polarity: Polarity) -> FloatArray:
    """Return values turned so that more is better."""
    if polarity not in (Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD):
        raise ValueError(f"polarity must say which direction is good; got {polarity}")
    return -values if polarity is Polarity.LOW_IS_GOOD else values
