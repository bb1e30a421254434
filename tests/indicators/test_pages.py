"""The pages of measures, through the client: what a person reads there."""

import re
from datetime import date

import pytest

from marram.foundation import panels
from marram.indicators import actions, queries
from marram.indicators.actions import scorecards as cards
from marram.indicators.presenters.indicator import SPACE
from marram.indicators.queries.indicator_page import indicator_page
from marram.indicators.queries.place_page import place_page
from tests.design.markup import said
from tests.world import indicators as world
from tests.world import millbrook as borough
from tests.world.scorecards import CARD


pytestmark = pytest.mark.database
ON = date(2025, 7, 10)
FIFTHS = ("Most deprived fifth", "Second most deprived fifth", "Third more deprived fifth",
          "Second least deprived fifth", "Least deprived fifth")  # fmt: skip


def words(answer) -> str:
    assert answer.status_code == 200, answer.content[:300]
    return " ".join(str(each[1]) for each in said(answer.content.decode()) if each[0] == "words")


@pytest.fixture
def logged_in(client, watched):
    def as_(role: str):
        client.force_login(borough_user(watched, role))
        return client

    return as_


def borough_user(place, role):
    from marram.people.models import User

    return User.objects.get(pk=place.user_ids[role])


def test_the_newest_figure_is_told_in_words(measures, client):
    page = words(client.get(f"/measures/lonely/?place={world.MILLBROOK}"))

    assert "Millbrook, 2023/24: 9.3%, with a 95% interval of" in page
    assert "England: 6.1% (worse)" in page
    assert "Increasing and getting worse" in page


def test_a_process_is_told_with_its_limits_and_a_struck_value_as_such(measures, client):
    page = words(client.get("/measures/waits/"))

    assert "Getting worse: lower" in page
    assert "912 percent cannot be" in page
    assert "912.0 (left out)" in page


def test_the_doubted_value_is_crossed_out(measures, client):
    assert re.search(r"<s>912%</s>", client.get("/measures/waits/").content.decode())


@pytest.mark.parametrize("period", ["2024/25", "not stated"])
def test_two_figures_of_one_period_stand_on_one_page(period, measures, client):
    """A paper may print two values of one year, or several without saying of when they are."""
    told = [world.row("falls", period, value=value) for value in (98.5, 87.6, 13)]
    world.bring_in(told, source="delivery 2: a paper")

    page = words(client.get(f"/measures/falls/?place={world.MILLBROOK}"))

    assert "98.5" in page and "87.6" in page


def test_every_chart_has_its_table_and_its_files(measures, client):
    page = client.get(f"/measures/lonely/?place={world.MILLBROOK}").content.decode()

    assert page.count("The same as a table") == page.count("<figure") == 2
    for address in re.findall(r'href="(/measures/lonely/[a-z]+\.(?:png|svg)\?[^"]+)"', page):
        assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_a_split_by_deprivation_has_its_slope(measures, resident):
    world.bring_in(
        [
            world.row(
                "lonely", "2023/24", category_type="Deprivation", category=name,
                value=count / 10, count=count, out_of=1000,
            )
            for name, count in zip(FIFTHS, (120, 105, 90, 80, 65), strict=True)
        ],
        source="delivery 2: fifths.csv",
    )  # fmt: skip

    slope = indicator_page(viewer=resident, slug="lonely", on=ON, place=world.MILLBROOK).slope

    # Least squares on 0.1, 0.3 ... 0.9: values 12, 10.5, 9, 8, 6.5 fall by 6.75 over the whole.
    assert slope.parts == FIFTHS
    assert slope.value == pytest.approx(-6.75)
    assert slope.lower < slope.value < slope.upper < 0


def test_other_rooms_hang_what_they_have_to_say(measures, client, monkeypatch):
    hung = []
    monkeypatch.setitem(panels._hung, SPACE, [lambda *, viewer, key: hung.append(key)])

    client.get("/measures/waits/")

    assert hung == ["waits"]


def test_what_is_not_published_is_not_there_for_residents(measures, client):
    assert client.get("/measures/draft/").status_code == 404
    assert client.get("/measures/draft/figures.csv").status_code == 404
    assert "A draft" not in words(client.get("/measures/"))


@pytest.mark.parametrize("asked", ["isolation", "RTT", "admissions falls", "LONELY"])
def test_a_measure_is_found_by_its_title_and_by_other_names(measures, client, asked):
    page = words(client.get("/measures/", {"words": asked}))

    assert "1 measure" in page


def test_a_search_without_an_answer_says_what_to_do(measures, client):
    assert "Use fewer, or look in a theme below." in words(client.get("/measures/?words=xyzzy"))


def test_a_theme_has_its_measures_and_no_others(measures, client):
    page = words(client.get("/measures/themes/loneliness/"))

    assert "Adults who feel lonely" in page
    assert "Emergency admissions" not in page
    assert client.get("/measures/themes/nothing/").status_code == 404


def test_a_place_stands_beside_its_region_and_country(measures, resident):
    page = place_page(viewer=resident, place=world.MILLBROOK, on=ON)

    line = next(each for each in page.lines if each.means.slug == "lonely")
    assert (line.figure.value, line.country.value, line.outcome) == (9.3, 6.1, "Worse")
    assert {each.means.slug for each in page.lines} == {"lonely", "waits", "falls"}


def test_a_place_is_seen_beside_those_that_are_alike(measures, resident, client):
    cards.record_neighbours(
        by=borough.BUILDER,
        at=borough.SPRING,
        rows=[{"place": world.MILLBROOK, "neighbour": world.ASHFORD, "rank": 1, "basis": "CIPFA"}],
    )

    page = place_page(viewer=resident, place=world.MILLBROOK, on=ON)

    assert page.neighbours == ("Ashford",)
    line = next(each for each in page.lines if each.means.slug == "lonely")
    assert [(each.place_name, each.value) for each in line.peers] == [("Ashford", 5.9)]
    assert "Ashford 5.9%" in words(client.get(f"/measures/places/{world.MILLBROOK}/"))


def test_a_place_grouped_in_the_other_way_leaves_the_group_it_was_in(measures, client):
    there = f"/measures/places/{world.MILLBROOK}/"
    for asked, link in (
        ("?theme=loneliness", "?by=life-stage"),
        ("?theme=all+ages&by=life-stage", ""),
    ):
        page = client.get(there + asked).content.decode()
        href = re.search(r'<a[^>]*href="([^"]*)"[^>]*>Group by [^<]*instead</a>', page)
        assert href and href[1] == there + link
        assert client.get(href[1]).status_code == 200


def test_measures_stand_under_their_theme_and_columns_that_say_nothing_are_left_out(
    measures, client
):
    there = f"/measures/places/{world.MILLBROOK}/"
    page = words(client.get(there))
    assert page.index("Falls") < page.index("Emergency admissions for falls")
    assert page.index("Loneliness") < page.index("Adults who feel lonely")
    assert "Against England" in page

    alone = words(client.get(f"{there}?theme=waiting"))
    assert "People seen within 18 weeks" in alone
    assert "Against" not in alone and "Recent trend" not in alone


def test_one_group_of_people_is_not_set_beside_itself(measures, resident):
    told = [world.row("falls", "not stated", value=value, age="65+") for value in (13, 22)]
    world.bring_in(told, source="delivery 2: a paper")

    assert indicator_page(viewer=resident, slug="falls", on=ON).by_people == ()


def test_a_place_page_asks_as_often_for_few_measures_as_for_many(
    measures, resident, django_assert_num_queries
):
    with django_assert_num_queries(9):
        place_page(viewer=resident, place=world.MILLBROOK, on=ON)
    slugs = [f"more-{number}" for number in range(47)]
    for slug in slugs:
        actions.define(
            by=borough.BUILDER, at=borough.SPRING, slug=slug, fields=world.WAITS,
            published_on=date(2025, 4, 1),
        )  # fmt: skip
    world.bring_in([world.row(slug, "May 2025", value=90.0) for slug in slugs], source="more: 2")

    with django_assert_num_queries(9):
        page = place_page(viewer=resident, place=world.MILLBROOK, on=ON)
    assert (page.found, len(page.lines), page.pages) == (50, 30, 2)


def test_an_indicator_page_asks_nine_times(measures, resident, django_assert_num_queries):
    with django_assert_num_queries(9):
        indicator_page(viewer=resident, slug="lonely", on=ON)


def test_national_statements_have_their_source(measures, client):
    page = words(client.get("/measures/national/"))

    assert "Adults who feel lonely" in page
    assert "England" in page
    assert "Millbrook" not in page.partition("statement")[2].partition("Marram keeps")[0]


def test_an_address_that_cannot_be_read_is_answered_with_a_sentence(measures, client):
    answer = client.get("/measures/lonely/?as-at=yesterday")

    assert answer.status_code == 400
    assert "Write as-at in the address as 2019-09-11T10:00." in answer.content.decode()


def test_a_changed_definition_is_a_new_version(logged_in, resident):
    client = logged_in("analyst")
    typed = {**world.LONELY, "small_numbers": "none", "seen_version": 1, "lag_days": 180}

    answer = client.post("/measures/lonely/change/", {**typed, "polarity": "no judgement"})

    assert answer.status_code == 302, answer.content.decode()
    newest, first = queries.history(viewer=resident, slug="lonely")
    assert (newest.number, newest.polarity, first.polarity) == (2, "no judgement", "low is good")
    versions = words(client.get("/measures/lonely/versions/"))
    assert "Polarity: from “low is good” to “no judgement”" in versions


def test_of_two_who_change_a_definition_the_second_loses_nothing(logged_in):
    client = logged_in("analyst")
    typed = {**world.LONELY, "small_numbers": "none", "lag_days": 180, "seen_version": 1}
    client.post("/measures/lonely/change/", {**typed, "title": "Lonely adults"})

    answer = client.post("/measures/lonely/change/", {**typed, "title": "Adults, lonely"})

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Lonely adults" in shown
    assert "Adults, lonely" in shown


def test_a_lead_chooses_measures_and_writes_a_note(logged_in, resident):
    client = logged_in("plan-lead")

    client.post(f"/scorecards/{CARD}/measures/", {"add": "draft", "remove": "falls"})
    client.post(
        f"/scorecards/{CARD}/notes/lonely/",
        {"key_issues": "Fewer clubs", "key_actions": "A bus", "seen_version": 0},
    )

    card = queries.card(viewer=resident, slug=CARD)
    assert card.indicators == ("waits", "lonely", "draft")
    assert queries.notes(slug=CARD)["lonely"].key_actions == "A bus"


def test_what_was_typed_wrongly_is_kept_and_told(logged_in):
    client = logged_in("plan-lead")

    answer = client.post("/scorecards/make/", {"slug": "Bad Slug", "title": "Mine", "place": "x"})

    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Key must be up to 60 small letters" in shown
    assert 'value="Mine"' in shown


def test_a_partner_is_told_why_they_may_not(logged_in):
    answer = logged_in("partner-contributor").get(f"/scorecards/{CARD}/measures/")

    assert answer.status_code == 403
    assert "Only plan leads, board officers and analysts" in answer.content.decode()
