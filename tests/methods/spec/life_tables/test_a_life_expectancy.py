"""A town in five age bands."""

from tests.methods.handbook import Page


PAGE = Page(
    method="life-expectancy",
    story="A town in five age bands.",
    formula="""
    q = n M / (1 + n M (1 - a));  L = n (l + a d);  e = T / l;
    variance with 4 / (d M^2) for the last band
    """,
    table="""
    area | age | deaths | population
    Town | 0   | 20     | 3000
    Town | 1   | 10     | 40000
    Town | 20  | 40     | 50000
    Town | 50  | 200    | 40000
    Town | 80  | 900    | 9000
    """,
    answer="""
    age | value | lower | upper
    0   | 84.37 | 83.52 | 85.23
    1   | 83.94 | 83.11 | 84.76
    20  | 65.29 | 64.49 | 66.09
    50  | 36.51 | 35.79 | 37.23
    80  | 10    | 9.35  | 10.65
    """,
)


def test_any_set_of_age_bands_will_do():
    PAGE.check()
