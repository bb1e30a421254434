"""Comparison with a benchmark and with goals."""

import numpy as np
import pytest

from marram.methods import comparison, goals
from marram.methods.polarity import Polarity


@pytest.mark.parametrize(
    ("out_of", "inner", "outer"),
    [
        (1339, (11.1519, 14.7366), (10.2739, 15.9283)),
        (899, (10.8083, 15.1838), (9.7769, 16.6802)),
    ],
)
def test_control_limits_round_a_benchmark_match_the_open_code(out_of, inner, outer):
    for level, wanted in ((0.95, inner), (0.998, outer)):
        low, high = comparison.proportion_control_limits(
            benchmark=12.8379546895717, out_of=out_of, confidence=level
        )
        # The open code writes z as 1.96 and 3.0902.
        assert (low.item(), high.item()) == pytest.approx(wanted, abs=2e-4)


def test_values_beyond_95_but_within_998_are_worse_but_not_worst():
    labels = comparison.with_proportion_limits(
        value=[10.978, 15.907],
        out_of=[1339, 899],
        benchmark=12.8379546895717,
        polarity=Polarity.LOW_IS_GOOD,
    )

    assert labels.tolist() == ["Better", "Worse"]


@pytest.mark.parametrize(
    ("polarity", "labels"),
    [
        (Polarity.LOW_IS_GOOD, ["Better", "Similar", "Worse"]),
        (Polarity.HIGH_IS_GOOD, ["Worse", "Similar", "Better"]),
        (Polarity.NO_JUDGEMENT, ["Lower", "Similar", "Higher"]),
        (Polarity.NOT_COMPARED, ["Not compared"] * 3),
    ],
)
def test_labels_follow_what_is_good(polarity, labels):
    given = {"value": [10, 15, 20], "lower": [8, 13, 18], "upper": [12, 17, 22]}

    found = comparison.with_interval(**given, benchmark=15, polarity=polarity)

    assert found.tolist() == labels


def test_an_area_is_never_compared_with_itself_nor_a_missing_one_with_any():
    found = comparison.with_interval(
        value=[10, 10, np.nan],
        lower=[8, 8, 8],
        upper=[12, 12, 12],
        benchmark=15,
        polarity=Polarity.LOW_IS_GOOD,
        itself=[True, False, False],
    )

    assert found.tolist() == ["Not compared", "Better", "Not compared"]


def test_a_benchmark_on_a_limit_is_similar():
    found = comparison.with_interval(
        value=10, lower=8, upper=12, benchmark=12, polarity=Polarity.LOW_IS_GOOD
    )

    assert found.item() == "Similar"


@pytest.mark.parametrize(
    ("benchmark", "label"),
    [(9, "Best"), (11, "Better"), (13, "Similar"), (19, "Worse"), (21, "Worst")],
)
def test_two_intervals_tell_five_steps_apart(benchmark, label):
    found = comparison.with_two_intervals(
        lower=12,
        upper=18,
        outer_lower=10,
        outer_upper=20,
        benchmark=benchmark,
        polarity=Polarity.HIGH_IS_GOOD,
    )

    assert found.item() == label


def test_two_intervals_apart_say_which_lies_higher():
    given = {"benchmark": 10, "benchmark_lower": 9, "benchmark_upper": 11}
    found = comparison.with_other_interval(
        value=[5, 15, 10],
        lower=[4, 14, 9],
        upper=[6, 16, 12],
        polarity=Polarity.NO_JUDGEMENT,
        **given,
    )

    assert found.tolist() == ["Lower", "Higher", "Similar"]


def test_fifths_need_five_values_and_skip_missing_ones():
    four = comparison.fifths(values=[1, 2, 3, 4, np.nan], polarity=Polarity.HIGH_IS_GOOD)
    six = comparison.fifths(values=[1, 2, 3, 4, np.nan, 5], polarity=Polarity.LOW_IS_GOOD)

    assert set(four) == {"Not compared"}
    assert six.tolist() == ["Best", "Better", "Middle", "Worse", "Not compared", "Worst"]


def test_goals_turn_round_where_low_is_good():
    low = {"polarity": Polarity.LOW_IS_GOOD}

    single = goals.against_goal(value=[4, 6], goal=5, **low)
    between = goals.against_goal_with_interval(lower=[1, 4, 6], upper=[5, 7, 8], goal=5, **low)
    ranged = goals.against_goal_range(value=[4, 6, 9], lower_goal=5, upper_goal=8, **low)

    assert [label.split(":")[0] for label in single] == ["Green", "Red"]
    assert [label.split(":")[0] for label in between] == ["Green", "Amber", "Red"]
    assert [label.split(":")[0] for label in ranged] == ["Green", "Amber", "Red"]


def test_a_goal_without_a_good_direction_is_not_judged():
    judged = goals.against_goal(value=[4], goal=5, polarity=Polarity.NO_JUDGEMENT)

    assert judged.tolist() == ["Not compared"]
    assert np.isnan(goals.percentile_goal(values=[np.nan], percentile=50))
