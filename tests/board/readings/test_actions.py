"""Reading a published paper: nothing is on record before somebody accepts it."""

from dataclasses import replace

import pytest

from marram.board.actions import readings as actions
from marram.board.events import readings as events
from marram.board.models import (
    AgendaItem,
    Attendance,
    Meeting,
    Proposal,
    Reading,
    Report,
    Resolution,
)
from marram.board.vocabulary.readings import Kind, State
from marram.foundation.verdicts import Conflict, Missing, Refused
from tests.board.papers.packs import ASKS, NAMES, text
from tests.world.millbrook import NOW


pytestmark = pytest.mark.database
LAST, NEXT = "board-2021-03-10", "board-2021-06-09"


def proposal(reading, kind, meeting=LAST, **key):
    return reading.proposals.get(kind=kind, meeting=meeting, **key)


def accept(officer, *proposals, **more):
    for one in proposals:
        actions.accept_proposal(by=officer, at=NOW, number=one.pk, **more)


def test_reading_a_paper_puts_nothing_on_record(heard, reading):
    told = [event for event in heard if isinstance(event, events.PaperRead)]

    assert reading.proposals.count() == told[0].after["proposals"] > 20
    assert not Meeting.objects.exists()
    assert not Resolution.objects.exists()


def test_what_is_proposed_names_nobody(reading):
    kept = " ".join(str(values) for values in reading.proposals.values_list("values", flat=True))

    assert [name for name in NAMES if name in kept] == []
    assert "a named member" not in kept


def test_the_same_paper_twice_proposes_nothing_new(officer, reading, pack, heard):
    heard.clear()

    again = actions.read_paper(
        by=officer, at=NOW, name="other name.txt", content=text(pack).encode()
    )

    assert again == reading
    assert Reading.objects.count() == 1
    assert heard == []


def test_another_copy_of_what_is_on_record_proposes_nothing(officer, reading, pack):
    accept(officer, *reading.proposals.all())
    copy = text(replace(pack, shape=replace(pack.shape, width=60))).encode()

    second = actions.read_paper(by=officer, at=NOW, name="copy.txt", content=copy)

    assert not second.proposals.exists()
    assert second.known == reading.proposals.count()


def test_an_accepted_meeting_is_on_record_with_the_place_it_comes_from(officer, reading, heard):
    accept(officer, proposal(reading, Kind.MEETING))

    meeting = Meeting.objects.get()
    assert (meeting.pk, meeting.group_id, meeting.stage) == (LAST, "board", "held")
    assert meeting.source.startswith("pack.txt, page 2 of the file, printed as 6, lines ")
    assert meeting.first_number == 12
    (decided,) = [event for event in heard if isinstance(event, events.ProposalAccepted)]
    assert decided.by == officer.key


def test_a_resolution_comes_after_its_meeting_and_its_item(officer, reading):
    resolution = proposal(reading, Kind.RESOLUTION, key="15/1")

    with pytest.raises(Refused, match="Accept the meeting first"):
        accept(officer, resolution)
    accept(officer, proposal(reading, Kind.MEETING))
    with pytest.raises(Refused, match="Accept item 15 first"):
        accept(officer, resolution)
    accept(officer, proposal(reading, Kind.ITEM, key="15"), resolution)

    made = Resolution.objects.get()
    assert (made.pk, made.kind, made.item.number) == (f"{LAST}-15-1", "note", "15")
    assert made.words == f"The {ASKS[0].removeprefix('the ')}"


def test_a_recommendation_for_the_next_meeting_is_recommended_only(officer, reading):
    accept(
        officer,
        proposal(reading, Kind.MEETING, NEXT),
        proposal(reading, Kind.ITEM, NEXT, key="4"),
        proposal(reading, Kind.RESOLUTION, NEXT, key="4/1"),
    )

    assert Meeting.objects.get().stage == "agenda published"
    assert Resolution.objects.get().outcome == "recommended"


def test_attendance_is_kept_by_office_and_organisation(officer, reading):
    accept(officer, proposal(reading, Kind.MEETING))

    accept(officer, *reading.proposals.filter(kind=Kind.ATTENDANCE))

    came = Attendance.objects.order_by("pk").values_list("presence", "role", "organisation")
    assert list(came)[:2] == [
        ("chair", "Councillor", "council"),
        ("present", "Representative, Millbrook Community NHS Trust", None),
    ]
    assert len(came) == 7


def test_the_front_sheet_of_a_report_is_kept_as_facts_with_their_lines(officer, reading):
    sheet = proposal(reading, Kind.FRONT_SHEET, NEXT, key="4")

    accept(
        officer, proposal(reading, Kind.MEETING, NEXT), proposal(reading, Kind.ITEM, NEXT, key="4")
    )
    accept(officer, sheet)

    report = Report.objects.get()
    texts = dict(report.texts.values_list("part", "text"))
    assert texts["report_of"] == "Director of Public Health"
    assert (texts["wards"], texts["key_decision"]) == ("All Wards", "no")
    assert dict(report.signatures.values_list("clearance", "reference")) == {
        "finance": "FD6398/21",
        "legal": "LD4599/21",
    }
    assert report.taken_from.startswith("pack.txt, page ")
    assert sheet.values["lines"]["finance_ref"] > sheet.values["lines"]["wards"] > 0


def test_what_is_put_right_before_it_is_accepted_is_told_with_both_texts(officer, reading, heard):
    meeting = proposal(reading, Kind.MEETING)

    accept(officer, meeting, seen_version=meeting.version, values={"venue": "Library"})

    assert Meeting.objects.get().venue == "Library"
    (amended,) = [event for event in heard if isinstance(event, events.ProposalAmended)]
    assert (amended.before, amended.after) == (
        {"venue": "The Town Hall, Millbrook"},
        {"venue": "Library"},
    )


def test_a_proposal_that_somebody_decided_meanwhile_shows_both_texts(officer, reading):
    meeting = proposal(reading, Kind.MEETING)

    with pytest.raises(Conflict) as conflict:
        accept(officer, meeting, seen_version=meeting.version + 1, values={"venue": "Library"})

    assert conflict.value.theirs == {"venue": "The Town Hall, Millbrook"}


def test_a_meeting_of_a_group_nobody_knows_waits_until_one_is_chosen(officer, pack):
    stranger = replace(pack, body="Community Safety Panel")
    reading = actions.read_paper(
        by=officer, at=NOW, name="pack.txt", content=text(stranger).encode()
    )
    meeting = proposal(reading, Kind.MEETING, "unknown-2021-03-10")

    assert meeting.doubt == "No group on record is called Community Safety Panel."
    with pytest.raises(Refused, match="Choose the group whose meeting this is"):
        accept(officer, meeting)
    accept(officer, meeting, seen_version=meeting.version, values={"group": "ageing_well"})

    assert Meeting.objects.get().pk == "ageing_well-2021-03-10"
    assert not reading.proposals.filter(meeting="unknown-2021-03-10").exists()


def test_everything_sure_is_accepted_at_once_and_the_rest_waits(officer, reading):
    doubted = proposal(reading, Kind.ITEM, NEXT, key="5")
    Proposal.objects.filter(pk=doubted.pk).update(doubt="The number is hard to read.")

    count, reasons = actions.accept_sure(by=officer, at=NOW, reading=reading.pk)

    waiting = reading.proposals.filter(state=State.WAITING)
    assert {(one.kind, one.key) for one in waiting} == {
        (Kind.ITEM, "5"),
        (Kind.RESOLUTION, "5/1"),
        (Kind.FRONT_SHEET, "5"),
    }
    assert count == reading.proposals.count() - 3
    assert reasons == ("Accept item 5 first: this belongs to it.",)
    assert AgendaItem.objects.count() == 9


def test_a_declined_proposal_says_why_and_can_be_taken_up_again(officer, reading):
    item = proposal(reading, Kind.ITEM, key="12")

    with pytest.raises(Refused, match="Say in a sentence why"):
        actions.decline_proposal(by=officer, at=NOW, number=item.pk, reason=" ")
    actions.decline_proposal(by=officer, at=NOW, number=item.pk, reason="Not of this meeting")
    with pytest.raises(Refused, match="This proposal is declined already"):
        accept(officer, item)
    actions.take_up_again(by=officer, at=NOW, number=item.pk)

    item.refresh_from_db()
    assert (item.state, item.reason) == (State.WAITING, "")


def test_what_was_put_on_record_meanwhile_is_not_written_twice(officer, reading):
    meeting = proposal(reading, Kind.MEETING)
    accept(officer, meeting)
    Proposal.objects.filter(pk=meeting.pk).update(
        state=State.WAITING, decided_by="", decided_at=None
    )

    with pytest.raises(Refused, match="This is on record by now"):
        accept(officer, meeting)


def test_only_who_keeps_the_boards_business_reads_papers_in(millbrook, reading):
    with pytest.raises(Refused, match="Only board officers and administrators"):
        actions.read_paper(by=millbrook.partner, at=NOW, name="a.txt", content=b"x")
    with pytest.raises(Refused, match="Only board officers and administrators"):
        actions.accept_sure(by=millbrook.partner, at=NOW, reading=reading.pk)


def test_a_paper_that_tells_of_no_meeting_is_refused_in_words(officer):
    with pytest.raises(Refused, match="No minutes, agenda or report was found"):
        actions.read_paper(
            by=officer, at=NOW, name="a.txt", content=b"A letter about nothing. " * 9
        )

    assert not Reading.objects.exists()


def test_a_proposal_that_is_not_there_is_missing(officer):
    with pytest.raises(Missing):
        actions.accept_proposal(by=officer, at=NOW, number=1)
