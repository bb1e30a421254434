"""The same with intervals."""

from tests.methods.handbook import Page


PAGE = Page(
    method="against-goal-with-interval",
    story="The same with intervals.",
    formula="""
    lower >= goal: met;  upper < goal: missed;  else neither is sure
    """,
    table="""
    area | lower | upper | goal
    A    | 95    | 97    | 95
    B    | 93    | 96    | 95
    C    | 90    | 94    | 95
    """,
    answer="""
    area | against_goal_with_interval
    A    | Green: goal met
    B    | Amber: goal nearly met
    C    | Red: goal not met
    """,
    options={"polarity": "high_is_good"},
    decimals=0,
)


def test_an_interval_over_the_goal_may_do_either():
    PAGE.check()
