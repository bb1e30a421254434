"""Twelve months of referrals, and the next three."""

from tests.methods.handbook import Page


PAGE = Page(
    method="forecast",
    story="Twelve months of referrals, and the next three.",
    formula="""
    level and damped trend by exponential smoothing;  sd(h) = s sqrt(1 + sum c_j^2),
    c_j = alpha + beta (phi + ... + phi^j)
    """,
    table="""
    series    | period | values
    Referrals | 1      | 10
    Referrals | 2      | 12
    Referrals | 3      | 11
    Referrals | 4      | 13
    Referrals | 5      | 12
    Referrals | 6      | 14
    Referrals | 7      | 13
    Referrals | 8      | 15
    Referrals | 9      | 14
    Referrals | 10     | 16
    Referrals | 11     | 15
    Referrals | 12     | 17
    """,
    answer="""
    series    | period | value | lower | upper
    Referrals | 1      | 16.4  | 14.1  | 18.7
    Referrals | 2      | 16.7  | 14.3  | 19
    Referrals | 3      | 16.9  | 14.6  | 19.2
    """,
    options={"periods": "3"},
    decimals=1,
)


def test_the_further_ahead_the_wider_the_interval():
    PAGE.check()
