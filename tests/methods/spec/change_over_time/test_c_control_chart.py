"""Eighteen months of waits with one that stands out."""

from tests.methods.handbook import Page


PAGE = Page(
    method="control-chart",
    story="Eighteen months of waits with one that stands out.",
    formula="""
    mean -+ 2.66 x mean moving range;  outside, trend of 7, two of three near a limit, 7 on one side
    """,
    table="""
    series | day     | value
    Waits  | 2024-01 | 1
    Waits  | 2024-02 | 2
    Waits  | 2024-03 | 1
    Waits  | 2024-04 | 2
    Waits  | 2024-05 | 10
    Waits  | 2024-06 | 1
    Waits  | 2024-07 | 2
    Waits  | 2024-08 | 1
    Waits  | 2024-09 | 2
    Waits  | 2024-10 | 1
    Waits  | 2024-11 | 2
    Waits  | 2024-12 | 1
    Waits  | 2025-01 | 2
    Waits  | 2025-02 | 1
    Waits  | 2025-03 | 2
    Waits  | 2025-04 | 1
    Waits  | 2025-05 | 2
    Waits  | 2025-06 | 1
    """,
    answer="""
    day     | value | lower  | mean  | upper | rule
    2024-01 | 1     | -3.063 | 1.944 | 6.952 | common cause
    2024-02 | 2     | -3.063 | 1.944 | 6.952 | common cause
    2024-03 | 1     | -3.063 | 1.944 | 6.952 | common cause
    2024-04 | 2     | -3.063 | 1.944 | 6.952 | common cause
    2024-05 | 10    | -3.063 | 1.944 | 6.952 | outside the limits
    2024-06 | 1     | -3.063 | 1.944 | 6.952 | common cause
    2024-07 | 2     | -3.063 | 1.944 | 6.952 | common cause
    2024-08 | 1     | -3.063 | 1.944 | 6.952 | common cause
    2024-09 | 2     | -3.063 | 1.944 | 6.952 | common cause
    2024-10 | 1     | -3.063 | 1.944 | 6.952 | common cause
    2024-11 | 2     | -3.063 | 1.944 | 6.952 | common cause
    2024-12 | 1     | -3.063 | 1.944 | 6.952 | common cause
    2025-01 | 2     | -3.063 | 1.944 | 6.952 | common cause
    2025-02 | 1     | -3.063 | 1.944 | 6.952 | common cause
    2025-03 | 2     | -3.063 | 1.944 | 6.952 | common cause
    2025-04 | 1     | -3.063 | 1.944 | 6.952 | common cause
    2025-05 | 2     | -3.063 | 1.944 | 6.952 | common cause
    2025-06 | 1     | -3.063 | 1.944 | 6.952 | common cause
    """,
    decimals=3,
)


def test_a_single_bad_month_lies_outside_the_limits():
    PAGE.check()
