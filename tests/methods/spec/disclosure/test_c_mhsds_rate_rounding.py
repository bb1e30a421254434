"""Rates of few people."""

from tests.methods.handbook import Page


PAGE = Page(
    method="mhsds-rate-rounding",
    story="Rates of few people.",
    formula="""
    hidden when count or population is below 5; else whole
    """,
    table="""
    area | rate | count | out_of
    A    | 12.4 | 5     | 40
    B    | 50   | 2     | 4
    """,
    answer="""
    area | value | rule
    A    | 12    | MHSDS: rate rounded to a whole number
    B    | -     | MHSDS: rate of fewer than 5 people not shown
    """,
    decimals=0,
)


def test_a_rate_of_two_people_is_hidden():
    PAGE.check()
