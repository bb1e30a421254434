"""The curves round a ratio of 100. The first three points."""

from tests.methods.handbook import Page


PAGE = Page(
    method="funnel-of-ratios",
    story="The curves round a ratio of 100. The first three points.",
    formula="""
    100 events / expected at the exact Poisson tail
    """,
    table="""
    count | expected
    40    | 50
    55    | 50
    """,
    answer="""
    axis | value | lower_95 | upper_95
    40   | 100   | 73.44    | 139.97
    41   | 100   | 73.71    | 139.35
    42   | 100   | 73.98    | 138.75
    """,
)


def test_ratios_lie_round_a_hundred():
    PAGE.check()
