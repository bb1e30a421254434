"""Fee rates: implied uplift and the average over categories."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marram.foundation.verdicts import Refused
from marram.funding.rules.fees import (
    Category,
    actual_fee,
    implied_uplift,
    prior_fee,
    weighted_average,
)


fees = st.integers(0, 500_000).map(lambda pence: Decimal(pence).scaleb(-2))
weights = st.integers(0, 50_000).map(lambda tenths: Decimal(tenths).scaleb(-1))
categories = st.lists(
    st.builds(Category, label=st.just("Standard"), fee=fees, weight=weights), min_size=1, max_size=9
).filter(lambda rows: any(row.weight for row in rows))


@pytest.mark.parametrize(
    ("prior", "now", "percent"),
    [
        ("18.20", "18.98", "4.29"),
        ("18.20", "19.33", "6.21"),
        ("15.16", "16.04", "5.80"),
        ("522.97", "546.82", "4.56"),
        ("527.40", "551.45", "4.56"),
    ],
)
def test_uplifts_are_those_of_the_papers(prior, now, percent):
    """The first two are the worked vector; the others the return of 2020-21."""
    uplift = implied_uplift(prior=Decimal(prior), now=Decimal(now))
    assert round(uplift, 2) == Decimal(percent)


@pytest.mark.parametrize(("prior", "now"), [(None, "1"), ("1", None), ("0", "1"), ("-1", "1")])
def test_an_uplift_is_blank_where_a_fee_is_not_known(prior, now):
    known = {name: value and Decimal(value) for name, value in {"p": prior, "n": now}.items()}
    assert implied_uplift(prior=known["p"], now=known["n"]) is None


def test_the_newer_figure_of_last_year_comes_first():
    assert prior_fee(reported=Decimal("490.71"), newer=Decimal("522.97")) == Decimal("522.97")
    assert prior_fee(reported=Decimal("490.71"), newer=None) == Decimal("490.71")


@given(categories)
def test_an_average_lies_between_the_fees_it_is_made_of(rows):
    average = weighted_average(categories=rows)
    counted = [row.fee for row in rows if row.weight]

    tiny = Decimal("1e-20")
    assert min(counted) - tiny <= average.fee <= max(counted) + tiny
    assert abs(sum(part.share for part in average.parts) - 100) < tiny
    assert abs(sum(part.adds for part in average.parts) - average.fee) < tiny


@given(categories, st.integers(0, 8))
def test_splitting_a_category_in_two_changes_nothing(rows, at):
    row = rows[at % len(rows)]
    halves = [Category(label="half", fee=row.fee, weight=row.weight / 2)] * 2
    split = [*(each for each in rows if each is not row), *halves]
    whole = [*(each for each in rows if each is not row), row]

    apart, together = (weighted_average(categories=each).fee for each in (split, whole))
    assert abs(apart - together) < Decimal("1e-20")


def test_an_average_of_nobody_is_refused():
    nobody = [Category(label="Standard", fee=Decimal(500), weight=Decimal(0))]
    with pytest.raises(Refused, match="Enter how many clients or hours"):
        weighted_average(categories=nobody)


def test_a_fee_below_nothing_is_refused():
    wrong = [Category(label="Standard", fee=Decimal(-1), weight=Decimal(1))]
    with pytest.raises(Refused, match="“Standard” must not be below 0"):
        weighted_average(categories=wrong)


def test_beds_that_stand_empty_raise_the_actual_fee():
    full = actual_fee(spent=Decimal(52_000), client_weeks=Decimal(104))
    half_empty = actual_fee(spent=Decimal(52_000), client_weeks=Decimal(80))
    assert (full, half_empty) == (Decimal(500), Decimal(650))
    with pytest.raises(Refused, match="how many weeks"):
        actual_fee(spent=Decimal(1), client_weeks=Decimal(0))
