"""Deaths by district."""

from tests.methods.handbook import Page


PAGE = Page(
    method="ons-deaths-rounding",
    story="Deaths by district.",
    formula="""
    0 to 2 become 0; 3 to 5 become 5; others the nearest 5
    """,
    table="""
    district | count
    A        | 2
    B        | 3
    C        | 12
    """,
    answer="""
    district | value | rule
    A        | 0     | ONS: 0 to 2 shown as 0, 3 to 5 as 5
    B        | 5     | ONS: 0 to 2 shown as 0, 3 to 5 as 5
    C        | 10    | ONS: rounded to the nearest 5
    """,
    decimals=0,
)


def test_two_deaths_become_none():
    PAGE.check()
