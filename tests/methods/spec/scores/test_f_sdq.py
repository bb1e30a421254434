"""A child whose answers are all in the middle."""

from tests.methods.handbook import Page


PAGE = Page(
    method="sdq",
    story="A child whose answers are all in the middle.",
    formula="""
    five scales of five answers of 0 to 2; the first four make the total
    """,
    table="""
    person | answer_1 | answer_2 | answer_3 | answer_4 | answer_5 | answer_6 | answer_7 | \
    answer_8 | answer_9 | answer_10 | answer_11 | answer_12 | answer_13 | answer_14 | \
    answer_15 | answer_16 | answer_17 | answer_18 | answer_19 | answer_20 | answer_21 | \
    answer_22 | answer_23 | answer_24 | answer_25
    A | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | \
    1 | 1 | 1 | 1
    """,
    answer="""
    person | emotional | conduct | hyperactivity | peer | prosocial | total
    A      | 5         | 5       | 5             | 5    | 5         | 20
    """,
    decimals=0,
)


def test_four_scales_make_the_total():
    PAGE.check()
