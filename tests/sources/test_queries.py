"""What each viewer is told about deliveries, and what that costs."""

import pytest

from marram.foundation.verdicts import Missing, Refused
from marram.sources import actions, queries
from marram.sources.vocabulary import Counts, Stage
from tests.sources import organisations


pytestmark = pytest.mark.django_db


@pytest.fixture
def deliver(at):
    def deliver(*rows, by):
        return actions.receive_delivery(
            by=by,
            at=at,
            layout="organisations",
            file_name="rows.csv",
            content=organisations.written(rows),
        )

    return deliver


def rows(count, start=0):
    return [organisations.row(f"org-{number}") for number in range(start, start + count)]


BAD = organisations.row("Not a key")


def test_people_who_send_files_see_their_own_and_keepers_see_all(deliver, sender, keeper):
    mine = deliver(*rows(1), by=sender)
    deliver(*rows(2), by=keeper)

    assert [line.number for line in queries.deliveries(viewer=sender).lines] == [mine.pk]
    assert len(queries.deliveries(viewer=keeper).lines) == 2


def test_a_resident_sees_no_delivery(deliver, keeper, resident):
    delivery = deliver(*rows(1), by=keeper)

    with pytest.raises(Refused, match="You may not see deliveries"):
        queries.deliveries(viewer=resident)
    with pytest.raises(Missing):
        queries.delivery(viewer=resident, number=delivery.pk)


def test_somebody_elses_delivery_is_missing_like_one_that_is_not_there(deliver, keeper, sender):
    delivery = deliver(*rows(1), by=keeper)

    for number in (delivery.pk, 9999):
        for ask in (queries.delivery, queries.original, queries.findings):
            with pytest.raises(Missing, match=f"There is no delivery {number} that you may see"):
                ask(viewer=sender, number=number)


def test_the_list_can_be_narrowed_by_stage_and_kind(deliver, keeper, at):
    accepted = deliver(*rows(1), by=keeper)
    actions.accept_delivery(by=keeper, at=at, delivery_id=accepted.pk)
    waiting = deliver(*rows(2), by=keeper)

    found = queries.deliveries(viewer=keeper, stage="received", layout="organisations")

    assert [line.number for line in found.lines] == [waiting.pk]
    assert queries.deliveries(viewer=keeper, layout="areas").lines == ()


def test_a_delivery_tells_its_rows_its_faults_and_what_may_be_done(deliver, keeper):
    delivery = deliver(*rows(2), BAD, by=keeper)

    page = queries.delivery(viewer=keeper, number=delivery.pk)

    assert (page.proposed, page.set_aside, page.layout) == (2, 1, "Organisations")
    assert page.rows[0].cells[:4] == ("org-0", "The org-0 of Millbrook", "", "VCSE")
    assert [(found.row, found.column) for found in page.findings] == [(4, "Key")]
    assert page.may_accept and page.may_decline and page.may_check_again


def test_buttons_say_why_they_cannot_be_pressed(deliver, sender, keeper, at):
    delivery = deliver(*rows(1), by=sender)

    seen_by_sender = queries.delivery(viewer=sender, number=delivery.pk)
    assert "You may not accept" in seen_by_sender.may_accept.reason
    assert "No row" in seen_by_sender.may_check_again.reason

    actions.accept_delivery(by=keeper, at=at, delivery_id=delivery.pk)
    page = queries.delivery(viewer=keeper, number=delivery.pk)
    assert "is accepted already" in page.may_accept.reason
    assert (page.stage, page.outcome) == (Stage.ACCEPTED, Counts(created=1))


def test_a_long_delivery_is_shown_in_pages(deliver, keeper):
    delivery = deliver(*rows(queries.PAGE + 5), by=keeper)

    last = queries.delivery(viewer=keeper, number=delivery.pk, page=2)
    beyond = queries.delivery(viewer=keeper, number=delivery.pk, page=99)

    assert (last.page, last.pages, len(last.rows)) == (2, 2, 5)
    assert beyond.rows == last.rows


def test_the_original_comes_back_byte_for_byte(deliver, keeper):
    delivery = deliver(*rows(3), by=keeper)

    assert queries.original(viewer=keeper, number=delivery.pk).content == organisations.written(
        rows(3)
    )


@pytest.mark.parametrize("count", [1, 50])
def test_a_delivery_costs_the_same_however_many_rows_it_has(
    count, deliver, keeper, django_assert_max_num_queries
):
    bad = [organisations.row(f"Bad {number}") for number in range(count)]
    delivery = deliver(*rows(count), *bad, by=keeper)

    with django_assert_max_num_queries(5) as asked:
        page = queries.delivery(viewer=keeper, number=delivery.pk)

    assert len(asked) == 5
    assert len(page.findings) == len(page.rows) == count


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_costs_the_same_however_long_it_is(
    count, deliver, keeper, django_assert_num_queries
):
    for number in range(count):
        deliver(organisations.row(f"org-{number}"), by=keeper)

    with django_assert_num_queries(4):
        page = queries.deliveries(viewer=keeper)

    assert len(page.lines) == count


def test_the_original_and_the_findings_cost_two_queries(deliver, keeper, django_assert_num_queries):
    delivery = deliver(*rows(3), BAD, by=keeper)

    with django_assert_num_queries(2):
        queries.original(viewer=keeper, number=delivery.pk)
    with django_assert_num_queries(2):
        name, found = queries.findings(viewer=keeper, number=delivery.pk)
    assert (name, len(found)) == ("rows.csv", 1)


def test_only_those_who_may_deliver_are_shown_the_kinds_of_file(sender, resident):
    assert "organisations" in [line.slug for line in queries.layouts(viewer=sender)]
    assert queries.layouts(viewer=resident) == ()
    with pytest.raises(Refused):
        queries.layout(viewer=resident, slug="organisations")
    with pytest.raises(Missing):
        queries.layout(viewer=sender, slug="weather")
