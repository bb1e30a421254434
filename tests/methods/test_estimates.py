"""Estimates carry what they mean, and missing stays missing."""

import numpy as np
import pytest

from marram.methods import life_tables, proportions, rates, ratios
from marram.methods.estimates import Estimates, Unit


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
