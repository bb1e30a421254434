"""Two people; one left an answer out."""

from tests.methods.handbook import Page


PAGE = Page(
    method="phq-9",
    story="Two people; one left an answer out.",
    formula="""
    sum of nine answers of 0 to 3; up to two missing ones filled with the mean
    """,
    table="""
    person | answer_1 | answer_2 | answer_3 | answer_4 | answer_5 | answer_6 | answer_7 | \
    answer_8 | answer_9
    A | 2 | 2 | 1 | 1 | 2 | 0 | 1 | 1 | 0
    B | 3 | 2 | 2 | - | 1 | 2 | 1 | 0 | 1
    """,
    answer="""
    person | phq_9
    A      | 10
    B      | 14
    """,
    decimals=0,
)


def test_one_missing_answer_is_filled():
    PAGE.check()
