"""Recent trends agree with the trend markers of PHEindicatormethods."""

import numpy as np
import pytest

from marram.methods import trends
from tests.methods import gold


def series(kind):
    given, wanted = gold.table("trend", "inputs"), gold.table("trend", "outputs")
    units = given.text("unit")
    for row, name in enumerate(wanted.text("unit")):
        if wanted.text("value_type")[row] == kind:
            mine = units == name
            yield wanted, row, lambda column, mine=mine: given.numbers(column)[mine]


def judged(kind, of):
    if kind == "proportion":
        return trends.of_proportions(
            count=of("numerator"), out_of=of("denominator"), years=of("year")
        )
    return trends.of_values(
        value=of("value"), lower=of("lower_cl"), upper=of("upper_cl"), years=of("year")
    )


@pytest.mark.parametrize("kind", ["proportion", "other"])
def test_the_direction_and_the_test_agree(kind):
    for wanted, row, of in series(kind):
        if wanted.text("error")[row]:
            continue
        ours = judged(kind, of)
        assert ours.direction.item() == wanted.text("recent_trend")[row]
        assert ours.reason.item() == wanted.text("recent_trend_reason")[row]
        # The reference fits calendar years as they are, which costs it the last seven digits.
        gold.agree(ours.chi_square.item(), wanted.numbers("chi2")[row], relative=1e-8)
        gold.agree(ours.slope.item(), wanted.numbers("beta")[row], relative=1e-8)


def test_a_series_without_any_events_has_no_trend():
    """The reference stops with an error here: not copied."""
    trend = trends.of_proportions(count=[0] * 5, out_of=[592, 607, 593, 620, 505])

    assert trend.direction.item() == trends.Direction.NO_CHANGE
    assert np.isnan(trend.slope.item())
