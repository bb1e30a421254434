"""Two people; one left two answers out."""

from tests.methods.handbook import Page


PAGE = Page(
    method="gad-7",
    story="Two people; one left two answers out.",
    formula="""
    sum of seven answers of 0 to 3; one missing one filled with the mean
    """,
    table="""
    person | answer_1 | answer_2 | answer_3 | answer_4 | answer_5 | answer_6 | answer_7
    A      | 1        | 2        | 3        | 0        | 1        | 2        | 3
    B      | 3        | -        | 2        | -        | 1        | 2        | 1
    """,
    answer="""
    person | gad_7
    A      | 12
    B      | -
    """,
    decimals=0,
)


def test_two_missing_answers_are_too_many():
    PAGE.check()
