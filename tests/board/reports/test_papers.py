"""A report as a paper: live while it is drafted, frozen when it is published."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marram.board.actions import clearance, seats
from marram.board.actions import reports as actions
from marram.board.presenters.charts import picture
from marram.board.queries import live, papers
from marram.board.queries import reports as queries
from marram.board.vocabulary.blocks import (
    Bullets,
    Heading,
    Paragraph,
    Picture,
    Run,
    Table,
    line,
    to_json,
    words_of,
)
from marram.board.vocabulary.charts import tabled
from marram.board.vocabulary.reports import Clearance, Live, LiveKind, Stage
from marram.foundation.verdicts import Missing, Refused
from marram.strategy.actions import plans
from tests.world.millbrook import BUILDER, NOW, SPRING, TODAY
from tests.world.reports import sign, write


pytestmark = pytest.mark.database


def paper(viewer, report, on=TODAY):
    return papers.paper(viewer=viewer, number=report.pk, on=on)


def tables(found):
    return [block for block in found.blocks if isinstance(block, Table)]


def test_the_front_sheet_says_what_the_template_asks(author, whole):
    front, *_ = tables(paper(author, whole))

    assert [tuple(map(words_of, row)) for row in front.rows] == [
        ("Report to", "Millbrook Health and Wellbeing Board"),
        ("Date of meeting", "10 September 2025"),
        ("Subject", "How the living well plan is going"),
        ("Report of", "Director of Public Health"),
        ("Wards affected", "All wards"),
        ("Portfolio", "Health and Wellbeing"),
        ("Is this a key decision?", "No"),
        ("Is it in the forward plan?", "Yes"),
        ("Exempt or confidential?", "No"),
    ]


def test_parts_stand_under_their_headings_and_recommendations_are_numbered(author, whole):
    blocks = paper(author, whole).blocks

    headings = [(block.level, block.words) for block in blocks if isinstance(block, Heading)]
    assert headings[:5] == [
        (1, "Summary"),
        (1, "Recommendations"),
        (1, "Reasons for the recommendations"),
        (1, "Alternative options considered and rejected"),
        (1, "What it costs and what it means"),
    ]
    assert (2, "Progress") in headings
    assert (
        Bullets(
            (line("Note the progress"), line("Ask for the second hub by September")), numbered=True
        )
        in blocks
    )


def test_the_table_of_a_plan_is_live_until_the_report_is_published(
    author, officer, millbrook, published
):
    frozen = paper(officer, published)
    plans.report_progress(
        by=millbrook.administrator,
        at=NOW,
        action_code="lwm-001",
        text="All hubs are open",
        rating="blue",
        reason="Opened",
    )

    assert paper(officer, published) == frozen
    assert paper(officer, published, on=TODAY + timedelta(days=90)) == frozen

    clearance.take_back(by=officer, at=NOW, number=published.pk, reason="New figures")
    _, live = tables(paper(officer, published))
    first = [words_of(cell) for cell in live.rows[0]]
    assert first == ["Open three family hubs", "Millbrook Council", "30 June 2025"] + [
        "Complete",
        "Complete",
    ]


def test_a_frozen_block_still_leads_to_its_source(resident, published):
    blocks = paper(resident, published).blocks

    assert (
        Paragraph(
            (
                Run("Source: "),
                Run(
                    "Living well action plan",
                    link="/plans/living-well-actions/?on=2025-07-10",
                ),
                Run(", on 10 July 2025."),
            )
        )
        in blocks
    )


def test_the_references_of_the_sign_offs_are_printed(resident, published):
    assert (
        Paragraph(
            line(
                "Chief finance officer (FD 12/25) and Chief legal officer (LD 7/25) "
                "have been consulted."
            )
        )
        in paper(resident, published).blocks
    )


def test_an_edition_keeps_its_hash_and_the_ledger_hears_it(officer, cleared, heard):
    edition = clearance.publish_report(by=officer, at=NOW, number=cleared.pk, on=TODAY)

    kept = to_json(paper(officer, cleared).blocks)
    written = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert edition.sha256 == sha256(written.encode()).hexdigest() == heard[-1].after["sha256"]


def test_what_not_everybody_may_see_is_not_published(author, officer, finance, legal, sent):
    """The carers plan is a draft: Amina sees it, residents do not."""
    write(author, sent, body="[[plan-progress: carers-actions]]")
    sign(finance, sent, Clearance.FINANCE)
    sign(legal, sent, Clearance.LEGAL)
    assert len(tables(paper(author, sent))) == 2

    with pytest.raises(Refused, match="carers-actions.* cannot be published"):
        clearance.publish_report(by=officer, at=NOW, number=sent.pk, on=TODAY)
    sent.refresh_from_db()
    assert sent.stage == Stage.CLEARED


def test_a_draft_says_where_a_block_cannot_be_drawn(author, whole):
    write(author, whole, body="[[plan-progress: nowhere]]")

    assert paper(author, whole).blocks[-1] == Paragraph(
        (Run("This block cannot be drawn: There is no plan nowhere.", italic=True),)
    )


def test_a_resident_finds_no_draft(resident, whole):
    with pytest.raises(Missing):
        paper(resident, whole)


def test_the_list_asks_the_same_of_the_database_for_one_report_and_for_fifty(author, sent):
    with CaptureQueriesContext(connection) as one:
        assert len(queries.report_list(viewer=author)) == 1
    for number in range(49):
        actions.begin_report(by=author, at=NOW, title=f"Report {number}", report_of="Director")

    with CaptureQueriesContext(connection) as fifty:
        lines = queries.report_list(viewer=author)

    assert len(lines) == 50
    assert len(one) == len(fifty) == 2
    (waiting,) = [each for each in lines if each.stage == Stage.IN_CLEARANCE]
    assert waiting.waits_for == (Clearance.FINANCE, Clearance.LEGAL)


def test_a_report_and_its_pages_ask_as_little_as_they_say(author, finance, sent, officer):
    sign(finance, sent, Clearance.FINANCE)
    with CaptureQueriesContext(connection) as page:
        queries.report_page(viewer=author, number=sent.pk)
    with CaptureQueriesContext(connection) as writing:
        queries.writing_page(viewer=author, number=sent.pk, section="body")
    with CaptureQueriesContext(connection) as read:
        paper(author, sent)

    assert (len(page) <= 8, len(writing) <= 4, len(read) <= 10) == (True, True, True)


def test_items_that_want_a_report_are_offered(author, item, today):
    assert [each.number for each in queries.open_items(viewer=author, on=today)] == [item.pk]


def test_an_item_that_has_its_report_is_not_offered(author, draft, today):
    assert queries.open_items(viewer=author, on=today) == ()


# --- Charts and sub-groups ------------------------------------------------------------------


def test_a_chart_says_its_finding_and_counts_actions_under_each_heading(author, whole):
    write(author, whole, body="[[plan-chart: living-well-actions]]")

    table = paper(author, whole).blocks[-1]

    assert table.caption == "Living well action plan: 1 of 5 actions is overdue"
    assert [words_of(cell) for cell in table.head] == [
        "Heading of the plan",
        "Overdue",
        "Due soon",
        "No date to judge by",
        "On course",
        "Complete",
    ]
    assert [[words_of(cell) for cell in row] for row in table.rows] == [
        ["1 A good start", "1", "0", "0", "1", "0"],
        ["2 Growing older", "0", "1", "1", "0", "1"],
    ]


def test_a_chart_is_published_as_a_picture_with_words_and_table(
    author, officer, finance, legal, sent
):
    write(author, sent, body="[[plan-chart: living-well-actions]]")
    sign(finance, sent, Clearance.FINANCE)
    sign(legal, sent, Clearance.LEGAL)

    clearance.publish_report(by=officer, at=NOW, number=sent.pk, on=TODAY, draw=picture)

    drawn = paper(officer, sent).blocks[-1]
    assert isinstance(drawn, Picture)
    assert drawn.svg.startswith("<svg")
    assert "1 of 5 actions is overdue" in drawn.words
    assert drawn.table.caption == drawn.title
    assert drawn.source[1].link == "/plans/living-well-actions/?on=2025-07-10"


def test_sub_groups_are_drawn_as_their_meetings_say(author, whole, item):
    seats.add_board(by=BUILDER, at=NOW, group="board", fields={})
    seats.make_formal(
        by=BUILDER, at=NOW, group="board", sub_group="ageing_well", starts_on=SPRING.date()
    )
    write(author, whole, body=f"[[sub-groups: {item.meeting_id}]]")

    blocks = paper(author, whole).blocks

    assert Heading(2, "Ageing Well Group") in blocks
    assert Paragraph(line("It has not met since the last meeting of the board.")) in blocks


def test_what_sub_groups_tell_is_not_public_before_the_agenda_is(resident, item):
    with pytest.raises(Missing, match="is not published"):
        live.drawn(
            viewer=resident,
            live=Live(LiveKind.SUB_GROUPS, item.meeting_id),
            on=TODAY,
            draw=tabled,
        )


@pytest.mark.parametrize("kind", LiveKind)
def test_a_live_block_about_nothing_is_missing(resident, db, kind):
    with pytest.raises(Missing):
        live.drawn(viewer=resident, live=Live(kind, "nowhere"), on=TODAY, draw=tabled)
