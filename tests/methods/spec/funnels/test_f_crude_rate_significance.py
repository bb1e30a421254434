"""Two areas in the funnel of both."""

from tests.methods.handbook import Page


PAGE = Page(
    method="crude-rate-significance",
    story="Two areas in the funnel of both.",
    formula="""
    Poisson limits of the count / population beyond the average
    """,
    table="""
    area | count | population
    A    | 4     | 1000
    B    | 50    | 1000
    """,
    answer="""
    area | crude_rate_significance
    A    | Low (0.001)
    B    | High (0.001)
    """,
    decimals=0,
)


def test_two_areas_far_apart_are_both_outside():
    PAGE.check()
