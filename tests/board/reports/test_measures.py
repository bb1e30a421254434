"""Which reports carry a measure: by scorecard while they are written, for good once published."""

from datetime import timedelta

import pytest

from marram.board.actions import clearance
from marram.board.models import EditionMeasure
from marram.board.queries.measured import measures_in, reports_with
from marram.board.vocabulary.blocks import Bullets, Paragraph, Picture, Run, Table, cells, line
from marram.board.vocabulary.reports import Clearance
from marram.foundation.panels import shown
from marram.indicators.actions import scorecards as cards
from tests.world import indicators, scorecards
from tests.world.millbrook import BUILDER, NOW, SPRING, TODAY
from tests.world.reports import TEXTS, sign, write


pytestmark = pytest.mark.database
BODY = f"# How we are doing\n\n[[scorecard: {scorecards.CARD}]]"


@pytest.fixture
def card(millbrook, settings, tmp_path):
    settings.HOME = tmp_path
    indicators.build()
    scorecards.build()


@pytest.fixture
def draft_of_it(card, author, draft):
    return write(author, draft, **TEXTS | {"body": BODY})


@pytest.fixture
def published_of_it(draft_of_it, author, finance, legal, officer):
    sent = clearance.send_for_clearance(by=author, at=NOW, number=draft_of_it.pk)
    sign(finance, sent, Clearance.FINANCE)
    sign(legal, sent, Clearance.LEGAL)
    return clearance.publish_report(by=officer, at=NOW, number=sent.pk, on=TODAY)


def carrying(viewer, indicator):
    return [each.published_on for each in reports_with(viewer=viewer, indicator=indicator)]


def test_the_measures_of_blocks_are_told_by_their_links():
    there = line("Lonely", link="/measures/lonely/?place=E06")
    blocks = (
        Paragraph(line("Waits", link="https://millbrook.example/measures/waits/")),
        Paragraph(line("Elsewhere", link="https://other.example/measures/other/")),
        Paragraph((Run("A scorecard", link="/scorecards/board/"), Run("No link"))),
        Bullets((line("Falls", link="/measures/falls/"),)),
        Picture("t", "w", "<svg/>", Table("t", cells("Measure"), ((there,),))),
    )

    assert measures_in(blocks, site="https://millbrook.example") == {"waits", "falls", "lonely"}
    assert measures_in(blocks) == {"falls", "lonely"}


def test_a_draft_carries_the_measures_of_its_scorecard_for_those_who_may_read_it(
    draft_of_it, author, colleague, resident
):
    assert carrying(author, "waits") == [None]
    assert carrying(colleague, "waits") == carrying(resident, "waits") == []
    assert carrying(author, "draft") == []


def test_a_published_report_carries_what_was_on_the_card_that_day(
    published_of_it, resident, author
):
    cards.drop(by=BUILDER, at=NOW + timedelta(1), slug=scorecards.CARD, indicator="waits")

    assert carrying(resident, "waits") == carrying(author, "waits") == [TODAY]
    kept = EditionMeasure.objects.filter(edition=published_of_it)
    assert {each.indicator_id for each in kept} == {"waits", "lonely", "falls"}


def test_what_comes_onto_the_card_later_is_not_in_the_report(published_of_it, resident):
    indicators.actions.define(
        by=BUILDER, at=SPRING, slug="late", fields=indicators.LONELY, published_on=TODAY
    )
    cards.watch(by=BUILDER, at=NOW + timedelta(1), slug=scorecards.CARD, indicator="late")

    assert carrying(resident, "late") == []


def test_an_exempt_report_is_told_only_to_those_who_may_read_it(
    published_of_it, item, officer, colleague, resident
):
    item.exempt_under, item.exempt_because, item.public_interest = "3", "A contract", "Fair price"
    item.save()

    assert carrying(officer, "waits") == [TODAY]
    assert carrying(colleague, "waits") == carrying(resident, "waits") == []


def test_a_report_that_was_taken_back_is_a_draft_again(published_of_it, officer, resident):
    clearance.take_back(by=officer, at=NOW, number=published_of_it.report_id, reason="A slip")

    assert carrying(resident, "waits") == []
    assert carrying(officer, "waits") == [None]


def test_the_page_of_the_measure_shows_it(published_of_it, client):
    page = client.get("/measures/waits/").content.decode()

    assert "Reported in 1 report to the board" in page
    assert "On 1 scorecard" in page
    assert f'href="/reports/{published_of_it.report_id}/"' in page


def test_asking_costs_two_queries(published_of_it, resident, django_assert_num_queries):
    with django_assert_num_queries(2):
        reports_with(viewer=resident, indicator="waits")


def test_nothing_hangs_where_nothing_carries_it(card, resident):
    assert shown("indicators.indicator", viewer=resident, key="lonely") == ()
