"""The published record of the board: June 2021 as its papers tell it."""

from datetime import date

import pytest
from django.db import transaction

from marram.board.models import AgendaItem, Attendance, Meeting, Resolution
from marram.board.queries import arising as queries_arising
from marram.board.queries import boards, forward, meeting_papers, meetings, registers
from marram.board.queries.registers import ResolutionFilters
from marram.board.vocabulary.meetings import Edition, Presence
from marram.board.vocabulary.resolutions import Standing
from marram.site import demo
from tests.world.millbrook import RESIDENT


JUNE, MARCH = "hwb-2021-06-09", "hwb-2021-03-10"
JUNE_ON = date(2021, 6, 9)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The record, loaded once for all tests of the module, which only read it."""
    whole = transaction.atomic()
    with django_db_blocker.unblock():
        whole.__enter__()
        demo.load_record(say=lambda line: None)
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def record(loaded, db):
    return RESIDENT


@pytest.mark.database
def test_every_meeting_item_line_and_resolution_of_the_record_is_there(record):
    counts = [model.objects.count() for model in (Meeting, AgendaItem, Attendance, Resolution)]

    assert counts == [63, 41, 30, 41]


def test_a_resident_reads_the_agenda_of_june_2021_with_what_was_to_follow(record):
    page = meetings.meeting_page(viewer=record, code=JUNE, on=JUNE_ON)

    assert [item.printed for item in page.items] == [str(number) for number in range(1, 10)]
    assert [item.printed for item in page.items if item.to_follow] == ["6", "9"]
    assert page.items[6].pages_as_printed == "37-76"
    # Nobody wrote down the day on which that agenda came out, so it is not judged.
    assert page.notice is None


def test_each_formal_sub_group_tells_june_2021_also_those_that_did_not_meet(record):
    page = meetings.meeting_page(viewer=record, code=JUNE, on=JUNE_ON)

    told = {each.name: [met.on for met in each.met] for each in page.sub_groups}
    assert told == {
        "SEND Continuous Improvement Board": [date(2021, 3, 16), date(2021, 4, 27)],
        "Children and Young People Partnership Board": [date(2021, 3, 17)],
        "Adults Forum": [],
        "Health and Wellbeing Board Executive": [date(2021, 4, 22)],
        "Health Protection Forum": [],
    }
    reporting = [each.on for group in page.sub_groups for each in group.to_report]
    assert reporting == [date(2021, 5, 25), date(2021, 5, 26)]


def test_the_resolutions_of_march_2021_are_matters_arising_in_june_with_their_state(record):
    arising = queries_arising.matters_arising(viewer=record, code=JUNE, on=JUNE_ON)

    march = [line for line in arising if line.meeting == MARCH]
    assert len(march) == 13
    assert [line.code for line in march if line.standing is Standing.NO_OWNER] == [
        "RES020",
        "RES021",
        "RES023",
    ]
    earlier = {line.code: line.standing for line in arising if line.meeting != MARCH}
    assert earlier == {
        "RES005": Standing.RECURRING,
        "RES006": Standing.NO_OWNER,
        "RES009": Standing.OVERDUE,
        "RES011": Standing.OVERDUE,
        "RES012": Standing.OVERDUE,
    }


def test_march_2021_was_remote_and_had_its_quorum_under_the_rules_of_that_day(record):
    page = meetings.meeting_page(viewer=record, code=MARCH, on=JUNE_ON)

    assert (page.quorum.needed, page.quorum.there) == (5, 9)
    assert page.quorum.quorate
    presences = [line.presence for line in page.attendance]
    assert presences.count(Presence.APOLOGY) == 4
    chair = next(line for line in page.attendance if line.presence == Presence.CHAIR)
    assert chair.role == "Cabinet Member Health and Wellbeing"


def test_june_2019_had_a_chair_elected_for_the_meeting_and_confirmed_march(record):
    page = meetings.meeting_page(viewer=record, code="hwb-2019-06-12", on=JUNE_ON)

    chair = next(line for line in page.attendance if line.presence == Presence.CHAIR)
    assert chair.basis.startswith("elected for this meeting")
    march = meetings.meeting_page(viewer=record, code="hwb-2019-03-13", on=JUNE_ON)
    assert (march.confirmed_at, march.stage) == ("hwb-2019-06-12", "minutes confirmed")


def test_the_statutory_minimum_was_met_in_june_2021_and_is_not_since_the_groups_ended(record):
    def unmet(on):
        page = boards.board_page(viewer=record, group="hwb", on=on)
        return [each.words for each in page.requirements if not each.met]

    assert unmet(JUNE_ON) == []
    assert unmet(date(2022, 7, 1)) == [
        "A representative of each relevant integrated care board: none is named yet"
    ]


def test_the_public_papers_of_june_2021_hold_the_minutes_of_march(record):
    papers = meeting_papers.meeting_papers(
        viewer=record, meeting=JUNE, edition=Edition.PUBLIC, on=JUNE_ON
    )

    assert papers.last_minutes.code == MARCH
    assert len(papers.items) == 9
    assert len(papers.last_minutes.attendance) == 16


def test_the_register_of_june_2021_shows_what_is_overdue_and_what_nobody_owns(record):
    found = registers.register(viewer=record, on=JUNE_ON, filters=ResolutionFilters())

    assert found.counts[Standing.OVERDUE] == 3
    assert found.counts[Standing.NO_OWNER] == 4
    assert found.counts[Standing.RECOMMENDED] == 14


def test_what_comes_every_year_fills_the_forward_plan(record):
    lines = forward.lines(viewer=record, group="hwb", on=date(2021, 5, 1), until=date(2022, 12, 31))

    yearly = [line.due_on.year for line in lines if "RES009" in line.why]
    assert yearly == [2020, 2021, 2022]
