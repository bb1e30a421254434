from datetime import date

import pytest

from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.strategy.actions import assessments, tools
from marram.strategy.events import assessments as events
from marram.strategy.models import Answer, Assessment, Element, Question, Rating, Strategy
from marram.strategy.rules.assessments import Given

from .conftest import NOON, rows


def answer(by, sitting, seen_version=1, **answers):
    return assessments.answer(
        by=by, at=NOON, assessment_id=sitting.pk, seen_version=seen_version, answers=answers
    )


def test_the_published_schemes_come_in_with_what_each_colour_means(db, officer):
    counts = tools.record_schemes(by=officer, at=NOON, rows=rows("schemes.csv"))

    assert counts == (16, 0, 0)
    amber = Rating.objects.get(scheme="rpc-scoping-tool", code="amber")
    assert (amber.label, amber.meaning, amber.tone) == (
        "Amber",
        "Partial gap; some evidence embedded",
        "amber",
    )
    needing = Rating.objects.filter(scheme="action-progress", needs_reason=True)
    assert {rating.code for rating in needing} == {"complete", "off-track"}


def test_schemes_tools_and_questions_twice_change_and_tell_nothing(scoping_tool, officer, told):
    counts = [
        tools.record_schemes(by=officer, at=NOON, rows=rows("schemes.csv")),
        tools.record_tools(by=officer, at=NOON, rows=rows("tools.csv")[:1]),
        tools.record_questions(by=officer, at=NOON, rows=rows("questions.csv")),
    ]

    assert counts == [(0, 0, 16), (0, 0, 1), (0, 0, 13)]
    assert told == []


def test_a_changed_meaning_is_told_with_both_texts(schemes, officer, told):
    changed = [row | {"meaning": "Some gap"} for row in rows("schemes.csv")[11:12]]

    counts = tools.record_schemes(by=officer, at=NOON, rows=changed)

    assert counts == (0, 1, 0)
    amended = [event for event in told if isinstance(event, events.RatingAmended)]
    assert [event.after for event in amended] == [{"meaning": "Some gap"}]


def test_the_published_assessment_comes_in_finished_and_published(scoping_tool, officer):
    counts = assessments.record_assessment(by=officer, at=NOON, rows=rows("rag_assessment.csv"))

    recorded = Assessment.objects.get()
    assert counts == (13, 0, 0)
    assert (recorded.on, recorded.published_on) == (date(2018, 11, 28), date(2019, 9, 11))
    assert recorded.finished_at == NOON
    ratings = Answer.objects.values_list("rating__code", flat=True)
    assert sorted(ratings) == ["amber"] * 5 + ["red"] * 8


def test_the_published_assessment_twice_changes_and_tells_nothing(scoping_tool, officer, told):
    assessments.record_assessment(by=officer, at=NOON, rows=rows("rag_assessment.csv"))
    told.clear()

    counts = assessments.record_assessment(by=officer, at=NOON, rows=rows("rag_assessment.csv"))

    assert counts == (0, 0, 13)
    assert told == []


def test_an_assessment_with_an_unknown_rating_is_refused_whole(scoping_tool, officer):
    wrong = rows("rag_assessment.csv")
    wrong[-1] |= {"rating": "Purple"}

    with pytest.raises(Refused, match=r'Question 3a\(iii\): "Purple" is not a rating of this tool'):
        assessments.record_assessment(by=officer, at=NOON, rows=wrong)

    assert not Assessment.objects.exists()


def test_questions_of_an_unknown_tool_are_refused(db, officer):
    with pytest.raises(Refused, match="There is no tool rpc-scoping-tool. Add the tool before"):
        tools.record_questions(by=officer, at=NOON, rows=rows("questions.csv"))


def test_answers_are_kept_as_they_are_given(sitting, lead, told):
    answer(lead, sitting, Q1=Given(rating="partly", gist=" In two wards ", evidence="Audit"))

    kept = Answer.objects.select_related("rating").get()
    assert (kept.rating.label, kept.gist, kept.evidence) == ("Partly", "In two wards", "Audit")
    assert told[-1].after == {
        "rating_of_Q1": "Partly",
        "gist_of_Q1": "In two wards",
        "evidence_of_Q1": "Audit",
    }


def test_words_are_kept_before_a_rating_is_chosen(sitting, lead):
    answer(lead, sitting, Q1=Given(gist="Not sure yet"))

    kept = Answer.objects.get()
    assert (kept.rating, kept.gist) == (None, "Not sure yet")


def test_the_same_answers_again_change_and_tell_nothing(sitting, lead, told):
    answered = answer(lead, sitting, Q1=Given(rating="yes"))
    told.clear()

    again = answer(lead, sitting, seen_version=answered.version, Q1=Given(rating="yes"))

    assert again.version == answered.version
    assert told == []


@pytest.mark.database
def test_a_second_editor_of_the_same_answer_sees_both_texts(sitting, lead, officer):
    answer(lead, sitting, Q1=Given(rating="no", gist="Nobody is trained"))

    with pytest.raises(Conflict) as conflict:
        answer(officer, sitting, Q1=Given(rating="yes", gist="All are trained"))

    assert conflict.value.theirs == {"Q1-rating": "No", "Q1-gist": "Nobody is trained"}
    assert conflict.value.version == 2
    assert Answer.objects.get().gist == "Nobody is trained"


def test_two_editors_of_different_questions_are_not_in_each_others_way(sitting, lead, officer):
    answer(lead, sitting, Q1=Given(rating="no", gist="Nobody is trained"))

    answer(officer, sitting, Q2=Given(rating="yes"))

    assert Answer.objects.count() == 2


def test_an_assessment_with_every_question_rated_is_finished(sitting, lead, told):
    answer(lead, sitting, Q1=Given(rating="yes"), Q2=Given(rating="no", gist="No staff"))

    finished = assessments.finish_assessment(by=lead, at=NOON, assessment_id=sitting.pk)

    assert finished.finished_at == NOON
    assert isinstance(told[-1], events.AssessmentFinished)


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        (Given(gist="Wait"), "Question Q2 has no rating yet"),
        (Given(rating="no"), 'Question Q2 is rated "No" without a reason. Say why'),
    ],
)
def test_an_unready_assessment_is_not_finished(second, sentence, sitting, lead):
    answer(lead, sitting, Q1=Given(rating="yes"), Q2=second)

    with pytest.raises(Refused, match=sentence):
        assessments.finish_assessment(by=lead, at=NOON, assessment_id=sitting.pk)


@pytest.fixture
def finished(sitting, lead):
    answer(lead, sitting, Q1=Given(rating="yes"), Q2=Given(rating="yes"))
    return assessments.finish_assessment(by=lead, at=NOON, assessment_id=sitting.pk)


def test_a_finished_assessment_takes_no_answers(finished, lead):
    with pytest.raises(Refused, match="This assessment is finished"):
        answer(lead, finished, seen_version=3, Q1=Given(rating="no"))


def test_opening_an_assessment_again_takes_it_back_from_the_public(finished, lead):
    on = date(2025, 6, 5)
    assessments.publish_assessment(by=lead, at=NOON, assessment_id=finished.pk, on=on)

    reopened = assessments.reopen_assessment(by=lead, at=NOON, assessment_id=finished.pk)

    assert (reopened.finished_at, reopened.published_on) == (None, None)


def test_an_assessment_is_withdrawn_from_the_public(finished, lead, told):
    on = date(2025, 6, 5)
    assessments.publish_assessment(by=lead, at=NOON, assessment_id=finished.pk, on=on)

    assessments.withdraw_assessment(by=lead, at=NOON, assessment_id=finished.pk)

    assert told[-1].before == {"published_on": "2025-06-05"}
    assert Assessment.objects.get().published_on is None


def test_an_unfinished_assessment_is_not_published(sitting, lead):
    with pytest.raises(Refused, match="Finish this assessment before you publish it"):
        assessments.publish_assessment(
            by=lead, at=NOON, assessment_id=sitting.pk, on=date(2025, 6, 5)
        )


def test_one_title_has_one_sitting_a_day(sitting, lead):
    with pytest.raises(Refused, match='There is an assessment "Millbrook" of that day already'):
        assessments.start_assessment(
            by=lead, at=NOON, tool="checklist", title="Millbrook", on=date(2025, 6, 5)
        )


def test_an_assessment_is_not_of_a_day_to_come(checklist, lead):
    with pytest.raises(Refused, match="must be today or in the past"):
        assessments.start_assessment(
            by=lead, at=NOON, tool=checklist, title="Millbrook", on=date(2025, 6, 6)
        )


def test_an_assessment_of_an_unknown_tool_is_missing(db, lead):
    with pytest.raises(Missing, match="There is no assessment tool guesswork"):
        assessments.start_assessment(
            by=lead, at=NOON, tool="guesswork", title="Millbrook", on=date(2025, 6, 5)
        )


def test_a_contributor_may_not_answer(sitting, contributor):
    with pytest.raises(Refused, match="may carry out assessments"):
        answer(contributor, sitting, Q1=Given(rating="yes"))


@pytest.fixture
def living_well(schemes):
    strategy = Strategy.objects.create(slug="living-well", title="Living Well", level="local")
    for position, (level, ref) in enumerate([("outcome", "O1"), ("aim", "A1"), ("vision", "V1")]):
        Element.objects.create(
            strategy=strategy, level=level, ref=ref, text=f"Text of {ref}", position=position
        )
    return strategy


def test_a_vision_test_asks_whether_vision_and_outcomes_are_met(living_well, lead):
    tool = tools.make_vision_test(by=lead, at=NOON, strategy="living-well")

    asked = Question.objects.filter(tool=tool).values_list("section", "ref", "text")
    assert (tool.title, tool.scheme_id) == ("Vision test: Living Well", "statement-met")
    assert list(asked) == [("Vision", "V1", "Text of V1"), ("Outcome", "O1", "Text of O1")]


def test_a_vision_test_of_a_strategy_without_a_vision_is_refused(living_well, lead):
    Element.objects.exclude(level="aim").delete()

    with pytest.raises(Refused, match="Living Well states no vision and no outcomes yet"):
        tools.make_vision_test(by=lead, at=NOON, strategy="living-well")
