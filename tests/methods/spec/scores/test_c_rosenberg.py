"""Two people."""

from tests.methods.handbook import Page


PAGE = Page(
    method="rosenberg",
    story="Two people.",
    formula="""
    sum of ten answers of 0 to 3, five of them reversed
    """,
    table="""
    person | answer_1 | answer_2 | answer_3 | answer_4 | answer_5 | answer_6 | answer_7 | \
    answer_8 | answer_9 | answer_10
    A | 3 | 0 | 3 | 3 | 0 | 0 | 3 | 0 | 0 | 3
    B | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1
    """,
    answer="""
    person | rosenberg
    A      | 30
    B      | 15
    """,
    decimals=0,
)


def test_five_answers_are_reversed():
    PAGE.check()
