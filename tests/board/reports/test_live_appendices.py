"""Appendices that are drawn from the record: live in a draft, frozen when they are published."""

import pytest
from django.test import Client

from marram.board.actions import appendices, clearance, recorded_reports
from marram.board.models import Report, ReportEdition
from marram.board.queries import live, papers
from marram.board.rules.marks import live_lines
from marram.board.vocabulary.blocks import Heading, Table, words_of
from marram.board.vocabulary.charts import tabled
from marram.board.vocabulary.reports import Clearance, Live, LiveKind
from marram.foundation.verdicts import Refused
from marram.people.models import User
from tests.world import funding
from tests.world.millbrook import NOW, TODAY, address
from tests.world.reports import sign


pytestmark = pytest.mark.django_db
PROGRESS = Live(LiveKind.PLAN_PROGRESS, "living-well-actions")


def add(by, report, *live, title="How the actions stand"):
    return appendices.add_live_appendix(
        by=by, at=NOW, number=report.pk, title=title, live=live or (PROGRESS,)
    )


def paper(viewer, report):
    return papers.paper(viewer=viewer, number=report.pk, on=TODAY)


def publish(report, author, finance, legal, officer):
    clearance.send_for_clearance(by=author, at=NOW, number=report.pk)
    sign(finance, report, Clearance.FINANCE)
    sign(legal, report, Clearance.LEGAL)
    return clearance.publish_report(by=officer, at=NOW, number=report.pk, on=TODAY)


def test_an_appendix_from_the_record_stands_below_the_paper(author, whole):
    add(author, whole)

    found = paper(author, whole)

    (appendix,) = found.appendices
    assert appendix.held and appendix.file is None
    assert any(isinstance(block, Table) for block in appendix.blocks)
    at = found.whole.index(Heading(1, "Appendix 1: How the actions stand"))
    assert found.whole[at + 1 :] == appendix.blocks


def test_it_stays_as_it_was_published(author, whole, finance, legal, officer, resident):
    add(author, whole)
    edition = publish(whole, author, finance, legal, officer)
    shown = paper(resident, whole).appendices[0].blocks

    ReportEdition.objects.filter(pk=edition.pk).update(
        appendices={"1": [{"block": "heading", "level": 1, "words": "Kept"}]}
    )

    assert shown and paper(resident, whole).appendices[0].blocks == (Heading(1, "Kept"),)


def test_what_not_everybody_may_see_stops_the_publication(author, whole, finance, legal, officer):
    add(author, whole, Live(LiveKind.PLAN_PROGRESS, "carers-actions"))

    with pytest.raises(Refused, match="cannot be published"):
        publish(whole, author, finance, legal, officer)


def test_an_appendix_without_a_block_is_refused(author, draft):
    with pytest.raises(Refused, match="Choose what the appendix is drawn from."):
        appendices.add_live_appendix(by=author, at=NOW, number=draft.pk, title="Nothing", live=())


def test_an_author_chooses_what_it_shows_on_a_page(author, draft):
    client = Client()
    client.force_login(User.objects.get(email=address("plan-lead")))
    here = f"/reports/{draft.pk}/appendices/"
    typed = {"title": "How the actions stand", "live": str(PROGRESS)}

    client.post(f"{here}add-live/", typed)

    assert paper(author, draft).appendices[0].live == str(PROGRESS)
    assert client.get(f"{here}1/")["Location"] == f"/reports/{draft.pk}/"
    assert "Drawn from the record" in client.get(f"/reports/{draft.pk}/desk/").content.decode()


def test_a_whole_return_has_every_sheet_and_check(officer, millbrook):
    plan = funding.fund()

    blocks = live_blocks(officer, LiveKind.FUND_RETURN, plan.pk)

    headings = [block.words for block in blocks if isinstance(block, Heading)]
    assert headings[:2] == ["Sums", "Checklist"]
    (checks,) = [b for b in blocks if isinstance(b, Table) and b.caption == "Checks of each sheet"]
    assert [words_of(row[0]) for row in checks.rows] == headings[2:]


def test_a_strategy_shows_the_plans_that_deliver_it(resident, millbrook):
    blocks = live_blocks(resident, LiveKind.STRATEGY, "living_well")

    captions = [block.caption for block in blocks if isinstance(block, Table)]
    assert captions == ["How the plans that deliver it stand"]
    assert words_of(blocks[0].runs).startswith("Living Well in Millbrook 2025-30: 2025 to 2030")


def test_a_recorded_report_names_live_blocks_behind_the_title_of_an_appendix(officer, item):
    row = {
        "meeting": item.meeting_id,
        "item": item.title,
        "title": "Recorded",
        "report_of": "Director",
        "appendices": f"A map; How it goes {PROGRESS}",
        "finance_ref": "",
        "legal_ref": "",
        "source": "a paper",
    }

    for _ in range(2):
        told = recorded_reports.record_reports(by=officer, at=NOW, rows=[row])

    map_of_it, progress = paper(officer, Report.objects.get(item=item)).appendices
    assert told.unchanged == 1
    assert (map_of_it.title, map_of_it.held) == ("A map", False)
    assert (progress.title, progress.live) == ("How it goes", str(PROGRESS))


def test_words_and_live_blocks_of_a_line_are_told_apart():
    assert live_lines("No block here") == ("No block here", ())
    assert live_lines(f"Both {PROGRESS} {PROGRESS}") == ("Both", (PROGRESS, PROGRESS))


def live_blocks(viewer, kind, key):
    return live.drawn(viewer=viewer, live=Live(kind, key), on=TODAY, draw=tabled)
