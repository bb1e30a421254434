"""Proportions, rates, ratios, means and quantiles agree with PHStatsMethods 0.1.16, row for row.

Where it refuses, the test says which rows those are and why we answer them.
"""

import numpy as np
import pytest

from marram.methods import means, proportions, quantiles, rates, ratios
from marram.methods.estimates import Unit
from tests.methods import gold


LIMITS = ("value", "lowercl", "uppercl")


def numbers(estimates):
    return np.stack([estimates.value, estimates.lower, estimates.upper])


def stated(wanted):
    return np.stack([wanted.numbers(name) for name in LIMITS])


def test_proportions_agree():
    given, wanted = gold.table("proportion", "inputs"), gold.table("proportion", "py_outputs")
    at = gold.positions(given.text("unit"), wanted.text("unit"))
    x, n = given.numbers("x")[at], given.numbers("n")[at]

    ours = numbers(proportions.proportion(count=x, out_of=n, unit=Unit.OF_ONE))

    theirs = stated(wanted)
    # Of no events at all the lower limit is nought; the peer leaves rounding dust.
    dust = x == 0
    assert (np.abs(theirs[1][dust]) < 1e-15).all()
    theirs[1][dust] = 0
    assert (wanted.text("error") == "").all()
    gold.agree(ours, theirs)


def test_rates_agree_and_a_count_of_nought_has_its_exact_interval():
    given, wanted = gold.table("rate", "inputs"), gold.table("rate", "py_outputs")
    at = gold.positions(given.text("unit"), wanted.text("unit"))
    x, n = given.numbers("x")[at], given.numbers("n")[at]

    ours = numbers(rates.crude(count=x, population=n, unit=Unit.PER_100_000))

    answered = wanted.text("error") == ""
    assert (answered == (x != 0)).all()
    gold.agree(ours[:, answered], stated(wanted)[:, answered])
    # The upper limit of nought events is where a Poisson count of nought has a chance of 2.5%.
    gold.agree(ours[:, x == 0], -np.log(0.025) / n[x == 0] * 1e5 * np.array([[0], [0], [1]]))


def test_directly_standardised_rates_agree():
    given, wanted = gold.table("dsr", "inputs"), gold.table("dsr", "py_outputs")
    names, (x, n, w) = gold.direct_areas(given)
    at = gold.positions(names, wanted.text("unit"))

    ours = rates.directly_standardised(
        count=x[at], population=n[at], standard=w[at], missing_as_zero=True
    )

    assert (wanted.text("error") == "").all()
    gold.agree(numbers(ours), stated(wanted))


def test_standardised_ratios_agree():
    given, wanted = gold.table("isr", "inputs"), gold.table("isr", "py_isratio_outputs")
    names, (x, n, x_ref, n_ref) = gold.indirect_areas(given)
    at = gold.positions(names, wanted.text("unit"))

    ours = ratios.standardised(
        count=x[at],
        population=n[at],
        reference_count=x_ref[at],
        reference_population=n_ref[at],
        unit=Unit.RATIO_OF_100,
        missing_as_zero=True,
    )

    assert (wanted.text("error") == "").all()
    gold.agree(numbers(ours), stated(wanted))
    gold.agree(np.nansum(x[at], axis=-1), wanted.numbers("observed"))


def test_means_agree_and_values_below_nought_have_one_too():
    given, wanted = gold.table("mean", "inputs"), gold.table("mean", "py_outputs")
    names = np.unique(given.text("unit"))
    at = gold.positions(names, wanted.text("unit"))
    below = np.array(
        [(given.numbers("values")[given.text("unit") == name] < 0).any() for name in names]
    )[at]

    ours = numbers(means.mean(values=given.numbers("values"), groups=given.text("unit")))[:, at]

    answered = wanted.text("error") == ""
    assert (answered == ~below).all()
    assert np.isfinite(ours[0][below]).all()
    gold.agree(ours[:, answered], stated(wanted)[:, answered])


@pytest.mark.parametrize(("number", "inverted"), [(4, True), (5, True), (10, True), (10, False)])
def test_quantiles_agree(number, inverted):
    given, wanted = gold.table("quantile", "inputs"), gold.table("quantile", "py_outputs")
    rows = (wanted.numbers("arg_nquantiles") == number) & (
        wanted.text("arg_invert") == str(inverted)
    )
    keys = np.char.add(given.text("unit"), given.text("area"))
    at = gold.positions(keys, np.char.add(wanted.text("unit"), wanted.text("area"))[rows])

    ours = quantiles.quantile(
        values=given.numbers("values"),
        groups=given.text("unit"),
        number=number,
        first_is_highest=inverted,
    )

    assert len(at) == len(keys)
    gold.agree(ours[at], wanted.numbers("quantile")[rows])
