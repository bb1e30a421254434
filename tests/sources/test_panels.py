"""What other rooms are told about deliveries."""

import pytest

from marram.foundation import panels
from marram.foundation.events import Subject
from marram.sources import actions
from tests.sources import organisations


@pytest.fixture
def delivery(db, keeper, at):
    return actions.receive_delivery(
        by=keeper,
        at=at,
        layout="organisations",
        file_name="rows.csv",
        content=organisations.written([organisations.row("one")]),
    )


def test_a_delivery_is_named_where_others_speak_of_it(delivery, keeper):
    subject = Subject("sources.delivery", str(delivery.pk))
    asked = frozenset({subject, Subject("sources.delivery", "999"), Subject("people.group", "hwb")})

    named = {}
    for known in panels.shown("records.subjects", viewer=keeper, key=asked):
        named |= known

    assert named[subject] == (
        f"Delivery {delivery.pk}: rows.csv",
        f"/deliveries/{delivery.pk}/",
    )
    assert Subject("sources.delivery", "999") not in named


def test_the_history_of_a_delivery_is_closed_to_those_who_may_not_see_it(delivery, keeper, sender):
    subject = Subject("sources.delivery", str(delivery.pk))

    assert "You may only see deliveries that you sent yourself." in panels.shown(
        "records.closed", viewer=sender, key=subject
    )
    assert panels.shown("records.closed", viewer=keeper, key=subject) == ()
