"""Raw totals of two people."""

from tests.methods.handbook import Page


PAGE = Page(
    method="swemwbs",
    story="Raw totals of two people.",
    formula="""
    sum of seven answers of 1 to 5
    """,
    table="""
    person | answer_1 | answer_2 | answer_3 | answer_4 | answer_5 | answer_6 | answer_7
    A      | 3        | 3        | 4        | 3        | 4        | 3        | 4
    B      | 1        | 1        | 1        | 1        | 1        | 1        | 1
    """,
    answer="""
    person | swemwbs
    A      | 24
    B      | 7
    """,
    decimals=0,
)


def test_the_lowest_total_is_seven():
    PAGE.check()
