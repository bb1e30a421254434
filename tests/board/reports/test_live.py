"""Live blocks that other rooms' figures fill: scorecards, their exceptions, pooled funds."""

import pytest

from marram.board.queries import live
from marram.board.vocabulary.blocks import Bullets, Heading, Paragraph, Table, words_of
from marram.board.vocabulary.charts import tabled
from marram.board.vocabulary.reports import Live, LiveKind
from marram.foundation.verdicts import Missing
from tests.world import funding, indicators, scorecards
from tests.world.millbrook import TODAY


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


def test_authors_are_offered_what_they_may_see(officer, resident, card):
    offered = live.choices(viewer=officer, on=TODAY)
    public = live.choices(viewer=resident, on=TODAY)

    assert [str(each.live) for each in offered[LiveKind.SCORECARD]] == [f"[[scorecard: {card}]]"]
    assert "[[plan-progress: carers-actions]]" in map(
        lambda each: str(each.live), offered[LiveKind.PLAN_PROGRESS]
    )
    assert "[[plan-progress: carers-actions]]" not in map(
        lambda each: str(each.live), public[LiveKind.PLAN_PROGRESS]
    )


def _pounds(shown):
    return int(shown.replace("£", "").replace(",", ""))
