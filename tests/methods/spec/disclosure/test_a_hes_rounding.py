"""Admissions by ward."""

from tests.methods.handbook import Page


PAGE = Page(
    method="hes-rounding",
    story="Admissions by ward.",
    formula="""
    0 stays; 1 to 7 become 5; others the nearest 5
    """,
    table="""
    ward | count
    A    | 0
    B    | 3
    C    | 7
    D    | 8
    E    | 13
    """,
    answer="""
    ward | value | rule
    A    | 0     | -
    B    | 5     | HES: 1 to 7 shown as 5
    C    | 5     | HES: 1 to 7 shown as 5
    D    | 10    | HES: rounded to the nearest 5
    E    | 15    | HES: rounded to the nearest 5
    """,
    decimals=0,
)


def test_one_to_seven_become_five():
    PAGE.check()
