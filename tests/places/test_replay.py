"""Every change is in the ledger: told again, it gives the record as it stands."""

import pytest

from marram.foundation.events import Subject
from marram.places import actions
from tests.places.conftest import AT, EASTHAM, MILLBROOK, WARD
from tests.records.replay import replayed, told_by_the_ledger


@pytest.mark.database
def test_the_life_of_an_area_is_in_the_ledger(hierarchy, analyst):
    actions.record_successions(
        by=analyst, at=AT, rows=[{"area": EASTHAM, "successor": MILLBROOK, "on": "2020-04-01"}]
    )
    actions.record_successions(
        by=analyst, at=AT, rows=[{"area": EASTHAM, "successor": MILLBROOK, "on": "2020-04-02"}]
    )
    eastham = actions.amend_area(
        by=analyst, at=AT, code=EASTHAM, seen_version=1, fields={"name": "Eastham-on-Sea"}
    )

    told_by_the_ledger(eastham, subject=Subject("places.area", EASTHAM), fields={"name": "name"})
    assert replayed(Subject("places.area", EASTHAM))[f"succeeded by {MILLBROOK}"] == "2020-04-02"


@pytest.mark.database
def test_where_a_ward_lay_counted_and_shared_is_in_the_ledger(hierarchy, analyst):
    for share, other in (("0.75", "0.25"), ("0.5", "0.5")):
        rows = [
            {"from_area": WARD, "to_area": MILLBROOK, "share": share},
            {"from_area": WARD, "to_area": EASTHAM, "share": other},
        ]
        actions.record_best_fits(by=analyst, at=AT, rows=rows)
    for count in (100, 101):
        row = {"area": WARD, "year": 2021, "age_start": 0, "sex": "female", "count": count}
        actions.record_populations(by=analyst, at=AT, rows=[row])

    now = replayed(Subject("places.area", WARD))

    assert now[MILLBROOK] == "0.50000000"
    assert now["2021 female 0 and over"] == 101
    assert now[f"within {EASTHAM} from 2004-05-01"] == "until 2020-04-01"
