"""Referrals by borough."""

from tests.methods.handbook import Page


PAGE = Page(
    method="mhsds-rounding",
    story="Referrals by borough.",
    formula="""
    below 5 or unknown hidden; others the nearest 5
    """,
    table="""
    borough | count
    A       | 4
    B       | 7
    C       | 254
    D       | -
    """,
    answer="""
    borough | value | rule
    A       | -     | MHSDS: below 5 or unknown not shown
    B       | 5     | MHSDS: rounded to the nearest 5
    C       | 255   | MHSDS: rounded to the nearest 5
    D       | -     | MHSDS: below 5 or unknown not shown
    """,
    decimals=0,
)


def test_an_unknown_count_is_hidden_like_a_small_one():
    PAGE.check()
