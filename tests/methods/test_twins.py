"""A slow and obvious twin of each method says the same."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays
from scipy import stats

from marram.methods import control, counts, life_tables, populations, proportions, rates
from tests.methods.samples import ages, confidence, parts


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
