"""Definitions and mappings that one analyst sends are accepted by another."""

from dataclasses import replace

import pytest

from marram.foundation.verdicts import Refused
from marram.indicators import queries
from marram.sources import actions
from marram.sources import queries as deliveries
from tests.world.millbrook import NOW, address


pytestmark = pytest.mark.database
DEFINITION = {
    "indicator_id": "steps",
    "title": "People who walk",
    "measure": "count",
    "unit": "people",
    "polarity": "high is good",
}


@pytest.fixture
def colleague(millbrook):
    return replace(millbrook.analyst, key="user:4711", name="Another analyst")


def sent(by, layout="indicators", row=DEFINITION):
    return actions.receive_rows(by=by, at=NOW, layout=layout, rows=[row])


def test_another_analyst_accepts_a_definition(millbrook, colleague):
    delivery = sent(millbrook.analyst)

    counts = actions.accept_delivery(by=colleague, at=NOW, delivery_id=delivery.pk)

    assert counts.created == 1
    assert queries.definition(viewer=colleague, slug="steps").title == "People who walk"


def test_nobody_accepts_their_own_and_the_page_says_so(millbrook):
    delivery = sent(millbrook.analyst)
    sentence = "You sent this yourself. Ask a colleague who keeps these, or an administrator."

    with pytest.raises(Refused, match=sentence):
        actions.accept_delivery(by=millbrook.analyst, at=NOW, delivery_id=delivery.pk)

    page = deliveries.delivery(viewer=millbrook.analyst, number=delivery.pk)
    assert (page.may_accept.reason, page.may_decline.reason) == (sentence, sentence)


def test_an_administrator_accepts_as_before(millbrook):
    delivery = sent(millbrook.administrator)

    actions.accept_delivery(by=millbrook.administrator, at=NOW, delivery_id=delivery.pk)


def test_another_analyst_declines_with_a_reason(millbrook, colleague, heard):
    delivery = sent(millbrook.analyst)

    actions.decline_delivery(by=colleague, at=NOW, delivery_id=delivery.pk, reason="Which steps?")

    assert (heard[-1].by, heard[-1].after["reason"]) == ("user:4711", "Which steps?")


@pytest.mark.parametrize("layout", ["data-sources", "indicators", "sheet-mappings", "sheet-names"])
def test_every_layout_of_meanings_has_a_second_pair_of_eyes(layout, millbrook, colleague):
    from marram.sources.vocabulary import offered

    assert offered()[layout].second == "indicators.define"


def test_figures_still_wait_for_who_may_accept_deliveries(millbrook, colleague):
    row = {"indicator_id": "steps", "place": "council", "period": "2024", "value": "4"}
    actions.accept_delivery(by=colleague, at=NOW, delivery_id=sent(millbrook.analyst).pk)
    delivery = sent(millbrook.analyst, "observations", row)

    with pytest.raises(Refused, match="You may not accept or decline deliveries."):
        actions.accept_delivery(by=colleague, at=NOW, delivery_id=delivery.pk)


def test_who_keeps_no_definitions_does_not_decide_on_them(millbrook):
    delivery = sent(millbrook.analyst)

    with pytest.raises(Refused, match="You may not accept or decline deliveries."):
        actions.accept_delivery(by=millbrook.lead, at=NOW, delivery_id=delivery.pk)


def test_the_button_of_a_colleague_accepts(millbrook, client):
    from marram.people import actions as people
    from marram.people.models import User

    user = people.open_account(
        by=millbrook.administrator, at=NOW, on=NOW.date(), email=address("second"),
        name="Second", password=None, roles=["analyst"], organisations=[],
    )  # fmt: skip
    delivery = sent(millbrook.analyst)
    client.force_login(User.objects.get(pk=user.pk))

    sent_in = client.post(f"/deliveries/{delivery.pk}/accept/", {"version": 1}, follow=True)

    assert sent_in.status_code == 200
    assert queries.definition(viewer=millbrook.analyst, slug="steps").slug == "steps"
