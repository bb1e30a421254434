"""What is asked of the files in force: newest figures, series, past moments, and who may see."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marram.foundation.verdicts import Missing
from marram.indicators import actions, queries
from marram.indicators.vocabulary import Flag, ValueKind
from tests.world import indicators as world
from tests.world import millbrook as borough


pytestmark = pytest.mark.database
ON = date(2025, 7, 10)


def statements(ask):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        ask()
    return len(seen)


def test_the_newest_figure_comes_with_its_interval_and_its_keys(measures, resident):
    found = queries.latest(viewer=resident, on=ON, indicators=["lonely"])

    result = found["lonely", world.MILLBROOK]
    assert (result.estimate.value, result.slice.period.label) == (9.3, "2023/24")
    assert (round(result.estimate.lower, 2), round(result.estimate.upper, 2)) == (8.75, 9.88)
    assert result.interval == "worked out"
    assert result.keys.definition == "lonely/1"
    assert result.keys.method == "Wilson score/1"
    assert result.source == "delivery 1: figures.csv"


def test_a_rate_without_a_value_is_worked_out_from_its_count(measures, resident):
    falls = queries.latest(viewer=resident, on=ON, indicators=["falls"])["falls", world.MILLBROOK]

    assert round(falls.estimate.value, 1) == 2066.7
    assert falls.estimate.lower < falls.estimate.value < falls.estimate.upper


def test_an_impossible_value_is_kept_struck_and_passed_over(measures, resident):
    series = queries.series(viewer=resident, on=ON, indicator="waits")

    (results,) = series.values()
    (struck,) = [result for result in results if result.struck]
    assert struck.estimate.value == 912.0
    assert [finding.flag for finding in struck.findings] == [Flag.OUT_OF_RANGE]
    assert "912 percent cannot be: the most that is possible is 100." in struck.findings[0].sentence
    assert struck.findings[0].sentence.startswith(f"Row {struck.row}: ")


def test_where_the_newest_figure_is_in_doubt_the_newest_sound_one_is_given(measures, resident):
    world.bring_in([world.row("waits", "June 2025", value=8870.0)], source="delivery 2: june.csv")

    waits = queries.latest(viewer=resident, on=ON, indicators=["waits"])["waits", world.MILLBROOK]

    assert (waits.estimate.value, waits.slice.period.label) == (88.7, "May 2025")


def test_a_resident_does_not_see_what_is_not_published(measures, resident):
    assert queries.latest(viewer=resident, on=ON, indicators=["draft"]) == {}
    assert queries.latest(viewer=measures.analyst, on=ON, indicators=["draft"])
    with pytest.raises(Missing, match="There is no indicator draft"):
        queries.definition(viewer=resident, slug="draft")


def test_standards_and_plans_are_told_apart_from_what_was_measured(measures, resident):
    found = queries.results(
        viewer=resident, on=ON, indicators=["waits"], kinds=[ValueKind.STANDARD, ValueKind.PLAN]
    )

    assert {(result.kind, result.estimate.value) for result in found} == {
        (ValueKind.STANDARD, 92.0),
        (ValueKind.PLAN, 90.0),
    }


def test_a_series_past_its_cycle_says_when_the_next_figure_was_due(measures, resident):
    late = date(2026, 7, 10)

    newest = queries.latest(viewer=resident, on=late, indicators=["waits"])

    (finding,) = newest["waits", world.MILLBROOK].findings
    assert finding.flag is Flag.STALE
    assert "a newer figure was due by 31 August 2025" in finding.sentence
    assert not newest["waits", world.MILLBROOK].struck


def test_a_later_delivery_counts_and_the_earlier_moment_can_still_be_asked_for(measures, resident):
    world.bring_in(
        [world.row("waits", "May 2025", value=87.0)],
        at=datetime(2025, 6, 20, 9, 0, tzinfo=borough.LONDON),
        source="delivery 2: corrected.csv",
    )

    now = queries.latest(viewer=resident, on=ON, indicators=["waits"])
    before = queries.latest(viewer=resident, on=ON, indicators=["waits"], as_at=borough.SPRING)

    assert now["waits", world.MILLBROOK].estimate.value == 87.0
    assert before["waits", world.MILLBROOK].estimate.value == 88.7


def test_asking_takes_as_many_statements_for_one_indicator_as_for_fifty(measures, resident):
    for number in range(50):
        slug = f"more-{number}"
        actions.define(
            by=borough.BUILDER, at=borough.SPRING, slug=slug, fields=world.LONELY,
            published_on=ON,
        )  # fmt: skip
    world.bring_in(
        [world.row(f"more-{number}", 2024, value=5.0) for number in range(50)],
        source="delivery 2: more.csv",
    )

    one = statements(lambda: queries.results(viewer=resident, on=ON, indicators=["more-1"]))
    fifty = statements(lambda: queries.results(viewer=resident, on=ON))

    assert one == fifty == 3


def test_search_finds_titles_before_synonyms(measures, resident):
    found = queries.search(viewer=resident, words="waiting")

    assert [line.slug for line in found.lines] == ["waits"]
    assert queries.search(viewer=resident, words="draft").found == 0
    assert queries.search(viewer=measures.analyst, words="draft").found == 1
    assert queries.topics(viewer=resident) == {"falls": 1, "loneliness": 1, "waiting": 1}
