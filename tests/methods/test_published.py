"""Published examples of proportions, rates and gaps."""

import numpy as np
import pytest

from marram.methods import counts, gaps, proportions, quantiles, rates
from marram.methods.estimates import Unit


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


def test_two_halves_are_quantiles_too():
    found = quantiles.quantile(
        values=[3, 1, 2, 4, 9, 9], groups=list("aaaabb"), number=2, first_is_highest=False
    )

    assert found.tolist() == [2, 1, 1, 2, 1, 1]


def test_counts_of_every_size_say_what_they_are():
    one, many = counts.count(events=65), counts.count(events=[[0, 9], [10, 65]], confidence=0.998)

    assert (one.unit, one.method) == (Unit.COUNT, counts.METHOD)
    assert (one.lower, one.value, one.upper) == pytest.approx((50.1632, 65, 82.8491), abs=1e-4)
    assert many.lower.shape == (2, 2)
    assert many.lower[0, 0] == 0
    assert many.confidence == 0.998
    assert counts.count(events=65, confidence=(0.9, 0.95)).upper.shape == (2,)
