"""Five areas, where a high value is good."""

from tests.methods.handbook import Page


PAGE = Page(
    method="compare-by-fifths",
    story="Five areas, where a high value is good.",
    formula="""
    the first percentile, 20, 40, 60, 80, that is not below the value
    """,
    table="""
    area | values
    A    | 1
    B    | 2
    C    | 3
    D    | 4
    E    | 5
    """,
    answer="""
    area | compare_by_fifths
    A    | Worst
    B    | Worse
    C    | Middle
    D    | Better
    E    | Best
    """,
    options={"polarity": "high_is_good"},
    decimals=0,
)


def test_the_highest_fifth_is_best():
    PAGE.check()
