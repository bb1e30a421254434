"""A recovery trajectory by month."""

from tests.methods.handbook import Page


PAGE = Page(
    method="against-trajectory",
    story="A recovery trajectory by month.",
    formula="""
    value against trajectory -+ tolerance
    """,
    table="""
    month | value | trajectory
    April | 44    | 45
    May   | 50    | 50
    June  | 58    | 55
    """,
    answer="""
    month | against_trajectory
    April | Behind trajectory
    May   | On trajectory
    June  | Ahead of trajectory
    """,
    decimals=0,
)


def test_each_month_has_its_own_target():
    PAGE.check()
