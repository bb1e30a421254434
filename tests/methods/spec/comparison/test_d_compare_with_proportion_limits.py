"""A percentage among 1,339 people against 12.838%."""

from tests.methods.handbook import Page


PAGE = Page(
    method="compare-with-proportion-limits",
    story="A percentage among 1,339 people against 12.838%.",
    formula="""
    E = N P;  (2E + z^2 -+ z sqrt(z^2 + 4E(1 - E/N))) / (2(N + z^2))
    """,
    table="""
    area | value  | out_of | benchmark
    A    | 10.978 | 1339   | 12.838
    B    | 12     | 1339   | 12.838
    """,
    answer="""
    area | compare_with_proportion_limits
    A    | Worse
    B    | Similar
    """,
    options={"polarity": "high_is_good"},
    decimals=0,
)


def test_beyond_the_limits_round_the_benchmark_is_worse():
    PAGE.check()
