"""The same admissions against what England has at each age."""

from tests.methods.handbook import Page


PAGE = Page(
    method="indirectly-standardised-rate",
    story="The same admissions against what England has at each age.",
    formula="""
    O / E x reference rate,  E = sum n x_ref/n_ref
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
    North | 376.6 | 262.3 | 523.7
    South | 156.4 | 67.5  | 308.2
    """,
    decimals=1,
)


def test_few_events_are_enough_for_an_indirect_rate():
    PAGE.check()
