from datetime import date

import pytest

from marram.places import actions
from tests.places.conftest import AT, EASTHAM, MILLBROOK, WARD


def test_a_resident_finds_areas_by_kind_and_name(client, areas):
    found = client.get("/places/?kind=ward&search=mill").content.decode()
    none = client.get("/places/?kind=ward&search=nowhere").content.decode()

    assert f'href="/places/{WARD}/"' in found and EASTHAM not in found
    assert "No area fits." in none


def test_the_page_of_a_ward_tells_where_it_lay_and_when(client, hierarchy):
    page = client.get(f"/places/{WARD}/").content.decode()

    assert "1 May 2004 to 1 April 2020" in page
    assert "since 1 April 2020" in page
    assert "No population has been brought in for this area." in page


def test_the_page_of_an_area_shows_its_people_by_age_and_sex(client, areas, analyst):
    rows = [
        {"area": MILLBROOK, "year": 2021, "age_start": start, "age_end": end, "sex": sex,
         "count": count, "source": "Invented for a test"}
        for sex in ("female", "male")
        for start, end, count in ((0, 18, 1200), (18, None, 4000))
    ]  # fmt: skip
    actions.record_populations(by=analyst, at=AT, rows=rows)

    page = client.get(f"/places/{MILLBROOK}/").content.decode()

    assert "People who lived here in 2021" in page
    assert "Ages 18 and over" in page and "10,400" in page
    assert "Invented for a test" in page


def test_an_area_names_what_took_over_from_it(client, areas, analyst):
    rows = [{"area": EASTHAM, "successor": MILLBROOK, "on": date(2020, 4, 1)}]
    actions.record_successions(by=analyst, at=AT, rows=rows)

    assert "Was taken over by" in client.get(f"/places/{EASTHAM}/").content.decode()
    assert "Took over from" in client.get(f"/places/{MILLBROOK}/").content.decode()


@pytest.mark.parametrize("address", ["/places/E05999999/", "/places/x%27y/"])
def test_an_unknown_area_is_not_found(client, db, address):
    assert client.get(address).status_code == 404
