"""Life expectancy by tenth of deprivation, from the most to the least deprived."""

from tests.methods.handbook import Page


PAGE = Page(
    method="slope-index",
    story="Life expectancy by tenth of deprivation, from the most to the least deprived.",
    formula="""
    y sqrt(a) = Y0 sqrt(a) + SII b sqrt(a),  a the share of people, b the rank of its middle;
    RII = (Y0 + SII) / Y0
    """,
    table="""
    area | quantile | value | population | standard_error
    Town | 1        | 70.5  | 21675      | 0.23
    Town | 2        | 71.6  | 20065      | 0.26
    Town | 3        | 72.5  | 19750      | 0.3
    Town | 4        | 73.5  | 24713      | 0.16
    Town | 5        | 73.1  | 20112      | 0.79
    Town | 6        | 76.2  | 19618      | 0.78
    Town | 7        | 78.7  | 22408      | 0.4
    Town | 8        | 80.6  | 19752      | 0.28
    Town | 9        | 80.9  | 18939      | 0.23
    Town | 10       | 80    | 19312      | 0.35
    """,
    answer="""
    area | slope_value | slope_lower | slope_upper | relative_value
    Town | 12.623      | 12.012      | 13.234      | 1.182
    """,
    decimals=3,
)


def test_the_least_deprived_live_a_dozen_years_longer():
    PAGE.check()
