"""Funnels agree with PHEindicatormethods 2.1.0 and PHStatsMethods 0.1.16."""

import numpy as np
import pytest

from marram.methods import funnels
from marram.methods.estimates import Unit
from tests.methods import gold


PER = {1.0: Unit.OF_ONE, 100.0: Unit.PERCENT, 1e3: Unit.PER_1_000, 1e5: Unit.PER_100_000}


def cases(kind):
    """Yield name, numerators, denominators, rates, multiplier and years of each gold funnel."""
    params, given = gold.table("funnel", "params"), gold.table("funnel", "inputs")
    units = given.text("unit")
    for row, name in enumerate(params.text("unit")):
        if params.text("kind")[row] != kind:
            continue
        mine = units == name
        yield (
            name,
            given.numbers("numerator")[mine],
            given.numbers("denominator")[mine],
            given.numbers("rate")[mine],
            params.numbers("multiplier")[row],
            np.nan_to_num(params.numbers("years_of_data")[row], nan=1),
        )


def drawn(kind, x, n, rate, multiplier, years):
    match kind:
        case "proportion":
            return funnels.proportions(count=x, out_of=n, unit=PER[multiplier])
        case "rate_crude":
            return funnels.crude_rates(
                count=x, population=n, years=int(years), unit=PER[multiplier]
            )
        case "rate_dsr":
            return funnels.standardised_rates(
                count=x, rate=rate, years=int(years), unit=PER[multiplier]
            )
        case "ratio_isr":
            return funnels.ratios(count=x, expected=n)
    return funnels.ratios(count=x, expected=n, unit=Unit.RATIO)


KINDS = ["rate_crude", "rate_dsr", "ratio_isr", "ratio_count"]


def reach(events, expected):
    """Return the relative error that the reference leaves in an expected number of events.

    It halves v = m / (1 + events + m) down to steps of 1e-7; ours are exact.
    """
    v = expected / (1 + events + expected)
    return 1e-7 / (v * (1 - v))


@pytest.mark.parametrize("peer", ["limits", "py_limits"])
def test_the_curves_of_proportions_agree(peer):
    wanted = gold.table("funnel", peer)
    units = wanted.text("unit")

    for name, x, n, rate, multiplier, years in cases("proportion"):
        rows = units == name
        ours = drawn("proportion", x, n, rate, multiplier, years)
        at = wanted.numbers("point")[rows].astype(int) - 1
        gold.agree(ours.axis[at], wanted.numbers("x_axis")[rows])
        gold.agree(ours.limits.value[at], wanted.numbers("baseline")[rows])
        for position, level in enumerate(("2s", "3s")):
            # The reference's longer formula loses three digits near nought.
            gold.agree(
                ours.limits.lower[position][at],
                wanted.numbers(f"lower_{level}_limit")[rows],
                absolute=1e-12 * multiplier,
            )
            # The reference stops proportions at 100 whatever the multiplier: not copied.
            capped = np.minimum(ours.limits.upper[position][at], 100)
            uncapped = np.minimum(wanted.numbers(f"upper_{level}_limit")[rows], multiplier)
            gold.agree(np.minimum(capped, multiplier), uncapped)


@pytest.mark.parametrize("peer", ["limits", "py_limits"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_curves_of_rates_and_ratios_agree(kind, peer):
    wanted = gold.table("funnel", peer)
    units = wanted.text("unit")
    # The reference reads a ratio of counts as an excess over one.
    excess = 1.0 if kind == "ratio_count" else 0.0
    column = "exp_events" if "ratio" in kind else "population_1_year"

    for name, x, n, rate, multiplier, years in cases(kind):
        rows = units == name
        ours = drawn(kind, x, n, rate, multiplier, years)
        at = wanted.numbers("point")[rows].astype(int) - 1
        events = ours.axis[at]
        gold.agree(events, wanted.numbers("x_axis")[rows])
        lower_expected, upper_expected = funnels.expected_events(events)
        for position, level in enumerate(("2s", "3s")):
            for side, expected, limits, sizes in (
                ("lower", lower_expected, ours.limits.lower, ours.lower_size),
                ("upper", upper_expected, ours.limits.upper, ours.upper_size),
            ):
                within = reach(events, expected[position])
                limit = wanted.numbers(f"{side}_{level}_limit")[rows] + excess
                size = wanted.numbers(f"{side}_{level}_{column}")[rows]
                assert (np.abs(limits[position][at] / limit - 1) < within).all()
                assert (np.abs(sizes[position][at] / size - 1) < within).all()


@pytest.mark.parametrize("peer", ["significance", "py_significance"])
@pytest.mark.parametrize("kind", ["proportion", *KINDS])
def test_the_significance_of_every_point_agrees(kind, peer):
    wanted = gold.table("funnel", peer)
    # The two word one label with a small and with a capital letter.
    said = np.char.replace(wanted.text("significance"), "DSRs", "dsrs")

    for name, x, n, rate, multiplier, _ in cases(kind):
        if kind == "proportion":
            ours = funnels.proportion_significance(count=x, out_of=n)
        elif kind == "rate_crude":
            ours = funnels.crude_rate_significance(count=x, population=n)
        elif kind == "rate_dsr":
            ours = funnels.standardised_rate_significance(count=x, rate=rate, unit=PER[multiplier])
        else:
            ours = funnels.ratio_significance(count=x, expected=n)
        assert ours.tolist() == said[wanted.text("unit") == name].tolist(), name


@pytest.mark.parametrize("kind", ["rate_crude", "rate_dsr"])
def test_the_points_agree(kind):
    wanted = gold.table("funnel", "points")

    for name, x, n, rate, multiplier, years in cases(kind):
        if kind == "rate_crude":
            ours = funnels.crude_rate_points(
                count=x, population=n, years=int(years), unit=PER[multiplier]
            )
        else:
            ours = funnels.standardised_rate_points(
                count=x, rate=rate, years=int(years), unit=PER[multiplier]
            )
        rows = wanted.text("unit") == name
        gold.agree(ours.rate, wanted.numbers("rate_chart")[rows])
        gold.agree(ours.population, wanted.numbers("denominator_derived")[rows])


def test_expected_events_agree_within_the_reach_of_the_reference():
    wanted = gold.table("funnel_poisson_block", "outputs")
    events = wanted.numbers("obs")

    lower, upper = funnels.expected_events(events)

    for position, tail in enumerate(("025", "001")):
        for ours, side in ((lower[position], "hi"), (upper[position], "lo")):
            error = np.abs(ours / wanted.numbers(f"{side}_{tail}") - 1)
            assert (error < reach(events, ours)).all()


def test_events_on_curves_are_the_way_back_from_expected_events():
    events = np.array([1.0, 4.0, 12.0, 250.0, 9000.0])

    for side, expected in enumerate(funnels.expected_events(events)):
        for level, sizes in enumerate(expected):
            found = funnels.events_on_curves(expected=sizes)[side][level]
            assert np.allclose(found, events, rtol=1e-7)


def test_few_expected_events_are_no_surprise_when_none_comes():
    lower, _ = funnels.events_on_curves(expected=[3.6, 3.7, 6.8, 7.0])

    # Minus the logarithm of the tail: 3.689 at 95%, 6.908 at 99.8%.
    assert (lower[0] > 0).tolist() == [False, True, True, True]
    assert (lower[1] > 0).tolist() == [False, False, False, True]


def test_nothing_expected_is_refused():
    with pytest.raises(ValueError, match="expected"):
        funnels.events_on_curves(expected=[0.0])
