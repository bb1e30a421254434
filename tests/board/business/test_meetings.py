"""A meeting from the first date to confirmed minutes."""

from dataclasses import replace
from datetime import date

import pytest

from marram.board.actions import agendas, attendance, confirming, meetings, resolutions
from marram.board.models import AgendaItem, Attendance, Meeting
from marram.board.queries import meetings as queries
from marram.board.vocabulary.meetings import Conduct, Interest, ItemKind, Presence, Stage
from marram.foundation.verdicts import Conflict, Missing, Refused
from tests.records.replay import told_by_the_ledger
from tests.world import board
from tests.world.board import JULY, MAY, at
from tests.world.millbrook import NOW, TODAY


def page(viewer, code=JULY, on=TODAY):
    return queries.meeting_page(viewer=viewer, code=code, on=on)


def item(code, title):
    return AgendaItem.objects.get(meeting=code, title=title)


# --- Planning and publishing ----------------------------------------------------------------


@pytest.mark.database
def test_an_agenda_begins_with_the_standing_items_numbered_in_order(world, officer):
    found = [(each.printed, each.kind) for each in page(officer).items]

    assert found == [
        ("1", "apologies"),
        ("2", "minutes"),
        ("3", "declarations of interest"),
        ("4", "matters arising"),
        ("5", "sub-group updates"),
        ("6", "report"),
    ]


def test_an_officer_sees_how_long_there_is_to_publish(world, officer):
    notice = page(officer).notice

    assert notice.publish_by == date(2025, 7, 15)
    assert (notice.left, bool(notice.in_time)) == (5, True)


@pytest.mark.database
def test_papers_published_in_time_say_how_many_clear_days_the_public_has(world, officer, heard):
    meetings.publish_agenda(by=officer, at=NOW, code=JULY)

    found = page(officer)
    assert (found.stage, found.notice.clear_days) == (Stage.PUBLISHED, 8)
    assert found.late_because == ""
    assert all(each.published_on == TODAY for each in found.items)
    assert "AgendaPublished" in [type(event).__name__ for event in heard]


def test_late_papers_are_refused_until_somebody_says_why(world, officer):
    late = at(date(2025, 7, 17))

    with pytest.raises(Refused, match="3 clear working days instead of 5.*Say why"):
        meetings.publish_agenda(by=officer, at=late, code=JULY)

    meetings.publish_agenda(by=officer, at=late, code=JULY, because="The figures came late")
    assert page(officer, on=late.date()).late_because == "The figures came late"


def test_an_empty_agenda_is_not_published(world, officer):
    fields = {"title": "Board", "on": date(2025, 9, 10)}
    meetings.plan_meeting(by=officer, at=NOW, group="board", code="sept", fields=fields)

    with pytest.raises(Refused, match="The agenda has no items yet"):
        meetings.publish_agenda(by=officer, at=NOW, code="sept")


def test_items_are_numbered_anew_while_the_agenda_is_not_out(world, officer):
    first = agendas.add_item(
        by=officer, at=NOW, code=JULY, fields={"kind": "report", "title": "Carers"},
        after=item(JULY, "Sub-group updates").pk,
    )  # fmt: skip
    assert (first.number, item(JULY, "Warm homes").number) == ("6", "7")

    agendas.move_item(by=officer, at=NOW, item_id=first.pk, after=None)

    assert [each.title for each in page(officer).items][:2] == ["Carers", "Apologies for absence"]
    assert [each.printed for each in page(officer).items] == list("1234567")


def test_numbers_can_run_on_through_the_year(world, officer):
    fields = {"title": "Board", "on": date(2025, 9, 10), "first_number": 33}
    meetings.plan_meeting(by=officer, at=NOW, group="board", code="sept", fields=fields)

    begun = agendas.begin_agenda(by=officer, at=NOW, code="sept")

    assert [each.number for each in begun] == ["33", "34", "35", "36", "37"]


@pytest.fixture
def published(world, officer):
    meetings.publish_agenda(by=officer, at=NOW, code=JULY)
    return world


def test_a_late_item_keeps_the_other_numbers_as_they_are(published, officer):
    between = agendas.add_item(
        by=officer, at=NOW, code=JULY, fields={"kind": "report", "title": "Flood"},
        after=item(JULY, "Matters arising").pk,
    )  # fmt: skip
    last = agendas.add_item(
        by=officer, at=NOW, code=JULY, fields={"kind": "report", "title": "Heat"}
    )

    assert (between.number, last.number) == ("4A", "7")
    assert item(JULY, "Warm homes").number == "6"
    with pytest.raises(Refused, match="keep their order and numbers"):
        agendas.move_item(by=officer, at=NOW, item_id=last.pk, after=None)


@pytest.mark.database
def test_a_late_item_is_urgent_or_it_waits(published, officer):
    late = agendas.add_item(
        by=officer, at=NOW, code=JULY, fields={"kind": "report", "title": "Flood"}
    )
    on = at(date(2025, 7, 21))

    with pytest.raises(Refused, match="the chair is of the opinion that it is urgent"):
        meetings.publish_supplement(by=officer, at=on, code=JULY, item_ids=[late.pk])

    number = meetings.publish_supplement(
        by=officer, at=on, code=JULY, item_ids=[late.pk], because="The river rose on Sunday"
    )
    late.refresh_from_db()
    assert (number, late.supplement, late.published_on) == (1, 1, on.date())
    assert late.urgent_because == "The river rose on Sunday"


def test_a_paper_that_was_to_follow_comes_in_a_supplement_once(world, officer):
    homes = item(JULY, "Warm homes")
    agendas.amend_item(
        by=officer,
        at=NOW,
        item_id=homes.pk,
        seen_version=homes.version,
        fields={"to_follow": True},
    )
    meetings.publish_agenda(by=officer, at=NOW, code=JULY)

    meetings.publish_supplement(by=officer, at=NOW, code=JULY, item_ids=[homes.pk])

    homes.refresh_from_db()
    assert (homes.to_follow, homes.supplement) == (False, 1)
    with pytest.raises(Refused, match="published already, with its paper"):
        meetings.publish_supplement(by=officer, at=NOW, code=JULY, item_ids=[homes.pk])


def test_what_the_public_has_read_cannot_become_exempt(published, officer):
    homes = item(JULY, "Warm homes")
    exempt = {"exempt_under": "3", "exempt_because": "x", "public_interest": "y"}

    with pytest.raises(Refused, match="What the public has read stays public"):
        agendas.amend_item(
            by=officer, at=NOW, item_id=homes.pk, seen_version=homes.version, fields=exempt
        )


def test_an_item_that_two_people_change_shows_both_texts(world, officer):
    homes = item(JULY, "Warm homes")
    change = {"by": officer, "at": NOW, "item_id": homes.pk, "seen_version": homes.version}
    agendas.amend_item(**change, fields={"title": "Warm homes this winter"})

    with pytest.raises(Conflict) as conflict:
        agendas.amend_item(**change, fields={"title": "Homes"})
    assert conflict.value.theirs == {"title": "Warm homes this winter"}


def test_a_cancelled_meeting_says_why_and_can_be_planned_again(world, officer):
    with pytest.raises(Refused, match="Say in a sentence why"):
        meetings.cancel_meeting(by=officer, at=NOW, code=JULY, because=" ")

    meetings.cancel_meeting(by=officer, at=NOW, code=JULY, because="The hall is flooded")
    assert page(officer).cancelled_because == "The hall is flooded"

    meetings.plan_again(by=officer, at=NOW, code=JULY, on=date(2025, 7, 30))
    assert (page(officer).stage, page(officer).on) == (Stage.PLANNED, date(2025, 7, 30))


# --- The meeting ----------------------------------------------------------------------------


@pytest.fixture
def opened(published, officer):
    meetings.open_meeting(by=officer, at=at(board.JULY_ON), code=JULY)
    return published


@pytest.mark.database
def test_the_roll_puts_every_seat_down_once(opened, officer):
    called = attendance.call_the_roll(by=officer, at=NOW, code=JULY)

    assert [line.role for line in called] == [role for _, role, _ in board.SEATS]
    assert attendance.call_the_roll(by=officer, at=NOW, code=JULY) == []


def test_nothing_is_resolved_without_a_quorum(opened, officer):
    attendance.call_the_roll(by=officer, at=NOW, code=JULY)
    homes = item(JULY, "Warm homes")
    words = {"kind": "agree", "words": "Insulate 40 homes"}

    with pytest.raises(Refused, match="0 of the 3 members with a vote"):
        resolutions.resolve(by=officer, at=NOW, item_id=homes.pk, fields=words)

    board.come(officer, JULY)
    made = resolutions.resolve(by=officer, at=NOW, item_id=homes.pk, fields=words)
    assert made.pk == f"{JULY}-6-1"


def test_who_joined_from_elsewhere_makes_no_quorum(opened, officer):
    attendance.call_the_roll(by=officer, at=NOW, code=JULY)
    lines = Attendance.objects.filter(meeting=JULY)
    remote = {line.pk: (Presence.PRESENT.value, True) for line in lines}
    attendance.mark_presence(by=officer, at=NOW, code=JULY, presences=remote)

    assert page(officer).quorum.there == 0


def test_one_person_is_in_the_chair_and_may_be_elected_for_one_meeting(opened, officer):
    attendance.call_the_roll(by=officer, at=NOW, code=JULY)
    first, second = Attendance.objects.filter(meeting=JULY).order_by("pk")[:2]
    with pytest.raises(Refused, match="did not come to this meeting"):
        attendance.elect_chair(by=officer, at=NOW, attendance_id=second.pk)

    there = {line.pk: (Presence.PRESENT.value, False) for line in (first, second)}
    attendance.mark_presence(by=officer, at=NOW, code=JULY, presences=there)
    attendance.elect_chair(by=officer, at=NOW, attendance_id=second.pk)

    with pytest.raises(Refused, match="Somebody is in the chair already"):
        attendance.elect_chair(by=officer, at=NOW, attendance_id=first.pk)
    line = next(each for each in page(officer).attendance if each.presence == Presence.CHAIR)
    assert (line.role, line.basis) == ("Cabinet member for health", "elected for this meeting")


@pytest.mark.database
def test_an_interest_is_declared_in_an_item_with_what_the_member_did(opened, officer, member):
    board.come(officer, JULY)
    line = Attendance.objects.filter(meeting=JULY).order_by("pk")[1]
    homes = item(JULY, "Warm homes")
    told = {"interest": Interest.PECUNIARY.value, "nature": "Owns a flat there"}
    declare = {"by": member, "at": NOW, "item_id": homes.pk, "attendance_id": line.pk}

    with pytest.raises(Refused, match="leaves the room"):
        attendance.declare_interest(**declare, fields={**told, "conduct": Conduct.STAYED.value})
    attendance.declare_interest(**declare, fields={**told, "conduct": Conduct.LEFT.value})

    (declared,) = page(member).items[5].declarations
    assert (declared.role, declared.nature, declared.conduct) == (
        "Cabinet member for health",
        "Owns a flat there",
        "left the room",
    )


def test_of_a_sensitive_interest_members_read_that_there_is_one(opened, officer, member, heard):
    board.come(officer, JULY)
    line = Attendance.objects.filter(meeting=JULY).order_by("pk")[1]
    attendance.declare_interest(
        by=officer,
        at=NOW,
        item_id=item(JULY, "Warm homes").pk,
        attendance_id=line.pk,
        fields={
            "interest": Interest.PERSONAL.value,
            "nature": "A brother in hiding",
            "conduct": Conduct.LEFT.value,
            "sensitive": True,
        },
    )

    assert "hiding" not in str(heard[-1])
    assert page(officer).items[5].declarations[0].nature == "A brother in hiding"
    assert "section 32" in page(member).items[5].declarations[0].nature


def test_minutes_are_typed_from_the_opening_to_the_confirmation(world, officer):
    falls = item(MAY, "Falls in older people")
    minute = {"by": officer, "at": NOW, "item_id": falls.pk, "minute": "Members asked."}
    agendas.minute_item(**minute, seen_version=falls.version)
    homes = item(JULY, "Warm homes")
    with pytest.raises(Refused, match="Open the meeting before you minute it"):
        agendas.minute_item(
            by=officer, at=NOW, item_id=homes.pk, minute="x", seen_version=homes.version
        )

    meetings.publish_agenda(by=officer, at=NOW, code=JULY)
    meetings.open_meeting(by=officer, at=at(board.JULY_ON), code=JULY)
    board.come(officer, JULY)
    confirming.confirm_minutes(by=officer, at=at(board.JULY_ON), code=MAY, at_meeting=JULY)

    falls.refresh_from_db()
    with pytest.raises(Refused, match="The minutes of .* are confirmed"):
        agendas.minute_item(**minute, seen_version=falls.version)
    found = page(officer, MAY)
    assert (found.stage, found.confirmed_at, found.confirmed_on) == (
        Stage.CONFIRMED,
        JULY,
        board.JULY_ON,
    )


# --- Sub-groups -----------------------------------------------------------------------------


def test_the_standing_item_collects_what_each_formal_sub_group_did(world, officer):
    (update,) = page(officer).sub_groups

    assert [(each.on, each.summary) for each in update.met] == [
        (date(2025, 6, 18), "Agreed the falls classes.")
    ]
    assert not update.did_not_meet


def test_a_sub_group_that_did_not_meet_is_listed_too(world, officer):
    (update,) = page(officer, MAY).sub_groups

    assert (update.met, update.did_not_meet) == ((), True)


def test_a_sub_group_may_speak_for_itself(world, partner):
    speaker = replace(partner, groups=frozenset({"ageing_well"}))

    agendas.tell_for_sub_group(
        by=speaker, at=NOW, code=JULY, group="ageing_well", words="Two classes are full."
    )

    assert page(speaker).sub_groups[0].words == "Two classes are full."
    with pytest.raises(Refused, match="Only board officers"):
        agendas.tell_for_sub_group(
            by=partner, at=NOW, code=JULY, group="ageing_well", words="Not mine"
        )


# --- Who may, and the ledger ----------------------------------------------------------------


@pytest.mark.parametrize("role", ["board-member", "partner-contributor", "auditor"])
def test_only_officers_keep_the_business(world, millbrook, role):
    by = board.actor(millbrook, role)
    sentence = "Only board officers and administrators may change the board's business."

    for refused in (
        lambda: meetings.publish_agenda(by=by, at=NOW, code=JULY),
        lambda: agendas.begin_agenda(by=by, at=NOW, code=JULY),
        lambda: meetings.cancel_meeting(by=by, at=NOW, code=JULY, because="x"),
        lambda: attendance.call_the_roll(by=by, at=NOW, code=MAY),
        lambda: resolutions.resolve(by=by, at=NOW, item_id=1, fields={}),
    ):
        with pytest.raises(Refused, match=sentence):
            refused()


def test_a_meeting_that_is_not_there_is_missing(world, officer):
    with pytest.raises(Missing, match="There is no meeting nowhere."):
        page(officer, "nowhere")


@pytest.mark.database
def test_the_ledger_tells_the_life_of_a_meeting_and_an_item(published, officer):
    meeting = Meeting.objects.get(pk=JULY)
    homes = item(JULY, "Warm homes")

    told_by_the_ledger(
        meeting,
        subject=meetings.MEETING.of(meeting),
        fields={name: name for name in ("title", "on", "stage", "published_on", "mode")},
    )
    told_by_the_ledger(
        homes,
        subject=meetings.item_keeper(officer, NOW).noun.of(homes),
        fields={name: name for name in ("title", "number", "position", "published_on")},
    )


@pytest.mark.database
def test_a_meeting_asks_as_many_queries_with_fifty_items_as_with_one(
    world, officer, django_assert_max_num_queries
):
    def note(number):
        fields = {"kind": ItemKind.TO_NOTE.value, "title": f"Note {number}"}
        added = agendas.add_item(by=officer, at=NOW, code=JULY, fields=fields)
        words = {"kind": "note", "words": f"Note {number}"}
        resolutions.recommend(by=officer, at=NOW, item_id=added.pk, fields=words)

    def asked():
        with django_assert_max_num_queries(34) as queries_asked:
            page(officer)
        return len(queries_asked)

    note(0)
    few = asked()
    for number in range(1, 50):
        note(number)

    assert asked() == few
