"""Total difficulties as a parent sees them."""

from tests.methods.handbook import Page


PAGE = Page(
    method="sdq-band",
    story="Total difficulties as a parent sees them.",
    formula="""
    the first scores of the second, third and fourth band
    """,
    table="""
    child | score
    A     | 13
    B     | 14
    C     | 17
    D     | 20
    """,
    answer="""
    child | sdq_band
    A     | close to average
    B     | slightly raised
    C     | high
    D     | very high
    """,
    options={"scale": "total", "rater": "parent"},
    decimals=0,
)


def test_fourteen_is_slightly_raised():
    PAGE.check()
