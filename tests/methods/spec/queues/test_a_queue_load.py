"""Referrals and appointments a week."""

from tests.methods.handbook import Page


PAGE = Page(
    method="queue-load",
    story="Referrals and appointments a week.",
    formula="""
    demand / capacity
    """,
    table="""
    service | demand | capacity
    A       | 30     | 27
    B       | 30     | 33
    """,
    answer="""
    service | queue_load
    A       | 1.111
    B       | 0.909
    """,
    decimals=3,
)


def test_above_one_the_queue_grows():
    PAGE.check()
