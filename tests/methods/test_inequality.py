"""Slope and relative index where they are hard."""

import numpy as np
import pytest

from marram.methods import inequality


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
