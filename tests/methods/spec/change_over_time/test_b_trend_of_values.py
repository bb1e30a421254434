"""Five years of a rate with its limits."""

from tests.methods.handbook import Page


PAGE = Page(
    method="trend-of-values",
    story="Five years of a rate with its limits.",
    formula="""
    weighted regression on time, w = 1/SE^2, SE = (U - L)/3.92;  chi2 = (slope/SE)^2 > 9.5495
    """,
    table="""
    area | year | value | lower | upper
    A    | 2021 | 24.67 | 23.16 | 26.25
    A    | 2022 | 24.6  | 23.15 | 26.19
    A    | 2023 | 28    | 26.44 | 29.64
    A    | 2024 | 30.2  | 28.63 | 31.9
    A    | 2025 | 30.6  | 28.98 | 32.25
    """,
    answer="""
    area | direction  | chi_square | slope
    A    | Increasing | 46.76      | 1.75
    """,
)


def test_the_example_of_the_guidance_increases():
    PAGE.check()
