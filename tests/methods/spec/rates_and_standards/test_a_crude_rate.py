"""Emergency admissions for self-harm."""

from tests.methods.handbook import Page


PAGE = Page(
    method="crude-rate",
    story="Emergency admissions for self-harm.",
    formula="""
    count limits / population x 100,000
    """,
    table="""
    area  | count | population
    North | 8     | 9000
    South | 65    | 10000
    """,
    answer="""
    area  | value | lower | upper
    North | 88.9  | 38.4  | 175.1
    South | 650   | 501.6 | 828.5
    """,
    decimals=1,
)


def test_eight_events_get_the_exact_interval():
    PAGE.check()
