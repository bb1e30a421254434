"""The capacity that clears a backlog in half a year."""

from tests.methods.handbook import Page


PAGE = Page(
    method="queue-relief-capacity",
    story="The capacity that clears a backlog in half a year.",
    formula="""
    demand + (size - target size) / periods
    """,
    table="""
    service | demand | size | target | periods
    A       | 30     | 1200 | 390    | 26
    B       | 12     | 200  | 54     | 26
    """,
    answer="""
    service | queue_relief_capacity
    A       | 61.15
    B       | 17.62
    """,
)


def test_twice_the_demand_clears_the_backlog():
    PAGE.check()
