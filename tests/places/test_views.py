from datetime import date

import pytest

from marram.people.models import User
from marram.places import actions
from marram.places.models import Area
from marram.places.vocabulary import Outline
from tests.places.conftest import AT, EASTHAM, MILLBROOK, OTHER_WARD, WARD
from tests.world.millbrook import address


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


@pytest.fixture
def editor(client, millbrook):
    """A client that may change areas."""
    client.force_login(User.objects.get(email=address("analyst")))
    return client


CHANGE = f"/places/{WARD}/change/"
NOW = {"name": "Mill Lane", "starts_on": "2004-05-01", "seen_version": "1"}


def test_an_analyst_opens_renames_and_ends_an_area_with_its_days(editor, areas, heard):
    typed = {"code": "E05999977", "kind": "ward", "name": "Brooks", "starts_on": "2024-05-02"}
    opened = editor.post("/places/open/", typed, follow=True).content.decode()
    there = "/places/E05999977/change/"
    changed = {
        "name": "The Brooks",
        "named_since": "2024-09-01",
        "starts_on": "2024-05-02",
        "ends_on": "2026-05-07",
        "source": "Order of 2024",
        "seen_version": "1",
    }
    page = editor.post(there, changed, follow=True).content.decode()

    assert "Brooks is open." in opened and "since 2 May 2024" in opened
    assert "The Brooks is changed." in page and "2 May 2024 to 7 May 2026" in page
    assert "Has this name since" in page and "1 September 2024" in page
    assert heard[-1].before == {
        "name": "Brooks", "named_since": None, "ends_on": None, "source": ""
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "typed", "sentence"),
    [
        ("/places/open/", {"code": WARD, "kind": "ward", "name": "X"}, "is the code of Mill Lane"),
        (
            "/places/open/",
            {"code": "E05", "kind": "ward", "name": "X"},
            "is not the code of a ward",
        ),
        ("/places/open/", {"code": "E05999977", "kind": "ward"}, "Enter"),
        (CHANGE, NOW | {"ends_on": "2004-05-01"}, "which is not after its first day"),
        (CHANGE, NOW | {"named_since": "2003-05-01"}, "a day on which the area is not in use"),
        (CHANGE, NOW | {"ends_on": "2025-02-31"}, "Error"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(
    editor, areas, address, typed, sentence
):
    response = editor.post(address, typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page and f'value="{typed.get("name", "E05999977")}"' in page
    assert Area.objects.get(pk=WARD).version == 1 and Area.objects.count() == 5


def test_the_second_of_two_editors_sees_both_names(editor, areas, analyst):
    fields = {"name": "Mill Road"}
    actions.amend_area(by=analyst, at=AT, code=WARD, seen_version=1, fields=fields)

    page = editor.post(CHANGE, NOW | {"name": "Mill Street"}).content.decode()
    typed = NOW | {"name": "Mill Street", "seen_version": "2", "keep-name": "yours"}
    settled = editor.post(CHANGE, typed, follow=True).content.decode()

    assert "Mill Road" in page and 'value="Mill Street"' in page
    assert 'name="seen_version" value="2"' in page
    assert "Mill Street is changed." in settled


def test_a_resident_is_offered_no_change_and_refused_one(client, areas):
    page = client.get(f"/places/{WARD}/").content.decode()

    assert "Change, rename or end it" not in page
    assert "Open an area" not in client.get("/places/").content.decode()
    assert client.get(CHANGE).status_code == 302


def test_the_history_of_an_area_stands_on_its_page(editor, areas, analyst):
    fields = {"name": "Mill Road"}
    actions.amend_area(by=analyst, at=AT, code=WARD, seen_version=1, fields=fields)

    page = editor.get(f"/places/{WARD}/").content.decode()

    assert "Changed an area" in page and "Mill Lane" in page


def test_an_unknown_area_cannot_be_changed(editor, areas):
    assert editor.get("/places/E05999988/change/").status_code == 404


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_an_area_lies_among_those_of_its_kind_as_a_picture_that_stands_alone(
    client, hierarchy, analyst, kind
):
    there = f"/places/{WARD}/map.{kind}"
    assert client.get(there).status_code == 404

    record_boundaries(analyst)
    page = client.get(f"/places/{WARD}/").content.decode()
    picture = client.get(there)

    assert "Where Mill Lane lies" in page and "Beside it: Brookside" in page
    assert picture.status_code == 200 and len(picture.content) > 1_000
    assert client.get(f"/places/{WARD}/map.pdf").status_code == 404


def record_boundaries(analyst):
    corners = {WARD: -3.0, OTHER_WARD: -2.9}
    rows = [
        {
            "area": code,
            "outline": Outline(
                ((((west, 53.4), (west + 0.1, 53.4), (west + 0.1, 53.5), (west, 53.5)),),)
            ).written(),
            "source": "invented",
        }
        for code, west in corners.items()
    ]
    actions.record_boundaries(by=analyst, at=AT, rows=rows)
