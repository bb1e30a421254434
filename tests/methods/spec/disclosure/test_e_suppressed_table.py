"""A table with one small cell: three more must go."""

from tests.methods.handbook import Page


PAGE = Page(
    method="suppressed-table",
    story="A table with one small cell: three more must go.",
    formula="""
    hide small cells; then in each line with one hidden cell the next smallest,
    until none follows from those shown
    """,
    table="""
    row | column | counts
    A   | x      | 3
    A   | y      | 12
    A   | z      | 20
    B   | x      | 9
    B   | y      | 6
    B   | z      | 11
    """,
    answer="""
    row   | column | value | rule
    A     | x      | -     | Primary: below the threshold
    A     | y      | -     | Secondary: keeps another cell from being worked out
    A     | z      | 20    | -
    A     | Total  | 35    | -
    B     | x      | -     | Secondary: keeps another cell from being worked out
    B     | y      | -     | Secondary: keeps another cell from being worked out
    B     | z      | 11    | -
    B     | Total  | 26    | -
    Total | x      | 12    | -
    Total | y      | 18    | -
    Total | z      | 31    | -
    Total | Total  | 61    | -
    """,
    decimals=0,
)


def test_one_hidden_cell_takes_three_others_with_it():
    PAGE.check()
