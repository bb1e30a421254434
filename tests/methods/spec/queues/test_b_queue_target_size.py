"""The queue at which a wait of 52 weeks is kept."""

from tests.methods.handbook import Page


PAGE = Page(
    method="queue-target-size",
    story="The queue at which a wait of 52 weeks is kept.",
    formula="""
    demand x target wait / 4
    """,
    table="""
    service | demand | target_wait
    A       | 30     | 52
    B       | 12     | 18
    """,
    answer="""
    service | queue_target_size
    A       | 390
    B       | 54
    """,
    decimals=1,
)


def test_thirty_a_week_and_a_year_make_390():
    PAGE.check()
