"""Children at a healthy weight in three schools of different size."""

from tests.methods.handbook import Page


PAGE = Page(
    method="proportion",
    story="Children at a healthy weight in three schools of different size.",
    formula="""
    (2x + z^2 -+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2))
    """,
    table="""
    school | count | out_of
    Small  | 13    | 20
    Middle | 65    | 100
    Large  | 650   | 1000
    """,
    answer="""
    school | value | lower | upper
    Small  | 65    | 43.3  | 81.9
    Middle | 65    | 55.3  | 73.6
    Large  | 65    | 62    | 67.9
    """,
    decimals=1,
)


def test_a_small_school_has_a_wider_interval_than_a_large_one():
    PAGE.check()
