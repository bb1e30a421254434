"""The pages of the library, through the client: one each, its files, and what is refused."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from marram.strategy.actions import library
from tests.strategy.library.conftest import AT


pytestmark = pytest.mark.django_db


def read(client, name, *parts, **asked):
    answer = client.get(reverse(f"strategy:{name}", args=parts), asked)
    return answer.status_code, answer.content.decode()


def test_the_list_warns_in_sentences_that_lead_to_what_they_count(client, shelf):
    status, page = read(client, "library", on="2025-06-05")

    assert status == 200
    assert "1 strategy has expired without a successor" in page
    assert 'href="/strategies/?life_span=expired&amp;on=2025-06-05"' in page


def test_an_empty_list_says_what_to_do(client, shelf):
    _, page = read(client, "library", words="nothing of the kind")

    assert "No strategy fits these filters. Take one of them off." in page


def test_a_day_that_is_none_is_answered_with_a_sentence(client, shelf):
    status, page = read(client, "library", on="31.12.2020")

    assert status == 400
    assert "“31.12.2020” is not a day." in page


def test_the_map_says_its_finding(client, shelf):
    _, page = read(client, "strategy-map")

    assert "3 strategies, 2 links" in page


def test_the_map_of_one_strategy_leaves_out_what_a_resident_may_not_see(client, shelf):
    status, page = read(client, "strategy-map", focus="living-well")

    assert status == 200
    assert "Millbrook Estates Plan" not in page


def test_a_strategy_shows_its_framework_links_and_plans(client, shelf):
    status, page = read(client, "strategy", "living-well", on="2025-06-05")

    assert status == 200
    for words in (
        "Expires soon",
        "1.1.1: Safe routes to school",
        "Is delivered by",
        "No action plan delivers it yet.",
    ):
        assert words in page


@pytest.mark.parametrize("name", ["strategy", "on-a-page", "framework"])
def test_what_is_not_published_is_not_found_by_a_resident(client, shelf, name):
    status, _ = read(client, name, "estates")

    assert status == 404


def test_the_register_finds_both_ways_of_writing_a_part_of_life(client, shelf):
    _, page = read(client, "priorities", life_stage="starting well")

    assert "A good start in life" in page
    assert "Children are safe" in page
    assert "Nobody is lonely" not in page


def test_clashing_dates_are_sentences(client, shelf):
    _, page = read(client, "clashes", on="2025-06-05")

    assert (
        "Millbrook Carers Strategy ends on 31 December 2024, before Living Well in Millbrook, "
        "which it delivers, ends on 31 December 2025."
    ) in page


def test_gaps_of_the_matrices_are_said_in_words(client, officer):
    library.record_coverage(
        by=officer,
        at=AT,
        rows=[
            {"area": "East", "item": "Strategy", "value": ""},
            {"area": "West", "item": "Strategy", "value": "Strategy expired"},
        ],
    )
    row = {"area": "East", "function": "recover", "activity": "(none listed)"}
    library.record_provisions(by=officer, at=AT, rows=[row])

    _, page = read(client, "coverage")

    assert "Strategy: nothing found in East." in page
    assert "Strategy: expired in West." in page
    assert "Nothing is listed to recover in East." in page


@pytest.mark.parametrize(
    ("name", "asked", "first_row"),
    [
        ("library", {"life_span": "expired", "on": "2025-06-05"}, "carers-2019"),
        ("strategy-map", {}, "Living Well in Millbrook"),
        ("priorities", {"level": "vision"}, "Living Well in Millbrook"),
        ("clashes", {}, "starts before what it serves"),
    ],
)
def test_every_table_can_be_taken_away_as_csv_and_as_a_workbook(
    client, shelf, name, asked, first_row
):
    text = client.get(reverse(f"strategy:{name}"), asked | {"format": "csv"})
    book = client.get(reverse(f"strategy:{name}"), asked | {"format": "xlsx"})

    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0)
    assert rows.to_python()[1][0] == first_row
    assert text.content.decode("utf-8-sig").splitlines()[1].startswith(first_row)


@pytest.mark.parametrize(
    ("table", "heading"), [("coverage", "Subject"), ("provision", "Area"), ("", "Subject")]
)
def test_each_matrix_is_its_own_file(client, officer, table, heading):
    answer = client.get(reverse("strategy:coverage"), {"format": "csv", "table": table})

    assert answer.content.decode("utf-8-sig").startswith(f"{heading},")


@pytest.mark.parametrize("name", ["promises", "duties"])
def test_an_empty_register_says_what_to_do(client, db, name):
    status, page = read(client, name)

    assert status == 200
    assert "eliver the file of" in page


def test_buttons_that_change_are_not_shown_to_those_who_may_not(client, shelf):
    _, page = read(client, "strategy", "living-well")

    assert "Change this strategy" not in page
    assert "Take back from the public" not in page
