"""The capacity that keeps the queue where it should be."""

from tests.methods.handbook import Page


PAGE = Page(
    method="queue-target-capacity",
    story="The capacity that keeps the queue where it should be.",
    formula="""
    demand + (cv_d^2 + cv_c^2) / 2 / mean wait
    """,
    table="""
    service | demand | target_wait
    A       | 4      | 52
    B       | 30     | 18
    """,
    answer="""
    service | queue_target_capacity
    A       | 4.0769
    B       | 30.2222
    """,
    decimals=4,
)


def test_a_little_more_than_the_demand_is_enough():
    PAGE.check()
