"""Deaths by suicide in three boroughs."""

from tests.methods.handbook import Page


PAGE = Page(
    method="count",
    story="Deaths by suicide in three boroughs.",
    formula="""
    below 10 events:  lower = chi2(a/2; 2x)/2,  upper = chi2(1-a/2; 2x+2)/2
    from 10 events:   x (1 - 1/9x - z/(3 sqrt x))^3, with x+1 and +z for the upper
    """,
    table="""
    borough | events
    A       | 0
    B       | 9
    C       | 65
    """,
    answer="""
    borough | events | lower | upper
    A       | 0      | 0     | 3.69
    B       | 9      | 4.12  | 17.08
    C       | 65     | 50.16 | 82.85
    """,
)


def test_no_events_at_all_still_leave_room_for_some():
    PAGE.check()
