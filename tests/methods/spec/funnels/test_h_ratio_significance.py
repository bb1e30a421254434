"""Deaths against expected deaths."""

from tests.methods.handbook import Page


PAGE = Page(
    method="ratio-significance",
    story="Deaths against expected deaths.",
    formula="""
    Poisson limits of the observed / expected beyond one
    """,
    table="""
    hospital | count | expected
    A        | 4     | 5
    B        | 50    | 20
    """,
    answer="""
    hospital | ratio_significance
    A        | Not significant
    B        | High (0.001)
    """,
    decimals=0,
)


def test_fifty_for_twenty_is_far_above():
    PAGE.check()
