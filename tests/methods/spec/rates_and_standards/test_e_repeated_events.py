"""Admissions of people who came once or twice."""

from tests.methods.handbook import Page


PAGE = Page(
    method="standardised-rate-of-repeated-events",
    story="Admissions of people who came once or twice.",
    formula="""
    as the directly standardised rate, with var = sum f^2 x_f (w/n)^2 / (sum w)^2
    """,
    table="""
    area  | age | events_each | people | population | standard
    North | 0   | 1           | 8      | 1000       | 60
    North | 0   | 2           | 1      | 1000       | 60
    North | 40  | 1           | 20     | 1000       | 40
    North | 40  | 2           | 5      | 1000       | 40
    """,
    answer="""
    area  | value | lower | upper
    North | 18    | 12.08 | 25.49
    """,
    options={"unit": "per_1_000"},
)


def test_ten_events_of_nine_people_tell_less_than_ten_of_ten():
    PAGE.check()
