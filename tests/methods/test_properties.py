"""What must hold of every number, whatever comes in: found by Hypothesis."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays
from scipy import stats

from marram.methods import (
    control,
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


settings.register_profile("methods", deadline=None, max_examples=25, print_blob=True)
settings.load_profile("methods")

confidence = some.floats(0.5, 0.9999)


@some.composite
def parts(draw, fewest=1):
    """Counts out of people, as two arrays."""
    many = draw(some.integers(fewest, 30))
    out_of = draw(arrays(np.float64, many, elements=some.integers(1, 10**6).map(float)))
    share = draw(arrays(np.float64, many, elements=some.floats(0, 1)))
    return np.floor(out_of * share), out_of


@some.composite
def ages(draw, many=19):
    """Counts and populations of a few areas by age."""
    areas = draw(some.integers(1, 6))
    population = draw(
        arrays(np.float64, (areas, many), elements=some.integers(100, 10**5).map(float))
    )
    share = draw(arrays(np.float64, (areas, many), elements=some.floats(0, 0.5)))
    return np.floor(population * share), population


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


# A slow, obvious twin agrees.


def slow_wilson(count, out_of, level):
    z = NormalDist().inv_cdf(0.5 + level / 2)
    p = count / out_of
    centre = p + z * z / (2 * out_of)
    spread = z * math.sqrt(p * (1 - p) / out_of + z * z / (4 * out_of * out_of))
    scale = 1 + z * z / out_of
    return 100 * (centre - spread) / scale, 100 * (centre + spread) / scale


@given(parts(), confidence)
def test_wilson_agrees_with_the_formula_in_the_paper(given_parts, level):
    count, out_of = given_parts
    estimates = proportions.proportion(count=count, out_of=out_of, confidence=level)
    slow = np.array([slow_wilson(*each, level) for each in zip(count, out_of, strict=True)])
    np.testing.assert_allclose(estimates.lower, slow[:, 0], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(estimates.upper, slow[:, 1], rtol=1e-9, atol=1e-9)


@given(some.lists(some.integers(0, 10**6), min_size=1, max_size=30), confidence)
def test_count_limits_agree_with_the_formulas_in_the_book(events, level):
    ours = counts.count(events=np.array(events, dtype=float), confidence=level)
    z, tail = NormalDist().inv_cdf(0.5 + level / 2), (1 - level) / 2
    for place, x in enumerate(events):
        if x < 10:
            lower = stats.chi2.ppf(tail, 2 * x) / 2 if x else 0.0
            upper = stats.chi2.ppf(1 - tail, 2 * x + 2) / 2
        else:
            lower = x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3
            upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * math.sqrt(x + 1))) ** 3
        assert ours.lower[place] == pytest.approx(lower, rel=1e-9)
        assert ours.upper[place] == pytest.approx(upper, rel=1e-9)


@given(ages())
def test_standardised_rates_agree_with_a_loop_over_ages(given_ages):
    count, population = given_ages
    standard = populations.european_2013()
    ours = rates.directly_standardised(count=count, population=population, standard=standard)
    for area, (events, residents) in enumerate(zip(count, population, strict=True)):
        if sum(events) < 10:
            assert math.isnan(ours.value[area])
            continue
        slow = sum(w * x / n for w, x, n in zip(standard, events, residents, strict=True)) / sum(
            standard
        )
        assert ours.value[area] == pytest.approx(1e5 * slow, rel=1e-12)


def slow_life_expectancy(deaths, population):
    starts = list(life_tables.START_AGES)
    alive, expectancy = [1e5], 0.0
    lived = []
    for place, (died, residents) in enumerate(zip(deaths, population, strict=True)):
        rate = died / residents
        if place == len(starts) - 1:
            lived.append(alive[-1] / rate)
            break
        width, part = starts[place + 1] - starts[place], 0.1 if place == 0 else 0.5
        dying = min(1.0, width * rate / (1 + width * (1 - part) * rate))
        if rate * width * part > 1:
            dying = 1.0
        alive.append(alive[-1] * (1 - dying))
        lived.append(width * (alive[-1] + part * (alive[-2] - alive[-1])))
    expectancy = sum(lived) / 1e5
    return expectancy


@given(ages(many=20))
def test_life_expectancy_agrees_with_a_table_made_by_hand(given_ages):
    deaths, population = given_ages
    deaths = np.maximum(deaths, 1)
    ours = life_tables.life_expectancy(deaths=deaths, population=population)
    for area in range(len(deaths)):
        value = ours.estimates.value[area, 0]
        if not np.isnan(value):
            slow = slow_life_expectancy(deaths[area], population[area])
            assert value == pytest.approx(slow, rel=1e-12)


@given(
    arrays(np.float64, some.integers(3, 60), elements=some.floats(-1000, 1000).map(float)),
    some.booleans(),
)
def test_control_limits_agree_with_the_definition(values, screened):
    ours = control.chart(value=values, screened=screened)
    ranges = [abs(b - a) for a, b in zip(values, values[1:], strict=False)]
    mean_range = sum(ranges) / len(ranges)
    if screened and mean_range > 0:
        kept = [each for each in ranges if each < 3.267 * mean_range]
        mean_range = sum(kept) / len(kept)
    middle = math.fsum(values) / len(values)
    assert ours.upper[0] == pytest.approx(middle + 2.66 * mean_range, rel=1e-9, abs=1e-9)
    assert ours.lower[0] == pytest.approx(middle - 2.66 * mean_range, rel=1e-9, abs=1e-9)


def slow_runs(values, points):
    """Points in a window of so many that all rise or all fall."""
    found = set()
    for start in range(len(values) - points + 1):
        window = values[start : start + points]
        steps = [b - a for a, b in zip(window, window[1:], strict=False)]
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            found |= set(range(start, start + points))
    return found


@settings(max_examples=100)
@given(
    some.lists(some.integers(0, 9), min_size=7, max_size=40),
    some.sampled_from([control.MAKING_DATA_COUNT, control.SIX_POINTS]),
)
def test_trends_and_shifts_agree_with_looking_at_every_window(values, rules):
    made = control.chart(value=values, rules=rules)
    away = np.sign(np.array(values) - made.mean)
    shifts = {
        start + place
        for start in range(len(values) - rules.shift + 1)
        for place in range(rules.shift)
        if abs(away[start : start + rules.shift].sum()) == rules.shift
    }
    trends_seen = slow_runs(values, rules.trend)
    for place, rule in enumerate(made.rule):
        if rule == control.Rule.TREND:
            assert place in trends_seen
        elif rule == control.Rule.SHIFT:
            assert place in shifts
        elif rule == control.Rule.NONE:
            assert place not in trends_seen | shifts


@settings(max_examples=100)
@given(some.lists(some.integers(0, 9), min_size=3, max_size=30))
def test_two_of_three_agrees_with_looking_at_every_window(values):
    made = control.chart(value=values)
    reach = (made.upper - made.mean) * 2 / 3
    inside = (made.lower <= made.value) & (made.value <= made.upper)
    near = inside & (np.abs(made.value - made.mean) > reach)
    away = np.sign(made.value - made.mean)
    flagged = {
        place
        for start in range(len(values) - 2)
        for place in range(start, start + 3)
        if near[start : start + 3].sum() >= 2
        and abs(away[start : start + 3].sum()) == 3
        and near[place]
    }
    for place, rule in enumerate(made.rule):
        if rule == control.Rule.NEAR_LIMITS:
            assert place in flagged
        elif rule in (control.Rule.SHIFT, control.Rule.NONE):
            assert place not in flagged


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
