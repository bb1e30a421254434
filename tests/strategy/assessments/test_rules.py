from datetime import UTC, date, datetime

import pytest

from marram.strategy.rules import assessments as rules
from marram.strategy.rules.movements import Movement, counts_sentence, movement


NOON = datetime(2025, 6, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("red", "amber", Movement.BETTER),
        ("amber", "yellow", Movement.BETTER),
        ("yellow", "green", Movement.BETTER),
        ("green", "blue", Movement.BETTER),
        ("green", "red", Movement.WORSE),
        ("amber", "amber", Movement.SAME),
        ("", "", Movement.SAME),
        ("", "red", Movement.NEW),
        ("red", "", Movement.DROPPED),
        ("grey", "green", Movement.NOT_COMPARABLE),
        ("green", "grey", Movement.NOT_COMPARABLE),
    ],
)
def test_a_rating_moves_by_its_tone(before, after, moved):
    assert movement(before=before, after=after) == moved


def test_nothing_moving_is_still_a_sentence():
    assert counts_sentence([]) == "none is better, none is worse and none is the same."


def test_an_assessment_with_one_question_unrated_names_it():
    verdict = rules.may_finish(finished_at=None, unrated=["2a(i)"])

    assert verdict.reason == "Question 2a(i) has no rating yet. Rate it, then finish."


def test_an_assessment_with_more_unrated_counts_them():
    verdict = rules.may_finish(finished_at=None, unrated=["Q1", "Q2"])

    assert verdict.reason == (
        "2 questions have no rating yet, the first of them Q1. Rate them all, then finish."
    )


def test_an_assessment_is_finished_once():
    assert not rules.may_finish(finished_at=NOON, unrated=[])
    assert rules.may_finish(finished_at=None, unrated=[])


def test_a_finished_assessment_is_opened_again_before_it_changes():
    assert rules.may_change(NOON).reason == (
        "This assessment is finished. Open it again before you change its answers."
    )
    assert rules.may_change(None)


@pytest.mark.parametrize(
    ("needs_reason", "gist", "allowed"),
    [(True, " ", False), (True, "No staff", True), (False, "", True)],
)
def test_a_rating_that_asks_for_a_reason_gets_one(needs_reason, gist, allowed):
    verdict = rules.says_why(ref="Q1", label="Partly", needs_reason=needs_reason, gist=gist)

    assert verdict.allowed == allowed


def test_only_finished_work_is_published():
    assert rules.may_publish(None).reason == "Finish this assessment before you publish it."
    assert rules.may_publish(NOON)


def test_an_assessment_is_of_today_or_before():
    today = date(2025, 6, 5)

    assert rules.on_or_before(on=today, today=today)
    assert not rules.on_or_before(on=date(2025, 6, 6), today=today)


def test_the_key_of_a_vision_test_fits_its_column():
    assert len(rules.vision_test_slug("a" * 60)) == 60


def test_a_rating_has_a_tone_that_pages_can_show():
    assert rules.a_tone("amber")
    assert rules.a_tone("purple").reason.startswith("purple is not a colour of a rating.")
