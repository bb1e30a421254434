"""56 of 70 in one group and 48 of 80 in another, as percentages."""

from tests.methods.handbook import Page


PAGE = Page(
    method="absolute-gap",
    story="56 of 70 in one group and 48 of 80 in another, as percentages.",
    formula="""
    d -+ sqrt((v1 - l1)^2 + (u2 - v2)^2), and its mirror
    """,
    table="""
    value | lower | upper | other_value | other_lower | other_upper
    80    | 69.18 | 87.7  | 60          | 49.04       | 70.04
    """,
    answer="""
    value | lower | upper
    20    | 5.24  | 33.39
    """,
)


def test_newcombe_found_these_limits_in_1998():
    PAGE.check()
