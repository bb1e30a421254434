"""Proportions, rates, ratios and means agree with PHEindicatormethods 2.1.0, row for row."""

import numpy as np
import pytest

from marram.methods import counts, means, proportions, quantiles, rates, ratios
from marram.methods.estimates import Unit
from tests.methods import gold


PER = {
    1.0: Unit.OF_ONE,
    100.0: Unit.PERCENT,
    1e3: Unit.PER_1_000,
    1e4: Unit.PER_10_000,
    1e5: Unit.PER_100_000,
    1e6: Unit.PER_MILLION,
}


def as_levels(confidence):
    """The reference takes 95 for 0.95; here a confidence is a part of one."""
    return np.where(confidence > 1, confidence / 100, confidence)


@pytest.mark.parametrize(
    ("folder", "method"),
    [
        ("proportion", lambda x, n, **rest: proportions.proportion(count=x, out_of=n, **rest)),
        ("rate", lambda x, n, **rest: rates.crude(count=x, population=n, **rest)),
    ],
)
def test_counts_out_of_people_agree_at_every_confidence(folder, method):
    given, wanted = gold.table(folder, "inputs"), gold.table(folder, "outputs")
    at = gold.positions(given.text("unit"), wanted.text("unit"))
    x, n = given.numbers("x")[at], given.numbers("n")[at]
    levels, per = as_levels(wanted.numbers("arg_confidence")), wanted.numbers("arg_multiplier")

    for level, multiplier in sorted(set(zip(levels, per, strict=True))):
        rows = (levels == level) & (per == multiplier)
        ours = method(x[rows], n[rows], confidence=level, unit=PER[multiplier])
        gold.agree(ours.value, wanted.numbers("value")[rows])
        # At no events at all Wilson's lower limit is nought; the reference leaves rounding dust.
        # The reference gives a missing count the limits 0 and 1 at a confidence of 1: not copied.
        known = ~np.isnan(x[rows] + n[rows])
        lower, upper = wanted.numbers("lowercl")[rows], wanted.numbers("uppercl")[rows]
        gold.agree(ours.lower, np.where(known, lower, np.nan), absolute=1e-15 * multiplier)
        gold.agree(ours.upper, np.where(known, upper, np.nan))


@pytest.mark.parametrize(
    ("folder", "method", "unit"),
    [
        (
            "proportion",
            lambda x, n, **rest: proportions.proportion(count=x, out_of=n, **rest),
            Unit.OF_ONE,
        ),
        ("rate", lambda x, n, **rest: rates.crude(count=x, population=n, **rest), Unit.PER_100_000),
    ],
)
def test_two_confidences_in_one_call_agree(folder, method, unit):
    given, wanted = gold.table(folder, "inputs"), gold.table(folder, "outputs_two_conf")
    at = gold.positions(given.text("unit"), wanted.text("unit"))

    ours = method(
        given.numbers("x")[at], given.numbers("n")[at], confidence=(0.95, 0.998), unit=unit
    )

    gold.agree(ours.value, wanted.numbers("value"))
    for position, level in enumerate(("95_0", "99_8")):
        dust = 1e-15 * unit.per
        gold.agree(ours.lower[position], wanted.numbers(f"lower{level}cl"), absolute=dust)
        gold.agree(ours.upper[position], wanted.numbers(f"upper{level}cl"))


@pytest.mark.parametrize(
    ("folder", "method", "unit"),
    [
        (
            "proportion",
            lambda x, n, **rest: proportions.proportion(count=x, out_of=n, **rest),
            Unit.PERCENT,
        ),
        ("rate", lambda x, n, **rest: rates.crude(count=x, population=n, **rest), Unit.PER_100_000),
    ],
)
def test_sums_of_groups_agree_and_a_missing_part_makes_the_sum_missing(folder, method, unit):
    given, wanted = gold.table(folder, "grouped_inputs"), gold.table(folder, "grouped_outputs")
    names, numbers = np.unique(given.text("unit"), return_inverse=True)
    x = np.bincount(numbers, weights=given.numbers("x"))
    n = np.bincount(numbers, weights=given.numbers("n"))
    at = gold.positions(names, wanted.text("unit"))

    ours = method(x[at], n[at], unit=unit)

    gold.agree(ours.value, wanted.numbers("value"))
    gold.agree(ours.lower, wanted.numbers("lowercl"), absolute=1e-13)
    gold.agree(ours.upper, wanted.numbers("uppercl"))


def test_byar_and_exact_limits_of_counts_agree():
    wanted = gold.table("byars_exact", "outputs")
    x, levels = wanted.numbers("x"), wanted.numbers("confidence")

    for level in np.unique(levels):
        rows = levels == level
        byar_lower, byar_upper = counts.byar(x[rows], level)
        exact_lower, exact_upper = counts.exact(x[rows], level)
        gold.agree(byar_lower, wanted.numbers("byars_lower")[rows])
        gold.agree(byar_upper, wanted.numbers("byars_upper")[rows])
        gold.agree(exact_lower, wanted.numbers("exact_lower")[rows])
        gold.agree(exact_upper, wanted.numbers("exact_upper")[rows])


def test_directly_standardised_rates_agree():
    given, wanted = gold.table("dsr", "inputs"), gold.table("dsr", "outputs")
    names, (x, n, w) = gold.by_area(
        given, ("x", "n", "stdpop"), {"x": 0.0, "n": 1.0, "stdpop": 0.0}
    )
    at = gold.positions(names, wanted.text("unit"))
    levels, per = as_levels(wanted.numbers("arg_confidence")), wanted.numbers("arg_multiplier")

    for level, multiplier in sorted(set(zip(levels, per, strict=True))):
        rows = (levels == level) & (per == multiplier)
        areas = at[rows]
        ours = rates.directly_standardised(
            count=x[areas],
            population=n[areas],
            standard=w[areas],
            confidence=level,
            unit=PER[multiplier],
            missing_as_zero=True,
        )
        gold.agree(ours.value, wanted.numbers("value")[rows])
        gold.agree(ours.lower, wanted.numbers("lowercl")[rows])
        gold.agree(ours.upper, wanted.numbers("uppercl")[rows])


def two_levels_agree(ours, wanted):
    gold.agree(ours.value, wanted.numbers("value"))
    for position, level in enumerate(("95_0", "99_8")):
        gold.agree(ours.lower[position], wanted.numbers(f"lower{level}cl"))
        gold.agree(ours.upper[position], wanted.numbers(f"upper{level}cl"))


def test_directly_standardised_rates_agree_at_two_confidences():
    given, wanted = gold.table("dsr", "inputs"), gold.table("dsr", "outputs_two_conf")
    names, (x, n, w) = gold.by_area(
        given, ("x", "n", "stdpop"), {"x": 0.0, "n": 1.0, "stdpop": 0.0}
    )
    at = gold.positions(names, wanted.text("unit"))

    ours = rates.directly_standardised(
        count=x[at],
        population=n[at],
        standard=w[at],
        confidence=(0.95, 0.998),
        missing_as_zero=True,
    )

    two_levels_agree(ours, wanted)


@pytest.mark.parametrize(
    ("name", "method", "unit"),
    [
        ("israte_outputs_two_conf", rates.indirectly_standardised, Unit.PER_100_000),
        ("isratio_outputs_two_conf", ratios.standardised, Unit.RATIO),
    ],
)
def test_indirect_standardisation_agrees_at_two_confidences(name, method, unit):
    given, wanted = gold.table("isr", "inputs"), gold.table("isr", name)
    names, (x, n, x_ref, n_ref) = gold.indirect_areas(given)
    at = gold.positions(names, wanted.text("unit"))

    ours = method(
        count=x[at],
        population=n[at],
        reference_count=x_ref[at],
        reference_population=n_ref[at],
        confidence=(0.95, 0.998),
        unit=unit,
        missing_as_zero=True,
    )

    two_levels_agree(ours, wanted)


def test_standardised_rates_of_repeated_events_agree():
    given = gold.table("dsr", "nonindependent_inputs")
    wanted = gold.table("dsr", "nonindependent_outputs")
    names, numbers = np.unique(given.text("unit"), return_inverse=True)
    bands, band_numbers = np.unique(given.numbers("ageband"), return_inverse=True)
    times, time_numbers = np.unique(given.numbers("eventfreq"), return_inverse=True)
    people = np.zeros((len(names), len(times), len(bands)))
    people[numbers, time_numbers, band_numbers] = np.nan_to_num(given.numbers("x"))
    n, w = np.ones((len(names), len(bands))), np.zeros((len(names), len(bands)))
    n[numbers, band_numbers], w[numbers, band_numbers] = (
        given.numbers("n"),
        given.numbers("stdpop"),
    )
    at = gold.positions(names, wanted.text("unit"))
    levels = wanted.numbers("arg_confidence")

    for level in np.unique(levels):
        rows = levels == level
        ours = rates.directly_standardised_repeated(
            people=people[at[rows]],
            events_each=times,
            population=n[at[rows]],
            standard=w[at[rows]],
            confidence=level,
        )
        gold.agree(ours.value, wanted.numbers("value")[rows])
        gold.agree(ours.lower, wanted.numbers("lowercl")[rows])
        gold.agree(ours.upper, wanted.numbers("uppercl")[rows])


@pytest.mark.parametrize(
    ("name", "method", "argument", "unit"),
    [
        ("israte_outputs", rates.indirectly_standardised, "arg_multiplier", None),
        ("isratio_outputs", ratios.standardised, "arg_refvalue", Unit.RATIO_OF_100),
    ],
)
def test_indirectly_standardised_rates_and_ratios_agree(name, method, argument, unit):
    given, wanted = gold.table("isr", "inputs"), gold.table("isr", name)
    names, (x, n, x_ref, n_ref) = gold.indirect_areas(given)
    at = gold.positions(names, wanted.text("unit"))
    levels, per = as_levels(wanted.numbers("arg_confidence")), wanted.numbers(argument)

    for level, multiplier in sorted(set(zip(levels, per, strict=True))):
        rows = (levels == level) & (per == multiplier)
        areas = at[rows]
        ours = method(
            count=x[areas],
            population=n[areas],
            reference_count=x_ref[areas],
            reference_population=n_ref[areas],
            confidence=level,
            unit=unit or PER[multiplier],
            missing_as_zero=True,
        )
        gold.agree(ours.value, wanted.numbers("value")[rows])
        gold.agree(ours.lower, wanted.numbers("lowercl")[rows])
        gold.agree(ours.upper, wanted.numbers("uppercl")[rows])


@pytest.mark.parametrize(
    ("name", "method", "unit"),
    [
        ("israte_outputs_observed_totals", rates.indirectly_standardised, Unit.PER_100_000),
        ("isratio_outputs_observed_totals", ratios.standardised, Unit.RATIO),
    ],
)
def test_indirect_standardisation_from_totals_agrees(name, method, unit):
    given, wanted = gold.table("isr", "inputs"), gold.table("isr", name)
    totals = gold.table("isr", "observed_totals")
    names, (_, n, x_ref, n_ref) = gold.indirect_areas(given)
    at = gold.positions(names, wanted.text("unit"))
    observed = totals.numbers("observed")[gold.positions(totals.text("unit"), wanted.text("unit"))]

    ours = method(
        count=observed,
        population=n[at],
        reference_count=x_ref[at],
        reference_population=n_ref[at],
        unit=unit,
    )

    gold.agree(ours.value, wanted.numbers("value"))
    gold.agree(ours.lower, wanted.numbers("lowercl"))
    gold.agree(ours.upper, wanted.numbers("uppercl"))


def test_means_agree_at_every_confidence():
    given, wanted = gold.table("mean", "inputs"), gold.table("mean", "outputs")
    at = gold.positions(np.unique(given.text("unit")), wanted.text("unit"))
    levels = as_levels(wanted.numbers("arg_confidence"))

    for level in np.unique(levels):
        rows = levels == level
        ours = means.mean(
            values=given.numbers("values"), groups=given.text("unit"), confidence=level
        )
        gold.agree(ours.value[at[rows]], wanted.numbers("value")[rows])
        gold.agree(ours.lower[at[rows]], wanted.numbers("lowercl")[rows], absolute=1e-11)
        gold.agree(ours.upper[at[rows]], wanted.numbers("uppercl")[rows], absolute=1e-11)


def test_means_at_two_confidences_agree():
    given, wanted = gold.table("mean", "inputs"), gold.table("mean", "outputs_two_conf")
    names = np.unique(given.text("unit"))
    at = gold.positions(names, wanted.text("unit"))

    ours = means.mean(
        values=given.numbers("values"), groups=given.text("unit"), confidence=(0.95, 0.998)
    )

    gold.agree(ours.value[at], wanted.numbers("value"))
    for position, level in enumerate(("95_0", "99_8")):
        # A constant group has no spread; the reference leaves 1e-15 of dust there.
        gold.agree(ours.lower[position][at], wanted.numbers(f"lower{level}cl"), absolute=1e-11)
        gold.agree(ours.upper[position][at], wanted.numbers(f"upper{level}cl"), absolute=1e-11)


def test_quantiles_agree():
    given, wanted = gold.table("quantile", "inputs"), gold.table("quantile", "outputs")
    keys = np.char.add(given.text("unit"), given.text("area"))
    at = gold.positions(keys, np.char.add(wanted.text("unit"), wanted.text("area")))
    number, invert = wanted.numbers("arg_nquantiles"), wanted.flags("arg_invert")

    for many, inverted in sorted(set(zip(number, invert, strict=True))):
        rows = (number == many) & (invert == inverted)
        ours = quantiles.quantile(
            values=given.numbers("values"),
            groups=given.text("unit"),
            number=int(many),
            first_is_highest=bool(inverted),
        )
        gold.agree(ours[at[rows]], wanted.numbers("quantile")[rows])


def test_quantiles_turned_group_by_group_agree():
    given, wanted = gold.table("quantile", "inputs"), gold.table("quantile", "outputs_invert_field")
    keys = np.char.add(given.text("unit"), given.text("area"))
    at = gold.positions(keys, np.char.add(wanted.text("unit"), wanted.text("area")))

    ours = quantiles.quantile(
        values=given.numbers("values"),
        groups=given.text("unit"),
        number=10,
        first_is_highest=given.flags("inv"),
    )

    gold.agree(ours[at], wanted.numbers("quantile"))
