"""Five years of a percentage in two areas."""

from tests.methods.handbook import Page


PAGE = Page(
    method="trend-of-proportions",
    story="Five years of a percentage in two areas.",
    formula="""
    chi2 = N (N sum Rt - R sum Nt)^2 / (R (N - R) (N sum Nt^2 - (sum Nt)^2)) > 9.5495,
    and no point whose omission turns the slope of the log odds round
    """,
    table="""
    area | year | count | out_of
    A    | 2021 | 994   | 40299
    A    | 2022 | 1023  | 41527
    A    | 2023 | 1199  | 42811
    A    | 2024 | 1332  | 44064
    A    | 2025 | 1367  | 44701
    B    | 2021 | 209   | 1017
    B    | 2022 | 213   | 1087
    B    | 2023 | 213   | 1119
    B    | 2024 | 239   | 1117
    B    | 2025 | 210   | 1139
    """,
    answer="""
    area | direction             | chi_square
    A    | Increasing            | 47.897
    B    | No significant change | 0.4
    """,
    decimals=3,
)


def test_a_rise_from_2_5_to_3_percent_of_forty_thousand_is_no_chance():
    PAGE.check()
