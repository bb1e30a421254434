"""Standardised rates; four events are not judged."""

from tests.methods.handbook import Page


PAGE = Page(
    method="standardised-rate-significance",
    story="Standardised rates; four events are not judged.",
    formula="""
    as for crude rates, with implied populations
    """,
    table="""
    area | count | rate
    A    | 4     | 400
    B    | 50    | 5000
    """,
    answer="""
    area | standardised_rate_significance
    A    | Not applicable for events less than 10 for dsrs
    B    | High (0.001)
    """,
    decimals=0,
)


def test_fewer_than_ten_events_are_not_judged():
    PAGE.check()
