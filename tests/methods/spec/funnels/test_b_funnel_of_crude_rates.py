"""The curves of a funnel of rates. The first three points."""

from tests.methods.handbook import Page


PAGE = Page(
    method="funnel-of-crude-rates",
    story="The curves of a funnel of rates. The first three points.",
    formula="""
    the number of events that an exact Poisson tail of 0.025 or 0.001 gives
    """,
    table="""
    count | population
    40    | 1000
    55    | 1000
    """,
    answer="""
    axis | value | lower_95 | upper_95
    42   | 47.5  | 35.14    | 65.91
    43   | 47.5  | 35.26    | 65.63
    44   | 47.5  | 35.38    | 65.37
    """,
    options={"unit": "per_1_000"},
)


def test_few_events_spread_far_round_the_average():
    PAGE.check()
