import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marram.foundation.verdicts import Missing, Refused
from marram.places import actions, queries, rules
from marram.places.queries import AgeBand, Fit
from marram.places.vocabulary import Outline
from tests.places.conftest import AT, EASTHAM, MILLBROOK, OTHER_WARD, REGION, WARD


ON = date(2024, 5, 2)
RECORD = Path(__file__).parents[2] / "marram" / "site" / "record"


@pytest.mark.parametrize(
    ("on", "wards"),
    [
        (date(2020, 3, 31), (OTHER_WARD,)),
        (date(2020, 4, 1), (OTHER_WARD, WARD)),
    ],
    ids=["the day before it moved", "the day it moved"],
)
@pytest.mark.database
def test_a_ward_lies_in_the_borough_it_belongs_to_on_the_day(hierarchy, on, wards):
    assert queries.within(place=MILLBROOK, kind="ward", on=on) == wards


@pytest.mark.database
def test_a_region_holds_the_wards_of_its_boroughs(hierarchy):
    assert set(queries.within(place=REGION, kind="ward", on=date(2019, 1, 1))) == {WARD, OTHER_WARD}


def test_an_area_that_did_not_exist_yet_is_within_nothing(hierarchy):
    assert WARD not in queries.within(place=REGION, kind="ward", on=date(2003, 1, 1))


@pytest.mark.database
def test_the_ancestors_of_a_ward_follow_its_move(hierarchy):
    before = queries.ancestors(place=WARD, on=date(2019, 1, 1))
    after = queries.ancestors(place=WARD, on=date(2021, 1, 1))

    assert before == (EASTHAM, REGION)
    assert after == (MILLBROOK, REGION)


def test_a_lookup_is_one_question_however_deep(hierarchy, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.within(place=REGION, kind="ward", on=date(2021, 1, 1))
    with django_assert_num_queries(1):
        queries.ancestors(place=WARD, on=date(2021, 1, 1))


def test_best_fits_name_the_largest_share_first(areas, analyst):
    rows = [
        {"from_area": WARD, "to_area": EASTHAM, "share": "0.25", "source": ""},
        {"from_area": WARD, "to_area": MILLBROOK, "share": "0.75", "source": ""},
    ]
    actions.record_best_fits(by=analyst, at=AT, rows=rows)

    fits = queries.best_fit(codes=[WARD, OTHER_WARD], kind="metropolitan district")

    assert fits == {
        WARD: (
            Fit(code=MILLBROOK, share=Decimal("0.75")),
            Fit(code=EASTHAM, share=Decimal("0.25")),
        )
    }


@pytest.fixture
def counted(areas, analyst):
    """Invented counts for Millbrook in 2021: 10 for each year of age up to 19, then 800."""
    rows = [
        {
            "area": MILLBROOK,
            "year": 2021,
            "age_start": start,
            "age_end": end,
            "sex": sex,
            "count": count,
            "source": "invented",
        }
        for sex in ("female", "male")
        for start, end, count in ((0, 5, 50), (5, 10, 50), (10, 20, 100), (20, None, 800))
    ]
    return actions.record_populations(by=analyst, at=AT, rows=rows)


def people(*bands, **more):
    return queries.populations(codes=[MILLBROOK], year=2021, bands=bands, **more)


def test_stored_bands_add_up_to_wanted_ones(counted):
    under_ten, all_ages = AgeBand(0, 10), AgeBand(0)

    summed = people(under_ten, all_ages)
    girls = people(under_ten, sexes=["female"])

    assert summed == {(MILLBROOK, under_ten): 200, (MILLBROOK, all_ages): 2000}
    assert girls == {(MILLBROOK, under_ten): 100}


@pytest.mark.parametrize(
    ("band", "reason"),
    [
        (AgeBand(0, 18), "is counted for ages 10 to 19, which cannot be split for 0 to 17"),
        (AgeBand(20, 65), "is counted for ages 20 and over, which cannot be split for 20 to 64"),
        (AgeBand(3, 10), "is counted for ages 0 to 4, which cannot be split for 3 to 9"),
    ],
)
def test_a_band_that_cannot_be_made_is_refused_in_words(counted, band, reason):
    with pytest.raises(Refused, match=reason):
        people(band)


def test_a_gap_is_refused_and_never_counted_as_nobody(areas, analyst):
    rows = [
        {"area": MILLBROOK, "year": 2021, "age_start": start, "age_end": end, "sex": "male",
         "count": 5, "source": ""}
        for start, end in ((0, 5), (10, None))
    ]  # fmt: skip
    actions.record_populations(by=analyst, at=AT, rows=rows)

    with pytest.raises(Refused, match="E08999901, 2021, male has no count for ages 5 to 9"):
        people(AgeBand(0), sexes=["male"])


def test_a_year_nobody_counted_is_refused(counted):
    with pytest.raises(Refused, match="2022, female has no count for ages 0 and over"):
        queries.populations(codes=[MILLBROOK], year=2022, bands=[AgeBand(0)])


@given(cuts=st.sets(st.integers(1, 90), max_size=8), drop=st.integers(0, 8), end=st.booleans())
def test_bands_tile_when_none_is_missing_and_only_then(cuts, drop, end):
    edges = [0, *sorted(cuts), 91 if end else None]
    bands = [AgeBand(first, last) for first, last in zip(edges, edges[1:], strict=False)]
    wanted = AgeBand(0, 91 if end else None)

    assert rules.bands_tile(wanted, bands, of="it")
    assert rules.bands_apart(bands, of="it")
    missing = bands.pop(drop % len(bands))
    assert str(missing) in rules.bands_tile(wanted, bands, of="it").reason


def test_the_table_is_that_of_the_newest_year(counted, analyst):
    rows = [
        {"area": MILLBROOK, "year": 2022, "age_start": 0, "age_end": None, "sex": "female",
         "count": 7, "source": "invented"}
    ]  # fmt: skip
    actions.record_populations(by=analyst, at=AT, rows=rows)

    table = queries.population_table(code=MILLBROOK)

    assert table.year == 2022
    assert table.rows[0].female == 7
    assert table.rows[0].male is None and table.people is None


def test_an_unknown_area_is_missing(db, resident):
    with pytest.raises(Missing, match="There is no area with the code E05999999"):
        queries.area(viewer=resident, code="E05999999", on=ON)


@pytest.mark.parametrize("wards", [1, 50])
def test_the_pages_ask_a_fixed_number_of_questions(
    hierarchy, counted, analyst, resident, wards, django_assert_num_queries
):
    codes = [f"E05{888000 + number}" for number in range(wards)]
    rows = [{"code": code, "name": f"Ward {code}", "kind": "ward"} for code in codes]
    actions.record_areas(by=analyst, at=AT, rows=rows)
    actions.record_memberships(
        by=analyst, at=AT, rows=[{"area": code, "parent": MILLBROOK} for code in codes]
    )

    with django_assert_num_queries(3):
        queries.areas(viewer=resident, kind="ward")
    outline = Outline(((((-3.0, 53.4), (-2.9, 53.4), (-2.9, 53.5)),),)).written()
    actions.record_boundaries(
        by=analyst, at=AT, rows=[{"area": code, "outline": outline} for code in (MILLBROOK, *codes)]
    )
    with django_assert_num_queries(10):
        queries.area(viewer=resident, code=MILLBROOK, on=ON)


def rows_of(name):
    with (RECORD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def record(db, analyst):
    return (
        actions.record_areas(by=analyst, at=AT, rows=rows_of("areas.csv")),
        actions.record_memberships(by=analyst, at=AT, rows=rows_of("areas_within.csv")),
        actions.record_successions(by=analyst, at=AT, rows=rows_of("area_successions.csv")),
    )


def test_the_shipped_areas_load_once_and_change_nothing_twice(record, analyst, heard):
    again = actions.record_areas(by=analyst, at=AT, rows=rows_of("areas.csv"))

    assert [recorded.created for recorded in record] == [20, 29, 2]
    assert again == (0, 0, 20)
    assert heard == []


def test_the_ccgs_of_sefton_were_succeeded_by_the_icb(record):
    before = queries.within(
        place="E08000014", kind="clinical commissioning group", on=date(2022, 6, 30)
    )
    after = queries.within(
        place="E08000014", kind="clinical commissioning group", on=date(2022, 7, 1)
    )

    assert before == ("E38000161", "E38000170")
    assert after == ()
    assert queries.successor(code="E38000161", on=date(2022, 7, 1)) == ("E54000008",)


def test_sefton_lies_in_its_city_region_its_region_and_england(record):
    assert set(queries.ancestors(place="E08000014", on=date(2015, 1, 1))) == {
        "E47000004",
        "E12000002",
        "E92000001",
    }
