"""Live blocks that other rooms' figures fill: scorecards, measures, exceptions, pooled funds."""

from html import escape
from io import BytesIO

import pytest
from docx import Document

from marram.board.actions import clearance
from marram.board.presenters import blocks, word_files
from marram.board.presenters.charts import picture
from marram.board.queries import live, papers
from marram.board.vocabulary.blocks import (
    Bullets,
    Heading,
    Paragraph,
    Picture,
    Table,
    words_of,
)
from marram.board.vocabulary.charts import tabled
from marram.board.vocabulary.reports import Clearance, Live, LiveKind
from marram.foundation.verdicts import Missing
from tests.world import funding, indicators, reports, scorecards
from tests.world.millbrook import NOW, TODAY


pytestmark = pytest.mark.django_db


def drawn(viewer, kind, key):
    return live.drawn(viewer=viewer, live=Live(kind, key), on=TODAY, draw=tabled)


def rows(table):
    return [[words_of(cell) for cell in row] for row in table.rows]


@pytest.fixture
def card(millbrook, settings, tmp_path):
    settings.HOME = tmp_path
    indicators.build()
    scorecards.build()
    return scorecards.CARD


def test_a_scorecard_shows_the_newest_figures_and_how_they_stand(resident, card):
    table, source = drawn(resident, LiveKind.SCORECARD, card)

    assert isinstance(table, Table)
    found = {row[0]: row[1:5] for row in rows(table)}
    (waits,) = [row for title, row in found.items() if row[1] == "88.7%"]
    assert waits[2] == "92%"
    assert source.runs[1].link == f"/scorecards/{card}/?on=2025-07-10"


def test_exceptions_say_what_misses_and_what_is_done(resident, card):
    blocks = drawn(resident, LiveKind.EXCEPTIONS, card)

    reasons = [
        words_of(line) for each in blocks if isinstance(each, Bullets) for line in each.lines
    ]
    said = [words_of(each.runs) for each in blocks if isinstance(each, Paragraph)]
    assert any("88.7%" in reason and "against 92%" in reason for reason in reasons)
    assert "Issues: Two surgeons left" in said
    assert "Actions: Weekend lists" in said
    assert "Recovery is expected by 31 December 2025." in said
    assert any(isinstance(each, Heading) for each in blocks)


def test_a_scorecard_of_a_day_of_its_own_says_which(resident, card):
    *_, source = drawn(resident, LiveKind.EXCEPTIONS, f"{card}/2025-06-30")

    assert words_of(source.runs).endswith("on 30 June 2025.")
    with pytest.raises(Missing, match="is no day"):
        drawn(resident, LiveKind.SCORECARD, f"{card}/summer")


def test_a_fund_shows_its_money_by_source_to_those_who_may_see_it(officer, resident, millbrook):
    plan = funding.fund()

    blocks = drawn(officer, LiveKind.FUND, plan.pk)

    (table,) = [each for each in blocks if isinstance(each, Table)]
    *sources, every = rows(table)
    assert len(sources) > 1
    assert every[0] == "All"
    assert _pounds(every[1]) == sum(_pounds(row[1]) for row in sources)
    assert _pounds(every[1]) - _pounds(every[2]) == _pounds(every[3])
    with pytest.raises(Missing):
        drawn(resident, LiveKind.FUND, plan.pk)


WAITS = f"waits/{indicators.MILLBROOK}"


@pytest.mark.database
def test_a_measure_shows_its_trend_and_control_chart_with_words_table_and_source(resident, card):
    trend, control = live.drawn(
        viewer=resident, live=Live(LiveKind.MEASURE, WAITS), on=TODAY, draw=picture
    )

    assert (trend.title, control.title) == (
        "From 93.1% in April 2024 to 88.7% in May 2025",
        "Getting worse: lower at Millbrook",
    )
    assert trend.words.startswith("From 93.1% in April 2024 to 88.7% in May 2025. People seen")
    assert "mean" in control.words
    first, *_, last = rows(trend.table)
    assert first == ["April 2024", "93.1", "92.0", "90.0"]
    assert last == ["May 2025", "88.7", "92.0", "90.0"]
    assert rows(control.table)[-1][-1].startswith("Concern, ")
    for each in (trend, control):
        assert each.svg.startswith("<svg")
        assert each.source[1].link == f"/measures/waits/?place={indicators.MILLBROOK}&on=2025-07-10"


def test_a_published_measure_stays_as_it_was_and_leads_to_its_source(officer, card, millbrook):
    item = reports.add_item()
    report = reports.begin(millbrook.lead, item)
    reports.write(millbrook.lead, report, **{**reports.TEXTS, "body": f"[[measure: {WAITS}]]"})
    clearance.send_for_clearance(by=millbrook.lead, at=NOW, number=report.pk)
    for role, office in (("finance-lead", Clearance.FINANCE), ("legal-officer", Clearance.LEGAL)):
        reports.sign(reports.somebody(millbrook, role), report, office)
    clearance.publish_report(by=officer, at=NOW, number=report.pk, on=TODAY, draw=picture)

    indicators.bring_in([indicators.row("waits", "June 2025", value=95.0)], at=NOW)

    found = papers.paper(viewer=officer, number=report.pk, on=TODAY)
    charts = [block for block in found.blocks if isinstance(block, Picture)]
    assert [chart.title for chart in charts] == [
        "From 93.1% in April 2024 to 88.7% in May 2025",
        "Getting worse: lower at Millbrook",
    ]
    document = Document(BytesIO(word_files.paper_file(found)))
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert told == [chart.words for chart in charts]
    page = "".join(str(each) for each in blocks.printed(found.blocks))
    for chart in charts:
        assert escape(chart.words) in page
        assert chart.source[1].link.replace("&", "&amp;") in page


def test_a_value_in_doubt_is_left_out_of_the_picture_and_marked_in_the_table(resident, card):
    trend, _ = live.drawn(
        viewer=resident, live=Live(LiveKind.MEASURE, WAITS), on=TODAY, draw=picture
    )

    assert [row[1] for row in rows(trend.table) if "left out" in row[1]] == ["912.0 (left out)"]


def test_a_yearly_series_has_its_trend_with_intervals_and_no_control_chart(resident, card):
    (trend,) = live.drawn(
        viewer=resident,
        live=Live(LiveKind.MEASURE, f"lonely/{indicators.MILLBROOK}"),
        on=TODAY,
        draw=picture,
    )

    head = [words_of(cell) for cell in trend.table.head]
    assert head[:4] == ["Period", "Millbrook (%)", "Lower", "Upper"]


@pytest.mark.parametrize(
    ("reader", "key"),
    [("officer", "nothing/E06000099"), ("officer", "waits/E09999999"), ("resident", "draft/X")],
)
def test_a_measure_that_is_not_there_or_not_published_cannot_be_shown(request, card, reader, key):
    with pytest.raises(Missing):
        drawn(request.getfixturevalue(reader), LiveKind.MEASURE, key)


def test_a_measure_costs_the_same_for_one_period_and_for_fourteen(
    resident, card, django_assert_max_num_queries
):
    for key in (f"lonely/{indicators.MILLBROOK}", WAITS):
        with django_assert_max_num_queries(9):
            drawn(resident, LiveKind.MEASURE, key)


def test_the_choices_cost_the_same_for_one_scorecard_and_for_fifty(
    officer, card, django_assert_max_num_queries
):
    def asked():
        with django_assert_max_num_queries(14) as found:
            live.choices(viewer=officer, on=TODAY)
        return len(found)

    few = asked()
    for number in range(50):
        scorecards.actions.make_scorecard(
            by=scorecards.borough.BUILDER,
            at=scorecards.borough.SPRING,
            slug=f"card-{number}",
            fields={"title": f"Card {number}", "place": indicators.MILLBROOK},
        )

    assert asked() == few


def test_authors_are_offered_what_they_may_see(officer, resident, card):
    offered = live.choices(viewer=officer, on=TODAY)
    public = live.choices(viewer=resident, on=TODAY)

    assert [str(each.live) for each in offered[LiveKind.SCORECARD]] == [f"[[scorecard: {card}]]"]
    measures = [str(each.live) for each in offered[LiveKind.MEASURE]]
    assert f"[[measure: {WAITS}]]" in measures
    assert "[[plan-progress: carers-actions]]" in map(
        lambda each: str(each.live), offered[LiveKind.PLAN_PROGRESS]
    )
    assert "[[plan-progress: carers-actions]]" not in map(
        lambda each: str(each.live), public[LiveKind.PLAN_PROGRESS]
    )


def _pounds(shown):
    return int(shown.replace("£", "").replace(",", ""))
