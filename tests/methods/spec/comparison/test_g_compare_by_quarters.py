"""Four areas, where a low value is good."""

from tests.methods.handbook import Page


PAGE = Page(
    method="compare-by-quarters",
    story="Four areas, where a low value is good.",
    formula="""
    the first quartile that is not below the value
    """,
    table="""
    area | values
    A    | 1
    B    | 2
    C    | 3
    D    | 4
    """,
    answer="""
    area | compare_by_quarters
    A    | Best
    B    | Better
    C    | Worse
    D    | Worst
    """,
    options={"polarity": "low_is_good"},
    decimals=0,
)


def test_the_lowest_quarter_is_best():
    PAGE.check()
