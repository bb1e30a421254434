"""Raw totals on the scale that may be averaged."""

from tests.methods.handbook import Page


PAGE = Page(
    method="swemwbs-metric",
    story="Raw totals on the scale that may be averaged.",
    formula="""
    the published table of 29 values
    """,
    table="""
    person | raw
    A      | 7
    B      | 24
    C      | 35
    """,
    answer="""
    person | swemwbs_metric
    A      | 7
    B      | 21.54
    C      | 35
    """,
)


def test_a_raw_total_of_24_is_21_54():
    PAGE.check()
