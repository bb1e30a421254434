"""What may leave: small numbers are hidden last, on every way out."""

import csv
import io
import json
from datetime import date

import pyarrow.parquet
import pytest

from marram.indicators import actions, queries
from marram.indicators.presenters import charts
from marram.indicators.queries.indicator_page import indicator_page
from marram.indicators.queries.place_page import place_page
from marram.places import actions as places
from tests.world import indicators as world
from tests.world import millbrook as borough


pytestmark = pytest.mark.database
ON = date(2025, 7, 10)
FIELDS = {**world.LONELY, "title": "People in crisis", "topic": "crisis"}


def bring_in(rule: str, count: int, out_of: int, place: str = world.MILLBROOK) -> None:
    value = round(count / out_of * 100, 2)
    define(rule)
    world.bring_in(
        [world.row("crisis", "2023/24", place=place, value=value, count=count, out_of=out_of)],
        source="delivery 2: crisis.csv",
    )


def define(rule: str) -> None:
    actions.define(
        by=borough.BUILDER,
        at=borough.SPRING,
        slug="crisis",
        fields={**FIELDS, "small_numbers": rule, "interval": "Wilson score"},
        published_on=date(2025, 4, 1),
    )


def only(viewer):
    (figure,) = queries.figures(viewer=viewer, on=ON, indicators=["crisis"])
    return figure


def test_a_count_under_five_is_hidden_with_all_that_tells_it(measures, resident):
    bring_in("mental health services data set", 3, 41)

    figure = only(resident)

    assert (figure.value, figure.lower, figure.upper, figure.count) == (None,) * 4
    assert figure.shown == "[c]"
    assert figure.withheld == "MHSDS: below 5 or unknown not shown"


def test_what_is_shown_is_rounded_so_that_what_is_hidden_cannot_be_worked_out(measures, resident):
    bring_in("mental health services data set", 13, 41)

    figure = only(resident)

    assert (figure.count, figure.out_of) == (15, 40)
    assert figure.value == 32
    assert figure.lower is None


def test_the_nation_s_figures_stand(measures, resident):
    bring_in("mental health services data set", 3, 41, place=world.ENGLAND)

    assert only(resident).count == 3


@pytest.mark.parametrize(
    ("rule", "count", "shown"),
    [
        ("hospital episode statistics", 3, (None, 5)),
        ("hospital episode statistics", 0, (0, 0)),
        ("deaths on Nomis", 9, (None, 10)),
        ("deaths on Nomis", 12, (29.27, 10)),
        ("none", 3, (7.32, 3)),
    ],
)
def test_each_source_has_its_rule(measures, resident, rule, count, shown):
    bring_in(rule, count, 41)

    figure = only(resident)

    assert (figure.value, figure.count) == shown


def test_a_small_number_leaves_by_no_door(watched, client):
    """Every page, file and answer that can hold the figure: none tells the count or the value."""
    bring_in("mental health services data set", 3, 41)
    from marram.indicators.actions import scorecards

    scorecards.watch(by=borough.BUILDER, at=borough.SPRING, slug="board", indicator="crisis")
    doors = [
        "/measures/crisis/",
        "/measures/?words=crisis",
        f"/measures/places/{world.MILLBROOK}/",
        f"/measures/places/{world.MILLBROOK}/?format=csv",
        "/scorecards/board/",
        "/scorecards/board/?format=csv",
        "/scorecards/board/exceptions/",
        "/measures/crisis/figures.csv",
        "/api/v1/figures?indicator=crisis",
        "/api/v1/scorecards/board",
        "/api/v1/scorecards/board/exceptions",
    ]

    for door in doors:
        answer = client.get(door)
        assert answer.status_code == 200, door
        assert "7.32" not in answer.content.decode(), door


def test_a_doubt_about_a_hidden_number_does_not_tell_it(measures, resident):
    bring_in("mental health services data set", 3, 2)

    figure = only(resident)

    assert figure.struck
    assert figure.withheld
    assert all(each.endswith("; the numbers are withheld.") for each in figure.findings)
    assert not any("150" in each or "3" in each for each in figure.findings)


@pytest.fixture
def five_places(measures):
    """Five places, of which the second and the last have too few to tell."""
    places.record_areas(
        by=borough.BUILDER,
        at=borough.SPRING,
        rows=[
            {"code": code, "name": code, "kind": "unitary authority"}
            for code in ("E06009903", "E06009904", "E06009905")
        ],
    )
    define("mental health services data set")
    counts = {
        world.MILLBROOK: 31, "E06009903": 1, "E06009904": 22, world.ASHFORD: 27, "E06009905": 3,
    }  # fmt: skip
    world.bring_in(
        [
            world.row("crisis", "2023/24", place=place, value=count, count=count, out_of=100)
            for place, count in counts.items()
        ],
        source="delivery 2: crisis.csv",
    )
    return list(counts)


def test_bars_are_not_in_the_order_of_what_they_withhold(five_places, resident):
    page = indicator_page(viewer=resident, slug="crisis", on=ON, place=world.MILLBROOK)

    shown = [(each.figure.place, each.figure.value) for each in page.by_place]
    assert [value for _, value in shown] == [31, 27, 22, None, None]
    assert [place for place, value in shown if value is None] == ["E06009905", "E06009903"]


def test_the_ends_of_a_spread_are_figures_that_may_be_known(five_places, resident):
    """Three places are left, too few for a spread; the two that are withheld make none of them."""
    page = place_page(viewer=resident, place=world.MILLBROOK, on=ON)
    crisis = next(each for each in page.lines if each.means.slug == "crisis")
    assert crisis.spread is None

    more = world.row("crisis", "2023/24", place="E06009903", value=41, count=41, out_of=100)
    world.bring_in([more], source="delivery 3: crisis.csv", at=borough.NOW)

    page = place_page(viewer=resident, place=world.MILLBROOK, on=ON)
    crisis = next(each for each in page.lines if each.means.slug == "crisis")
    assert (crisis.spread.places, crisis.spread.least, crisis.spread.most) == (4, 22, 41)


def test_the_files_say_the_same_as_the_page(measures, client):
    told = client.get(f"/measures/lonely/figures.csv?place={world.MILLBROOK}")
    rows = list(csv.DictReader(io.StringIO(told.content.decode("utf-8-sig"))))
    parquet = client.get(f"/measures/lonely/figures.parquet?place={world.MILLBROOK}")
    table = pyarrow.parquet.read_table(io.BytesIO(parquet.content)).to_pylist()
    described = json.loads(client.get("/measures/lonely/figures.json").content)

    assert [float(row["Value"]) for row in rows] == [row["value"] for row in table]
    assert rows[-1]["Period"] == "2023/24"
    assert rows[-1]["Method"] == "Wilson score/1"
    titles = [column["titles"] for column in described["tableSchema"]["columns"]]
    assert titles == list(rows[0])
    names = [column["name"] for column in described["tableSchema"]["columns"]]
    assert names == list(table[0])


def test_a_wider_place_in_doubt_is_no_mark_on_the_spine(measures, resident):
    """England's figure of falls is impossible: it is shown crossed out and drawn nowhere."""
    impossible = world.row("falls", "2023/24", place=world.ENGLAND, age="65+", value=-5)
    world.bring_in([impossible], source="delivery 2: falls.csv", at=borough.NOW)

    page = place_page(viewer=resident, place=world.MILLBROOK, on=ON)
    falls = next(each for each in page.lines if each.means.slug == "falls")

    assert falls.country.struck and falls.country.value == -5
    row = charts.spine_row(falls, by_life_stage=False)
    assert (row.benchmark, row.group) == (None, "Falls")
