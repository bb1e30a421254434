"""Where areas stand in a funnel of three years of data."""

from tests.methods.handbook import Page


PAGE = Page(
    method="crude-rate-points",
    story="Where areas stand in a funnel of three years of data.",
    formula="""
    rate, and population / years
    """,
    table="""
    area | count | population
    A    | 3     | 3000
    B    | 9     | 4500
    """,
    answer="""
    area | rate | population
    A    | 1    | 1000
    B    | 2    | 1500
    """,
    options={"unit": "per_1_000", "years": "3"},
)


def test_points_stand_at_the_people_of_one_year():
    PAGE.check()
