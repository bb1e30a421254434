"""The places of a measure on the map: the same figures, suppressed the same, in shape and words."""

from datetime import date
from xml.etree import ElementTree

import pytest

from marram.design.charts import PlaceMap
from marram.indicators import actions
from marram.indicators.actions import scorecards as cards
from marram.indicators.presenters import maps
from marram.indicators.queries.indicator_page import indicator_page
from marram.indicators.rules.mapping import may_be_mapped
from marram.people.models import User
from marram.places import actions as places
from marram.sources import actions as deliveries
from tests.world import boundaries as towns
from tests.world import indicators as world
from tests.world import millbrook as borough


pytestmark = pytest.mark.django_db
ON = borough.TODAY


@pytest.fixture
def mapped(measures):
    towns.build()
    return measures


def page_of(slug, place=world.MILLBROOK):
    return indicator_page(viewer=borough.RESIDENT, slug=slug, on=ON, place=place)


def map_of(slug) -> PlaceMap:
    page = page_of(slug)
    shown = maps.by_place(page)
    assert shown is not None
    return shown


def cells(shown):
    return {
        row[0]: tuple(str(getattr(cell, "text", cell)) for cell in row[1:]) for row in shown.rows
    }


def test_a_map_is_titled_with_its_finding_and_says_the_figures_in_its_table(mapped):
    shown = map_of("lonely")

    assert shown.title == (
        "Highest in Sandholme (12%), lowest in Alder (3%); 2 worse and 1 better than England"
    )
    assert cells(shown) == {
        "Alder": ("3.0", "Better"),
        "Ashford": ("5.9", "Similar"),
        "Eastmere": ("6.1", "Similar"),
        "Millbrook": ("9.3", "Worse"),
        "Sandholme": ("12.0", "Worse"),
    }
    assert shown.source.endswith("boundaries: invented")
    assert [region.label for region in shown.regions if region.own] == ["Millbrook"]


def test_region_and_country_are_not_drawn_over_their_towns(mapped):
    assert {"England", "Northshire"}.isdisjoint(cells(map_of("lonely")))


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_map_stands_on_the_page_and_alone(mapped, client, kind):
    page = client.get(f"/measures/lonely/?place={world.MILLBROOK}").content.decode()
    alone = client.get(f"/measures/lonely/map.{kind}?place={world.MILLBROOK}")

    assert "On the map" in page and "Highest in Sandholme" in page
    assert alone.status_code == 200
    if kind == "svg":
        said = " ".join(ElementTree.fromstring(alone.content).itertext())
        assert "Highest" in said and "invented" in said


@pytest.mark.parametrize("loaded", [0, 2])
def test_where_fewer_than_three_places_can_be_drawn_there_is_no_map(measures, client, loaded):
    if loaded:
        towns.deliver(towns.content(world.MILLBROOK, world.ASHFORD))

    page = client.get(f"/measures/lonely/?place={world.MILLBROOK}").content.decode()

    assert page_of("lonely").on_map.drawn == ()
    assert "On the map" not in page
    assert client.get("/measures/lonely/map.svg").status_code == 404


def hidden():
    fields = {
        **world.LONELY,
        "title": "People seen by a crisis team",
        "measure": "count",
        "unit": "count",
        "interval": "",
        "small_numbers": "mental health services data set",
    }
    actions.define(
        by=borough.BUILDER, at=borough.SPRING, slug="crisis", fields=fields,
        published_on=date(2025, 4, 1),
    )  # fmt: skip
    counts = {world.MILLBROOK: 112, world.ASHFORD: 3, towns.SANDHOLME: 48, towns.ALDER: 21}
    world.bring_in(
        [
            world.row("crisis", "2023/24", place=place, value=count, count=count)
            for place, count in counts.items()
        ],
        source="delivery 3: crisis.csv",
    )


def test_a_number_that_is_withheld_is_hatched_and_stands_nowhere_in_the_picture(mapped):
    hidden()

    shown = map_of("crisis")

    by_name = {region.label: region for region in shown.regions}
    assert by_name["Ashford"].value is None and by_name["Ashford"].note == "withheld"
    assert cells(shown)["Ashford"][0] == "withheld"
    assert "Hatched, without a value: Ashford (withheld)" in shown.words
    assert by_name["Millbrook"].value == 110.0
    assert "Ashford: 3" not in shown.svg()


def test_a_place_between_the_others_without_a_figure_is_hatched_too(mapped):
    hidden()

    eastmere = next(each for each in map_of("crisis").regions if each.label == "Eastmere")

    assert (eastmere.value, eastmere.note) == (None, "no figure")


def test_a_figure_in_doubt_is_left_out_and_says_so(mapped):
    wrong = world.row("lonely", "2023/24", place=world.ASHFORD, value=590, count=590, out_of=10_000)
    world.bring_in([wrong], source="delivery 4: slip.csv")

    ashford = next(each for each in map_of("lonely").regions if each.label == "Ashford")

    assert (ashford.value, ashford.note) == (None, "left out: in doubt")


def test_the_boundaries_are_those_of_the_period_not_of_today(mapped):
    later = towns.content(world.MILLBROOK, starts_on="2025-05-01")
    towns.deliver(later.replace(b"-4.3", b"-4.4"))

    drawn = {each.code: each for each in page_of("lonely").on_map.drawn}

    assert drawn[world.MILLBROOK].outline.box[0] > -4.35


def test_suicides_are_mapped_by_borough_and_not_by_ward(mapped):
    class Means:
        title, topic, synonyms = "Deaths by suicide", "mental health", ()

    assert may_be_mapped(Means(), kind="unitary authority")
    assert "no family can be picked out" in may_be_mapped(Means(), kind="ward").reason


def test_a_measure_that_may_not_be_mapped_says_why(mapped, client):
    fields = {**world.LONELY, "title": "Deaths by suicide"}
    actions.define(
        by=borough.BUILDER, at=borough.SPRING, slug="suicide", fields=fields,
        published_on=date(2025, 4, 1),
    )  # fmt: skip
    wards = [f"E0599990{number}" for number in range(1, 5)]
    rows = [{"code": code, "name": f"Ward {code}", "kind": "ward"} for code in wards]
    places.record_areas(by=borough.BUILDER, at=borough.SPRING, rows=rows)
    given = zip(wards, towns.CORNERS, strict=False)
    for ward, town in given:
        towns.deliver(towns.content(town).replace(town.encode(), ward.encode()))
    world.bring_in(
        [world.row("suicide", "2023/24", place=ward, value=9.0, count=90, out_of=1_000)
         for ward in wards],
        source="delivery 5: wards.csv",
    )  # fmt: skip

    page = client.get(f"/measures/suicide/?place={wards[0]}").content.decode()

    assert "suicides are not shown on maps of areas as small as these" in page
    assert "On the map" not in page


@pytest.mark.parametrize("more", [0, 45])
def test_a_page_with_a_map_asks_ten_times_however_many_places(
    mapped, more, django_assert_num_queries
):
    codes = [f"E06{7000 + number:06}" for number in range(more)]
    rows = [{"code": code, "name": code, "kind": "unitary authority"} for code in codes]
    places.record_areas(by=borough.BUILDER, at=borough.SPRING, rows=rows)
    for code in codes:
        file = towns.content(towns.EASTMERE).replace(towns.EASTMERE.encode(), code.encode())
        towns.deliver(file)
    world.bring_in(
        [world.row("lonely", "2023/24", place=code, value=6, count=600, out_of=10_000)
         for code in codes] or [world.row("draft", "2023/24", value=1)],
        source="delivery 6: more.csv",
    )  # fmt: skip

    with django_assert_num_queries(10):
        page = page_of("lonely")

    assert len(page.on_map.drawn) == 5 + more


def test_a_measure_stands_beside_region_country_and_the_places_alike(mapped, client):
    rows = [
        {"place": world.MILLBROOK, "neighbour": code, "rank": rank, "basis": "CIPFA 2024"}
        for rank, code in enumerate((towns.ALDER, world.ASHFORD), start=1)
    ]
    cards.record_neighbours(by=borough.BUILDER, at=borough.NOW, rows=rows)
    within = {"area": world.MILLBROOK, "parent": world.NORTHSHIRE}
    places.record_memberships(by=borough.BUILDER, at=borough.NOW, rows=[within])

    page = page_of("lonely")
    shown = client.get(f"/measures/lonely/?place={world.MILLBROOK}").content.decode()

    names = [each.figure.place_name for each in page.beside]
    assert names == ["Millbrook", "Northshire", "England", "Alder", "Ashford"]
    assert "Millbrook beside the wider places and those most like it" in shown
    assert "Places are alike by: CIPFA 2024." in shown


def test_a_file_of_nearest_neighbours_comes_in_as_a_delivery(mapped):
    rows = "place,neighbour,rank,basis,source\n{0},{1},2,CIPFA,a file\n{0},{2},1,CIPFA,a file\n"
    given = rows.format(world.MILLBROOK, world.ASHFORD, towns.ALDER) + "E06009999,x,0,,\n"
    by, at = borough.BUILDER, borough.NOW
    sent = deliveries.receive_delivery(
        by=by, at=at, layout="nearest-neighbours", file_name="alike.csv", content=given.encode()
    )
    counts = deliveries.accept_delivery(by=by, at=at, delivery_id=sent.pk)

    assert counts.created == 2
    assert page_of("lonely").beside[-2:] == tuple(
        each
        for code in (towns.ALDER, world.ASHFORD)
        for each in page_of("lonely").by_place
        if each.figure.place == code
    )


def test_who_may_bring_figures_in_is_led_to_the_file_of_neighbours(mapped, client):
    there = f"/measures/places/{world.MILLBROOK}/"

    assert "Bring in its nearest neighbours" not in client.get(there).content.decode()
    client.force_login(User.objects.get(email=borough.address("analyst")))
    assert "Bring in its nearest neighbours" in client.get(there).content.decode()
