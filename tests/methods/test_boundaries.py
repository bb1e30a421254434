"""A value exactly on a limit, and a number that is missing: as the docstrings say."""

import numpy as np
import pytest

from marram.methods import comparison, disclosure, gaps, goals, scores, targets
from marram.methods.estimates import Estimate, Unit
from marram.methods.polarity import Polarity


HIGH, LOW = Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD
NAN = float("nan")


@pytest.mark.parametrize("polarity", [HIGH, LOW])
def test_a_target_met_exactly_is_met(polarity):
    states = targets.against_standard(value=[60, 50], standard=60, plan=50, polarity=polarity)
    if polarity is LOW:
        states = targets.against_standard(value=[50, 60], standard=50, plan=60, polarity=polarity)

    assert states.tolist() == ["Standard met", "Plan met, standard missed"]


def test_what_is_missing_is_not_judged_also_where_two_missing_ones_could_cancel_out():
    infinite = float("inf")

    assert targets.against_standard(
        value=[NAN, 5, infinite], standard=[5, NAN, infinite], plan=1
    ).tolist() == ["Not judged", "Not judged", "Standard met"]
    assert targets.against_trajectory(
        value=[NAN, 5, 5, 5], trajectory=[5, NAN, 5, 5], tolerance=[0, 0, NAN, 0]
    ).tolist() == ["Not judged", "Not judged", "Not judged", "On trajectory"]


def test_the_width_of_the_tolerance_still_counts_as_on_trajectory():
    states = targets.against_trajectory(value=[44, 45, 55, 56], trajectory=50, tolerance=5)

    assert states.tolist() == [
        "Behind trajectory",
        "On trajectory",
        "On trajectory",
        "Ahead of trajectory",
    ]


def test_without_a_tolerance_only_the_trajectory_itself_is_on_it():
    states = targets.against_trajectory(value=[49.5, 50, 50.5], trajectory=50)

    assert states.tolist() == ["Behind trajectory", "On trajectory", "Ahead of trajectory"]


def test_a_trajectory_of_one_period_is_its_target():
    assert targets.straight_trajectory(start=40, target=60, periods=1).tolist() == [60.0]


def test_trajectories_fall_as_evenly_as_they_rise():
    paths = targets.straight_trajectory(start=[40, 60], target=[60, 40], periods=2)

    assert paths.tolist() == [[50.0, 60.0], [50.0, 40.0]]


@pytest.mark.parametrize(
    ("latest", "left", "usual", "times"),
    [(40, 5, 2, 2.0), (40, 1, 10, 2.0), (60, 3, 2, 0.0), (66, 3, 2, -1.0), (54, 2, 1, 3.0)],
)
def test_the_step_needed_is_counted_in_usual_steps(latest, left, usual, times):
    needed = targets.step_needed(latest=latest, target=60, periods_left=left, usual_step=usual)

    assert float(needed) == times


def test_where_nothing_usually_moves_no_step_can_be_counted():
    needed = targets.step_needed(latest=[40, 60], target=60, periods_left=1, usual_step=0)

    assert np.isnan(needed).all()


@pytest.mark.parametrize("polarity", [HIGH, LOW])
def test_the_goal_itself_meets_the_goal(polarity):
    state = goals.against_goal(value=[95, NAN], goal=[95, 95], polarity=polarity)

    assert state.tolist() == ["Green: goal met", "Not compared"]


def test_an_interval_that_ends_on_the_goal_is_not_surely_below_it():
    states = goals.against_goal_with_interval(
        lower=[95, 90, 95], upper=[96, 95, 95], goal=95, polarity=HIGH
    )

    assert states.tolist() == ["Green: goal met", "Amber: goal nearly met", "Green: goal met"]


def test_a_range_of_goals_may_be_a_single_goal_and_its_ends_count():
    states = goals.against_goal_range(
        value=[90, 95, 92], lower_goal=[90, 95, 90], upper_goal=[95, 95, 92], polarity=HIGH
    )

    assert states.tolist() == ["Amber: goal nearly met", "Green: goal met", "Green: goal met"]


@pytest.mark.parametrize("missing", ["value", "lower_goal", "upper_goal"])
def test_a_range_of_goals_with_something_missing_is_not_compared(missing):
    given = {"value": 92.0, "lower_goal": 90.0, "upper_goal": 95.0, missing: NAN}

    assert goals.against_goal_range(**given, polarity=HIGH).tolist() == "Not compared"


@pytest.mark.parametrize("missing", ["lower", "upper", "goal"])
def test_an_interval_with_something_missing_is_not_compared(missing):
    given = {"lower": 90.0, "upper": 96.0, "goal": 95.0, missing: NAN}

    assert goals.against_goal_with_interval(**given, polarity=HIGH).tolist() == "Not compared"


def estimate(value, lower, upper, unit=Unit.PERCENT):
    return Estimate(
        value=value, lower=lower, upper=upper, unit=unit, confidence=0.95, method="given"
    )


def test_a_gap_carries_its_unit_confidence_and_method():
    gap = gaps.absolute(of=estimate(30, 25, 37), beyond=estimate(20, 18, 24)).only()
    days = gaps.absolute(
        of=estimate(30, 25, 37, Unit.YEARS), beyond=estimate(20, 18, 24, Unit.YEARS)
    ).only()

    assert (gap.unit, gap.confidence) == (Unit.PERCENTAGE_POINTS, 0.95)
    assert gap.method == "difference of independent estimates (Zou and Donner)"
    assert days.unit is Unit.YEARS
    assert gap.lower == pytest.approx(10 - np.hypot(5, 4))
    assert gap.upper == pytest.approx(10 + np.hypot(7, 2))


def test_a_ratio_below_one_has_its_interval_on_the_logarithms():
    ratio = gaps.relative(of=estimate(0.5, 0.4, 0.7), to=estimate(0.8, 0.6, 0.9)).only()

    below = np.hypot(np.log(0.5 / 0.4), np.log(0.9 / 0.8))
    above = np.hypot(np.log(0.7 / 0.5), np.log(0.8 / 0.6))
    assert ratio.value == pytest.approx(0.625)
    assert ratio.lower == pytest.approx(0.625 * np.exp(-below))
    assert ratio.upper == pytest.approx(0.625 * np.exp(above))
    assert (ratio.unit, ratio.confidence) == (Unit.RATIO, 0.95)
    assert ratio.method == "ratio of independent estimates (Zou and Donner)"


def treated(depression, anxiety):
    """Return what treatment did for one person: (first, last) of each questionnaire."""
    return scores.outcomes(
        first_depression=[depression[0]],
        last_depression=[depression[1]],
        first_anxiety=[anxiety[0]],
        last_anxiety=[anxiety[1]],
    )


@pytest.mark.parametrize(
    ("depression", "anxiety", "change"),
    [
        ((15, 9), (5, 5), "Reliable improvement"),
        ((15, 10), (5, 5), "No reliable change"),
        ((9, 15), (5, 5), "Reliable deterioration"),
        ((9, 14), (5, 5), "No reliable change"),
        ((9, 9), (12, 8), "Reliable improvement"),
        ((9, 9), (12, 9), "No reliable change"),
        ((15, 9), (5, 9), "No reliable change"),
        ((9, 15), (9, 5), "No reliable change"),
    ],
)
def test_a_change_of_the_threshold_itself_is_reliable_unless_the_other_measure_moves_against_it(
    depression, anxiety, change
):
    """NHS talking therapies: six points of PHQ-9, four of GAD-7, and neither the other way."""
    assert treated(depression, anxiety).change.tolist() == [change]


@pytest.mark.parametrize(
    ("depression", "anxiety", "case", "recovered", "reliably"),
    [
        ((10, 9), (7, 7), True, True, False),
        ((15, 9), (7, 7), True, True, True),
        ((9, 3), (7, 7), False, False, False),
        ((9, 9), (8, 7), True, True, False),
        ((16, 10), (7, 7), True, False, False),
        ((9, 9), (12, 8), True, False, False),
    ],
)
def test_recovery_is_from_a_case_to_none_and_reliable_where_the_change_is(
    depression, anxiety, case, recovered, reliably
):
    """A case scores 10 or more on PHQ-9, or 8 or more on GAD-7."""
    found = treated(depression, anxiety)

    assert found.caseness_at_start.tolist() == [case]
    assert found.recovered.tolist() == [recovered]
    assert found.reliably_recovered.tolist() == [reliably]


def test_the_change_index_grows_with_reliability_and_may_have_none():
    sure, unsure = (
        float(scores.change_index(first=20, last=30, deviation=10, reliability=each))
        for each in (0.75, 0.0)
    )

    assert sure == pytest.approx(np.sqrt(2))
    assert unsure == pytest.approx(1 / np.sqrt(2))


def test_the_ends_of_a_raw_wellbeing_score_convert():
    assert scores.swemwbs_metric(raw=[7, 35]).tolist() == [7.0, 35.0]


@pytest.mark.parametrize(("count", "shown"), [(4, "*"), (5, "5"), (7, "5"), (8, "10"), (NAN, "*")])
def test_five_people_are_the_fewest_that_a_mental_health_count_shows(count, shown):
    assert disclosure.mhsds(count=[count]).text().tolist() == [shown]


@pytest.mark.parametrize(
    ("count", "out_of", "shown"), [(5, 5, "12"), (4, 5, "*"), (5, 4, "*"), (NAN, 9, "*")]
)
def test_a_rate_of_fewer_than_five_or_among_fewer_is_hidden(count, out_of, shown):
    rate = disclosure.mhsds_rate(rate=[12.4], count=[count], out_of=[out_of])

    assert rate.text().tolist() == [shown]


def test_a_difference_of_one_is_a_few_and_of_none_or_of_the_threshold_is_not():
    threshold = disclosure.THRESHOLD

    shown = disclosure.differencing(part=[99, 100, 100 - threshold, 101 - threshold], whole=100)

    assert shown.text().tolist() == ["*", "100", str(100 - threshold), "*"]


def test_national_counts_stay_as_they_are():
    assert disclosure.hes(count=[3, 3], national=[True, False]).value.tolist() == [3.0, 5.0]
    assert disclosure.mhsds(count=[3, 3], national=[True, False]).text().tolist() == ["3", "*"]


@pytest.mark.parametrize(
    ("benchmark", "outcome"),
    [(8, "Similar"), (12, "Similar"), (7.9, "Worse"), (12.1, "Better"), (NAN, "Not compared")],
)
def test_a_benchmark_on_a_limit_lies_within_the_interval(benchmark, outcome):
    found = comparison.with_interval(
        value=[10], lower=[8], upper=[12], benchmark=benchmark, polarity=LOW
    )

    assert found.tolist() == [outcome]


@pytest.mark.parametrize("missing", ["value", "lower", "upper", "benchmark"])
def test_an_area_with_something_missing_is_not_compared(missing):
    given = {"value": 10.0, "lower": 8.0, "upper": 12.0, "benchmark": 20.0, missing: NAN}

    assert comparison.with_interval(**given, polarity=LOW).tolist() == "Not compared"
