"""A rate among 10,000 people against 100 per 100,000."""

from tests.methods.handbook import Page


PAGE = Page(
    method="compare-with-rate-limits",
    story="A rate among 10,000 people against 100 per 100,000.",
    formula="""
    exact Poisson limits of the number expected
    """,
    table="""
    area | value | population | benchmark
    A    | 190   | 10000      | 100
    B    | 100   | 10000      | 100
    """,
    answer="""
    area | compare_with_rate_limits
    A    | Worse
    B    | Similar
    """,
    options={"polarity": "low_is_good"},
    decimals=0,
)


def test_nineteen_events_for_ten_are_worse():
    PAGE.check()
