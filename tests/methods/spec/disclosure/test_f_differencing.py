"""Parts of a published whole of 100."""

from tests.methods.handbook import Page


PAGE = Page(
    method="differencing",
    story="Parts of a published whole of 100.",
    formula="""
    0 < whole - part < 5
    """,
    table="""
    area | part | whole
    A    | 97   | 100
    B    | 80   | 100
    """,
    answer="""
    area | value | rule
    A    | -     | Differencing: the rest of a published total is below the threshold
    B    | 80    | -
    """,
    decimals=0,
)


def test_ninety_seven_of_a_hundred_tells_of_three():
    PAGE.check()
