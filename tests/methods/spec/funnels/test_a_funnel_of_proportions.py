"""The curves of a funnel for two schools. The first three of a hundred points."""

from tests.methods.handbook import Page


PAGE = Page(
    method="funnel-of-proportions",
    story="The curves of a funnel for two schools. The first three of a hundred points.",
    formula="""
    average -+ z sqrt(p(1 - p)/n), z = 1.96 and 3.09
    """,
    table="""
    count | out_of
    40    | 100
    55    | 100
    """,
    answer="""
    axis | value | lower_95 | upper_95
    90   | 47.5  | 37.18    | 57.82
    91   | 47.5  | 37.24    | 57.76
    92   | 47.5  | 37.3     | 57.7
    """,
)


def test_the_curves_close_in_as_schools_grow():
    PAGE.check()
