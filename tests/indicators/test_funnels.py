"""Funnels: places by size against what chance allows, for proportions, crude rates and ratios."""

from datetime import date

import numpy as np
import pytest
from scipy.stats import poisson

from marram.design.charts import Judgement
from marram.indicators import actions
from marram.indicators.presenters import charts
from marram.indicators.queries.indicator_page import indicator_page
from marram.places import actions as places
from tests.indicators.test_pages import words
from tests.world import indicators as world
from tests.world import millbrook as borough


pytestmark = pytest.mark.database
ON = date(2025, 7, 10)
TOWNS = tuple(f"E0600980{number}" for number in range(6))
SIZES = (20_000, 40_000, 60_000, 80_000, 120_000, 200_000)
RATIO = {
    **world.FALLS,
    "title": "Deaths beside what is expected",
    "measure": "ratio",
    "unit": "ratio, 100 = the standard",
    "interval": "as given",
}


@pytest.fixture
def towns(measures):
    rows = [
        {"code": code, "name": f"Town {number}", "kind": "unitary authority"}
        for number, code in enumerate(TOWNS)
    ]
    by, at = borough.BUILDER, borough.SPRING
    places.record_areas(by=by, at=at, rows=rows)
    for slug, fields in (("slips", world.FALLS), ("smr", RATIO)):
        actions.define(by=by, at=at, slug=slug, fields=fields, published_on=ON)
    return measures


def told(slug, counts, sizes, per, **more):
    world.bring_in(
        [
            world.row(
                slug, "2023/24", place=code, value=round(count / size * per, 2), count=count,
                out_of=size, **more,
            )
            for code, count, size in zip(TOWNS, counts, sizes, strict=True)
        ],
        source=f"delivery 2: {slug}.csv",
    )  # fmt: skip


def page_of(slug, viewer):
    return indicator_page(viewer=viewer, slug=slug, on=ON, place=TOWNS[0])


def test_crude_rates_are_held_against_poisson_limits(towns, resident):
    # Two in a thousand, but in Town 4, where there are three.
    told("slips", (40, 80, 120, 160, 360, 400), SIZES, 100_000, age="65+")

    page = page_of("slips", resident)

    found = page.funnel
    assert found.average == pytest.approx(1160 / 520_000 * 100_000)
    assert [each.outcome for each in found.points] == [*["Similar"] * 4, "Higher", "Lower"]
    for size, lower, upper in zip(found.sizes, *found.limits[:2], strict=True):
        expected = found.average * size / 100_000
        # Between the whole numbers of events that a table of the distribution gives.
        assert poisson.ppf(0.025, expected) - 1 <= lower * size / 100_000 <= expected
        assert expected <= upper * size / 100_000 <= poisson.ppf(0.975, expected) + 1
    chart = charts.funnel(page)
    assert chart.title == "Town 4 and Town 5 stray from the average by more than chance"
    assert [each.judgement for each in chart.points][4:] == [Judgement.HIGHER, Judgement.LOWER]
    assert len(chart.rows) == 6


def test_ratios_are_held_against_what_is_expected(towns, resident):
    expected = (40.0, 80.0, 120.0, 160.0, 240.0, 400.0)
    told("smr", (40, 80, 122, 158, 310, 401), expected, 100)

    page = page_of("smr", resident)

    assert page.funnel.average == 100
    chart = charts.funnel(page)
    assert chart.title == "Town 4 strays from what is expected by more than chance"
    assert (chart.average_label, chart.size_label) == (
        "As expected",
        "Events that were to be expected",
    )


def test_a_ratio_of_two_rates_makes_no_funnel(towns, resident):
    world.bring_in(
        [
            world.row("smr", "2023/24", place=code, value=130.0, count=40, out_of=900)
            for code in TOWNS
        ],
        source="delivery 2: ratios.csv",
    )

    assert page_of("smr", resident).funnel is None


def test_four_places_make_no_funnel(towns, resident):
    world.bring_in(
        [world.row("slips", "2023/24", place=code, count=100, out_of=50_000) for code in TOWNS[:4]],
        source="delivery 2: some.csv",
    )

    assert page_of("slips", resident).funnel is None


def test_proportions_keep_their_limits(towns, resident):
    told("lonely", (600, 1200, 1800, 2400, 4800, 6000), [10_000, 20_000, 30_000, 40_000, 60_000,
                                                         100_000], 100)  # fmt: skip

    found = page_of("lonely", resident).funnel

    assert found.points[4].outcome == "Higher"
    assert np.all(np.diff(found.limits[1]) <= 0)


def test_many_that_stray_are_counted(towns, resident):
    told("slips", (10, 200, 30, 400, 60, 1000), SIZES, 100_000, age="65+")

    assert charts.funnel(page_of("slips", resident)).title == (
        "6 of 6 places stray from the average by more than chance"
    )


def test_the_page_shows_the_funnel_with_its_table_and_files(towns, client):
    told("slips", (40, 80, 120, 160, 360, 400), SIZES, 100_000, age="65+")

    page = client.get(f"/measures/slips/?place={TOWNS[0]}")

    assert "Do places differ by more than chance?" in words(page)
    assert "People, summed over the years of the figure" in words(page)
    assert client.get(f"/measures/slips/funnel.png?place={TOWNS[0]}").status_code == 200
