"""Impossible numbers are refused with their bound, what came, and where it stands first."""

import numpy as np
import pytest

from marram.methods import (
    arrays,
    counts,
    funnels,
    inequality,
    life_tables,
    means,
    proportions,
    quantiles,
    rates,
)


BANDS = {"start_ages": (0, 1, 20, 50, 80)}
FIVE = {"value": [1.0] * 5, "population": [10] * 5}
SHARES = {"scale": inequality.Scale.PROPORTION}

REFUSALS = [
    (lambda: proportions.proportion(count=1, out_of=0), "out_of must be positive; got 0"),
    (
        lambda: proportions.proportion(count=[1, -1], out_of=[2, 2]),
        "count must be zero or more; got -1 at position 1",
    ),
    (
        lambda: proportions.proportion(count=[[1, 3]], out_of=[[2, 2]]),
        r"count must not exceed out_of; got 3 at position \(0, 1\)",
    ),
    (lambda: proportions.proportion(count=1, out_of=np.inf), "out_of must be positive; got inf"),
    (
        lambda: proportions.proportion(count=1, out_of=2, confidence=95),
        r"confidence must be above 0 and at most 1 \(write 95% as 0.95\); got 95 at position 0",
    ),
    (lambda: proportions.proportion(count=1, out_of=2, confidence=(0.95, 0)), "at position 1"),
    (lambda: counts.count(events=-1), "events must be zero or more; got -1"),
    (lambda: counts.count(events=[3, np.inf]), "events must be zero or more; got inf"),
    (lambda: rates.crude(count=1, population=-5), "population must be positive; got -5"),
    (lambda: rates.crude(count=-1, population=10), "count must be zero or more; got -1"),
    (
        lambda: rates.directly_standardised(count=[1, 2], population=[1, 2], standard=[1, 2, 3]),
        "count, population and standard must have the same ages",
    ),
    (
        lambda: rates.directly_standardised(count=[1, 2], population=[1, 0], standard=[1, 2]),
        "population must be positive; got 0 at position 1",
    ),
    (
        lambda: rates.directly_standardised(count=[1, 2], population=[1, 2], standard=[1, -2]),
        "standard must be zero or more; got -2",
    ),
    (
        lambda: rates.directly_standardised_repeated(
            people=[[-1, 2]], events_each=[1], population=[1, 2], standard=[1, 2]
        ),
        "people must be zero or more; got -1",
    ),
    (
        lambda: rates.indirectly_standardised(
            count=[1], population=[0], reference_count=[1], reference_population=[1]
        ),
        "expected events must be positive; got 0",
    ),
    (
        lambda: rates.indirectly_standardised(
            count=[1], population=[1], reference_count=[1], reference_population=[0]
        ),
        "reference_population must be positive; got 0",
    ),
    (
        lambda: rates.directly_standardised(count=[1, -2], population=[1, 2], standard=[1, 2]),
        "count must be zero or more; got -2 at position 1",
    ),
    *(
        (
            lambda name=name: rates.indirectly_standardised(
                **{
                    "count": [1],
                    "population": [1],
                    "reference_count": [1],
                    "reference_population": [1],
                    name: [-1],
                }
            ),
            f"^{name} must be",
        )
        for name in ("count", "population", "reference_count", "reference_population")
    ),
    (
        lambda: life_tables.life_expectancy(deaths=[1] * 5, population=[-3] * 5, **BANDS),
        "population must be zero or more; got -3",
    ),
    (lambda: means.mean(values=[1, np.inf]), "values must be finite; got inf at position 1"),
    (
        lambda: means.mean(values=[1, 2], groups=["a"]),
        r"groups must be as many as the values \(2\); got 1",
    ),
    (lambda: quantiles.quantile(values=[1], number=1), "number must be at least 2; got 1"),
    (
        lambda: funnels.standardised_rates(count=[3], rate=[0]),
        "rate must be positive where there are events; got 0",
    ),
    (lambda: funnels.proportions(count=[3], out_of=[2]), "count must not exceed out_of; got 3"),
    (lambda: funnels.ratios(count=[3], expected=[0]), "expected must be positive; got 0"),
    (
        lambda: inequality.slope_index(**FIVE, standard_error=1, draws=999),
        "draws must be at least 1000; got 999",
    ),
    (
        lambda: inequality.slope_index(**FIVE, standard_error=1, transform=True),
        "transform needs a scale of rate or proportion; got plain",
    ),
    (
        lambda: inequality.slope_index(value=[1] * 4, population=[1] * 4, standard_error=1),
        "there must be 5 to 100 quantiles; got 4",
    ),
    (
        lambda: inequality.slope_index(value=[1] * 5, population=[1] * 6, standard_error=1),
        "population must have one column per quantile",
    ),
    (
        lambda: inequality.slope_index(value=[1] * 5, population=[1, 1, 0, 1, 1], standard_error=1),
        "population must be positive; got 0 at position 2",
    ),
    (
        lambda: inequality.slope_index(**FIVE, standard_error=-1),
        "standard_error must be zero or more; got -1",
    ),
    (lambda: inequality.slope_index(**FIVE), "give standard_error, or both lower and upper"),
    (
        lambda: inequality.slope_index(
            value=[2] * 5, population=[1] * 5, standard_error=1, **SHARES
        ),
        "value must lie within 0 and 1; got 2",
    ),
    (
        lambda: inequality.slope_index(
            value=[0.5] * 5, population=[1] * 5, lower=[0.4] * 5, upper=[1.1] * 5, **SHARES
        ),
        "upper must lie within 0 and 1; got 1.1",
    ),
    (
        lambda: inequality.slope_index(**FIVE, lower=[3] * 5, upper=[2] * 5),
        "lower must not exceed upper; got 3",
    ),
    (
        lambda: inequality.slope_index(
            **FIVE, lower=[-1] * 5, upper=[2] * 5, scale=inequality.Scale.RATE
        ),
        "lower must be zero or more; got -1",
    ),
    (
        lambda: life_tables.life_expectancy(deaths=[1, 2], population=[3, 4], start_ages=(1, 2)),
        "start_ages must begin at 0",
    ),
    (
        lambda: life_tables.life_expectancy(
            deaths=[1, 2, 3], population=[3, 4, 5], start_ages=(0, 5, 5)
        ),
        "start_ages must go upwards; got 5 at position 2",
    ),
    (
        lambda: life_tables.life_expectancy(deaths=[1] * 4, population=[3] * 4, **BANDS),
        "deaths must have one column per start age",
    ),
    (
        lambda: life_tables.life_expectancy(deaths=[-1] * 5, population=[3] * 5, **BANDS),
        "deaths must be zero or more; got -1 at position 0",
    ),
    (
        lambda: life_tables.healthy_life_expectancy(
            deaths=[1] * 5, population=[3] * 5, healthy=[2] * 5, **BANDS
        ),
        "healthy must lie within 0 and 1; got 2",
    ),
    (
        lambda: life_tables.life_expectancy(deaths=[1] * 5, population=[3000] * 5, **BANDS).at(7),
        r"age must be one of \(0, 1, 20, 50, 80\); got 7",
    ),
    (lambda: arrays.must_be_whole("x", np.array(0.5)), "x must be a whole number; got 0.5"),
    (
        lambda: proportions.proportion(count=[1], out_of=[2], confidence=(0.9, 0.95))[0],
        "choose one confidence first",
    ),
    (
        lambda: proportions.proportion(count=[1], out_of=[2]).at(0.5),
        r"confidence must be one of \(0.95,\); got 0.5",
    ),
    (
        lambda: proportions.proportion(count=[1, 1], out_of=[2, 2]).only(),
        r"only\(\) is for one value; there are 2",
    ),
]


@pytest.mark.parametrize(("act", "sentence"), REFUSALS, ids=[each[1][:60] for each in REFUSALS])
def test_impossible_input_is_refused_in_a_sentence(act, sentence):
    with pytest.raises(ValueError, match=sentence):
        act()
