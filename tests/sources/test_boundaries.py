"""Boundaries through the door of deliveries: proposed, set aside, accepted, repeatable."""

import json

import pytest

from marram.foundation.verdicts import Refused
from marram.places import actions as places
from marram.places import queries
from marram.places.models import Boundary
from marram.places.vocabulary import Outline
from marram.sources import actions
from marram.sources.models import Finding
from marram.sources.vocabulary import Counts
from tests.world import boundaries as world
from tests.world.indicators import ASHFORD, MILLBROOK


pytestmark = pytest.mark.django_db
TOWNS = tuple(world.CORNERS)


@pytest.fixture
def towns(keeper, at):
    rows = [{"code": code, "name": code, "kind": "unitary authority"} for code in TOWNS]
    return places.record_areas(by=keeper, at=at, rows=rows)


@pytest.fixture
def receive(keeper, at):
    def receive(content, name="towns.geojson"):
        return actions.receive_delivery(
            by=keeper, at=at, layout="area-boundaries", file_name=name, content=content
        )

    return receive


@pytest.fixture
def take_in(receive, keeper, at):
    def take_in(content):
        delivery = receive(content)
        return actions.accept_delivery(by=keeper, at=at, delivery_id=delivery.pk)

    return take_in


def outline(code):
    return Outline.read(Boundary.objects.get(area=code).outline)


def edges(code):
    return {
        frozenset(pair)
        for ring in outline(code).rings
        for pair in zip(ring, ring[1:] + ring[:1], strict=True)
    }


@pytest.mark.database
def test_boundaries_come_in_once_with_fewer_points(towns, take_in):
    first, again = take_in(world.content()), take_in(world.content())

    assert (first, again) == (Counts(created=5), Counts(unchanged=5))
    assert 30 < outline(world.ALDER).points < 2 * world.STEPS
    assert len(outline(world.ALDER).polygons) == 2


def test_neighbours_share_their_border_point_by_point(towns, take_in):
    take_in(world.content())

    shared = edges(MILLBROOK) & edges(ASHFORD)

    assert len(shared) > 3
    assert edges(MILLBROOK) & edges(world.EASTMERE)


def test_a_newer_boundary_begins_on_its_day(towns, take_in):
    take_in(world.content())

    counts = take_in(world.content(MILLBROOK, starts_on="2024-05-02"))

    assert counts == Counts(created=1)
    assert Boundary.objects.filter(area=MILLBROOK).count() == 2


def with_faults():
    told = json.loads(world.content())
    first, second, third, fourth, _ = told["features"]
    first["properties"]["CTYUA24CD"] = "E06009999"
    second["geometry"]["coordinates"][0].pop()
    third["geometry"] = {"type": "Point", "coordinates": [-4.0, 54.0]}
    bow = [[-4.0, 54.0], [-3.9, 54.1], [-3.9, 54.0], [-4.0, 54.1], [-4.0, 54.0]]
    fourth["geometry"] = {"type": "Polygon", "coordinates": [bow]}
    return json.dumps(told).encode()


def test_features_with_a_fault_are_set_aside_and_the_others_proposed(towns, receive, keeper, at):
    delivery = receive(with_faults())
    counts = actions.accept_delivery(by=keeper, at=at, delivery_id=delivery.pk)

    found = dict(
        Finding.objects.filter(row__delivery=delivery).values_list("row__row_number", "sentence")
    )
    assert counts == Counts(created=1)
    assert "“E06009999” is not known as “Area”" in found[1]
    assert "A ring is open" in found[2]
    assert "is a Point" in found[3]
    assert "crosses itself" in found[4]


def test_a_feature_whose_area_was_added_since_is_right_when_checked_again(
    towns, receive, keeper, at
):
    delivery = receive(world.content().replace(MILLBROOK.encode(), b"E06009999"))
    row = {"code": "E06009999", "name": "Newtown", "kind": "unitary authority"}
    places.record_areas(by=keeper, at=at, rows=[row])

    again = actions.check_again(by=keeper, at=at, delivery_id=delivery.pk)

    assert again.pk == delivery.pk
    assert not Finding.objects.exists()


def moved(x, y, *, by=1.0):
    told = json.loads(world.content(MILLBROOK))
    ring = told["features"][0]["geometry"]["coordinates"][0]
    ring[:] = [[x + east * by, y + north * by] for east, north in ring]
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (moved(500_000, 0, by=5_000), "British National Grid eastings and northings, in metres"),
        (world.content().replace(b"CTYUA24CD", b"name"), "No property of the features is the code"),
        (world.content(WD24CD="E05000001"), "CTYUA24CD, WD24CD may all be the code of the area"),
    ],
    ids=["metres", "no code", "two codes"],
)
def test_a_file_that_is_wrong_throughout_is_refused_as_a_whole(towns, receive, content, sentence):
    with pytest.raises(Refused, match=sentence):
        receive(content)


def test_one_feature_in_metres_among_others_is_set_aside(towns, receive):
    told = json.loads(world.content(ASHFORD))
    told["features"] += json.loads(moved(500_000, 0, by=5_000))["features"]

    receive(json.dumps(told).encode())

    assert "in metres. Export the file" in Finding.objects.get().sentence


def test_ten_thousand_points_of_one_area_come_down_to_some_hundreds(towns, take_in, monkeypatch):
    monkeypatch.setattr(world, "STEPS", 2_500)

    take_in(world.content(MILLBROOK))

    assert 20 < outline(MILLBROOK).points < 600
    kept = queries.drawable(outline(MILLBROOK))
    assert kept, kept.reason
