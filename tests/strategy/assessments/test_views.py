import json
import re

import pytest
from django.urls import reverse

from marram.people.models import User
from marram.strategy.actions import assessments, tools
from marram.strategy.models import Answer, Assessment, Element, Question
from marram.strategy.rules.assessments import Given
from tests.world.millbrook import NOW

from .conftest import rows


@pytest.fixture
def as_role(client, millbrook):
    def log_in(role):
        client.force_login(User.objects.get(pk=millbrook.user_ids[role]))
        return client

    return log_in


@pytest.fixture
def checklist(millbrook):
    """A tool of two questions, the second with a sign in its reference."""
    act = {"by": millbrook.administrator, "at": NOW}
    tools.record_schemes(**act, rows=rows("schemes.csv")[-3:])
    tools.record_tools(
        **act, rows=[{"tool": "checklist", "title": "Checklist", "scheme": "statement-met"}]
    )
    tools.record_questions(
        **act,
        rows=[
            {"tool": "checklist", "section": "One", "question_ref": ref, "question": f"Is {ref}?"}
            for ref in ("Q1", "2a(i)")
        ],
    )
    return {ref: number for number, ref in Question.objects.values_list("pk", "ref")}


@pytest.fixture
def sitting(checklist, millbrook):
    return assessments.start_assessment(
        by=millbrook.administrator, at=NOW, tool="checklist", title="Millbrook", on=NOW.date()
    )


def url(name, sitting):
    return reverse(f"strategy:{name}", args=["checklist", sitting.pk])


def typed(checklist, first, second, version=1, **more):
    numbers = list(checklist.values())
    answers = {f"q{numbers[0]}-rating": first, f"q{numbers[1]}-rating": second}
    return answers | {f"q{numbers[0]}-gist": "Because", "seen_version": str(version)} | more


def test_a_lead_starts_answers_and_finishes_an_assessment(as_role, checklist):
    client = as_role("plan-lead")
    start = reverse("strategy:start-assessment", args=["checklist"])

    started = client.post(start, {"title": "Millbrook", "on": "2025-07-01"})
    answered = client.post(started.url, typed(checklist, "partly", "yes", do="finish"))
    page = client.get(answered.url).content.decode()

    assert "The assessment is finished." in page
    assert "2 questions: 1 Yes and 1 Partly." in page
    assert Assessment.objects.get().finished_at is not None


def test_an_unready_assessment_keeps_its_answers_and_says_what_is_missing(
    as_role, checklist, sitting
):
    answer = as_role("plan-lead").post(
        url("answer-assessment", sitting), typed(checklist, "partly", "", do="finish")
    )

    content = answer.content.decode()
    assert answer.status_code == 422
    assert "Your answers are saved. Question 2a(i) has no rating yet." in content
    assert Answer.objects.filter(rating__code="partly").count() == 1


def test_answers_save_themselves_and_tell_when(as_role, checklist, sitting):
    answer = as_role("plan-lead").post(
        url("answer-assessment", sitting), typed(checklist, "no", "", autosave="1")
    )

    told = json.loads(answer.content)
    assert told["version"] == 2
    assert len(told["saved_at"]) == 5
    assert Answer.objects.filter(rating__code="no").count() == 1


@pytest.fixture
def overtaken(checklist, sitting, millbrook):
    """Somebody else has answered the first question."""
    assessments.answer(
        by=millbrook.administrator,
        at=NOW,
        assessment_id=sitting.pk,
        seen_version=1,
        answers={"Q1": Given(rating="yes", gist="All are trained")},
    )
    return sitting


def test_a_second_answer_shows_both_and_the_choice_is_kept(as_role, checklist, overtaken):
    client = as_role("plan-lead")
    first = next(iter(checklist.values()))
    here = url("answer-assessment", overtaken)

    conflict = client.post(here, typed(checklist, "no", "", do="save"))
    client.post(
        here,
        typed(
            checklist, "no", "", version=2, do="save",
            **{f"keep-q{first}-rating": "theirs", f"theirs-q{first}-rating": "yes"},
        ),
    )  # fmt: skip

    shown = conflict.content.decode()
    assert conflict.status_code == 409
    assert "All are trained" in shown
    assert "Because" in shown
    assert re.findall(r'name="seen_version" value="(\d+)"', shown) == ["2"]
    kept = Answer.objects.select_related("rating").get(question__ref="Q1")
    assert (kept.rating.code, kept.gist) == ("yes", "Because")


def test_saving_itself_says_that_somebody_else_answered(as_role, checklist, overtaken):
    answer = as_role("plan-lead").post(
        url("answer-assessment", overtaken), typed(checklist, "no", "", autosave="1")
    )

    assert answer.status_code == 409
    assert "Somebody else answered" in json.loads(answer.content)["reason"]


def test_a_contributor_may_not_answer(as_role, sitting):
    assert as_role("partner-contributor").get(url("answer-assessment", sitting)).status_code == 403


@pytest.fixture
def finished(checklist, sitting, millbrook):
    act = {"by": millbrook.administrator, "at": NOW, "assessment_id": sitting.pk}
    both = {ref: Given(rating="yes") for ref in checklist}
    assessments.answer(**act, seen_version=1, answers=both)
    return assessments.finish_assessment(**act)


def test_a_resident_reads_an_assessment_once_it_is_published(client, as_role, finished):
    here = url("assessment", finished)
    before = client.get(here).status_code

    as_role("plan-lead").post(url("publish-assessment", finished))
    client.logout()
    page = client.get(here)

    assert (before, page.status_code) == (404, 200)
    assert "Answer the questions" not in page.content.decode()


def test_a_published_assessment_is_withdrawn_and_opened_again(as_role, finished):
    client = as_role("plan-lead")
    client.post(url("publish-assessment", finished))

    client.post(url("withdraw-assessment", finished))
    client.post(url("reopen-assessment", finished))

    assert client.get(url("answer-assessment", finished)).status_code == 200


def test_two_assessments_are_compared_on_a_page_and_in_a_file(
    as_role, checklist, finished, millbrook
):
    act = {"by": millbrook.administrator, "at": NOW}
    earlier = assessments.start_assessment(
        **act, tool="checklist", title="Millbrook", on=NOW.date().replace(day=1)
    )
    assessments.answer(
        **act, assessment_id=earlier.pk, seen_version=1, answers={"Q1": Given(rating="no")}
    )
    asked = {"from": earlier.pk, "to": finished.pk}
    here = reverse("strategy:compare-assessments", args=["checklist"])
    client = as_role("analyst")

    page = client.get(here, asked).content.decode()
    file = client.get(here, asked | {"format": "csv"}).content.decode("utf-8-sig")

    assert "Of 2 questions 1 is better" in page
    assert "One,Q1,Is Q1?,No,Yes,better" in file


def test_a_comparison_without_two_numbers_is_answered_with_a_sentence(client, checklist):
    page = client.get(reverse("strategy:compare-assessments", args=["checklist"]))

    assert page.status_code == 400


@pytest.mark.parametrize("name", ["tool", "assessment"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_assessments_are_taken_away_as_files(name, form, as_role, finished):
    args = ["checklist"] if name == "tool" else ["checklist", finished.pk]

    file = as_role("analyst").get(reverse(f"strategy:{name}", args=args), {"format": form})

    assert file["Content-Disposition"].endswith(f'.{form}"')


def test_a_lead_makes_a_vision_test(as_role, checklist):
    Element.objects.create(
        strategy_id="living_well", level="vision", ref="V1", text="All are well", position=1
    )
    client = as_role("plan-lead")

    made = client.post(reverse("strategy:vision-test"), {"strategy": "living_well"})
    page = client.get(made.url).content.decode()

    assert "Vision test: Living Well in Millbrook 2025-30" in page
    assert "All are well" in page


def test_the_list_of_tools_is_open_to_residents(client, db):
    page = client.get(reverse("strategy:assessments"))

    assert "No assessment has been published yet." in page.content.decode()
