"""What must hold of every number, whatever comes in: found by Hypothesis."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from marram.methods import (
    counts,
    disclosure,
    forecasts,
    funnels,
    gaps,
    inequality,
    life_tables,
    means,
    populations,
    proportions,
    quantiles,
    queues,
    rates,
    ratios,
    trends,
)
from marram.methods.estimates import Estimates, Unit
from tests.methods.samples import ages, confidence, parts


def holds(estimates: Estimates):
    known = ~np.isnan(estimates.lower)
    assert (estimates.lower <= estimates.value)[known].all()
    assert (estimates.value <= estimates.upper)[known].all()


# The value lies within its interval.


@given(parts(), confidence)
def test_a_proportion_lies_within_its_interval(given_parts, level):
    count, out_of = given_parts
    estimates = proportions.proportion(count=count, out_of=out_of, confidence=level)
    holds(estimates)
    assert (estimates.lower >= 0).all()
    assert (estimates.upper <= 100).all()


@given(parts(), confidence)
def test_a_rate_lies_within_its_interval(given_parts, level):
    count, population = given_parts
    holds(rates.crude(count=count, population=population, confidence=level))


@given(ages(), confidence)
def test_a_standardised_rate_lies_within_its_interval(given_ages, level):
    count, population = given_ages
    standard = populations.european_2013()
    holds(
        rates.directly_standardised(
            count=count, population=population, standard=standard, confidence=level
        )
    )


@given(arrays(np.float64, some.integers(2, 30), elements=some.floats(-1e6, 1e6)), confidence)
def test_a_mean_lies_within_its_interval(values, level):
    holds(means.mean(values=values, confidence=level))


@given(ages(many=20))
def test_a_life_expectancy_lies_within_its_interval_and_healthy_years_within_it(given_ages):
    deaths, population = given_ages
    life = life_tables.life_expectancy(deaths=deaths, population=population)
    healthy = life_tables.healthy_life_expectancy(
        deaths=deaths, population=population, healthy=np.linspace(0.95, 0.3, 20)
    )
    for table in (life, healthy):
        known = ~np.isnan(table.estimates.value)
        assert (table.estimates.lower <= table.estimates.value)[known].all()
        assert (table.reason[known] == "").all()
        assert (table.reason[~known] != "").all()
    both = ~np.isnan(life.estimates.value) & ~np.isnan(healthy.estimates.value)
    assert (healthy.estimates.value <= life.estimates.value)[both].all()


# More events never make a smaller number.


@given(some.integers(1, 10**6), confidence)
def test_more_people_with_a_condition_make_a_larger_proportion(out_of, level):
    count = np.unique(np.linspace(0, out_of, 50).round())
    estimates = proportions.proportion(
        count=count, out_of=np.full(count.shape, out_of), confidence=level
    )
    for limits in (estimates.value, estimates.lower, estimates.upper):
        assert (np.diff(limits) >= -1e-12).all()


def test_more_events_make_a_larger_count_on_either_side_of_ten():
    estimates = counts.count(events=np.arange(0.0, 200), confidence=(0.9, 0.95, 0.998))
    assert (np.diff(estimates.lower, axis=-1) > 0).all()
    assert (np.diff(estimates.upper, axis=-1) > 0).all()


@given(ages())
def test_more_events_make_a_larger_standardised_rate(given_ages):
    count, population = given_ages
    standard = populations.european_2013()
    fewer, more = (
        rates.directly_standardised(count=each, population=population, standard=standard).value
        for each in (count, count + 1)
    )
    known = ~np.isnan(fewer)
    assert (more > fewer)[known].all()


@given(parts(), confidence)
def test_a_higher_confidence_makes_a_wider_interval(given_parts, level):
    count, out_of = given_parts
    higher = (1 + level) / 2
    both = proportions.proportion(count=count, out_of=out_of, confidence=(level, higher))
    assert (both.lower[1] <= both.lower[0]).all()
    assert (both.upper[1] >= both.upper[0]).all()


# The order of areas does not matter, and a batch is what its areas are one by one.


def each_method(count, population):
    """Yield methods of areas x ages that give one number or more per area."""
    standard, ages_20 = populations.european_2013(), np.concatenate([count, count[:, :1]], axis=1)
    people_20 = np.concatenate([population, population[:, :1]], axis=1)
    yield lambda rows: rates.directly_standardised(
        count=count[rows], population=population[rows], standard=standard, confidence=(0.95, 0.998)
    )
    yield lambda rows: rates.indirectly_standardised(
        count=count[rows],
        population=population[rows],
        reference_count=np.arange(1.0, 20),
        reference_population=np.full(19, 1000.0),
    )
    yield lambda rows: ratios.standardised(
        count=count[rows],
        population=population[rows],
        reference_count=np.arange(1.0, 20),
        reference_population=np.full(19, 1000.0),
    )
    yield (
        lambda rows: (
            life_tables.life_expectancy(deaths=ages_20[rows], population=people_20[rows]).estimates
        )
    )
    yield (
        lambda rows: (
            inequality.slope_index(
                value=(count / population)[rows],
                population=population[rows],
                standard_error=0.01 + population[rows] / 1e7,
            ).slope
        )
    )
    yield lambda rows: rates.crude(count=count[rows], population=population[rows])


@settings(max_examples=10)
@given(ages(), some.randoms(use_true_random=False))
def test_the_order_of_areas_does_not_matter(given_ages, chance):
    count, population = given_ages
    order = list(range(len(count)))
    chance.shuffle(order)
    for method in each_method(count, population):
        straight, shuffled = method(slice(None)), method(order)
        areas = 1 if np.ndim(straight.confidence) else 0
        np.testing.assert_array_equal(np.take(straight.value, order, axis=0), shuffled.value)
        np.testing.assert_array_equal(np.take(straight.lower, order, axis=areas), shuffled.lower)


@settings(max_examples=10)
@given(ages())
def test_a_batch_is_its_areas_one_by_one(given_ages):
    count, population = given_ages
    for method in each_method(count, population):
        batch = method(slice(None))
        areas = 1 if np.ndim(batch.confidence) else 0
        for area in range(len(count)):
            alone = method([area])
            np.testing.assert_allclose(alone.value[0], batch.value[area], rtol=1e-13)
            np.testing.assert_allclose(
                np.take(alone.upper, 0, axis=areas),
                np.take(batch.upper, area, axis=areas),
                rtol=1e-13,
            )


def test_simulated_intervals_do_not_depend_on_the_areas_beside_them():
    chance = np.random.default_rng(3)
    value, population = chance.uniform(50, 90, (4, 10)), chance.integers(100, 900, (4, 10))
    given_all = {
        "value": value,
        "population": population,
        "lower": value * 0.9,
        "upper": value * 1.1,
    }

    def drawn(rows):
        return inequality.slope_index(
            **{name: column[rows] for name, column in given_all.items()},
            scale=inequality.Scale.RATE,
            draws=2000,
        )

    together, alone = drawn(slice(None)), drawn([2])
    assert together.slope.lower[2] == alone.slope.lower[0]
    assert together.relative.upper[2] == alone.relative.upper[0]


def test_more_rows_than_a_block_are_what_their_pieces_are():
    count = np.arange(20_000.0) % 977
    out_of = np.full(20_000, 1000.0)
    whole = proportions.proportion(count=count, out_of=out_of)
    piece = proportions.proportion(count=count[9000:9010], out_of=out_of[9000:9010])
    np.testing.assert_array_equal(whole.upper[9000:9010], piece.upper)


@given(some.lists(some.integers(0, 30), min_size=2, max_size=40), some.integers(2, 6))
def test_quantiles_share_ties_and_are_in_order(values, number):
    ours = quantiles.quantile(values=values, number=number, first_is_highest=False)
    if len(values) < number:
        assert np.isnan(ours).all()
        return
    order = np.argsort(values, kind="stable")
    assert (np.diff(ours[order]) >= 0).all()
    for one, other in zip(order, order[1:], strict=False):
        if values[one] == values[other]:
            assert ours[one] == ours[other]
    assert set(ours) <= set(range(1, number + 1))


@given(parts(fewest=2))
def test_funnel_limits_hold_the_average_between_them(given_parts):
    count, out_of = given_parts
    funnel = funnels.proportions(count=count, out_of=out_of, unit=Unit.OF_ONE)
    assert (funnel.limits.lower <= funnel.limits.value).all()
    assert (funnel.limits.upper >= funnel.limits.value).all()
    assert (np.diff(funnel.axis) > 0).all()


@given(parts(), parts())
def test_a_gap_turned_round_is_its_own_opposite(one, other):
    many = min(len(one[0]), len(other[0]))
    left, right = (
        proportions.proportion(count=count[:many], out_of=out_of[:many])
        for count, out_of in (one, other)
    )
    there, back = gaps.absolute(of=left, beyond=right), gaps.absolute(of=right, beyond=left)
    np.testing.assert_allclose(there.value, -back.value, atol=1e-12)
    np.testing.assert_allclose(there.lower, -back.upper, atol=1e-9)
    holds(there)


@given(
    arrays(np.float64, (3, 5), elements=some.integers(100, 900).map(float)),
    arrays(np.float64, (3, 5), elements=some.integers(1000, 9000).map(float)),
)
def test_a_trend_turned_round_goes_the_other_way(count, out_of):
    there = trends.of_proportions(count=count, out_of=out_of)
    back = trends.of_proportions(count=count[:, ::-1], out_of=out_of[:, ::-1])
    opposite = {"Increasing": "Decreasing", "Decreasing": "Increasing"}
    np.testing.assert_allclose(there.chi_square, back.chi_square, rtol=1e-6, atol=1e-9)
    assert [opposite.get(each, each) for each in there.direction] == back.direction.tolist()


@settings(max_examples=60)
@given(
    arrays(
        np.float64,
        some.tuples(some.integers(1, 6), some.integers(1, 6)),
        elements=some.integers(0, 30).map(float),
    ),
    some.integers(1, 8),
)
def test_no_hidden_cell_follows_from_those_shown(cells, threshold):
    released = disclosure.table(counts=cells, threshold=threshold)
    hidden = released.rule != ""
    whole = np.pad(cells, ((0, 1), (0, 1)))
    whole[:-1, -1], whole[-1, :-1] = cells.sum(axis=1), cells.sum(axis=0)
    whole[-1, -1] = cells.sum()
    assert hidden[(whole > 0) & (whole < threshold)].all()
    if not hidden.all():
        assert not disclosure.recoverable(hidden=hidden).any()
    np.testing.assert_array_equal(released.value[~hidden], whole[~hidden])


@given(some.lists(some.integers(0, 60), min_size=1, max_size=20), some.integers(0, 60))
def test_a_queue_keeps_everyone_it_does_not_see(waiting, standard):
    steady = queues.outlook(
        waiting=waiting, additions=[0, 0], capacity=[0, 0], standard=standard, runs=100
    )
    assert (steady.size == sum(waiting)).all()
    assert ((steady.share_within >= 0) & (steady.share_within <= 1)).all()


@settings(max_examples=10)
@given(arrays(np.float64, (2, 16), elements=some.floats(-100, 100)))
def test_forecast_intervals_widen_with_distance_and_hold_the_forecast(series):
    forecast = forecasts.damped(values=series, periods=4)
    width = forecast.estimates.upper - forecast.estimates.lower
    known = ~np.isnan(width)
    assert (width[known] >= 0).all()
    assert (np.diff(width, axis=1) >= -1e-9).all()
    assert (forecast.widening >= 1).all()
