"""Forecasts hold what they promise."""

import numpy as np
import pytest

from marram.methods import forecasts
from marram.methods.polarity import Polarity


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
