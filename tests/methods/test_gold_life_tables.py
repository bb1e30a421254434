"""Life expectancy agrees with PHEindicatormethods 2.1.0, and with any set of age bands."""

import numpy as np
import pytest

from marram.methods import life_tables
from tests.methods import gold


def areas(given, names):
    """Return ages, and deaths and populations as areas x ages, of areas with the same ages."""
    units, ages = given.text("unit"), given.numbers("startage").astype(int)
    bands = np.unique(ages[np.isin(units, names)])
    deaths, people = (np.full((len(names), len(bands)), np.nan) for _ in range(2))
    row = {name: place for place, name in enumerate(names)}
    for unit, age, died, pop in zip(
        units, ages, given.numbers("deaths"), given.numbers("pop"), strict=True
    ):
        if unit in row:
            at = row[unit], np.searchsorted(bands, age)
            deaths[at], people[at] = died, pop
    return bands, deaths, people


def compare(given, wanted, names, ours, lower, upper):
    units = wanted.text("unit")
    at_area = {name: place for place, name in enumerate(names)}
    rows = np.array([unit in at_area for unit in units])
    area = np.array([at_area[unit] for unit in units[rows]])
    age = np.searchsorted(ours.start_ages, wanted.numbers("startage")[rows])
    value = ours.estimates.value[area, age]
    # Where nobody is left alive the reference says 0 years without an interval: not copied.
    nobody = ours.reason[area, age] == life_tables.Reason.NOBODY_LEFT
    theirs = wanted.numbers("value")[rows]
    gold.agree(value, np.where(nobody, np.nan, theirs))
    for mine, other in lower:
        gold.agree(mine[area, age], wanted.numbers(other)[rows])
    for mine, other in upper:
        gold.agree(mine[area, age], wanted.numbers(other)[rows])


def complete(given):
    """Return the areas that the method takes at all: twenty bands, no negative numbers."""
    units = given.text("unit")
    negative = (given.numbers("deaths") < 0) | (given.numbers("pop") < 0)
    missing = np.isnan(given.numbers("deaths") + given.numbers("pop"))
    return [
        name
        for name in np.unique(units)
        if (units == name).sum() == 20 and not (negative | missing)[units == name].any()
    ]


def test_life_expectancy_agrees_at_two_confidences():
    given, wanted = (gold.table("life_expectancy", name) for name in ("inputs", "outputs_two_conf"))
    names = complete(given)
    bands, deaths, people = areas(given, names)

    ours = life_tables.life_expectancy(
        deaths=deaths, population=people, start_ages=bands, confidence=(0.95, 0.998)
    )

    levels = ("95_0", "99_8")
    compare(
        given,
        wanted,
        names,
        ours,
        [(ours.estimates.lower[place], f"lower{level}cl") for place, level in enumerate(levels)],
        [(ours.estimates.upper[place], f"upper{level}cl") for place, level in enumerate(levels)],
    )


@pytest.mark.parametrize("level", [0.95, 0.998, 0.99])
def test_life_expectancy_agrees_at_one_confidence(level):
    given, wanted = (
        gold.table("life_expectancy", "inputs"),
        gold.table("life_expectancy", "outputs"),
    )
    stated = wanted.numbers("arg_confidence")
    stated = np.where(stated > 1, stated / 100, stated)
    wanted.columns = {
        name: np.array(column)[np.isclose(stated, level)] for name, column in wanted.columns.items()
    }
    names = complete(given)
    bands, deaths, people = areas(given, names)

    ours = life_tables.life_expectancy(
        deaths=deaths, population=people, start_ages=bands, confidence=level
    )

    compare(
        given,
        wanted,
        names,
        ours,
        [(ours.estimates.lower, "lowercl")],
        [(ours.estimates.upper, "uppercl")],
    )


def test_every_area_agrees_when_it_is_alone():
    given = gold.table("life_expectancy", "inputs")
    wanted = gold.table("life_expectancy", "outputs_single_area_calls")
    names = complete(given)
    bands, deaths, people = areas(given, names)

    ours = life_tables.life_expectancy(deaths=deaths, population=people, start_ages=bands)

    compare(
        given,
        wanted,
        names,
        ours,
        [(ours.estimates.lower, "lowercl")],
        [(ours.estimates.upper, "uppercl")],
    )


@pytest.mark.parametrize("bandset", ["b19_85", "b18_80", "b21_95", "b5"])
def test_any_set_of_age_bands_will_do(bandset):
    given = gold.table("life_expectancy_bands", "inputs")
    wanted = gold.table("life_expectancy_bands", "outputs")
    names = np.unique(given.text("unit")[given.text("bandset") == bandset]).tolist()
    bands, deaths, people = areas(given, names)

    ours = life_tables.life_expectancy(deaths=deaths, population=people, start_ages=bands)

    compare(
        given,
        wanted,
        names,
        ours,
        [(ours.estimates.lower, "lowercl")],
        [(ours.estimates.upper, "uppercl")],
    )
