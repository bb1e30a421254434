"""Areas sorted into fifths of deprivation, the first the most deprived."""

from tests.methods.handbook import Page


PAGE = Page(
    method="quantile",
    story="Areas sorted into fifths of deprivation, the first the most deprived.",
    formula="""
    floor((q + 1) - ceil((N + 1 - rank) / (N / q))), ties share the lowest rank
    """,
    table="""
    area | values
    A    | 41
    B    | 12
    C    | 33
    D    | 33
    E    | 8
    """,
    answer="""
    area | quantile
    A    | 1
    B    | 4
    C    | 2
    D    | 2
    E    | 5
    """,
    options={"number": "5"},
    decimals=0,
)


def test_areas_with_the_same_value_share_a_fifth():
    PAGE.check()
