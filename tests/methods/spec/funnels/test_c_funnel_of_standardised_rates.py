"""The same for standardised rates. The first three points."""

from tests.methods.handbook import Page


PAGE = Page(
    method="funnel-of-standardised-rates",
    story="The same for standardised rates. The first three points.",
    formula="""
    as for crude rates, with the populations that events and rate imply
    """,
    table="""
    count | rate
    40    | 40
    55    | 55
    """,
    answer="""
    axis | value | lower_95 | upper_95
    42   | 47.5  | 35.14    | 65.91
    43   | 47.5  | 35.26    | 65.63
    44   | 47.5  | 35.38    | 65.37
    """,
    options={"unit": "per_1_000"},
)


def test_standardised_rates_are_weighed_by_what_they_imply():
    PAGE.check()
