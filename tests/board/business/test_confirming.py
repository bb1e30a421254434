"""Minutes are confirmed at the next meeting, which resolves it by itself; it can be undone."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from marram.board.actions import agendas, confirming, links, meetings
from marram.board.models import AgendaItem, Meeting, Resolution
from marram.board.queries import meetings as queries
from marram.board.vocabulary.meetings import Stage
from marram.board.vocabulary.resolutions import Standing, Touched
from marram.foundation.verdicts import Refused
from tests.board.business.clients import browser
from tests.records.replay import told_by_the_ledger
from tests.world import board
from tests.world.board import JULY, MAY, at
from tests.world.millbrook import NOW, TODAY


@pytest.fixture
def july(world, officer):
    """The meeting of July, open and quorate."""
    meetings.publish_agenda(by=officer, at=NOW, code=JULY)
    meetings.open_meeting(by=officer, at=at(board.JULY_ON), code=JULY)
    board.come(officer, JULY)
    return world


def confirm(by, correction=""):
    return confirming.confirm_minutes(
        by=by, at=at(board.JULY_ON), code=MAY, at_meeting=JULY, correction=correction
    )


def take_back(by, because="The wrong meeting"):
    return confirming.take_back_confirmation(by=by, at=at(board.JULY_ON), code=MAY, because=because)


def page(viewer, code):
    return queries.meeting_page(viewer=viewer, code=code, on=TODAY)


@pytest.mark.database
def test_confirming_minutes_writes_the_resolution_in_those_of_the_next_meeting(july, officer):
    made = confirm(officer)

    (item,) = [each for each in page(officer, JULY).items if each.kind == "minutes"]
    (line,) = item.resolutions
    assert line.words == "The minutes of 14 May 2025 are confirmed as a correct record."
    assert (line.code, line.standing) == (made.pk, Standing.SETTLED)
    found = page(officer, MAY)
    assert (found.stage, found.confirmed_at, found.confirmed_by) == (
        Stage.CONFIRMED,
        JULY,
        made.pk,
    )


def test_minutes_confirmed_with_changes_show_the_changed_words_on_both_pages(july, officer):
    changed = "Item 4: for “a second class” read “two classes”."
    confirm(officer, changed)
    meetings.publish_minutes(by=officer, at=at(board.JULY_ON), code=MAY)
    meetings.end_meeting(by=officer, at=at(board.JULY_ON, 12), code=JULY)
    meetings.publish_minutes(by=officer, at=at(board.JULY_ON), code=JULY)

    for code in (MAY, JULY):
        assert changed in Client().get(f"/meetings/{code}/").content.decode()


def test_of_minutes_that_are_not_published_nobody_reads_what_was_changed(july, officer, resident):
    confirm(officer, "Item 4: it rained.")

    assert page(resident, MAY).correction == ""


def test_minutes_are_confirmed_once(july, officer):
    made = confirm(officer)

    with pytest.raises(Refused, match="is “minutes confirmed” and stays so"):
        confirm(officer)
    assert Resolution.objects.filter(confirms=MAY).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Resolution.objects.exclude(pk=made.pk).update(confirms=MAY)


@pytest.mark.database
def test_a_confirmation_is_taken_back_with_its_resolution_and_made_again(july, officer, heard):
    first = confirm(officer, "A word")

    take_back(officer)

    found = page(officer, MAY)
    assert (found.stage, found.confirmed_at, found.correction) == (Stage.HELD, "", "")
    assert not Resolution.objects.filter(pk=first.pk).exists()
    assert [type(event).__name__ for event in heard[-2:]] == [
        "ConfirmationTakenBack",
        "ResolutionTakenBack",
    ]
    assert confirm(officer).pk == first.pk


def test_what_is_confirmed_in_confirmed_minutes_stays(july, officer):
    confirm(officer)
    fields = {"title": "Board", "on": board.JULY_ON.replace(month=9)}
    meetings.end_meeting(by=officer, at=at(board.JULY_ON, 12), code=JULY)
    meetings.plan_meeting(by=officer, at=NOW, group="board", code="sept", fields=fields)
    agendas.begin_agenda(by=officer, at=NOW, code="sept")
    meetings.publish_agenda(by=officer, at=at(fields["on"]), code="sept", because="Late")
    meetings.open_meeting(by=officer, at=at(fields["on"]), code="sept")
    board.come(officer, "sept")
    confirming.confirm_minutes(by=officer, at=at(fields["on"]), code=JULY, at_meeting="sept")

    with pytest.raises(Refused, match="The minutes of Health and Wellbeing Board are confirmed"):
        take_back(officer)


def test_a_confirmation_that_something_hangs_on_stays(july, officer):
    made = confirm(officer)
    links.tell_consequence(
        by=officer, at=NOW, code=made.pk, kind=Touched.GROUP, key="board", changed="changed"
    )

    with pytest.raises(Refused, match="was reported back on or linked, so it stays"):
        take_back(officer)


def test_a_confirmation_is_taken_back_for_a_reason(july, officer):
    confirm(officer)

    with pytest.raises(Refused, match="Say in a sentence why"):
        take_back(officer, " ")


def test_what_is_not_confirmed_cannot_be_taken_back(july, officer):
    with pytest.raises(Refused, match="are not confirmed"):
        take_back(officer)


def test_minutes_are_confirmed_by_a_later_meeting_that_has_begun(world, officer):
    with pytest.raises(Refused, match="has not begun"):
        confirm(officer)
    with pytest.raises(Refused, match="Choose one after the meeting itself"):
        confirming.confirm_minutes(by=officer, at=NOW, code=MAY, at_meeting=MAY)


def test_nothing_is_confirmed_without_a_quorum(world, officer):
    meetings.publish_agenda(by=officer, at=NOW, code=JULY)
    meetings.open_meeting(by=officer, at=at(board.JULY_ON), code=JULY)

    with pytest.raises(Refused, match="0 of the 3 members"):
        confirm(officer)
    assert Meeting.objects.get(pk=MAY).stage == Stage.HELD


def test_the_agenda_needs_an_item_for_the_minutes(july, officer):
    item = AgendaItem.objects.get(meeting=JULY, kind="minutes")
    agendas.withdraw_item(by=officer, at=NOW, item_id=item.pk, because="x")

    with pytest.raises(Refused, match="has no item for the minutes of the meeting before"):
        confirm(officer)


@pytest.mark.parametrize("role", ["board-member", "legal-officer", "partner-contributor"])
def test_only_officers_confirm_and_take_back(july, millbrook, officer, role):
    by = board.actor(millbrook, role)
    with pytest.raises(Refused, match="Only board officers"):
        confirm(by)
    confirm(officer)
    with pytest.raises(Refused, match="Only board officers"):
        take_back(by)


def test_minutes_are_confirmed_and_taken_back_by_their_pages(july):
    office = browser("board-officer")
    told = {"code": MAY, "correction": "Item 4: it rained."}

    answer = office.post(f"/meetings/{JULY}/minutes/confirm/", told, follow=True)
    assert "The minutes are confirmed, and the resolution is written." in answer.content.decode()
    assert "with this change: Item 4: it rained." in answer.content.decode()
    here = f"/meetings/{MAY}/"
    assert "Take back that these minutes are confirmed" in office.get(here).content.decode()
    answer = office.post(f"{here}minutes/take-back/", {"because": "Too early"}, follow=True)

    assert "The minutes are a draft again." in answer.content.decode()


@pytest.mark.database
def test_the_ledger_tells_that_minutes_were_confirmed(july, officer):
    confirm(officer, "A word")
    meeting = Meeting.objects.get(pk=MAY)

    told_by_the_ledger(
        meeting,
        subject=meetings.MEETING.of(meeting),
        fields={name: name for name in ("stage", "correction")},
    )
