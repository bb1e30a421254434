"""Three clinics in the funnel of them all."""

from tests.methods.handbook import Page


PAGE = Page(
    method="proportion-significance",
    story="Three clinics in the funnel of them all.",
    formula="""
    outside the inner (0.025) or the outer (0.001) curve
    """,
    table="""
    clinic | count | out_of
    A      | 40    | 100
    B      | 60    | 100
    C      | 90    | 100
    """,
    answer="""
    clinic | proportion_significance
    A      | Low (0.001)
    B      | Not significant
    C      | High (0.001)
    """,
    decimals=0,
)


def test_the_middle_clinic_is_not_significant():
    PAGE.check()
