from datetime import date

import pytest

from marram.foundation.actors import Actor
from marram.strategy.actions import assessments
from marram.strategy.policies import assessments as policies
from marram.strategy.rules.assessments import Given
from marram.strategy.vocabulary import Permission

from .conftest import NOON


@pytest.mark.parametrize(
    ("permissions", "may_assess", "may_keep_tools"),
    [
        ((), False, False),
        ((Permission.READ_DRAFTS,), False, False),
        ((Permission.ASSESS,), True, False),
        ((Permission.KEEP_LIBRARY,), False, True),
    ],
    ids=["resident", "contributor", "plan lead", "keeper of the library"],
)
def test_who_may_assess_and_who_may_keep_tools(permissions, may_assess, may_keep_tools):
    actor = Actor(key="user:9", name="Somebody", permissions=frozenset(permissions))

    assert policies.may_assess(actor).allowed == may_assess
    assert policies.may_keep_tools(actor).allowed == may_keep_tools


def test_a_refusal_says_who_may(resident):
    assert policies.may_assess(resident).reason == (
        "Only plan leads, board officers and administrators may carry out assessments."
    )


@pytest.mark.parametrize(
    ("finished", "published", "resident_sees"),
    [(False, False, False), (True, False, False), (True, True, True)],
    ids=["begun", "finished", "published"],
)
def test_a_resident_sees_an_assessment_once_it_is_published(
    finished, published, resident_sees, sitting, lead, resident, contributor
):
    both = {"Q1": Given(rating="yes"), "Q2": Given(rating="yes")}
    assessments.answer(by=lead, at=NOON, assessment_id=sitting.pk, seen_version=1, answers=both)
    if finished:
        assessments.finish_assessment(by=lead, at=NOON, assessment_id=sitting.pk)
    if published:
        day = date(2025, 6, 6)
        assessments.publish_assessment(by=lead, at=NOON, assessment_id=sitting.pk, on=day)

    assert policies.assessments_seen_by(resident).exists() == resident_sees
    assert policies.assessments_seen_by(contributor).exists()
