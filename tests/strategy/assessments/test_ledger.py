"""Every change of an assessment is in the ledger: told again, it gives the assessment."""

from datetime import date

import pytest

from marram.foundation.events import Subject
from marram.strategy.actions import assessments, tools
from marram.strategy.models import Tool
from marram.strategy.rules.assessments import Given
from tests.records.replay import replayed, told_by_the_ledger

from .conftest import NOON


@pytest.mark.database
def test_the_life_of_an_assessment_is_told_by_the_ledger(sitting, lead):
    act = {"by": lead, "at": NOON, "assessment_id": sitting.pk}
    subject = Subject("strategy.assessment", str(sitting.pk))

    assessments.answer(**act, seen_version=1, answers={"Q1": Given(gist="Ask first")})
    assessments.answer(**act, seen_version=2, answers={"Q1": Given(rating="yes")})
    assessments.answer(**act, seen_version=3, answers={"Q2": Given(rating="no", gist="None")})
    assessments.finish_assessment(**act)
    assessments.publish_assessment(**act, on=date(2025, 6, 6))
    assessments.reopen_assessment(**act)

    told_by_the_ledger(
        sitting,
        subject=subject,
        fields={
            "tool": "tool_id",
            "title": "title",
            "on": "on",
            "finished_at": "finished_at",
            "published_on": "published_on",
        },
    )
    told = replayed(subject)
    assert (told["rating_of_Q1"], told["gist_of_Q1"], told["gist_of_Q2"]) == ("Yes", "", "None")


@pytest.mark.database
def test_the_life_of_a_tool_is_told_by_the_ledger(checklist, officer):
    row = {"tool": "checklist", "scheme": "action-progress", "title": "Checks", "source": "Paper"}

    tools.record_tools(by=officer, at=NOON, rows=[row])

    told_by_the_ledger(
        Tool.objects.get(pk="checklist"),
        subject=Subject("strategy.tool", "checklist"),
        fields={"title": "title", "scheme": "scheme_id", "source": "source"},
    )
