"""The same two groups as a ratio."""

from tests.methods.handbook import Page


PAGE = Page(
    method="relative-gap",
    story="The same two groups as a ratio.",
    formula="""
    the same on logarithms
    """,
    table="""
    value | lower | upper | other_value | other_lower | other_upper
    80    | 69.18 | 87.7  | 60          | 49.04       | 70.04
    """,
    answer="""
    value | lower | upper
    1.33  | 1.08  | 1.66
    """,
)


def test_one_group_has_a_third_more():
    PAGE.check()
