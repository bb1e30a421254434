"""The same with 95% and 99.8% limits."""

from tests.methods.handbook import Page


PAGE = Page(
    method="compare-with-two-intervals",
    story="The same with 95% and 99.8% limits.",
    formula="""
    past the 95% limit, and past the 99.8% limit
    """,
    table="""
    area | lower | upper | outer_lower | outer_upper | benchmark
    A    | 12    | 18    | 10          | 20          | 11
    B    | 16    | 19    | 15.5        | 20          | 15
    """,
    answer="""
    area | compare_with_two_intervals
    A    | Better
    B    | Best
    """,
    options={"polarity": "high_is_good"},
    decimals=0,
)


def test_past_the_outer_limit_is_best():
    PAGE.check()
