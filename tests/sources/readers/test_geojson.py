"""Outlines as RFC 7946 has them: a line a feature; what is wrong is said feature by feature."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as any_of

from marram.foundation.verdicts import Refused
from marram.places.vocabulary import Outline
from marram.sources import readers
from marram.sources.readers import limits
from marram.sources.readers.cells import Unreadable


SQUARE = [[-3.0, 53.4], [-2.9, 53.4], [-2.9, 53.5], [-3.0, 53.5], [-3.0, 53.4]]
HOLE = [[-2.96, 53.44], [-2.96, 53.46], [-2.94, 53.46], [-2.96, 53.44]]


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def collection(*features, **more):
    told = {"type": "FeatureCollection", "features": list(features), **more}
    return json.dumps(told).encode()


def read(content):
    return readers.read(content, outlines=True)


def test_a_feature_is_a_line_of_its_properties_and_its_outline():
    content = collection(
        feature(polygon(SQUARE, HOLE), WD24CD="E05000001", hectares=12, in_use=True),
        feature({"type": "MultiPolygon", "coordinates": [[SQUARE], [HOLE]]}, WD24CD="E05000002"),
    )

    heading, first, second = read(content)

    assert heading.cells == ("WD24CD", "hectares", "in_use", "outline")
    assert first.cells[:-1] == ("E05000001", Decimal(12), True)
    assert [len(ring) for ring in first.cells[-1].rings] == [4, 3]
    assert second.cells[1] is None and len(second.cells[-1].polygons) == 2
    assert (heading.number, second.number) == (0, 2)


def test_heights_are_left_out_and_positions_kept_to_a_metre():
    ring = [[x + 0.0000012, y, 17.5] for x, y in SQUARE]

    *_, line = read(collection(feature(polygon(ring))))

    assert line.cells[-1].box == (-3.0, 53.4, -2.9, 53.5)


@pytest.mark.parametrize(
    ("geometry", "sentence"),
    [
        (None, "has no geometry"),
        ({"type": "Point", "coordinates": [1, 2]}, "is a Point. The outline of an area is a"),
        ({"type": "Polygon"}, "coordinates of a polygon are not a list"),
        (polygon(), "a polygon without a ring"),
        (polygon(SQUARE[:-1]), "A ring is open: it begins at -3, 53.4 and ends at -3, 53.5"),
        (polygon([*SQUARE[:2], SQUARE[0]]), "A ring has 3 positions"),
        (polygon([["-3.0", "53.4"]] * 4), "is not two numbers"),
        (polygon([[-3.0]] * 4), "is not two numbers"),
        (polygon([[True, False]] * 4), "is not two numbers"),
        (polygon([-3.0, 53.4] * 4), "coordinates of a position are not a list"),
    ],
)
def test_a_geometry_that_is_no_outline_is_said_of_its_own_feature(geometry, sentence):
    _, wrong, right = read(collection(feature(geometry), feature(polygon(SQUARE))))

    assert isinstance(wrong.cells[-1], Unreadable) and sentence in wrong.cells[-1].sentence
    assert isinstance(right.cells[-1], Outline)


def test_a_number_too_large_to_be_one_is_no_position():
    content = collection(feature(polygon(SQUARE))).replace(b"53.5", b"1e999")

    *_, line = read(content)

    assert "is not two numbers" in line.cells[-1].sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"area,outline\n", "not GeoJSON"),
        (b"[1]", "not GeoJSON"),
        (b"PK\x03\x04 a shapefile", "If it holds a shapefile, export that as GeoJSON"),
        (b"{", "no sound JSON"),
        (b'{"type": "Feature"}', "no collection of features"),
        (b'{"type": "Topology", "objects": {}}', "TopoJSON"),
        (collection(), "has no features"),
        (b'{"type": "FeatureCollection", "features": [1]}', "Entry 1 of the file is no feature"),
        (collection(feature(polygon(SQUARE))).replace(b"53.5", b"NaN"), "says NaN where a number"),
        (collection(feature(polygon(SQUARE))).replace(b"53.5", b"-Infinity"), "says -Infinity"),
        (collection(feature(polygon(SQUARE)))[:-20], "It may have been cut off"),
        (b'{"type": "\xff"}', "not saved as UTF-8"),
        (b'{"a":' * 99_999, "nests deeper"),
        (b'{"features":' + b"[" * 99_999, "nests deeper"),
        (
            collection(crs={"properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}),
            "EPSG::27700, British National Grid. Export it as GeoJSON with coordinates in WGS84",
        ),
        (collection(feature(None, **{str(n): n for n in range(200)})), "more than 200 properties"),
    ],
    ids=str,
)
def test_a_file_that_is_no_collection_of_features_is_refused_with_what_to_do(content, sentence):
    with pytest.raises(Refused) as refused:
        read(content)

    assert sentence in str(refused.value)


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"])
def test_a_file_that_names_degrees_is_read(name):
    assert read(collection(feature(polygon(SQUARE)), crs={"properties": {"name": name}}))


@pytest.mark.parametrize(
    ("limit", "most"), [("OUTLINE_POINTS", 10), ("OUTLINE_NUMBERS", 16), ("ROWS", 2)]
)
def test_a_file_past_a_limit_is_refused(limit, most, monkeypatch):
    content = collection(feature(polygon(SQUARE)))
    monkeypatch.setattr(limits, limit, most)
    assert len(read(content)) == 2

    monkeypatch.setattr(limits, limit, most // 2)
    with pytest.raises(Refused):
        read(content)


def test_where_a_table_is_wanted_json_is_refused():
    with pytest.raises(Refused, match="The file is JSON, not a table"):
        readers.read(collection(feature(polygon(SQUARE))))


@given(any_of.binary(max_size=200).map(lambda tail: b'{"type":' + tail))
def test_any_bytes_are_read_or_refused(content):
    try:
        read(content)
    except Refused as refused:
        assert str(refused).endswith((".", ")"))


ANYTHING = any_of.recursive(
    any_of.none() | any_of.booleans() | any_of.floats(allow_nan=False, width=16) | any_of.text(),
    lambda inner: (
        any_of.lists(inner, max_size=4) | any_of.dictionaries(any_of.text(), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    any_of.lists(
        any_of.fixed_dictionaries(
            {
                "type": any_of.just("Feature"),
                "properties": ANYTHING,
                "geometry": any_of.fixed_dictionaries(
                    {
                        "type": any_of.sampled_from(["Polygon", "MultiPolygon"]),
                        "coordinates": ANYTHING,
                    }
                ),
            }
        ),
        min_size=1,
        max_size=3,
    )
)
def test_any_features_are_read_or_refused(features):
    try:
        lines = read(collection(*features))
    except Refused:
        return
    assert len(lines) == len(features) + 1
    assert all(isinstance(line.cells[-1], Outline | Unreadable) for line in lines[1:])
