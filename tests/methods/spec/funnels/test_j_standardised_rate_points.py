"""Standardised rates; too few events have no point."""

from tests.methods.handbook import Page


PAGE = Page(
    method="standardised-rate-points",
    story="Standardised rates; too few events have no point.",
    formula="""
    rate, and events / rate / years
    """,
    table="""
    area | count | rate
    A    | 30    | 10
    B    | 4     | 2
    """,
    answer="""
    area | rate | population
    A    | 10   | 3000
    B    | -    | -
    """,
    options={"unit": "per_1_000"},
)


def test_too_few_events_have_no_point():
    PAGE.check()
