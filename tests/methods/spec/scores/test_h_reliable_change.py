"""Depression scores before and after."""

from tests.methods.handbook import Page


PAGE = Page(
    method="reliable-change",
    story="Depression scores before and after.",
    formula="""
    a change of at least the threshold
    """,
    table="""
    person | first | last
    A      | 15    | 9
    B      | 15    | 12
    C      | 10    | 16
    """,
    answer="""
    person | reliable_change
    A      | Reliable improvement
    B      | No reliable change
    C      | Reliable deterioration
    """,
    options={"threshold": "6"},
    decimals=0,
)


def test_three_points_are_no_reliable_change():
    PAGE.check()
