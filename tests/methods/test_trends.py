"""Recent trends and their wording."""

import numpy as np
import pytest

from marram.methods import trends
from marram.methods.polarity import Polarity


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
