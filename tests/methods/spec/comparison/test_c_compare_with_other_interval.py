"""Two intervals that overlap, and two that do not."""

from tests.methods.handbook import Page


PAGE = Page(
    method="compare-with-other-interval",
    story="Two intervals that overlap, and two that do not.",
    formula="""
    the lower one's upper limit below the higher one's lower limit
    """,
    table="""
    area | value | lower | upper | benchmark | benchmark_lower | benchmark_upper
    A    | 10    | 8     | 12    | 13        | 11              | 15
    B    | 10    | 8     | 12    | 16        | 14              | 18
    """,
    answer="""
    area | compare_with_other_interval
    A    | Similar
    B    | Worse
    """,
    options={"polarity": "high_is_good"},
    decimals=0,
)


def test_intervals_that_overlap_are_similar():
    PAGE.check()
