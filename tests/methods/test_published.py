"""Published examples, and what the domain asks for by name."""

import numpy as np
import pytest

from marram.methods import (
    comparison,
    control,
    counts,
    disclosure,
    forecasts,
    gaps,
    goals,
    inequality,
    life_tables,
    proportions,
    queues,
    rates,
    ratios,
    scores,
    targets,
    trends,
)
from marram.methods.control import Assurance, Improvement, Variation
from marram.methods.estimates import Estimates, Unit
from marram.methods.life_tables import Reason
from marram.methods.polarity import Polarity


def test_wilsons_interval_matches_the_published_example():
    """Newcombe RG, Stat Med 1998;17:857-872, table I, method 3: 81 of 263."""
    estimate = proportions.proportion(count=81, out_of=263)

    assert (estimate.lower, estimate.upper) == pytest.approx((25.53, 36.62), abs=0.005)


def test_the_difference_of_two_proportions_matches_the_published_example():
    """Newcombe RG, Stat Med 1998;17:873-890, method 10: 9 of 10 against 3 of 10."""
    gap = gaps.absolute(
        of=proportions.proportion(count=9, out_of=10),
        beyond=proportions.proportion(count=3, out_of=10),
    ).only()

    assert (gap.lower, gap.upper) == pytest.approx((17.05, 80.9), abs=0.01)
    assert gap.unit is Unit.PERCENTAGE_POINTS


def test_a_ratio_to_nothing_is_missing_and_a_lower_limit_of_nought_stays():
    one = rates.crude(count=[0, 1, 30], population=[100, 100, 1000])
    other = rates.crude(count=[5, 0, 20], population=[100, 100, 1000])

    ratio = gaps.relative(of=one, to=other)

    assert np.isnan(ratio.value[:2]).all()
    assert ratio.value[2] == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("count", "level", "limits"),
    [
        (65, 0.95, (50.1632, 82.8491)),
        (1045, 0.95, (982.593, 1110.331)),
        (1, 0.95, (0.0253, 5.5716)),
    ],
)
def test_counts_have_the_limits_of_the_technical_guidance(count, level, limits):
    estimate = rates.crude(count=count, population=1, confidence=level, unit=Unit.OF_ONE)

    assert (estimate.lower, estimate.upper) == pytest.approx(limits, rel=1e-5, abs=1e-4)


# Estimates carry what they mean.


def test_an_estimate_is_taken_from_a_list_of_them_by_position():
    estimates = proportions.proportion(count=[5, 65], out_of=[100, 100])

    assert len(estimates) == 2
    assert [estimate.value for estimate in estimates] == [5.0, 65.0]
    assert estimates.at(0.95) is estimates


def test_one_confidence_is_chosen_from_several():
    both = proportions.proportion(count=[5, 65], out_of=100, confidence=(0.95, 0.998))

    assert both.at(0.998).lower.tolist() == both.lower[1].tolist()
    assert both.at(0.998)[1].confidence == 0.998


def test_one_number_with_two_confidences_has_two_intervals():
    estimate = proportions.proportion(count=65, out_of=100, confidence=(0.95, 0.998))

    assert isinstance(estimate, Estimates)
    assert estimate.lower.shape == (2,)
    assert estimate.value.shape == ()


def test_a_confidence_of_one_knows_only_the_bounds():
    estimate = proportions.proportion(count=[3, np.nan], out_of=[4, 4], confidence=1)

    assert (estimate.lower[0], estimate.upper[0]) == (0, 100)
    assert np.isnan(estimate.upper[1])


def test_missing_stays_missing_in_every_count():
    for estimates in (
        proportions.proportion(count=[np.nan, 1], out_of=[10, 10]),
        rates.crude(count=[np.nan, 1], population=[10, 10]),
    ):
        for numbers in (estimates.value, estimates.lower, estimates.upper):
            assert np.isnan(numbers).tolist() == [True, False]


def test_a_part_of_an_event_has_exact_limits_too():
    """Weighted counts need not be whole."""
    some = rates.crude(count=[2.5, 12.5], population=[1, 1], unit=Unit.OF_ONE)

    assert some.lower[0] < 2.5 < some.upper[0]
    assert some.upper[0] == pytest.approx(8.006, abs=0.01)


def test_a_missing_count_of_an_age_makes_its_rate_missing_unless_it_means_none():
    ages = {"population": [100, 100], "standard": [1, 1]}

    missing = rates.directly_standardised(count=[np.nan, 20], **ages)
    none = rates.directly_standardised(count=[np.nan, 20], **ages, missing_as_zero=True)

    assert np.isnan(missing.only().value)
    assert none.only().value == pytest.approx(10_000)


def test_an_age_without_weight_needs_no_population():
    rate = rates.directly_standardised(
        count=[0, 20], population=[0, 100], standard=[0, 1], unit=Unit.PERCENT
    )

    assert rate.only().value == pytest.approx(20)


def test_totals_are_enough_for_an_indirect_ratio():
    reference = {"reference_count": [10, 20], "reference_population": [1000, 1000]}
    by_age = ratios.standardised(count=[1, 4], population=[100, 100], **reference)
    totals = ratios.standardised(count=5, population=[100, 100], **reference)

    assert totals.only().value == by_age.only().value


# Life tables say why something is missing.


@pytest.mark.parametrize(
    ("deaths", "population", "reason"),
    [
        ([20, 10, 40, 200, np.nan], [3000, 40000, 50000, 40000, 9000], Reason.MISSING),
        ([0, 10, 40, 200, 900], [0, 40000, 50000, 40000, 9000], Reason.NO_POPULATION),
        ([20, 10, 40, 200, 900], [3000, 40000, 50000, 40000, 800], Reason.DEATHS_EXCEED_POPULATION),
        ([1, 1, 1, 1, 90], [1000, 1000, 1000, 1000, 1000], Reason.TOO_SMALL),
        ([20, 10, 40, 200, 0], [3000, 40000, 50000, 40000, 9000], Reason.NO_DEATHS_AT_LAST),
        ([1, 1, 1, 1, 1], [1000, 1000, 1000, 1000, 1001], Reason.TOO_WIDE),
    ],
)
def test_a_missing_life_expectancy_says_why(deaths, population, reason):
    table = life_tables.life_expectancy(
        deaths=deaths, population=population, start_ages=(0, 1, 20, 50, 80)
    )

    assert np.isnan(table.at(0).value)
    assert table.reason[0] == reason


def test_nobody_left_alive_has_no_expectancy():
    table = life_tables.life_expectancy(
        deaths=[20, 39_000, 40, 200, 900],
        population=[3000, 40000, 50000, 40000, 9000],
        start_ages=(0, 1, 20, 50, 80),
    )

    assert table.reason[2] == Reason.NOBODY_LEFT
    assert table.reason[0] == Reason.NONE


def test_a_missing_share_in_good_health_makes_healthy_years_missing():
    table = life_tables.healthy_life_expectancy(
        deaths=[20, 10, 40, 200, 900],
        population=[3000, 40000, 50000, 40000, 9000],
        healthy=[0.9, np.nan, 0.8, 0.7, 0.5],
        start_ages=(0, 1, 20, 50, 80),
    )

    assert table.reason[0] == Reason.MISSING


def test_everyone_in_good_health_has_as_many_healthy_years_as_years():
    given = {
        "deaths": [20, 10, 40, 200, 900],
        "population": [3000, 40000, 50000, 40000, 9000],
        "start_ages": (0, 1, 20, 50, 80),
    }

    life = life_tables.life_expectancy(**given).at(0).only()
    healthy = life_tables.healthy_life_expectancy(**given, healthy=[1.0] * 5).at(0).only()

    assert healthy.value == pytest.approx(life.value, rel=1e-14)
    assert healthy.lower == pytest.approx(life.lower, rel=1e-12)


# Comparison.


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


# Trends.


def test_the_two_published_trends_come_out():
    rising = trends.of_proportions(
        count=[994, 1023, 1199, 1332, 1367], out_of=[40299, 41527, 42811, 44064, 44701]
    )
    level = trends.of_values(
        value=[20.5506, 19.5952, 19.0349, 21.3966, 18.4372],
        lower=[18.1803, 17.3444, 16.8421, 19.0919, 16.2925],
        upper=[23.1427, 22.0602, 21.4394, 23.8975, 20.7941],
    )

    assert rising.chi_square.item() == pytest.approx(47.8967, abs=1e-4)
    assert level.direction.item() == "No significant change"
    assert level.chi_square.item() == pytest.approx(0.464, abs=1e-3)


@pytest.mark.parametrize(
    ("direction", "polarity", "words"),
    [
        ("Increasing", Polarity.HIGH_IS_GOOD, "Increasing and getting better"),
        ("Decreasing", Polarity.LOW_IS_GOOD, "Decreasing and getting better"),
        ("Decreasing", Polarity.HIGH_IS_GOOD, "Decreasing and getting worse"),
        ("Increasing", Polarity.NO_JUDGEMENT, "Increasing"),
        ("No significant change", Polarity.LOW_IS_GOOD, "No significant change"),
    ],
)
def test_a_trend_is_told_in_words(direction, polarity, words):
    assert trends.wording(direction=direction, polarity=polarity) == words


def test_trends_that_cannot_be_told_say_why():
    few = trends.of_values(value=[1] * 4, lower=[0] * 4, upper=[2] * 4)
    missing = trends.of_proportions(count=[1, 2, np.nan, 4, 5], out_of=[9] * 5)
    flat = trends.of_values(value=[1, 2, 3, 4, 5], lower=[1, 2, 3, 4, 5], upper=[1, 2, 3, 4, 5])
    edge = trends.of_proportions(count=[0, 100, 400, 800, 1000], out_of=[1000] * 5)
    short = trends.of_proportions(count=[1] * 4, out_of=[2] * 4)

    reasons = [each.reason.item() for each in (few, missing, flat, edge, short)]
    assert reasons == [
        "Not enough data points",
        "Missing values",
        "An interval has no width",
        "A point of 0% or 100% has no slope",
        "Not enough data points",
    ]
    assert edge.direction.item() == "Cannot be calculated"


# Control charts.


def test_the_two_screenings_of_the_published_series():
    series = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]

    plain, screened = (control.chart(value=series, screened=each) for each in (False, True))

    assert (plain.lower[0], plain.upper[0]) == pytest.approx((-3.063, 6.952), abs=1e-3)
    assert (screened.lower[0], screened.upper[0]) == pytest.approx((-0.716, 4.604), abs=1e-3)


def test_seven_points_up_are_a_trend_and_a_tie_breaks_it():
    rising = control.chart(value=[1, 2, 3, 4, 5, 6, 7])
    broken = control.chart(value=[1, 2, 3, 3, 4, 5, 6])

    assert "part of a trend" in rising.rule.tolist()
    assert "part of a trend" not in broken.rule.tolist()


def test_a_constant_series_has_limits_at_its_mean_and_no_special_cause():
    steady = control.chart(value=[0.1] * 15, screened=True)

    assert steady.lower.tolist() == steady.upper.tolist() == [0.1] * 15
    assert set(steady.rule) == {"common cause"}


def test_a_rebase_starts_a_new_mean_for_all_series_or_for_one():
    values = [[1, 2] * 7 + [11, 12] * 7] * 2
    marks = np.zeros((2, 28), dtype=bool)
    marks[0, 14] = True

    one, all_of_them = (control.chart(value=values, rebase=each) for each in (marks, marks[0]))

    assert one.mean[0, -1] == 11.5
    assert one.mean[1, -1] == 6.5
    assert all_of_them.mean[1, -1] == 11.5
    assert one.baseline[0].tolist() == [0] * 14 + [1] * 14


def test_a_fixed_baseline_does_not_move_with_later_points():
    values = [1, 2] * 6 + [50] * 5

    fixed = control.chart(value=values, fix_after=12)

    assert fixed.mean[0] == 1.5
    assert fixed.rule[-1] == "outside the limits"


@pytest.mark.parametrize(
    ("improvement", "high", "low"),
    [
        (Improvement.INCREASE, Variation.IMPROVEMENT_HIGH, Variation.CONCERN_LOW),
        (Improvement.DECREASE, Variation.CONCERN_HIGH, Variation.IMPROVEMENT_LOW),
        (Improvement.NEUTRAL, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW),
    ],
)
def test_the_variation_icon_is_that_of_the_latest_point(improvement, high, low):
    steady = [5, 6] * 7
    made = control.chart(value=[[*steady, 40], [*steady, -30], [*steady, 5], [*steady, np.nan]])

    icons = control.variation(of=made, improvement=improvement).tolist()

    assert icons == [high, low, Variation.COMMON_CAUSE, Variation.UNKNOWN]


def test_assurance_compares_the_limits_with_the_target_in_force():
    made = control.chart(value=[[5, 6] * 8] * 2)
    changing = np.tile(np.r_[[9.0] * 15, 2.0], (2, 1))

    def icons(target, improvement=Improvement.INCREASE):
        return control.assurance(of=made, target=target, improvement=improvement).tolist()

    assert icons(changing) == [Assurance.PASS] * 2
    assert icons([9.0, 5.5]) == [Assurance.FAIL, Assurance.INCONSISTENT]
    assert icons([9.0, np.nan], Improvement.DECREASE) == [Assurance.PASS, Assurance.NONE]
    assert icons(9.0, Improvement.NEUTRAL) == [Assurance.NONE] * 2
    assert icons(made.upper[0, 0]) == [Assurance.INCONSISTENT] * 2


def test_two_points_are_too_few_for_two_of_three():
    assert set(control.chart(value=[1, 2]).rule) == {"common cause"}


def test_six_point_rules_find_what_seven_point_rules_pass_over():
    rising = [5, 1, 2, 3, 4, 5, 6, 1, 5]

    six, seven = (
        control.chart(value=rising, rules=each)
        for each in (control.SIX_POINTS, control.MAKING_DATA_COUNT)
    )

    assert "part of a trend" in six.rule.tolist()
    assert "part of a trend" not in seven.rule.tolist()


# Targets.


def test_low_is_good_turns_a_standard_round():
    low = Polarity.LOW_IS_GOOD

    states = targets.against_standard(
        value=[4, 6, 9, np.nan], standard=5, plan=8, polarity=low
    ).tolist()
    path = targets.against_trajectory(value=[4, 9], trajectory=6, polarity=low).tolist()

    assert states == [
        "Standard met",
        "Plan met, standard missed",
        "Neither standard nor plan met",
        "Not judged",
    ]
    assert path == ["Ahead of trajectory", "Behind trajectory"]


# Disclosure.


def test_the_published_roundings():
    hes = disclosure.hes(count=[0, 1, 2, 3, 5, 7, 8, 12, 13, 17, 18, 102, 103])
    national = disclosure.hes(count=[3, 3], national=[True, False])
    mhsds = disclosure.mhsds(count=[3, np.nan], national=True)

    assert hes.value.tolist() == [0, 5, 5, 5, 5, 5, 10, 10, 15, 15, 20, 100, 105]
    assert national.value.tolist() == [3, 5]
    assert mhsds.value[0] == 3
    assert disclosure.hes(count=[np.nan]).text().tolist() == ["*"]


def test_nought_is_hidden_where_it_tells_something():
    shown = disclosure.table(counts=[[0, 20], [30, 40]])
    hidden = disclosure.table(counts=[[0, 20], [30, 40]], hide_zero=True)

    assert shown.value[0, 0] == 0
    assert hidden.rule[0, 0] == disclosure.Rule.PRIMARY


def test_hidden_cells_that_add_up_to_a_few_take_another_with_them():
    released = disclosure.table(counts=[[1, 2, 30], [1, 2, 40], [50, 60, 70]])

    assert disclosure.Rule.SUM in released.rule


def test_a_cell_that_bridges_two_blocks_is_not_left_to_be_worked_out():
    counts = np.full((4, 4), 50)
    counts[:2, :2] = counts[2:, 2:] = 4
    counts[1, 2] = 4

    released = disclosure.table(counts=counts)

    hidden = released.rule != ""
    assert not disclosure.recoverable(hidden=hidden).any()
    assert disclosure.Rule.SECONDARY in released.rule


def test_nothing_hidden_leaves_nothing_to_work_out():
    assert not disclosure.recoverable(hidden=np.zeros((3, 3), dtype=bool)).any()


# Queues.


def test_the_queue_of_the_waiting_list_package():
    raised = queues.relief_capacity(
        demand=30, size=1200, target=390, periods=26, observed=100, variation=1
    )

    assert float(queues.target_mean_wait(target_wait=52, factor=6)) == pytest.approx(52 / 6)
    assert float(queues.relief_capacity(demand=30, size=1200, target=390)) == pytest.approx(
        61.1538, abs=1e-4
    )
    # 2 x 30 x 1 / 10 = 6 is no longer below one: the estimate is left as it is.
    assert float(raised) == pytest.approx(61.1538, abs=1e-4)


def test_an_estimated_demand_is_raised_by_two_standard_deviations():
    raised = queues.relief_capacity(
        demand=0.2, size=10, target=5, periods=10, observed=16, variation=1
    )

    assert float(raised) == pytest.approx(0.2 / (1 - 2 * 0.2 / 4) + 0.5)


def test_capacity_below_demand_makes_a_list_longer_and_its_standard_unlikely():
    worse = queues.outlook(
        waiting=[30] * 10, additions=[30] * 30, capacity=[15] * 30, standard=12, seed=2
    )
    better = queues.outlook(
        waiting=[30] * 10, additions=[30] * 30, capacity=[40] * 30, standard=12, seed=2
    )

    assert worse.size[-1] > worse.size[0] > 300
    assert worse.within_standard[-1] == 0
    assert better.within_standard[-1] == 1
    assert (worse.size_lower <= worse.size).all()
    assert (worse.size <= worse.size_upper).all()


def test_the_longest_waiters_are_seen_first():
    result = queues.outlook(
        waiting=[0, 0, 0, 5], additions=[0], capacity=[1000], standard=2, runs=100
    )

    assert result.size.tolist() == [0]
    assert result.share_within.tolist() == [1]


def test_the_same_seed_sees_the_same_future():
    first, second = (
        queues.outlook(waiting=[9], additions=[9] * 4, capacity=[8] * 4, standard=3, seed=5)
        for _ in range(2)
    )

    assert first.size.tolist() == second.size.tolist()


# Forecasts.


def test_intervals_hold_what_they_promise_on_series_they_have_not_seen():
    chance = np.random.default_rng(11)
    drift = np.cumsum(chance.normal(0, 1, (200, 40)), axis=1)
    noise = chance.normal(0, 1, (200, 40))
    series = drift + noise

    forecast = forecasts.damped(values=series[:, :36], periods=4)

    inside = (forecast.estimates.lower <= series[:, 36:]) & (
        series[:, 36:] <= forecast.estimates.upper
    )
    assert inside.mean() >= 0.93
    assert forecast.backtests == 18


def test_a_steady_rise_is_followed_better_than_by_saying_as_now():
    series = np.arange(24.0) + np.tile([0.2, -0.2], 12)

    forecast = forecasts.damped(values=series, periods=3)

    assert forecast.error[0] < forecast.naive_error[0]
    assert forecast.estimates.value[0, 0] > 23


def test_a_missing_point_is_passed_over():
    series = np.array([10.0, 12, np.nan, 13, 12, 14, 13, 15, 14, 16, 15, 17])

    forecast = forecasts.damped(values=series, periods=2)

    assert not np.isnan(forecast.estimates.value).any()


def test_too_few_points_have_no_forecast():
    forecast = forecasts.damped(values=[[1, 2, 3, 4, 5]], periods=2)

    assert np.isnan(forecast.estimates.value).all()
    assert forecast.backtests == 0
    assert np.isnan(forecast.coverage).all()


def test_a_constant_series_stays_where_it_is():
    forecast = forecasts.damped(values=[5.0] * 12, periods=2)

    assert forecast.estimates.value.tolist() == [[5.0, 5.0]]
    assert forecast.coverage.tolist() == [1.0]


def test_the_chance_of_a_target_rises_with_what_there_is_already():
    given = {
        "values": [10, 12, 11, 13, 12, 14, 13, 15, 14, 16, 15, 17],
        "periods_left": 3,
        "summed": True,
    }

    likely = forecasts.year_end(**given, target=190, so_far=141)
    low = forecasts.year_end(**given, target=190, so_far=141, polarity=Polarity.LOW_IS_GOOD)
    level = forecasts.year_end(**(given | {"summed": False}), target=16)

    assert 0.5 < likely.probability.item() < 1
    assert likely.probability.item() + low.probability.item() == pytest.approx(1)
    assert level.estimates.value.item() == pytest.approx(17, abs=1)


# Scores.


def test_every_answer_of_a_reversed_scale_is_turned():
    best = [3, 0, 3, 3, 0, 0, 3, 0, 0, 3]

    assert float(scores.total(answers=best, of=scores.ROSENBERG)) == 30
    assert scores.band(score=[14, 15, 25, 26], of=scores.ROSENBERG).tolist() == [
        "low", "normal", "normal", "high",
    ]  # fmt: skip


def test_a_missing_answer_is_filled_with_the_persons_own_mean():
    one, two, three = ([2] * (9 - many) + [np.nan] * many for many in (1, 2, 3))

    found = scores.total(answers=[one, two, three], of=scores.PHQ9)

    assert found[:2].tolist() == [18, 18]
    assert np.isnan(found[2])


def test_metric_scores_fall_into_the_published_bands():
    metric = scores.swemwbs_metric(raw=[21, 22, 30, 31, np.nan])

    assert scores.band(score=metric, of=scores.SWEMWBS).tolist() == [
        "low", "medium", "medium", "high", "",
    ]  # fmt: skip


def test_the_difficulties_of_the_sdq_add_up_and_kindness_does_not():
    worst = np.full(25, 2.0)
    worst[[6, 10, 13, 20, 24]] = 0

    found = scores.sdq(answers=worst)

    assert {name: float(score) for name, score in found.items()} == {
        "emotional": 10,
        "conduct": 10,
        "hyperactivity": 10,
        "peer": 10,
        "prosocial": 10,
        "total": 40,
    }


def test_low_kindness_is_the_worse_band():
    found = scores.sdq_band(score=[9, 7, 6, 5, np.nan], scale="prosocial", rater="parent")

    assert found.tolist() == ["close to average", "slightly lowered", "low", "very low", ""]


def test_outcomes_of_people_who_worsen_or_were_not_measured_twice():
    found = scores.outcomes(
        first_depression=[15, 9, 15],
        last_depression=[22, 9, np.nan],
        first_anxiety=[12, 7, 10],
        last_anxiety=[12, 7, 3],
    )

    assert found.change.tolist() == [
        "Reliable deterioration",
        "No reliable change",
        "Not measured twice",
    ]
    assert not found.recovered.any()


def test_a_score_missing_at_one_end_has_no_change():
    change = scores.reliable_change(first=[np.nan], last=[3], threshold=6)

    assert change.tolist() == ["Not measured twice"]


# Inequality.


def test_a_ratio_whose_sign_is_unsure_is_drawn_and_still_given():
    given = {"value": [0.1, 0.3, -0.2, 0.4, 0.2], "population": [10] * 5}

    result = inequality.slope_index(**given, standard_error=[0.5] * 5, draws=2000)

    assert np.isfinite(result.relative.lower)
    assert result.relative.lower < result.relative.upper


def test_a_negative_multiplier_turns_difference_and_ratio_round():
    given = {"value": [70.0, 72, 74, 76, 79], "population": [10] * 5, "standard_error": [0.5] * 5}

    there, back = (inequality.slope_index(**given, multiplier=each) for each in (1, -1))

    assert back.slope.lower == -there.slope.upper
    assert back.relative.value == pytest.approx(1 / there.relative.value)
    assert back.relative.upper == pytest.approx(1 / there.relative.lower)


def test_an_area_with_a_missing_value_is_missing_and_its_neighbour_is_not():
    value = np.array([[70.0, 72, 74, 76, 78], [70, np.nan, 74, 76, 78]])

    result = inequality.slope_index(
        value=value,
        population=[10] * 5,
        lower=value - 1,
        upper=value + 1,
        scale=inequality.Scale.RATE,
        draws=1000,
    )

    assert np.isnan(result.slope.lower).tolist() == [False, True]


# What comes in pieces, and what every result says of itself.


def test_many_series_are_charted_as_each_would_be_alone():
    chance = np.random.default_rng(5)
    series = chance.normal(50, 5, (700, 36))
    rebase = chance.random((700, 36)) < 0.05

    many = control.chart(value=series, rebase=rebase)

    for place in (0, 226, 227, 228, 455, 699):
        alone = control.chart(value=series[place], rebase=rebase[place])
        np.testing.assert_array_equal(many.mean[place], alone.mean)
        np.testing.assert_array_equal(many.upper[place], alone.upper)
        assert many.rule[place].tolist() == alone.rule.tolist()
        assert many.baseline[place].tolist() == alone.baseline.tolist()


def test_many_life_tables_are_what_each_would_be_alone():
    chance = np.random.default_rng(6)
    population = chance.integers(500, 9000, (900, 20)).astype(float)
    deaths = chance.binomial(population.astype(int), np.linspace(0.001, 0.15, 20)).astype(float)

    many = life_tables.life_expectancy(deaths=deaths, population=population)

    for place in (0, 408, 409, 410, 899):
        alone = life_tables.life_expectancy(deaths=deaths[place], population=population[place])
        np.testing.assert_allclose(many.estimates.upper[place], alone.estimates.upper, rtol=1e-13)


def test_every_baseline_is_fixed_after_its_own_points():
    values = [1, 2] * 6 + [9] * 3 + [11, 12] * 6 + [19] * 3
    rebase = np.arange(30) == 15

    fixed = control.chart(value=values, rebase=rebase, fix_after=12)

    assert (fixed.mean[0], fixed.mean[-1]) == (1.5, 11.5)
    assert fixed.rules is control.MAKING_DATA_COUNT


def test_limits_on_trial_rest_on_fewer_than_thirteen_points():
    made = control.chart(value=[1, 2] * 12 + [3], rebase=np.arange(25) == 13)

    assert made.on_trial.tolist() == [False] * 13 + [True] * 12


def test_a_turn_belongs_to_the_trend_that_starts_there():
    peak = control.chart(value=[0, 8] * 8 + [1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1])

    assert peak.direction[15:29].tolist() == [0, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1]
    assert set(peak.rule[16:29]) == {"part of a trend"}


def test_two_of_three_must_all_lie_on_one_side():
    quiet = [0, 1] * 10
    one_side, both_sides = (
        control.chart(value=[*quiet, 2.6, 0.9, 2.6, *quiet]),
        control.chart(value=[*quiet, 2.6, -1.7, 2.6, *quiet]),
    )

    assert one_side.rule[[20, 22]].tolist() == ["two of three near a limit"] * 2
    assert one_side.rule[21] == "common cause"
    assert "two of three near a limit" not in both_sides.rule.tolist()


AGES = {"population": [1000, 1000]}
REFERENCE = {"reference_count": [10, 20], "reference_population": [1000, 1000]}


@pytest.mark.parametrize(
    ("estimates", "unit", "method"),
    [
        (proportions.proportion(count=1, out_of=2), Unit.PERCENT, "Wilson score"),
        (
            rates.crude(count=1, population=2),
            Unit.PER_100_000,
            "exact Poisson below 10 events, Byar from 10",
        ),
        (
            rates.directly_standardised(count=[9, 9], standard=[1, 1], **AGES),
            Unit.PER_100_000,
            "Dobson",
        ),
        (
            rates.directly_standardised_repeated(
                people=[[9, 9]], events_each=[1], standard=[1, 1], **AGES
            ),
            Unit.PER_100_000,
            "Dobson, with confidence adjusted for non-independent events",
        ),
        (
            rates.indirectly_standardised(count=[9, 9], **AGES, **REFERENCE),
            Unit.PER_100_000,
            "exact Poisson below 10 events, Byar from 10",
        ),
        (
            ratios.standardised(count=[9, 9], **AGES, **REFERENCE),
            Unit.RATIO_OF_100,
            "exact Poisson below 10 events, Byar from 10",
        ),
        (
            life_tables.life_expectancy(
                deaths=[9, 90], population=[9000, 900], start_ages=(0, 50)
            ).estimates,
            Unit.YEARS,
            "Chiang II, with the interval of Silcocks",
        ),
    ],
)
def test_every_result_says_its_unit_its_method_and_its_confidence(estimates, unit, method):
    assert (estimates.unit, estimates.method, estimates.confidence) == (unit, method, 0.95)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        (rates.crude(count=3, population=9), rates.crude(count=[3], population=[9])),
        (
            proportions.proportion(count=3, out_of=9),
            proportions.proportion(count=[3], out_of=[9]),
        ),
    ],
)
def test_one_number_gives_one_estimate_and_a_list_a_list(one, many):
    assert (one.value, one.lower, one.upper) == (many.value[0], many.lower[0], many.upper[0])
    assert isinstance(one.value, float)
    assert many.value.shape == (1,)


def test_two_halves_are_quantiles_too():
    from marram.methods import quantiles

    found = quantiles.quantile(
        values=[3, 1, 2, 4, 9, 9], groups=list("aaaabb"), number=2, first_is_highest=False
    )

    assert found.tolist() == [2, 1, 1, 2, 1, 1]


def sullivan_by_hand(deaths, population, healthy, asked, starts):
    """Healthy years at birth and their standard error, line by line as in the manual."""
    last, alive, lived, variance = len(starts) - 1, [1e5], [], []
    for place, (died, residents) in enumerate(zip(deaths, population, strict=True)):
        rate = died / residents
        if place == last:
            lived.append(alive[place] / rate)
            break
        width, part = starts[place + 1] - starts[place], 0.1 if place == 0 else 0.5
        dying = width * rate / (1 + width * (1 - part) * rate)
        variance.append(dying**2 * (1 - dying) / died)
        alive.append(alive[place] * (1 - dying))
        lived.append(width * (alive[place + 1] + part * (alive[place] - alive[place + 1])))
    years = [
        sum(m * h for m, h in zip(lived[place:], healthy[place:], strict=True)) / alive[place]
        for place in range(len(starts))
    ]
    asking = sum(m**2 * h * (1 - h) / n for m, h, n in zip(lived, healthy, asked, strict=True))
    dying = sum(
        alive[place] ** 2
        * variance[place]
        * (
            (1 - (0.1 if place == 0 else 0.5))
            * (starts[place + 1] - starts[place])
            * healthy[place]
            + years[place + 1]
        )
        ** 2
        for place in range(last)
    )
    at_last = (lived[last] * healthy[last]) ** 2 / deaths[last]
    return years[0], ((asking + dying + at_last) / alive[0] ** 2) ** 0.5


def test_healthy_life_expectancy_agrees_with_a_table_made_by_hand():
    deaths, population = [20, 10, 40, 200, 900], [3000, 40000, 50000, 40000, 9000]
    healthy, asked, starts = (
        [0.95, 0.92, 0.85, 0.7, 0.5],
        [50, 400, 600, 500, 90],
        [0, 1, 20, 50, 80],
    )

    table = life_tables.healthy_life_expectancy(
        deaths=deaths,
        population=population,
        healthy=healthy,
        asked=asked,
        start_ages=starts,
        confidence=(0.95, 0.998),
    )

    value, error = sullivan_by_hand(deaths, population, healthy, asked, starts)
    assert table.estimates.value[0] == pytest.approx(value, rel=1e-12)
    assert table.estimates.upper[0, 0] == pytest.approx(value + 1.959963984540054 * error)
    assert table.estimates.lower[1, 0] == pytest.approx(value - 3.090232306167813 * error)
    assert table.estimates.method == "Sullivan"


def test_counts_of_every_size_say_what_they_are():
    one, many = counts.count(events=65), counts.count(events=[[0, 9], [10, 65]], confidence=0.998)

    assert (one.unit, one.method) == (Unit.COUNT, counts.METHOD)
    assert (one.lower, one.value, one.upper) == pytest.approx((50.1632, 65, 82.8491), abs=1e-4)
    assert many.lower.shape == (2, 2)
    assert many.lower[0, 0] == 0
    assert many.confidence == 0.998
    assert counts.count(events=65, confidence=(0.9, 0.95)).upper.shape == (2,)
