"""Wellbeing scores of two classes."""

from tests.methods.handbook import Page


PAGE = Page(
    method="mean",
    story="Wellbeing scores of two classes.",
    formula="""
    mean -+ t(n-1) s / sqrt n
    """,
    table="""
    class | groups | values
    Oak   | Oak    | 24
    Oak   | Oak    | 21
    Oak   | Oak    | 27
    Ash   | Ash    | 19
    Ash   | Ash    | 23
    """,
    answer="""
    groups | value | lower | upper
    Ash    | 21    | -4.41 | 46.41
    Oak    | 24    | 16.55 | 31.45
    """,
)


def test_two_values_say_little_about_a_mean():
    PAGE.check()
