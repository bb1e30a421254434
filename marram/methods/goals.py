"""Goals: whether an area has reached what was set for it, and how surely."""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from marram.methods.arrays import BoolArray, FloatArray, floats, refuse, together
from marram.methods.polarity import Polarity


class Goal(StrEnum):
    """How a value stands to a goal; the colour never stands without its words."""

    MET = "Green: goal met"
    NEAR = "Amber: goal nearly met"
    MISSED = "Red: goal not met"
    NOT_COMPARED = "Not compared"


def against_goal(*, value: ArrayLike, goal: ArrayLike, polarity: Polarity) -> NDArray[np.str_]:
    """Return whether each value meets a single goal; the goal itself meets it.

    Missing: not compared, nor where no direction is good. Source: Fingertips open code (2020).

    >>> against_goal(value=[94, 95], goal=95, polarity=Polarity.HIGH_IS_GOOD).tolist()
    ['Red: goal not met', 'Green: goal met']
    """
    of, wanted = _upwards(polarity, value, goal)
    return _goals(of >= wanted, of < wanted, np.isnan(of + wanted), polarity)


def against_goal_with_interval(
    *, lower: ArrayLike, upper: ArrayLike, goal: ArrayLike, polarity: Polarity
) -> NDArray[np.str_]:
    """Return whether each area surely meets a goal, surely misses it, or may do either.

    Raises: ValueError when a lower limit exceeds its upper limit.
    Missing, Source: as `against_goal`.

    >>> against_goal_with_interval(
    ...     lower=[95, 93, 90], upper=[97, 96, 94], goal=95, polarity=Polarity.HIGH_IS_GOOD
    ... ).tolist()
    ['Green: goal met', 'Amber: goal nearly met', 'Red: goal not met']
    """
    below, above, wanted = together(lower, upper, goal)
    refuse(below > above, bound="lower must not exceed upper", values=below)
    low, high, wanted = _upwards(polarity, below, above, wanted)
    if polarity is Polarity.LOW_IS_GOOD:
        low, high = high, low
    return _goals(low >= wanted, high < wanted, np.isnan(low + high + wanted), polarity)


def against_goal_range(
    *, value: ArrayLike, lower_goal: ArrayLike, upper_goal: ArrayLike, polarity: Polarity
) -> NDArray[np.str_]:
    """Return whether each value lies past both goals, between them or short of both.

    Raises: ValueError when the lower goal exceeds the upper. Missing, Source: as `against_goal`.

    >>> against_goal_range(
    ...     value=[89, 92, 95], lower_goal=90, upper_goal=95, polarity=Polarity.HIGH_IS_GOOD
    ... ).tolist()
    ['Red: goal not met', 'Amber: goal nearly met', 'Green: goal met']
    """
    of, near, far = together(value, lower_goal, upper_goal)
    refuse(near > far, bound="lower_goal must not exceed upper_goal", values=near)
    of, near, far = _upwards(polarity, of, near, far)
    if polarity is Polarity.LOW_IS_GOOD:
        near, far = far, near
    return _goals(of >= far, of < near, np.isnan(of + near + far), polarity)


def percentile_goal(*, values: ArrayLike, percentile: float) -> float:
    """Return the goal that lies at a percentile (0 to 100) of all areas' values.

    Source: as `comparison.fifths`.

    >>> percentile_goal(values=[1, 2, 3, 4, 5], percentile=75)
    4.0
    """
    if not 0 <= percentile <= 100:
        raise ValueError(f"percentile must lie within 0 and 100; got {percentile:g}")
    present = floats(values)[~np.isnan(floats(values))]
    return float(np.round(np.quantile(present, percentile / 100), 10)) if present.size else np.nan


def _upwards(polarity: Polarity, *numbers: ArrayLike) -> tuple[FloatArray, ...]:
    """Return the numbers turned so that more is better."""
    turned = -1.0 if polarity is Polarity.LOW_IS_GOOD else 1.0
    return tuple(turned * each for each in together(*numbers))


def _goals(
    met: BoolArray, missed: BoolArray, missing: BoolArray, polarity: Polarity
) -> NDArray[np.str_]:
    if polarity not in (Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD):
        return np.full(met.shape, str(Goal.NOT_COMPARED))
    named = np.where(met, str(Goal.MET), np.where(missed, str(Goal.MISSED), str(Goal.NEAR)))
    return np.where(missing, str(Goal.NOT_COMPARED), named)
