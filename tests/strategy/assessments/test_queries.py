from datetime import date

import pytest

from marram.foundation.verdicts import Missing
from marram.strategy.actions import assessments, tools
from marram.strategy.queries import assessments as queries
from marram.strategy.rules.assessments import Given
from marram.strategy.rules.movements import Movement

from .conftest import NOON, rows


@pytest.fixture
def sit(checklist, lead):
    """Sit the checklist on a day of May 2025 with a rating for each of its questions."""

    def do(day, *ratings, title="Millbrook", published=False):
        started = assessments.start_assessment(
            by=lead, at=NOON, tool=checklist, title=title, on=date(2025, 5, day)
        )
        answers = {f"Q{number}": Given(rating=rating, gist="Because")
                   for number, rating in enumerate(ratings, start=1)}  # fmt: skip
        assessments.answer(
            by=lead, at=NOON, assessment_id=started.pk, seen_version=1, answers=answers
        )
        if all(ratings):
            assessments.finish_assessment(by=lead, at=NOON, assessment_id=started.pk)
        if published:
            assessments.publish_assessment(
                by=lead, at=NOON, assessment_id=started.pk, on=date(2025, 6, 1)
            )
        return started.pk

    return do


def test_the_published_assessment_shows_its_thirteen_answers(scoping_tool, officer, resident):
    assessments.record_assessment(by=officer, at=NOON, rows=rows("rag_assessment.csv"))

    tool = queries.tool_page(viewer=resident, slug=scoping_tool)
    page = queries.assessment_page(
        viewer=resident, tool=scoping_tool, number=tool.sittings[0].number
    )

    counts = {claim.label: count for claim, count in tool.sittings[0].counts}
    assert counts == {"Amber": 5, "Red": 8}
    assert len(page.questions) == 13
    assert page.questions[2].text == "Do they know abuse differs from conflict"
    assert page.questions[2].rating.label == "Red"
    assert page.questions[2].source == "001:L1381-1387"


def test_a_sitting_knows_what_moved_since_the_one_before(sit, contributor):
    sit(1, "no", "partly")
    later = sit(2, "yes", "partly")

    page = queries.assessment_page(viewer=contributor, tool="checklist", number=later)

    assert [each.movement for each in page.questions] == [Movement.BETTER, Movement.SAME]
    assert page.movement_sentence == (
        "Of 2 questions 1 is better, none is worse and 1 is the same."
    )


def test_a_sitting_of_something_else_is_not_the_one_before(sit, contributor):
    sit(1, "no", "partly", title="Another borough")
    later = sit(2, "yes", "partly")

    page = queries.assessment_page(viewer=contributor, tool="checklist", number=later)

    assert (page.earlier, page.movement_sentence) == (None, "")


def test_two_sittings_are_compared_question_by_question(sit, contributor):
    earlier, later = sit(1, "yes", ""), sit(2, "partly", "no")

    found = queries.comparison(viewer=contributor, tool="checklist", earlier=earlier, later=later)

    moved = [(each.ref, each.movement) for each in found.questions]
    assert moved == [("Q1", Movement.WORSE), ("Q2", Movement.NEW)]
    assert found.sentence == (
        "Of 2 questions none is better, 1 is worse and none is the same; 1 cannot be compared."
    )


def test_a_resident_sees_what_is_published_and_nothing_else(sit, resident):
    published = sit(1, "yes", "yes", published=True)
    kept_back = sit(2, "no", "no")

    page = queries.tool_page(viewer=resident, slug="checklist")

    assert [each.number for each in page.sittings] == [published]
    with pytest.raises(Missing, match=f"There is no assessment {kept_back}"):
        queries.assessment_page(viewer=resident, tool="checklist", number=kept_back)


def test_a_resident_does_not_see_a_tool_that_nothing_is_published_of(sit, resident, contributor):
    sit(1, "yes", "yes")

    assert queries.tool_list(viewer=resident).tools == ()
    assert [tool.sittings for tool in queries.tool_list(viewer=contributor).tools] == [1]
    with pytest.raises(Missing, match="There is no assessment tool checklist"):
        queries.tool_page(viewer=resident, slug="checklist")


def test_an_assessment_is_not_found_under_another_tool(sit, scoping_tool, contributor):
    number = sit(1, "yes", "yes")

    with pytest.raises(Missing):
        queries.assessment_page(viewer=contributor, tool=scoping_tool, number=number)


@pytest.mark.parametrize("count", [2, 50])
def test_pages_cost_the_same_queries_however_many_questions(
    count, schemes, officer, django_assert_num_queries
):
    tools.record_tools(
        by=officer, at=NOON, rows=[{"tool": "long", "title": "Long", "scheme": "statement-met"}]
    )
    asked = [
        {"tool": "long", "section": "", "question_ref": str(number), "question": "?"}
        for number in range(count)
    ]
    tools.record_questions(by=officer, at=NOON, rows=asked)
    given = {str(number): Given(rating="yes") for number in range(count)}
    numbers = []
    for day in (1, 2):
        started = assessments.start_assessment(
            by=officer, at=NOON, tool="long", title="Millbrook", on=date(2025, 5, day)
        )
        assessments.answer(
            by=officer, at=NOON, assessment_id=started.pk, seen_version=1, answers=given
        )
        assessments.finish_assessment(by=officer, at=NOON, assessment_id=started.pk)
        numbers.append(started.pk)

    with django_assert_num_queries(6):
        queries.assessment_page(viewer=officer, tool="long", number=numbers[1])
    with django_assert_num_queries(6):
        queries.comparison(viewer=officer, tool="long", earlier=numbers[0], later=numbers[1])
    with django_assert_num_queries(5):
        queries.tool_page(viewer=officer, slug="long")
    with django_assert_num_queries(2):
        queries.tool_list(viewer=officer)
