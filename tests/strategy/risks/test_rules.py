from datetime import date

import pytest

from marram.strategy.rules import risks as rules
from marram.strategy.rules.movements import Movement


def test_the_levels_are_those_of_the_published_matrix():
    """National Patient Safety Agency, A risk matrix for risk managers, 2008, table 3."""
    low, medium, high, highest = rules.Level
    matrix = [
        [rules.level(likelihood, impact) for impact in range(1, 6)] for likelihood in range(1, 6)
    ]

    assert matrix == [
        [low, low, low, medium, medium],
        [low, medium, medium, high, high],
        [low, medium, high, high, highest],
        [medium, high, high, highest, highest],
        [medium, high, highest, highest, highest],
    ]


@pytest.mark.parametrize(("likelihood", "impact"), [(0, 3), (3, 6)])
def test_a_level_outside_the_matrix_is_a_mistake(likelihood, impact):
    with pytest.raises(ValueError, match="run from 1 to 5; got"):
        rules.level(likelihood, impact)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [(12, 6, Movement.BETTER), (6, 12, Movement.WORSE), (6, 6, Movement.SAME)],
)
def test_a_lower_score_is_better(before, after, moved):
    assert rules.movement(before=before, after=after) == moved


@pytest.mark.parametrize(
    ("review_on", "closed_on", "overdue"),
    [
        (date(2025, 6, 4), None, True),
        (date(2025, 6, 5), None, False),
        (date(2025, 6, 4), date(2025, 5, 1), False),
    ],
    ids=["the day before", "on the day", "closed"],
)
def test_a_review_is_overdue_the_day_after_its_day(review_on, closed_on, overdue):
    assert rules.overdue(review_on=review_on, closed_on=closed_on, on=date(2025, 6, 5)) == overdue


@pytest.mark.parametrize(
    ("title", "mitigations", "owner", "reason"),
    [
        ("", "m", "o", "Say what might happen."),
        ("t", "m", " ", "Say who owns the risk."),
        ("t", "", "o", 'Say what is done about the risk. Write "Nothing yet" if nothing is.'),
        ("t", "m", "o", ""),
    ],
)
def test_a_risk_is_said_in_full(title, mitigations, owner, reason):
    verdict = rules.said_in_full(title=title, mitigations=mitigations, owner=owner)

    assert verdict.reason == reason


def test_a_risk_belongs_to_a_plan_or_a_group():
    assert rules.belongs_somewhere(plan="hubs", group="")
    assert rules.belongs_somewhere(plan="", group="delivery")
    assert not rules.belongs_somewhere(plan="", group="")


def test_a_closed_risk_says_when_it_was_closed():
    assert rules.still_open(date(2025, 6, 5)).reason == (
        "This risk was closed on 5 June 2025. Add a new risk if it has come back."
    )


@pytest.mark.parametrize(
    ("meeting", "on", "reason"),
    [
        (" ", date(2025, 6, 5), "Say which meeting reviewed the risk."),
        (
            "Board",
            date(2025, 6, 6),
            "The meeting must have been held: give a day that is today or in the past.",
        ),
        ("Board", date(2025, 6, 5), ""),
    ],
)
def test_a_review_names_a_meeting_that_was_held(meeting, on, reason):
    verdict = rules.meeting_named(meeting=meeting, on=on, today=date(2025, 6, 5))

    assert verdict.reason == reason


def test_the_next_review_lies_after_the_meeting():
    day = date(2025, 6, 5)

    assert not rules.reviewed_again_later(on=day, review_on=day)
    assert rules.reviewed_again_later(on=day, review_on=date(2025, 6, 6))
