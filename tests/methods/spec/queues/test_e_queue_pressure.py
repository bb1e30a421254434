"""Mean waits against their targets."""

from tests.methods.handbook import Page


PAGE = Page(
    method="queue-pressure",
    story="Mean waits against their targets.",
    formula="""
    2 x mean wait / target wait
    """,
    table="""
    service | mean_wait | target_wait
    A       | 63        | 52
    B       | 7         | 18
    """,
    answer="""
    service | queue_pressure
    A       | 2.423
    B       | 0.778
    """,
    decimals=3,
)


def test_past_one_the_target_will_be_missed():
    PAGE.check()
