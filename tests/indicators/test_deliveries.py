"""The deliveries of a measure: what each still gives and what overrode the rest, in rows."""

from datetime import timedelta

import pytest

from marram.foundation.verdicts import Missing
from marram.indicators import actions
from marram.indicators.models import Holding
from marram.indicators.queries.deliveries import deliveries
from tests.indicators.test_pages import borough_user, words
from tests.world import indicators as world
from tests.world.millbrook import BUILDER, NOW, SPRING


pytestmark = pytest.mark.database
FIRST, SECOND, THIRD = (
    "delivery 1: figures.csv",
    "delivery 2: again.csv",
    "delivery 3: once-more.csv",
)


@pytest.fixture
def three(measures):
    """Two later deliveries: one changes two figures and adds one, one changes one of those."""
    rows = [("2022/23", 8.9), ("2023/24", 9.4), ("2024/25", 9.6)]
    world.bring_in(
        [world.row("lonely", period, value=value) for period, value in rows],
        at=SPRING + timedelta(1), source=SECOND,
    )  # fmt: skip
    world.bring_in(
        [world.row("lonely", "2023/24", value=9.5)], at=SPRING + timedelta(2), source=THIRD
    )
    return measures


def told(viewer, indicator="lonely"):
    found = deliveries(viewer=viewer, indicator=indicator)
    return [(each.source, each.rows, each.counting, each.overridden) for each in found.lines]


def test_each_delivery_says_what_it_still_gives_and_who_overrode_the_rest(three, resident):
    assert told(resident) == [
        (THIRD, 1, 1, ()),
        (SECOND, 3, 2, ((THIRD, 1),)),
        (FIRST, 40, 38, ((SECOND, 1), (THIRD, 1))),
    ]
    assert told(resident, "falls") == [(FIRST, 10, 10, ())]


def test_a_superseded_delivery_gives_nothing_and_what_it_overrode_counts_again(three, resident):
    third = Holding.objects.get(source=THIRD)
    actions.supersede(by=BUILDER, at=NOW, key=third.key, reason="A wrong list")

    assert told(resident) == [
        (THIRD, 1, 0, ()),
        (SECOND, 3, 3, ()),
        (FIRST, 40, 38, ((SECOND, 2),)),
    ]


def test_where_all_are_superseded_none_counts(measures, resident):
    actions.supersede(by=BUILDER, at=NOW, key=Holding.objects.get().key, reason="Taken anew")

    assert told(resident) == [(FIRST, 40, 0, ())]


def test_files_that_were_put_together_tell_the_same(three, resident):
    before = told(resident)

    assert actions.compact(by=BUILDER, at=NOW) == 3

    assert told(resident) == before


def test_a_measure_that_is_not_for_this_viewer_is_missing(measures, resident):
    with pytest.raises(Missing):
        deliveries(viewer=resident, indicator="draft")
    assert told(measures.analyst, "draft") == [(FIRST, 1, 1, ())]


@pytest.mark.parametrize("many", [1, 50])
def test_many_deliveries_cost_no_more_queries(many, measures, resident, django_assert_num_queries):
    for number in range(many):
        world.bring_in(
            [world.row("lonely", "2023/24", value=10 + number / 10)],
            at=SPRING + timedelta(1, number),
            source=f"delivery {number + 2}: more.csv",
        )

    with django_assert_num_queries(3):
        found = deliveries(viewer=resident, indicator="lonely")
    assert len(found.lines) == many + 1


def test_the_page_tells_it_and_analysts_may_change_it(three, client):
    page = words(client.get("/measures/lonely/deliveries/"))
    assert "41 rows count of 44 that came" in page
    assert f"1 row overridden by {THIRD}" in page
    assert "Let it count no more" not in page

    client.force_login(borough_user(three, "analyst"))
    page = client.get("/measures/lonely/deliveries/").content.decode()
    assert f'href="/measures/kept/{Holding.objects.get(source=SECOND).key}/supersede/"' in page
    assert 'href="/measures/lonely/deliveries/"' in client.get("/measures/lonely/").content.decode()
