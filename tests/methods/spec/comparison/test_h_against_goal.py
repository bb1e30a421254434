"""Vaccination against a goal of 95%."""

from tests.methods.handbook import Page


PAGE = Page(
    method="against-goal",
    story="Vaccination against a goal of 95%.",
    formula="""
    value >= goal
    """,
    table="""
    area | value | goal
    A    | 94    | 95
    B    | 95    | 95
    """,
    answer="""
    area | against_goal
    A    | Red: goal not met
    B    | Green: goal met
    """,
    options={"polarity": "high_is_good"},
    decimals=0,
)


def test_the_goal_itself_meets_it():
    PAGE.check()
