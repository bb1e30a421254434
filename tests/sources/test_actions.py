"""What happens to a delivery from the day it is sent."""

import hashlib
import io

import pytest
from django.db import IntegrityError, transaction

from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.people.models import Organisation
from marram.sources import actions
from marram.sources.models import DeliveredFile, Delivery, Finding, ProposedRow
from marram.sources.vocabulary import Counts, RowState, Stage, Way
from tests.sources import organisations


pytestmark = pytest.mark.django_db

GOOD = organisations.row("dunes_trust")
BAD = organisations.row("Dunes Trust", sector="charity")
# Right as soon as somebody has added the parks department.
EARLY = organisations.row("park_rangers", part_of="parks")
PARKS = organisations.row("parks")


@pytest.fixture
def deliver(keeper, at):
    def deliver(*rows, by=keeper, at=at, file_name="organisations.csv", **more):
        return actions.receive_delivery(
            by=by,
            at=at,
            layout="organisations",
            file_name=file_name,
            content=organisations.written(rows),
            **more,
        )

    return deliver


def slugs():
    return set(Organisation.objects.order_by("slug").values_list("slug", flat=True))


def told(heard):
    return [type(event).__name__ for event in heard]


def states(delivery):
    return [row.state for row in delivery.rows.all()]


# --- Receiving ------------------------------------------------------------------------------


def test_a_file_is_kept_as_it_came_with_its_hash(deliver, at):
    content = organisations.written([GOOD])

    delivery = deliver(GOOD, note=" From the register ")

    assert bytes(delivery.file.content) == content
    assert delivery.file_id == hashlib.sha256(content).hexdigest()
    assert (delivery.note, delivery.sent_at, delivery.way) == ("From the register", at, Way.FILE)


def test_good_rows_are_proposed_and_bad_ones_set_aside_with_the_cell_and_what_to_do(deliver):
    delivery = deliver(GOOD, BAD)

    assert states(delivery) == [RowState.PROPOSED, RowState.QUARANTINED]
    findings = Finding.objects.order_by("pk").values_list("row__row_number", "column", "sentence")
    assert [(row, column) for row, column, _ in findings] == [(3, "slug"), (3, "sector")]
    assert "Use up to 60 small letters" in findings[0][2]


def test_nothing_is_written_until_somebody_accepts(deliver, heard):
    deliver(GOOD)

    assert slugs() == set()
    assert told(heard) == ["DeliveryReceived"]
    assert (heard[0].after["proposed"], heard[0].after["set_aside"]) == (1, 0)


def test_a_stream_is_read_as_the_bytes_in_it(keeper, at):
    content = organisations.written([GOOD])

    delivery = actions.receive_delivery(
        by=keeper, at=at, layout="organisations", file_name="x.csv", content=io.BytesIO(content)
    )

    assert bytes(delivery.file.content) == content


def test_a_file_name_is_kept_without_the_folders_of_its_sender(deliver):
    assert deliver(GOOD, file_name="C:\\Users\\me\\rows\x07.csv").file_name == "rows.csv"


def test_somebody_who_may_not_deliver_is_told_so_and_nothing_is_kept(deliver, resident):
    with pytest.raises(Refused, match="You may not send files"):
        deliver(GOOD, by=resident)

    assert not DeliveredFile.objects.exists()


def test_a_layout_that_nobody_offers_is_missing(keeper, at):
    with pytest.raises(Missing, match="Nothing takes in deliveries called “weather”"):
        actions.receive_delivery(
            by=keeper, at=at, layout="weather", file_name="x.csv", content=b"a,b\n1,2"
        )


def test_rows_typed_into_a_form_become_a_delivery_with_a_file_of_its_own(keeper, at):
    delivery = actions.receive_rows(by=keeper, at=at, layout="organisations", rows=[GOOD])

    assert (delivery.way, states(delivery)) == (Way.FORM, [RowState.PROPOSED])
    assert bytes(delivery.file.content) == organisations.written([GOOD])


def test_typed_text_that_looks_like_a_formula_is_kept_as_it_was_typed(keeper, at):
    typed = organisations.row("odd", name="=HYPERLINK(1)", short_name="'-quoted")

    delivery = actions.receive_rows(by=keeper, at=at, layout="organisations", rows=[typed])

    values = delivery.rows.get().values
    assert (values["name"], values["short_name"]) == ("=HYPERLINK(1)", "'-quoted")


# --- Accepting ------------------------------------------------------------------------------


@pytest.mark.database
def test_accepting_writes_the_proposed_rows_and_says_which_were_set_aside(
    deliver, keeper, at, heard
):
    delivery = deliver(GOOD, BAD)

    counts = actions.accept_delivery(by=keeper, at=at, delivery_id=delivery.pk)

    assert (counts, slugs()) == (Counts(created=1), {"dunes_trust"})
    assert told(heard) == ["DeliveryReceived", "OrganisationAdded", "DeliveryAccepted"]
    assert heard[-1].after["set_aside"] == ["3"]
    delivery.refresh_from_db()
    assert (delivery.stage, delivery.decided_by) == (Stage.ACCEPTED, keeper.key)


@pytest.mark.database
def test_the_same_file_twice_changes_nothing(deliver, keeper, at, heard):
    first = deliver(GOOD)
    actions.accept_delivery(by=keeper, at=at, delivery_id=first.pk)
    before = told(heard)

    second = deliver(GOOD, file_name="again.csv")
    counts = actions.accept_delivery(by=keeper, at=at, delivery_id=second.pk)

    assert (second.pk, counts) == (first.pk, Counts(unchanged=1))
    assert told(heard) == before


def test_the_same_rows_in_another_file_change_nothing_they_describe(deliver, keeper, at, heard):
    for rows in ([GOOD, PARKS], [PARKS, GOOD]):
        delivery = deliver(*rows)
        counts = actions.accept_delivery(by=keeper, at=at, delivery_id=delivery.pk)

    assert counts == Counts(unchanged=2)
    assert told(heard).count("OrganisationAdded") == 2
    assert "OrganisationAmended" not in told(heard)


def test_an_old_file_sent_again_does_not_undo_what_was_done_since(deliver, keeper, at):
    old = deliver(GOOD)
    actions.accept_delivery(by=keeper, at=at, delivery_id=old.pk)
    newer = deliver({**GOOD, "name": "The new name"})
    actions.accept_delivery(by=keeper, at=at, delivery_id=newer.pk)

    again = deliver(GOOD)
    actions.accept_delivery(by=keeper, at=at, delivery_id=again.pk)

    assert Organisation.objects.get().name == "The new name"


@pytest.mark.database
def test_a_row_that_no_longer_fits_stops_the_whole_delivery(deliver, keeper, at):
    parks = deliver(PARKS)
    actions.accept_delivery(by=keeper, at=at, delivery_id=parks.pk)
    delivery = deliver(GOOD, EARLY)
    Organisation.objects.all().delete()

    with pytest.raises(Refused, match="Row 3 of delivery .* no longer fits what is on record"):
        actions.accept_delivery(by=keeper, at=at, delivery_id=delivery.pk)

    assert slugs() == set()
    delivery.refresh_from_db()
    assert delivery.stage == Stage.RECEIVED


@pytest.mark.database
def test_what_the_room_refuses_undoes_the_whole_acceptance(deliver, keeper, at, heard):
    """Accepting takes the right to accept, and the right to write where the rows go."""
    delivery = deliver(GOOD)
    stranger = type(keeper)(
        key="user:9", name="Cy", permissions=frozenset({"sources.accept", "sources.deliver"})
    )

    with pytest.raises(Refused):
        actions.accept_delivery(by=stranger, at=at, delivery_id=delivery.pk)

    assert slugs() == set()
    assert told(heard) == ["DeliveryReceived"]


def test_a_delivery_without_a_good_row_cannot_be_accepted(deliver, keeper, at):
    delivery = deliver(BAD)

    with pytest.raises(Refused, match="Every row of delivery .* is set aside"):
        actions.accept_delivery(by=keeper, at=at, delivery_id=delivery.pk)


def test_whoever_only_sends_may_not_accept(deliver, sender, at):
    delivery = deliver(GOOD, by=sender)

    with pytest.raises(Refused, match="You may not accept or decline deliveries"):
        actions.accept_delivery(by=sender, at=at, delivery_id=delivery.pk)


def test_a_delivery_that_is_not_there_is_missing(keeper, at, db):
    with pytest.raises(Missing, match="There is no delivery 99"):
        actions.accept_delivery(by=keeper, at=at, delivery_id=99)


# --- Declining ------------------------------------------------------------------------------


def test_a_declined_delivery_writes_nothing_and_keeps_the_reason(deliver, keeper, at, heard):
    delivery = deliver(GOOD)

    actions.decline_delivery(by=keeper, at=at, delivery_id=delivery.pk, reason=" Last year’s. ")

    delivery.refresh_from_db()
    assert (delivery.stage, delivery.reason, slugs()) == (Stage.DECLINED, "Last year’s.", set())
    assert heard[-1].after == {"stage": "declined", "reason": "Last year’s."}


def test_declining_needs_a_reason(deliver, keeper, at):
    delivery = deliver(GOOD)

    with pytest.raises(Refused, match="Say why you decline"):
        actions.decline_delivery(by=keeper, at=at, delivery_id=delivery.pk, reason="  ")


def test_a_delivery_is_decided_once(deliver, keeper, at):
    delivery = deliver(GOOD)
    actions.decline_delivery(by=keeper, at=at, delivery_id=delivery.pk, reason="No.")

    with pytest.raises(Refused, match="is declined already"):
        actions.accept_delivery(by=keeper, at=at, delivery_id=delivery.pk)


def test_a_declined_file_may_be_sent_again_as_a_new_delivery(deliver, keeper, at):
    declined = deliver(GOOD)
    actions.decline_delivery(by=keeper, at=at, delivery_id=declined.pk, reason="Too early.")

    again = deliver(GOOD)

    assert again.pk != declined.pk
    assert again.file_id == declined.file_id
    assert states(again) == [RowState.PROPOSED]


# --- Checking again -------------------------------------------------------------------------


@pytest.fixture
def parks_added(deliver, keeper, at):
    def add():
        actions.accept_delivery(by=keeper, at=at, delivery_id=deliver(PARKS).pk)

    return add


def test_a_row_set_aside_is_proposed_once_what_it_names_is_there(
    deliver, keeper, at, heard, parks_added
):
    delivery = deliver(GOOD, EARLY)
    assert states(delivery) == [RowState.PROPOSED, RowState.QUARANTINED]
    parks_added()

    same = actions.check_again(by=keeper, at=at, delivery_id=delivery.pk)

    assert (same.pk, same.version) == (delivery.pk, 2)
    assert states(same) == [RowState.PROPOSED, RowState.PROPOSED]
    assert not Finding.objects.exists()
    assert told(heard)[-1] == "DeliveryCheckedAgain"


def test_the_rest_of_an_accepted_file_comes_as_a_delivery_of_its_own(
    deliver, keeper, at, parks_added
):
    first = deliver(GOOD, EARLY, BAD)
    actions.accept_delivery(by=keeper, at=at, delivery_id=first.pk)
    parks_added()

    rest = deliver(GOOD, EARLY, BAD)
    counts = actions.accept_delivery(by=keeper, at=at, delivery_id=rest.pk)

    assert rest.pk != first.pk
    assert [(row.row_number, row.state) for row in rest.rows.all()] == [
        (3, RowState.PROPOSED),
        (4, RowState.QUARANTINED),
    ]
    assert counts == Counts(created=1)
    assert deliver(GOOD, EARLY, BAD).pk == rest.pk


def test_checking_again_what_is_still_wrong_changes_and_tells_nothing(deliver, keeper, at, heard):
    delivery = deliver(GOOD, BAD)

    again = actions.check_again(by=keeper, at=at, delivery_id=delivery.pk)

    assert (again.pk, again.version) == (delivery.pk, 1)
    assert told(heard) == ["DeliveryReceived"]


def test_whoever_accepts_must_have_seen_the_rows_that_are_there_now(
    deliver, keeper, at, parks_added
):
    delivery = deliver(GOOD, EARLY)
    parks_added()
    actions.check_again(by=keeper, at=at, delivery_id=delivery.pk)

    with pytest.raises(Conflict, match="was checked again while you looked at it") as conflict:
        actions.accept_delivery(by=keeper, at=at, delivery_id=delivery.pk, seen_version=1)

    assert conflict.value.version == 2
    assert "park_rangers" not in slugs()


# --- What the tables themselves refuse ------------------------------------------------------


@pytest.mark.database
@pytest.mark.parametrize(
    "change",
    [
        {"stage": "accepted"},
        {"stage": "declined", "decided_by": "user:8"},
        {"decided_by": "user:8"},
        {"created": 1},
    ],
    ids=["accepted by nobody", "declined without a reason", "decided too early", "counted early"],
)
def test_the_database_refuses_a_delivery_that_contradicts_itself(deliver, change):
    delivery = deliver(GOOD)

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(**change)


@pytest.mark.database
def test_the_database_holds_a_row_of_a_sheet_once(deliver):
    delivery = deliver(GOOD)

    with pytest.raises(IntegrityError), transaction.atomic():
        ProposedRow.objects.create(
            delivery=delivery, row_number=2, values={}, state=RowState.PROPOSED
        )
