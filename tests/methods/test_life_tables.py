"""Life tables say why something is missing, and agree with tables made by hand."""

import numpy as np
import pytest

from marram.methods import life_tables
from marram.methods.life_tables import Reason


@pytest.mark.parametrize(
    ("deaths", "population", "reason"),
    [
        ([20, 10, 40, 200, np.nan], [3000, 40000, 50000, 40000, 9000], Reason.MISSING),
        ([0, 10, 40, 200, 900], [0, 40000, 50000, 40000, 9000], Reason.NO_POPULATION),
        ([20, 10, 40, 200, 900], [3000, 40000, 50000, 40000, 800], Reason.DEATHS_EXCEED_POPULATION),
        ([1, 1, 1, 1, 90], [1000, 1000, 1000, 1000, 1000], Reason.TOO_SMALL),
        ([20, 10, 40, 200, 0], [3000, 40000, 50000, 40000, 9000], Reason.NO_DEATHS_AT_LAST),
        ([1, 1, 1, 1, 1], [1000, 1000, 1000, 1000, 1001], Reason.TOO_WIDE),
    ],
)
def test_a_missing_life_expectancy_says_why(deaths, population, reason):
    table = life_tables.life_expectancy(
        deaths=deaths, population=population, start_ages=(0, 1, 20, 50, 80)
    )

    assert np.isnan(table.at(0).value)
    assert table.reason[0] == reason


def test_nobody_left_alive_has_no_expectancy():
    table = life_tables.life_expectancy(
        deaths=[20, 39_000, 40, 200, 900],
        population=[3000, 40000, 50000, 40000, 9000],
        start_ages=(0, 1, 20, 50, 80),
    )

    assert table.reason[2] == Reason.NOBODY_LEFT
    assert table.reason[0] == Reason.NONE


def test_a_missing_share_in_good_health_makes_healthy_years_missing():
    table = life_tables.healthy_life_expectancy(
        deaths=[20, 10, 40, 200, 900],
        population=[3000, 40000, 50000, 40000, 9000],
        healthy=[0.9, np.nan, 0.8, 0.7, 0.5],
        start_ages=(0, 1, 20, 50, 80),
    )

    assert table.reason[0] == Reason.MISSING


def test_everyone_in_good_health_has_as_many_healthy_years_as_years():
    given = {
        "deaths": [20, 10, 40, 200, 900],
        "population": [3000, 40000, 50000, 40000, 9000],
        "start_ages": (0, 1, 20, 50, 80),
    }

    life = life_tables.life_expectancy(**given).at(0).only()
    healthy = life_tables.healthy_life_expectancy(**given, healthy=[1.0] * 5).at(0).only()

    assert healthy.value == pytest.approx(life.value, rel=1e-14)
    assert healthy.lower == pytest.approx(life.lower, rel=1e-12)


def test_many_life_tables_are_what_each_would_be_alone():
    chance = np.random.default_rng(6)
    population = chance.integers(500, 9000, (900, 20)).astype(float)
    deaths = chance.binomial(population.astype(int), np.linspace(0.001, 0.15, 20)).astype(float)

    many = life_tables.life_expectancy(deaths=deaths, population=population)

    for place in (0, 408, 409, 410, 899):
        alone = life_tables.life_expectancy(deaths=deaths[place], population=population[place])
        np.testing.assert_allclose(many.estimates.upper[place], alone.estimates.upper, rtol=1e-13)


def sullivan_by_hand(deaths, population, healthy, asked, starts):
    """Healthy years at birth and their standard error, line by line as in the manual."""
    last, alive, lived, variance = len(starts) - 1, [1e5], [], []
    for place, (died, residents) in enumerate(zip(deaths, population, strict=True)):
        rate = died / residents
        if place == last:
            lived.append(alive[place] / rate)
            break
        width, part = starts[place + 1] - starts[place], 0.1 if place == 0 else 0.5
        dying = width * rate / (1 + width * (1 - part) * rate)
        variance.append(dying**2 * (1 - dying) / died)
        alive.append(alive[place] * (1 - dying))
        lived.append(width * (alive[place + 1] + part * (alive[place] - alive[place + 1])))
    years = [
        sum(m * h for m, h in zip(lived[place:], healthy[place:], strict=True)) / alive[place]
        for place in range(len(starts))
    ]
    asking = sum(m**2 * h * (1 - h) / n for m, h, n in zip(lived, healthy, asked, strict=True))
    dying = sum(
        alive[place] ** 2
        * variance[place]
        * (
            (1 - (0.1 if place == 0 else 0.5))
            * (starts[place + 1] - starts[place])
            * healthy[place]
            + years[place + 1]
        )
        ** 2
        for place in range(last)
    )
    at_last = (lived[last] * healthy[last]) ** 2 / deaths[last]
    return years[0], ((asking + dying + at_last) / alive[0] ** 2) ** 0.5


def test_healthy_life_expectancy_agrees_with_a_table_made_by_hand():
    deaths, population = [20, 10, 40, 200, 900], [3000, 40000, 50000, 40000, 9000]
    healthy, asked, starts = (
        [0.95, 0.92, 0.85, 0.7, 0.5],
        [50, 400, 600, 500, 90],
        [0, 1, 20, 50, 80],
    )

    table = life_tables.healthy_life_expectancy(
        deaths=deaths,
        population=population,
        healthy=healthy,
        asked=asked,
        start_ages=starts,
        confidence=(0.95, 0.998),
    )

    value, error = sullivan_by_hand(deaths, population, healthy, asked, starts)
    assert table.estimates.value[0] == pytest.approx(value, rel=1e-12)
    assert table.estimates.upper[0, 0] == pytest.approx(value + 1.959963984540054 * error)
    assert table.estimates.lower[1, 0] == pytest.approx(value - 3.090232306167813 * error)
    assert table.estimates.method == "Sullivan"
