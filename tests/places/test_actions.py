from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.places import actions, queries
from marram.places.events import AreaAmended, PopulationRecorded
from marram.places.models import Area, AreaWithin, BestFit, Population
from tests.places.conftest import AT, EASTHAM, MILLBROOK, OTHER_WARD, REGION, WARD


def test_recording_the_same_areas_again_changes_nothing_and_tells_nothing(areas, analyst, heard):
    rows = [{"code": MILLBROOK, "name": "Millbrook", "kind": "metropolitan district"}]

    again = actions.record_areas(by=analyst, at=AT, rows=rows)

    assert again == (0, 0, 1)
    assert heard == []


def test_a_renamed_area_tells_its_names_before_and_after(areas, analyst, heard):
    actions.record_areas(by=analyst, at=AT, rows=[{"code": EASTHAM, "name": "Eastham-on-Sea"}])

    [told] = heard
    assert isinstance(told, AreaAmended)
    assert (told.before, told.after) == ({"name": "Eastham"}, {"name": "Eastham-on-Sea"})


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"code": "E08999999", "kind": "ward"}, "is not the code of a ward"),
        ({"code": "E0899999", "kind": "metropolitan district"}, "E08 and six digits"),
        ({"code": "E05999999", "kind": "parsonage"}, "“parsonage” is not a kind of area"),
        ({"code": "E05999999", "kind": "ward", "name": ""}, "Enter the name of the area"),
        (
            {
                "code": "E05999999",
                "kind": "ward",
                "starts_on": "2020-04-01",
                "ends_on": "2020-04-01",
            },
            "ends on 2020-04-01, which is not after its first day",
        ),
    ],
)
def test_an_area_that_does_not_fit_is_refused_in_words(db, analyst, row, reason):
    with pytest.raises(Refused, match=reason):
        actions.record_areas(by=analyst, at=AT, rows=[{"name": "Somewhere", **row}])


def test_a_resident_may_not_record_areas(db, resident):
    with pytest.raises(Refused, match="Only an analyst or an administrator"):
        actions.record_areas(by=resident, at=AT, rows=[])


def test_the_second_of_two_editors_gets_both_texts(areas, analyst):
    def amend(name):
        actions.amend_area(by=analyst, at=AT, code=EASTHAM, seen_version=1, fields={"name": name})

    amend("Eastham-on-Sea")

    with pytest.raises(Conflict) as conflict:
        amend("East Ham")
    assert conflict.value.theirs == {"name": "Eastham-on-Sea"}


def test_an_unknown_area_is_missing(db, analyst):
    with pytest.raises(Missing, match="There is no area with the code E05999999"):
        actions.amend_area(by=analyst, at=AT, code="E05999999", seen_version=1, fields={})


def test_the_same_memberships_change_nothing(hierarchy, analyst, heard):
    again = actions.record_memberships(
        by=analyst, at=AT, rows=[{"area": MILLBROOK, "parent": REGION}]
    )

    assert again == (0, 0, 1)
    assert heard == []


def test_a_membership_that_ends_is_one_change(hierarchy, analyst, heard):
    rows = [{"area": OTHER_WARD, "parent": MILLBROOK, "ends_on": "2024-05-02"}]

    recorded = actions.record_memberships(by=analyst, at=AT, rows=rows)

    assert recorded == (0, 1, 0)
    field = f"within {MILLBROOK} from its first day"
    assert (heard[0].before, heard[0].after) == ({field: "still"}, {field: "until 2024-05-02"})


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"area": REGION, "parent": WARD}, "within each other in a circle"),
        ({"area": WARD, "parent": "E08999999"}, "There is no area with the code E08999999"),
        (
            {"area": WARD, "parent": MILLBROOK, "starts_on": "2021-04-01"},
            "lie within E08999901 twice at the same time",
        ),
    ],
)
@pytest.mark.database
def test_a_membership_that_does_not_fit_is_refused_and_not_written(hierarchy, analyst, row, reason):
    with pytest.raises(Refused, match=reason):
        actions.record_memberships(by=analyst, at=AT, rows=[row])

    assert AreaWithin.objects.count() == 5


def test_successions_may_not_run_in_a_circle(areas, analyst):
    rows = [
        {"area": EASTHAM, "successor": MILLBROOK, "on": "2020-04-01"},
        {"area": MILLBROOK, "successor": EASTHAM, "on": "2021-04-01"},
    ]

    with pytest.raises(Refused, match="circle"):
        actions.record_successions(by=analyst, at=AT, rows=rows)


def shares(analyst, **to):
    rows = [
        {"from_area": WARD, "to_area": code, "share": share, "source": "test"}
        for code, share in to.items()
    ]
    return actions.record_best_fits(by=analyst, at=AT, rows=rows)


def test_shares_of_an_area_add_up_to_one(areas, analyst):
    with pytest.raises(Refused, match=f"The shares of {WARD} add up to 0.9"):
        shares(analyst, **{MILLBROOK: "0.6", EASTHAM: "0.3"})

    assert not BestFit.objects.exists()


def test_shares_that_are_printed_rounded_are_taken_and_stay_the_same(areas, analyst, heard):
    thirds = {MILLBROOK: "0.66666667", EASTHAM: "0.33333333"}

    first = shares(analyst, **thirds)
    told = len(heard)
    again = shares(analyst, **{MILLBROOK: Decimal(2) / 3, EASTHAM: 1 / 3})

    assert (first, again) == ((2, 0, 0), (0, 0, 2))
    assert len(heard) == told == 1


def count_rows(**counts):
    return [
        {
            "area": MILLBROOK,
            "year": 2021,
            "age_start": start,
            "age_end": end,
            "sex": "female",
            "count": count,
            "source": "invented",
        }
        for (start, end), count in counts["bands"].items()
    ]


def test_one_event_an_area_and_year_tells_every_count_that_changed(areas, analyst, heard):
    actions.record_populations(
        by=analyst, at=AT, rows=count_rows(bands={(0, 5): 100, (5, None): 900})
    )
    actions.record_populations(
        by=analyst, at=AT, rows=count_rows(bands={(0, 5): 101, (5, None): 900})
    )

    first, second = heard
    assert isinstance(first, PopulationRecorded)
    assert first.after == {"2021 female 0 to 4": 100, "2021 female 5 and over": 900}
    assert (second.before, second.after) == (
        {"2021 female 0 to 4": 100},
        {"2021 female 0 to 4": 101},
    )


def test_bands_that_overlap_count_an_age_twice_and_are_refused(areas, analyst):
    with pytest.raises(Refused, match="Ages 0 to 9 and 5 and over overlap"):
        actions.record_populations(
            by=analyst, at=AT, rows=count_rows(bands={(0, 10): 100, (5, None): 900})
        )

    assert not Population.objects.exists()


def test_an_ended_area_hands_over_to_its_successors_in_turn(areas, analyst):
    rows = [
        {"area": EASTHAM, "successor": MILLBROOK, "on": "2020-04-01"},
        {"area": MILLBROOK, "successor": REGION, "on": "2024-04-01"},
    ]
    actions.record_successions(by=analyst, at=AT, rows=rows)

    stand_ins = [
        queries.successor(code=EASTHAM, on=date(year, 1, 1)) for year in (2020, 2021, 2025)
    ]

    assert stand_ins == [(EASTHAM,), (MILLBROOK,), (REGION,)]


@pytest.mark.database
@pytest.mark.parametrize(
    ("model", "row"),
    [
        (Area, {"code": "x", "name": "X", "kind": "parsonage"}),
        (AreaWithin, {"area_id": WARD, "parent_id": WARD}),
        (BestFit, {"from_area_id": WARD, "to_area_id": MILLBROOK, "share": Decimal("1.5")}),
        (
            Population,
            {
                "area_id": WARD,
                "year": 2021,
                "age_start": 5,
                "age_end": 5,
                "sex": "male",
                "count": 1,
            },
        ),
    ],
    ids=["an unknown kind", "within itself", "more than all", "an empty band"],
)
def test_the_database_refuses_the_impossible(areas, model, row):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**row)
