"""How far each measure must go in the periods left, against its usual pace."""

from tests.methods.handbook import Page


PAGE = Page(
    method="step-needed",
    story="How far each measure must go in the periods left, against its usual pace.",
    formula="""
    (target - latest) / periods left / usual step
    """,
    table="""
    measure | latest | target | periods_left | usual_step
    A       | 40     | 60     | 5            | 2
    B       | 58     | 60     | 5            | 2
    """,
    answer="""
    measure | step_needed
    A       | 2
    B       | 0.2
    """,
    decimals=1,
)


def test_twice_the_usual_pace_is_a_step_change():
    PAGE.check()
