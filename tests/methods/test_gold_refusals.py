"""Impossible input: what the reference refuses we refuse, or answer for a reason that we state.

The reasons stand in docs/methods/deviations.md.
"""

import numpy as np
import pytest

from marram.methods import inequality, life_tables, proportions, rates
from marram.methods.estimates import Unit
from marram.methods.inequality import Scale
from tests.methods import gold


def rows_of(folder):
    errors = gold.table(folder, "errors")
    return zip(
        *(errors.numbers(name).tolist() for name in ("x", "n", "confidence")),
        errors.text("error").tolist(),
        strict=True,
    )


# A confidence that the reference refuses and that is one like others: its own test follows.
ANSWERED = 0.5
# What the reference says, by its first words, and what we say.
SAID = {
    "numerators must be greater than": "^count must be zero or more; got -1$",
    "denominators must be greater than": "must be positive; got (0|-5)$",
    "numerators must be less than": "^count must not exceed out_of; got 11$",
    "confidence level": "^confidence must be above 0 and at most 1 .*got 50 at position 0$",
}


@pytest.mark.parametrize(
    ("folder", "method", "rows"),
    [
        ("proportion", lambda x, n, c: proportions.proportion(count=x, out_of=n, confidence=c), 5),
        ("rate", lambda x, n, c: rates.crude(count=x, population=n, confidence=c), 5),
    ],
)
def test_counts_that_the_reference_refuses_are_refused(folder, method, rows):
    cases = list(rows_of(folder))

    assert len(cases) == rows
    for x, n, level, theirs in cases:
        if level == ANSWERED:
            continue
        sentence = next(ours for words, ours in SAID.items() if theirs.startswith(words))
        with pytest.raises(ValueError, match=sentence):
            method(x, n, level)


def test_a_proportion_at_a_confidence_of_half_has_wilsons_interval():
    ours = proportions.proportion(count=1, out_of=10, confidence=ANSWERED, unit=Unit.OF_ONE)

    # Each limit lies the middle half's 0.6745 standard errors of its own away from 1 in 10.
    for limit in (ours.lower, ours.upper):
        away = (0.1 - limit) / np.sqrt(limit * (1 - limit) / 10)
        gold.agree(np.abs(away), 0.6744897501960817)


def test_a_rate_at_a_confidence_of_half_has_the_exact_interval():
    ours = rates.crude(count=1, population=10, confidence=ANSWERED, unit=Unit.OF_ONE)

    # One event or more has a chance of a quarter at the lower limit, one or none at the upper.
    gold.agree(1 - np.exp(-10 * ours.lower), 0.25)
    gold.agree((1 + 10 * ours.upper) * np.exp(-10 * ours.upper), 0.25)


def index(many=5, **changed):
    given = {
        "value": np.linspace(0.2, 0.4, many),
        "population": [100] * many,
        "standard_error": 0.01,
        "draws": 1000,
    }
    return inequality.slope_index(**(given | changed))


SLOPES_REFUSED = {
    "4 quantiles": ({"many": 4}, "there must be 5 to 100 quantiles; got 4"),
    "zero population": (
        {"population": [100, 100, 0, 100, 100]},
        "population must be positive; got 0 at position 2",
    ),
    "neg se": ({"standard_error": -0.01}, "standard_error must be zero or more; got -0.01"),
    "transform with type 0": (
        {"transform": True},
        "transform needs a scale of rate or proportion; got plain",
    ),
    "999 reps": ({"draws": 999}, "draws must be at least 1000; got 999"),
    "proportion outside 0..1": (
        {"value": [0.1, 0.2, 0.3, 0.4, 1.2], "scale": Scale.PROPORTION},
        "value must lie within 0 and 1; got 1.2 at position 4",
    ),
}
SLOPES_ANSWERED = {"11 quantiles", "missing quantile in one area", "transform with se"}


def test_every_slope_that_the_reference_refuses_or_warns_of_has_its_test():
    cases = gold.table("sii", "errors").text("case").tolist()

    assert sorted(cases) == sorted([*SLOPES_REFUSED, *SLOPES_ANSWERED])


@pytest.mark.parametrize("case", SLOPES_REFUSED)
def test_slopes_that_the_reference_refuses_are_refused(case):
    changed, sentence = SLOPES_REFUSED[case]

    with pytest.raises(ValueError, match=f"^{sentence}"):
        index(**changed)


def test_eleven_quantiles_have_a_slope():
    # A line through the ends of values that rise evenly: 0.2 to 0.4, half a step beyond at each.
    assert index(many=11).slope.only().value == pytest.approx(0.22, rel=1e-12)


def test_an_area_with_a_missing_quantile_is_missing_and_its_neighbour_is_not():
    values = np.array([[0.1, 0.2, np.nan, 0.4, 0.5], [0.1, 0.2, 0.3, 0.4, 0.5]])

    ours = index(value=values, population=np.full((2, 5), 100))

    gold.agree(ours.slope.value, [np.nan, 0.5])
    assert np.isnan(ours.slope.lower[0])
    assert np.isnan(ours.relative.upper[0])


def test_a_standard_error_on_the_transformed_scale_does_as_well_as_limits():
    values, error = np.linspace(0.2, 0.4, 5), 0.05
    reach = 1.959963984540054 * error
    form = {"scale": Scale.RATE, "transform": True}

    by_error = index(standard_error=error, **form).slope.only()
    by_limits = index(
        standard_error=None,
        lower=values * np.exp(-reach),
        upper=values * np.exp(reach),
        **form,
    ).slope.only()

    gold.agree(
        [by_error.value, by_error.lower, by_error.upper],
        [by_limits.value, by_limits.lower, by_limits.upper],
    )


def test_an_area_of_nineteen_bands_is_refused_by_the_reference_and_answered_here():
    given = gold.table("life_expectancy", "inputs")
    alone = gold.table("life_expectancy", "outputs_single_area_calls")
    refused = set(alone.text("unit")[alone.text("error") != ""].tolist())
    mine = given.text("unit") == "e_missing_band"

    ours = life_tables.life_expectancy(
        deaths=given.numbers("deaths")[mine],
        population=given.numbers("pop")[mine],
        start_ages=given.numbers("startage")[mine].astype(int).tolist(),
    )

    assert refused >= {"e_missing_band"}
    assert mine.sum() == 19
    assert np.isfinite(ours.estimates.value).all()
