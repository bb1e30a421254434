"""A lower goal of 90% and an upper one of 95%."""

from tests.methods.handbook import Page


PAGE = Page(
    method="against-goal-range",
    story="A lower goal of 90% and an upper one of 95%.",
    formula="""
    value >= upper goal: met;  value < lower goal: missed
    """,
    table="""
    area | value | lower_goal | upper_goal
    A    | 89    | 90         | 95
    B    | 92    | 90         | 95
    C    | 95    | 90         | 95
    """,
    answer="""
    area | against_goal_range
    A    | Red: goal not met
    B    | Amber: goal nearly met
    C    | Green: goal met
    """,
    options={"polarity": "high_is_good"},
    decimals=0,
)


def test_between_the_goals_is_nearly_met():
    PAGE.check()
