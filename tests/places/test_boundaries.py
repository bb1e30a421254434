"""Where areas lie: kept from a day on, found again on a day, with few points and whole borders."""

from datetime import date

import pytest

from marram.foundation.events import Subject
from marram.foundation.verdicts import Refused
from marram.places import actions, queries
from marram.places.events import BoundaryRecorded
from marram.places.models import Boundary
from marram.places.vocabulary import Outline, flat
from tests.places.conftest import AT, EASTHAM, MILLBROOK, OTHER_WARD, WARD
from tests.records.replay import replayed


def square(west=-3.0, south=53.4, size=0.1):
    east, north = round(west + size, 5), round(south + size, 5)
    return Outline(((((west, south), (east, south), (east, north), (west, north)),),))


def record(analyst, *rows):
    told = [
        {"area": area, "starts_on": on, "outline": outline.written(), "source": "invented"}
        for area, on, outline in rows
    ]
    return actions.record_boundaries(by=analyst, at=AT, rows=told)


def test_an_outline_is_read_as_it_was_written():
    assert Outline.read(square().written()) == square()


def test_recording_the_same_boundary_again_changes_nothing_and_tells_nothing(areas, analyst, heard):
    first = record(analyst, (WARD, None, square()))
    told = len(heard)
    again = record(analyst, (WARD, None, square()))

    assert (first, again) == ((1, 0, 0), (0, 0, 1))
    assert len(heard) == told == 1


@pytest.mark.database
def test_a_boundary_that_was_put_right_is_told_before_and_after_by_its_digest(
    areas, analyst, heard
):
    record(analyst, (WARD, None, square()))
    changed = record(analyst, (WARD, None, square(size=0.2)))

    told = heard[-1]
    field = "boundary from its first day"
    assert changed == (0, 1, 0) and isinstance(told, BoundaryRecorded)
    assert told.before[field].startswith("4 points, SHA-256 ")
    assert told.after[field].endswith("(invented)")
    assert told.before != told.after
    assert replayed(Subject("places.area", WARD))[field] == told.after[field]


@pytest.mark.database
def test_a_boundary_holds_from_its_day_until_the_next_one(areas, analyst):
    small, large = square(), square(size=0.2)
    record(analyst, (WARD, date(2004, 5, 1), small), (WARD, date(2024, 5, 2), large))

    days = [date(2004, 4, 30), date(2004, 5, 1), date(2024, 5, 1), date(2024, 5, 2)]
    found = [queries.drawn(codes=[WARD], on=day).get(WARD) for day in days]

    assert [each and each.outline for each in found] == [None, small, small, large]
    assert found[1].name == "Mill Lane" and found[1].kind == "ward"


def test_a_resident_may_not_record_boundaries(areas, resident):
    with pytest.raises(Refused, match="Only an analyst or an administrator"):
        record(resident, (WARD, None, square()))


@pytest.mark.parametrize(
    ("area", "outline", "reason"),
    [
        ("E05999999", square(), "There is no area with the code E05999999"),
        (WARD, square(333_000, 400_000, 1_000), "British National Grid eastings and northings"),
        (WARD, square(-4_000_000, 7_000_000, 1_000), "is not in degrees. Export the file with"),
        (WARD, square(53.4, -3.0), "latitude before longitude"),
        (WARD, square(13.4, 52.5), "outside the British Isles"),
    ],
    ids=["unknown", "grid", "another grid", "swapped", "Berlin"],
)
def test_a_boundary_that_cannot_be_is_refused_in_words(areas, analyst, area, outline, reason):
    with pytest.raises(Refused, match=reason):
        record(analyst, (area, None, outline))

    assert not Boundary.objects.exists()


def test_an_outline_that_crosses_itself_cannot_be_drawn():
    bow = Outline(((((-3.0, 53.4), (-2.9, 53.5), (-2.9, 53.4), (-3.0, 53.5)),),))

    assert queries.drawable(square())
    assert "crosses itself" in queries.drawable(bow).reason


def test_beside_an_area_lie_those_of_its_kind_that_are_there_on_the_day(areas, analyst):
    record(
        analyst,
        (WARD, None, square()),
        (OTHER_WARD, None, square(-2.9)),
        (MILLBROOK, None, square(size=0.5)),
    )
    gone = {"code": OTHER_WARD, "ends_on": date(2024, 5, 2)}
    actions.record_areas(by=analyst, at=AT, rows=[gone])

    before = queries.beside(code=WARD, on=date(2024, 5, 1))
    after = queries.beside(code=WARD, on=date(2024, 5, 2))

    assert [each.code for each in before] == [WARD, OTHER_WARD]
    assert [each.code for each in after] == [WARD]
    assert queries.beside(code=EASTHAM, on=date(2024, 5, 1)) == ()


@pytest.mark.parametrize("wards", [1, 50])
def test_what_lies_beside_is_found_in_two_questions(
    areas, analyst, wards, django_assert_num_queries
):
    codes = [f"E05{888000 + number}" for number in range(wards)]
    rows = [{"code": code, "name": f"Ward {code}", "kind": "ward"} for code in codes]
    actions.record_areas(by=analyst, at=AT, rows=rows)
    record(analyst, *((code, None, square()) for code in (WARD, *codes)))

    with django_assert_num_queries(2):
        found = queries.beside(code=WARD, on=date(2024, 5, 1))

    assert len(found) == min(wards, 40) + 1


def test_on_a_map_a_degree_to_the_east_is_as_short_as_in_the_middle_of_it():
    [ring] = flat({WARD: square(-3.0, 59.95, 0.1)})[WARD]

    assert ring[1][0] - ring[0][0] == pytest.approx(0.05, abs=1e-3)
    assert ring[2][1] - ring[1][1] == pytest.approx(0.1)


def test_of_an_island_too_small_to_be_drawn_a_few_points_are_kept():
    speck = square(size=0.0001)

    kept = queries.simplified([square(size=1), square(-4.0, size=1), speck])

    assert [outline.points for outline in kept] == [4, 4, 4]
