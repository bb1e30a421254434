"""Control charts: limits, special causes, rebasing and icons."""

import numpy as np
import pytest

from marram.methods import control
from marram.methods.control import Assurance, Improvement, Variation


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
