"""The board's meeting of June 2021, as the record tells it, on paper and on screen."""

import re
from io import BytesIO

import pikepdf
import pytest
from django.db import transaction

from marram.packs.actions.editions import make_editions, publish_edition
from marram.packs.presenters import sites
from marram.packs.queries import editions, files
from marram.site import demo
from tests.packs import reading
from tests.world.millbrook import BUILDER, NOW, RESIDENT, TODAY


JUNE = "hwb-2021-06-09"
SITE = "https://marram.example"


@pytest.fixture(scope="module")
def home(django_db_setup, django_db_blocker, tmp_path_factory):
    """The record, loaded once for all tests of the module, and its pack made and published."""
    home = tmp_path_factory.mktemp("home")
    whole = transaction.atomic()
    with django_db_blocker.unblock():
        whole.__enter__()
        demo.load_record(say=lambda line: None)
        (made,) = make_editions(by=BUILDER, at=NOW, on=TODAY, meeting=JUNE, home=home, site=SITE)
        publish_edition(by=BUILDER, at=NOW, number=made.pk, home=home)
    yield home
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def june(home, db):
    (line,) = editions.meeting_packs(viewer=RESIDENT, meeting=JUNE).editions
    return editions.edition(viewer=RESIDENT, number=line.number)


@pytest.fixture
def pdf(june, home):
    return files.pdf(viewer=RESIDENT, number=june.line.number, home=home).content


def test_its_papers_are_those_of_the_record_with_what_we_hold_of_their_appendices(june):
    told = [(each.section.mark, each.section.title) for each in june.leaves]

    assert [title for mark, title in told if mark.startswith("Item 4")] == [
        "Sub Group Updates",
        "Better Care Fund return 2020-21",
        "For noting: exceptions of South Sefton CCG, month 3 of 2019-20",
        "For noting: exceptions of Southport and Formby CCG, month 3 of 2019-20",
    ]
    assert [mark for mark, _ in told if "appendix" in mark][3:] == [
        "Item 7, appendix 1",
        "Item 8, appendix 1",
    ]


def test_nothing_of_it_is_missing(pdf):
    text = " ".join(" ".join(reading.page_texts(pdf)).split())

    assert "is not held here" not in text and "cannot be drawn" not in text
    # Sub-groups, the return with its checklist and sums, both places, a plan, a strategy.
    for words in (
        "It has not met since the last meeting of the board.",
        "900 of 900 checks are complete",
        "8. iBCF",
        "£2,493,739 less",
        "88.46% in June 2019, against 92%",
        "5.2% in June 2019, against 1%",
        "Early Help development plan: its 35 actions",
        "ACHIEVING: SEND full potential",
    ):
        assert words in text


def test_the_resolutions_of_march_are_matters_arising_with_their_state(june):
    (arising,) = june.leaf("item-2-arising").section.blocks

    rows = [["".join(run.words for run in cell) for cell in row] for row in arising.rows]
    march = [row for row in rows if row[0].startswith("10 March 2021")]
    assert len(march) == 13
    assert {row[3] for row in march} == {"Settled", "No owner"}


def test_the_pages_that_the_agenda_names_are_those_on_paper(june, pdf):
    labels, texts = reading.page_labels(pdf), reading.page_texts(pdf)

    assert labels == [str(number) for number in range(1, len(labels) + 1)]
    for leaf in june.leaves:
        first = texts[labels.index(leaf.labels[0])]
        assert " ".join(leaf.section.title.split()) in " ".join(first.split())
        assert f"Page {leaf.labels[0]}" in first
    on_agenda = re.findall(r"\b(\d+)(?: to (\d+))?\s*$", texts[0].replace("\xa0", " "), re.M)
    named = {page for pair in on_agenda for page in pair if page}
    assert {leaf.labels[0] for leaf in june.leaves[1:]} <= named


def test_it_can_be_read_aloud(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        found, owned = reading.content_marks(opened)
        levels = reading.heading_levels(opened)
        elements = reading.elements(opened)
        tables = [each.held for each in elements if each.role == "/Table"]

        assert (opened.Root.Lang, opened.Root.MarkInfo.Marked) == ("en-GB", True)
        assert opened.open_metadata()["pdfuaid:part"] == "1"
        assert found == owned > 1000 and reading.untagged_operators(opened) == []
        assert all(each.says("/Alt") for each in elements if each.role == "/Figure")
        assert len([each for each in elements if each.role == "/Figure"]) == 3
        assert all(low <= high + 1 for high, low in zip(levels, levels[1:], strict=False))
        assert all(len({len(row.K) for row in reading.rows(table)}) == 1 for table in tables)
        headers = [each for each in elements if each.role == "/TH"]
        assert {str(reading.attributes(each)["/Scope"]) for each in headers} == {"/Row", "/Column"}


def test_appendices_are_reached_within_the_pack_and_sources_on_the_site(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        links = [link for page in opened.pages for link in page.obj.get("/Annots", ())]
        outside = [str(link.A.URI) for link in links if "/A" in link]
        within = {str(link.Contents) for link in links if "/Dest" in link}

    assert "Item 4, appendix 1: Better Care Fund return 2020-21" in within
    assert "Item 8, appendix 1:" in " ".join(within)
    assert all(address.startswith(SITE) for address in outside)
    assert not any("/appendices/" in address for address in outside)
    assert f"{SITE}/funding/returns/sefton-2020-21-year-end/" in outside
    text = " ".join(" ".join(reading.page_texts(pdf)).split())
    assert "Sefton, 2020-21 year-end (on the site)" in text


def test_on_screen_appendices_are_reached_beside_their_report(june):
    written = dict(sites.files(june))
    page = written["item-4.html"].decode()

    assert 'href="item-4-appendix-1.html"' in page
    assert "/appendices/" not in page
