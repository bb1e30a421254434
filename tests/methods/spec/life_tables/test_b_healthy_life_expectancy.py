"""The same town, with the share of each age in good health."""

from tests.methods.handbook import Page


PAGE = Page(
    method="healthy-life-expectancy",
    story="The same town, with the share of each age in good health.",
    formula="""
    sum of L x share in good health / l
    """,
    table="""
    area | age | deaths | population | healthy | asked
    Town | 0   | 20     | 3000       | 0.95    | 50
    Town | 1   | 10     | 40000      | 0.92    | 400
    Town | 20  | 40     | 50000      | 0.85    | 600
    Town | 50  | 200    | 40000      | 0.7     | 500
    Town | 80  | 900    | 9000       | 0.5     | 90
    """,
    answer="""
    age | value | lower | upper
    0   | 66.19 | 64.42 | 67.96
    1   | 65.68 | 63.91 | 67.45
    20  | 48.47 | 46.77 | 50.17
    50  | 23.84 | 22.35 | 25.32
    80  | 5     | 3.92  | 6.08
    """,
)


def test_healthy_years_are_fewer_than_years():
    PAGE.check()
