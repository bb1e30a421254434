"""Twelve months of referrals; will the year reach 190 from 141 so far?"""

from tests.methods.handbook import Page


PAGE = Page(
    method="year-end",
    story="Twelve months of referrals; will the year reach 190 from 141 so far?",
    formula="""
    so far + sum of forecasts;  var = s^2 sum (1 + c_1 + ... + c_k)^2
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
    series    | value  | lower  | upper  | probability
    Referrals | 190.94 | 186.71 | 195.17 | 0.69
    """,
    options={"periods_left": "3", "target": "190", "so_far": "141", "summed": "true"},
)


def test_the_year_will_more_likely_than_not_reach_its_target():
    PAGE.check()
