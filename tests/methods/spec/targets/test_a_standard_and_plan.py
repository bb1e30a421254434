"""Access rates against the national standard and the local plan."""

from tests.methods.handbook import Page


PAGE = Page(
    method="standard-and-plan",
    story="Access rates against the national standard and the local plan.",
    formula="""
    value >= standard;  else value >= plan
    """,
    table="""
    quarter | value | standard | plan
    Q1      | 60    | 60       | 50
    Q2      | 55    | 60       | 50
    Q3      | 40    | 60       | 50
    """,
    answer="""
    quarter | standard_and_plan
    Q1      | Standard met
    Q2      | Plan met, standard missed
    Q3      | Neither standard nor plan met
    """,
    decimals=0,
)


def test_plan_met_and_standard_missed_is_a_state_of_its_own():
    PAGE.check()
