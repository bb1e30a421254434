"""Rates where low is good against England."""

from tests.methods.handbook import Page


PAGE = Page(
    method="compare-with-interval",
    story="Rates where low is good against England.",
    formula="""
    the benchmark outside lower..upper
    """,
    table="""
    area | value | lower | upper | benchmark
    A    | 10    | 8     | 12    | 15
    B    | 14    | 12    | 16    | 15
    C    | 20    | 18    | 22    | 15
    """,
    answer="""
    area | compare_with_interval
    A    | Better
    B    | Similar
    C    | Worse
    """,
    options={"polarity": "low_is_good"},
    decimals=0,
)


def test_an_interval_that_holds_the_benchmark_is_similar():
    PAGE.check()
