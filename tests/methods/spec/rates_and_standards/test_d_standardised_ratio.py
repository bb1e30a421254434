"""The same admissions as a ratio: 100 is as many as expected."""

from tests.methods.handbook import Page


PAGE = Page(
    method="standardised-ratio",
    story="The same admissions as a ratio: 100 is as many as expected.",
    formula="""
    100 O / E
    """,
    table="""
    area  | age | count | population | reference_count | reference_population
    North | 0   | 3     | 4000       | 500             | 1000000
    North | 40  | 12    | 5000       | 1800            | 1200000
    North | 80  | 20    | 900        | 4000            | 250000
    South | 0   | 1     | 3000       | 500             | 1000000
    South | 40  | 4     | 3500       | 1800            | 1200000
    South | 80  | 3     | 400        | 4000            | 250000
    """,
    answer="""
    area  | value | lower | upper
    North | 146.4 | 102   | 203.7
    South | 60.8  | 26.3  | 119.9
    """,
    decimals=1,
)


def test_a_ratio_of_a_hundred_is_as_expected():
    PAGE.check()
