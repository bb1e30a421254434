"""Admissions by age, made comparable by a standard population. South has too few to tell."""

from tests.methods.handbook import Page


PAGE = Page(
    method="directly-standardised-rate",
    story="Admissions by age, made comparable by a standard population. South has too few to tell.",
    formula="""
    sum w x/n / sum w;  limits: rate + sqrt(var/O) (Byar(O) - O),
    var = sum x (w/n)^2 / (sum w)^2
    """,
    table="""
    area  | age | count | population | standard
    North | 0   | 3     | 4000       | 5000
    North | 40  | 12    | 5000       | 7000
    North | 80  | 20    | 900        | 2500
    South | 0   | 1     | 3000       | 5000
    South | 40  | 4     | 3500       | 7000
    South | 80  | 3     | 400        | 2500
    """,
    answer="""
    area  | value | lower | upper
    North | 524.9 | 357.5 | 740.3
    South | -     | -     | -
    """,
    decimals=1,
)


def test_fewer_than_ten_events_have_no_standardised_rate():
    PAGE.check()
