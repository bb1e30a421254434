"""Two people on two measures."""

from tests.methods.handbook import Page


PAGE = Page(
    method="talking-therapies-outcomes",
    story="Two people on two measures.",
    formula="""
    caseness: PHQ-9 from 10 or GAD-7 from 8;  reliable: 6 and 4 points
    """,
    table="""
    person | first_depression | last_depression | first_anxiety | last_anxiety
    A      | 15               | 8               | 12            | 6
    B      | 9                | 9               | 7             | 7
    """,
    answer="""
    person | change               | reliably_recovered
    A      | Reliable improvement | True
    B      | No reliable change   | False
    """,
    decimals=0,
)


def test_whoever_was_no_case_cannot_recover():
    PAGE.check()
