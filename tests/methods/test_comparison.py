"""Comparison with a benchmark and with goals."""

import numpy as np
import pytest

from marram.methods import comparison, goals
from marram.methods.estimates import Unit
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


@pytest.mark.parametrize(
    ("part", "polarity", "labels"),
    [
        (comparison.fifths, Polarity.HIGH_IS_GOOD, "Worst Worse Middle Better Best"),
        (comparison.fifths, Polarity.LOW_IS_GOOD, "Best Better Middle Worse Worst"),
        (comparison.fifths, Polarity.NO_JUDGEMENT, "Lowest Low Middle High Highest"),
        (comparison.quarters, Polarity.HIGH_IS_GOOD, "Worst Worse Better Best"),
        (comparison.quarters, Polarity.LOW_IS_GOOD, "Best Better Worse Worst"),
        (comparison.quarters, Polarity.NO_JUDGEMENT, "Lowest Low High Highest"),
    ],
)
def test_parts_are_named_by_what_is_good(part, polarity, labels):
    values = np.arange(1.0, 1 + len(labels.split()))

    assert part(values=values, polarity=polarity).tolist() == labels.split()
    assert set(part(values=values, polarity=Polarity.NOT_COMPARED)) == {"Not compared"}


@pytest.mark.parametrize(("value", "label"), [
    (9.9, "Worst"), (10.5, "Worse"), (12.0, "Similar"), (15.0, "Better"), (16.5, "Best"),
])  # fmt: skip
def test_proportions_past_the_outer_limits_are_best_or_worst(value, label):
    given = {"out_of": 1339, "polarity": Polarity.HIGH_IS_GOOD}

    percent = comparison.with_proportion_limits(value=value, benchmark=12.838, **given)
    share = comparison.with_proportion_limits(
        value=value / 100, benchmark=0.12838, unit=Unit.OF_ONE, **given
    )
    itself = comparison.with_proportion_limits(value=value, benchmark=12.838, itself=True, **given)

    assert (percent.item(), share.item(), itself.item()) == (label, label, "Not compared")


@pytest.mark.parametrize(("value", "label"), [
    (20, "Best"), (40, "Better"), (100, "Similar"), (190, "Worse"), (260, "Worst"),
])  # fmt: skip
def test_rates_past_the_outer_limits_are_best_or_worst(value, label):
    given = {"population": 10_000, "polarity": Polarity.LOW_IS_GOOD}

    per_100_000 = comparison.with_rate_limits(value=value, benchmark=100, **given)
    per_1_000 = comparison.with_rate_limits(
        value=value / 100, benchmark=1, unit=Unit.PER_1_000, **given
    )
    itself = comparison.with_rate_limits(value=value, benchmark=100, itself=True, **given)

    assert (per_100_000.item(), per_1_000.item()) == (label, label)
    assert itself.item() == "Not compared"


@pytest.mark.parametrize(
    ("benchmark", "label"),
    [(12, "Similar"), (18, "Similar"), (10, "Best"), (20, "Worst"), (np.nan, "Not compared")],
)
def test_a_benchmark_on_the_inner_limit_is_similar_and_on_the_outer_far_off(benchmark, label):
    found = comparison.with_two_intervals(
        lower=12,
        upper=18,
        outer_lower=10,
        outer_upper=20,
        benchmark=benchmark,
        polarity=Polarity.HIGH_IS_GOOD,
    )

    assert found.item() == label


def test_limits_that_touch_are_similar_and_a_lower_limit_on_the_benchmark_too():
    touching = comparison.with_other_interval(
        value=[5, 15],
        lower=[4, 11],
        upper=[9, 16],
        benchmark=10,
        benchmark_lower=9,
        benchmark_upper=11,
        polarity=Polarity.NO_JUDGEMENT,
    )
    below = comparison.with_interval(
        value=10, lower=8, upper=12, benchmark=8, polarity=Polarity.LOW_IS_GOOD
    )

    assert touching.tolist() == ["Similar", "Similar"]
    assert below.item() == "Similar"


def test_limits_of_no_width_are_not_refused():
    found = comparison.with_interval(
        value=10, lower=10, upper=10, benchmark=10, polarity=Polarity.LOW_IS_GOOD
    )

    assert found.item() == "Similar"


def test_a_missing_value_meets_no_goal_and_misses_none():
    high = {"polarity": Polarity.HIGH_IS_GOOD}

    found = [
        goals.against_goal(value=[np.nan], goal=5, **high),
        goals.against_goal_with_interval(lower=[np.nan], upper=[7], goal=5, **high),
        goals.against_goal_range(value=[np.nan], lower_goal=5, upper_goal=8, **high),
    ]

    assert [each.item() for each in found] == ["Not compared"] * 3


def test_values_on_the_goals_of_a_range_reach_them():
    found = goals.against_goal_range(
        value=[5, 8], lower_goal=5, upper_goal=8, polarity=Polarity.HIGH_IS_GOOD
    )

    assert [label.split(":")[0] for label in found] == ["Amber", "Green"]


@pytest.mark.parametrize(("percentile", "goal"), [(0, 1), (100, 7), (50, 2), (25, 1.5)])
def test_a_percentile_goal_lies_between_the_values_of_areas(percentile, goal):
    assert goals.percentile_goal(values=[7, np.nan, 1, 2], percentile=percentile) == goal


def test_a_percentile_goal_is_rounded_to_ten_decimals():
    assert goals.percentile_goal(values=[0, 1, 0], percentile=100 / 3 * 2) == 0.3333333333
