"""Scores: questionnaires turned into numbers, bands and change; never their licensed wording."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from marram.methods.arrays import BoolArray, FloatArray, IntArray, floats, refuse


@dataclass(frozen=True)
class Band:
    """A band of scores: its name and its first score."""

    name: str
    starts_at: float


@dataclass(frozen=True)
class Questionnaire:
    """How a questionnaire is scored: so many answers from `lowest` to `highest`.

    `reversed_answers` are counted from 0; up to `may_miss` missing answers are filled with the
    person's own mean. `caseness` is the first score at which someone counts as a case,
    `reliable_change` the smallest change that is more than measurement error.
    """

    name: str
    answers: int
    lowest: int
    highest: int
    bands: tuple[Band, ...]
    reversed_answers: tuple[int, ...] = ()
    may_miss: int = 0
    caseness: float | None = None
    reliable_change: float | None = None


class Change(StrEnum):
    """How a person's score has changed between two points in time (high scores are worse)."""

    IMPROVED = "Reliable improvement"
    WORSENED = "Reliable deterioration"
    NO_CHANGE = "No reliable change"
    UNKNOWN = "Not measured twice"


@dataclass(frozen=True, kw_only=True, eq=False)
class Outcomes:
    """What treatment did for each person, as talking therapies count it."""

    change: NDArray[np.str_]
    recovered: BoolArray
    reliably_recovered: BoolArray
    caseness_at_start: BoolArray


# Kroenke K, Spitzer RL, Williams JBW, J Gen Intern Med 2001;16:606-613.
PHQ9 = Questionnaire(
    name="PHQ-9",
    answers=9,
    lowest=0,
    highest=3,
    bands=(
        Band("minimal", 0),
        Band("mild", 5),
        Band("moderate", 10),
        Band("moderately severe", 15),
        Band("severe", 20),
    ),
    may_miss=2,
    caseness=10,
    reliable_change=6,
)
# Spitzer RL et al., Arch Intern Med 2006;166:1092-1097.
GAD7 = Questionnaire(
    name="GAD-7",
    answers=7,
    lowest=0,
    highest=3,
    bands=(Band("minimal", 0), Band("mild", 5), Band("moderate", 10), Band("severe", 15)),
    may_miss=1,
    caseness=8,
    reliable_change=4,
)
# Rosenberg M, Society and the adolescent self-image, 1965.
ROSENBERG = Questionnaire(
    name="Rosenberg self-esteem",
    answers=10,
    lowest=0,
    highest=3,
    bands=(Band("low", 0), Band("normal", 15), Band("high", 26)),
    reversed_answers=(1, 4, 5, 7, 8),
)
# Bands on the metric scale: Ng Fat L et al., Qual Life Res 2017;26:1129-1144.
SWEMWBS = Questionnaire(
    name="SWEMWBS",
    answers=7,
    lowest=1,
    highest=5,
    bands=(Band("low", 7), Band("medium", 19.98), Band("high", 28.13)),
    reliable_change=3,
)

# Raw totals 7 to 35 on the metric scale.
# Source: Stewart-Brown S et al., Health Qual Life Outcomes 2009;7:15.
_SWEMWBS_METRIC = (
    7.00, 9.51, 11.25, 12.40, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36,
    16.88, 17.43, 17.98, 18.59, 19.25, 19.98, 20.73, 21.54, 22.35, 23.21,
    24.11, 25.03, 26.02, 27.03, 28.13, 29.31, 30.70, 32.55, 35.00,
)  # fmt: skip

SDQ_BANDS = ("close to average", "slightly raised", "high", "very high")
SDQ_PROSOCIAL_BANDS = ("close to average", "slightly lowered", "low", "very low")
# First scores of the second, third and fourth band, by who answered. For prosocial behaviour,
# where low is worse, the last scores of those bands. Source: Youth in Mind, four-band scoring.
_SDQ = {
    "total": {"parent": (14, 17, 20), "teacher": (12, 16, 19), "self": (15, 18, 20)},
    "emotional": {"parent": (4, 5, 7), "teacher": (4, 5, 6), "self": (5, 6, 7)},
    "conduct": {"parent": (3, 4, 6), "teacher": (3, 4, 5), "self": (4, 5, 6)},
    "hyperactivity": {"parent": (6, 8, 9), "teacher": (6, 8, 9), "self": (6, 7, 8)},
    "peer": {"parent": (3, 4, 5), "teacher": (3, 5, 6), "self": (3, 4, 5)},
    "prosocial": {"parent": (7, 6, 5), "teacher": (5, 4, 3), "self": (6, 5, 4)},
}
# Twenty-five answers of 0 to 2; which five make a scale, and which are reversed, counted from 0.
_SDQ_ANSWERS = {
    "emotional": (2, 7, 12, 15, 23),
    "conduct": (4, 6, 11, 17, 21),
    "hyperactivity": (1, 9, 14, 20, 24),
    "peer": (5, 10, 13, 18, 22),
    "prosocial": (0, 3, 8, 16, 19),
}
_SDQ_REVERSED = (6, 10, 13, 20, 24)


def total(*, answers: ArrayLike, of: Questionnaire) -> FloatArray:
    """Return each person's total score.

    Shape: `answers` is people x answers, or answers alone, in the questionnaire's order.
    Missing: a person with more missing answers than the questionnaire may miss has no score; up to
    that many are filled with the mean of those given, and the total is rounded to a whole score.
    Raises: ValueError when an answer is out of range or there are too many or too few.
    Source: named beside each questionnaire of this module.

    >>> float(total(answers=[2, 2, 1, 1, 2, 0, 1, 1, 0], of=PHQ9))
    10.0
    """
    given = floats(answers)
    if given.shape[-1:] != (of.answers,):
        raise ValueError(f"answers must be {of.answers} for {of.name}; got {given.shape[-1:]}")
    _in_range(given, of.lowest, of.highest)
    turned = given.copy()
    for place in of.reversed_answers:
        turned[..., place] = of.lowest + of.highest - given[..., place]
    return _filled_total(turned, of.may_miss)


def band(*, score: ArrayLike, of: Questionnaire) -> NDArray[np.str_]:
    """Return the band each score falls into; a missing score has none.

    Raises: ValueError when a score is below the lowest possible.
    Source: as `total`.

    >>> band(score=[4, 10, 27], of=PHQ9).tolist()
    ['minimal', 'moderate', 'severe']
    """
    scores = floats(score)
    refuse(
        scores < of.bands[0].starts_at,
        bound=f"score must be at least {of.bands[0].starts_at:g}",
        values=scores,
    )
    starts = np.array([each.starts_at for each in of.bands])
    names = np.array([each.name for each in of.bands])
    place = np.searchsorted(starts, np.nan_to_num(scores, nan=starts[0]), side="right") - 1
    return np.where(np.isnan(scores), "", names[place])


def at_risk(*, answers: ArrayLike) -> BoolArray:
    """Return who must be asked about risk: anyone whose ninth PHQ-9 answer is not nought.

    Shape: people x nine answers, or nine answers. Source: as `PHQ9`.

    >>> bool(at_risk(answers=[0, 0, 0, 0, 0, 0, 0, 0, 1]))
    True
    """
    return np.asarray(floats(answers)[..., 8] >= 1)


def swemwbs_metric(*, raw: ArrayLike) -> FloatArray:
    """Return raw SWEMWBS totals on the metric scale, the one that may be averaged.

    Missing: a missing total stays missing.
    Raises: ValueError when a total is not a whole number from 7 to 35.
    Source: Stewart-Brown S et al., Health Qual Life Outcomes 2009;7:15.

    >>> swemwbs_metric(raw=[7, 24, 35]).tolist()
    [7.0, 21.54, 35.0]
    """
    totals = floats(raw)
    refuse((totals < 7) | (totals > 35), bound="raw must lie within 7 and 35", values=totals)
    known = ~np.isnan(totals)
    refuse(known & (totals % 1 != 0), bound="raw must be a whole number", values=totals)
    place = np.where(known, totals, 7).astype(np.int64) - 7
    return np.where(known, np.array(_SWEMWBS_METRIC)[place], np.nan)


def sdq(*, answers: ArrayLike) -> dict[str, FloatArray]:
    """Return the five scales and the total difficulties of the SDQ.

    Shape: `answers` is people x 25, or 25 answers of 0, 1 or 2 in the questionnaire's order.
    Missing: three of a scale's five answers are enough, the others filled with their mean; a scale
    with fewer is missing, and the total with it.
    Raises: ValueError when an answer is out of range or there are not 25.
    Source: Goodman R, J Child Psychol Psychiatry 1997;38:581-586.

    >>> float(sdq(answers=[1] * 25)["total"])
    20.0
    """
    given = floats(answers)
    if given.shape[-1:] != (25,):
        raise ValueError(f"answers must be 25 for the SDQ; got {given.shape[-1:]}")
    _in_range(given, 0, 2)
    turned = given.copy()
    turned[..., _SDQ_REVERSED] = 2 - given[..., _SDQ_REVERSED]
    scales = {
        scale: _filled_total(turned[..., places], may_miss=2)
        for scale, places in _SDQ_ANSWERS.items()
    }
    difficulties = [scales[scale] for scale in ("emotional", "conduct", "hyperactivity", "peer")]
    return scales | {"total": np.asarray(sum(difficulties))}


def sdq_band(*, score: ArrayLike, scale: str, rater: str) -> NDArray[np.str_]:
    """Return the band of four that each SDQ score falls into; a missing score has none.

    Raises: ValueError when scale or rater is unknown.
    Source: Youth in Mind, four-band scoring of the SDQ for ages 4 to 17.

    >>> sdq_band(score=[13, 14, 17, 20], scale="total", rater="parent").tolist()
    ['close to average', 'slightly raised', 'high', 'very high']
    """
    if scale not in _SDQ:
        raise ValueError(f"scale must be one of {', '.join(_SDQ)}; got {scale}")
    if rater not in _SDQ[scale]:
        raise ValueError(f"rater must be one of {', '.join(_SDQ[scale])}; got {rater}")
    scores, cuts = floats(score), np.array(_SDQ[scale][rater])
    low_is_worse = scale == "prosocial"
    past = scores[..., None] <= cuts if low_is_worse else scores[..., None] >= cuts
    names = np.array(SDQ_PROSOCIAL_BANDS if low_is_worse else SDQ_BANDS)
    return np.where(np.isnan(scores), "", names[past.sum(axis=-1)])


def reliable_change(*, first: ArrayLike, last: ArrayLike, threshold: float) -> NDArray[np.str_]:
    """Return whether each score changed by more than measurement error; high scores are worse.

    Missing: whoever was not measured twice has no change.
    Raises: ValueError when `threshold` is not positive.
    Source: Jacobson NS, Truax P, J Consult Clin Psychol 1991;59:12-19; NHS talking therapies count
    a change of at least the threshold.

    >>> reliable_change(first=[15, 15, 10], last=[9, 12, 16], threshold=6).tolist()
    ['Reliable improvement', 'No reliable change', 'Reliable deterioration']
    """
    if threshold <= 0:
        raise ValueError(f"threshold must be positive; got {threshold:g}")
    fall = floats(first) - floats(last)
    named = np.where(
        fall >= threshold,
        str(Change.IMPROVED),
        np.where(fall <= -threshold, str(Change.WORSENED), str(Change.NO_CHANGE)),
    )
    return np.where(np.isnan(fall), str(Change.UNKNOWN), named)


def change_index(
    *, first: ArrayLike, last: ArrayLike, deviation: float, reliability: float
) -> FloatArray:
    """Return the reliable change index: change over its standard error; past 1.96 is reliable.

    Units: `deviation` is the standard deviation at the start, `reliability` within 0 and 1.
    Raises: ValueError when the deviation is not positive or the reliability not within 0 and 1.
    Source: Jacobson NS, Truax P, J Consult Clin Psychol 1991;59:12-19.

    >>> round(float(change_index(first=47.5, last=32.5, deviation=10, reliability=0.8)), 2)
    -2.37
    """
    if deviation <= 0:
        raise ValueError(f"deviation must be positive; got {deviation:g}")
    if not 0 <= reliability < 1:
        raise ValueError(f"reliability must be at least 0 and below 1; got {reliability:g}")
    error = deviation * np.sqrt(1 - reliability) * np.sqrt(2)
    return np.asarray((floats(last) - floats(first)) / error)


def outcomes(
    *,
    first_depression: ArrayLike,
    last_depression: ArrayLike,
    first_anxiety: ArrayLike,
    last_anxiety: ArrayLike,
    depression: Questionnaire = PHQ9,
    anxiety: Questionnaire = GAD7,
) -> Outcomes:
    """Return what treatment did for each person on a depression and an anxiety measure together.

    A case at the start is above caseness on either measure; recovery moves a case to below it on
    both; improvement is reliable on at least one and deterioration on none, and the other way
    round for deterioration.
    Shape: one score per person in each. Missing: whoever lacks a score has no outcome.
    Source: NHS England, The improving access to psychological therapies manual, 2018.

    >>> result = outcomes(
    ...     first_depression=[15, 9], last_depression=[8, 9], first_anxiety=[12, 7],
    ...     last_anxiety=[6, 7],
    ... )
    >>> result.reliably_recovered.tolist(), result.caseness_at_start.tolist()
    ([True, False], [True, False])
    """
    start = _a_case(first_depression, depression) | _a_case(first_anxiety, anxiety)
    end = _a_case(last_depression, depression) | _a_case(last_anxiety, anxiety)
    low = _steps(first_depression, last_depression, depression)
    worry = _steps(first_anxiety, last_anxiety, anxiety)
    measured = ~np.isnan(
        floats(first_depression)
        + floats(last_depression)
        + floats(first_anxiety)
        + floats(last_anxiety)
    )
    better = ((low > 0) | (worry > 0)) & (low >= 0) & (worry >= 0)
    worse = ((low < 0) | (worry < 0)) & (low <= 0) & (worry <= 0)
    change = np.where(
        better,
        str(Change.IMPROVED),
        np.where(worse, str(Change.WORSENED), str(Change.NO_CHANGE)),
    )
    recovered = measured & start & ~end
    return Outcomes(
        change=np.where(measured, change, str(Change.UNKNOWN)),
        recovered=recovered,
        reliably_recovered=recovered & better,
        caseness_at_start=measured & start,
    )


def _in_range(given: FloatArray, lowest: int, highest: int) -> None:
    refuse(
        (given < lowest) | (given > highest),
        bound=f"answers must lie within {lowest} and {highest}",
        values=given,
    )


def _filled_total(turned: FloatArray, may_miss: int) -> FloatArray:
    """Return totals, missing answers filled with the person's mean if they are few enough."""
    known = ~np.isnan(turned)
    many = known.sum(axis=-1)
    given = np.where(known, turned, 0).sum(axis=-1)
    size = turned.shape[-1]
    # Halves round up, as people do it by hand.
    filled = np.floor(given / np.maximum(many, 1) * size + 0.5)
    return np.where(many == size, given, np.where(many >= size - may_miss, filled, np.nan))


def _a_case(score: ArrayLike, of: Questionnaire) -> BoolArray:
    if of.caseness is None:
        raise ValueError(f"{of.name} has no caseness threshold")
    return np.asarray(floats(score) >= of.caseness)


def _steps(first: ArrayLike, last: ArrayLike, of: Questionnaire) -> IntArray:
    """Return 1 for reliable improvement, -1 for deterioration, else 0."""
    if of.reliable_change is None:
        raise ValueError(f"{of.name} has no threshold of reliable change")
    fall = floats(first) - floats(last)
    return (fall >= of.reliable_change).astype(np.int64) - (fall <= -of.reliable_change)
