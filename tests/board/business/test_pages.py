"""Pages of the board's business: a whole meeting by form, what is refused, and files to take."""

import io
from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar
from openpyxl import load_workbook

from marram.board.actions import meetings
from marram.board.models import AgendaItem, Attendance, Board, Meeting, Resolution, Seat
from tests.board.business.clients import browser
from tests.world.board import JULY, MAY
from tests.world.millbrook import NOW


@pytest.fixture
def office(world):
    """The browser of the board officer."""
    return browser("board-officer")


def day(name, on):
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def words(answer):
    """Return a page's text with its spaces made single."""
    return " ".join(answer.content.decode().split())


def send(client, address, said, **typed):
    """Send a form and see that it says what was done."""
    answer = client.post(address, {"sent": "1", **typed}, follow=True)
    assert said in words(answer), words(answer)[:3000]
    return answer


@pytest.mark.database
def test_a_whole_meeting_is_run_by_its_pages(office, heard):
    send(
        office,
        "/meetings/plan/",
        "The meeting is planned.",
        group="board",
        title="Board",
        **day("on", date(2099, 9, 9)),
        starts_at="10.30",
        mode="in person",
        venue="Town Hall",
        first_number="1",
    )
    here = "/meetings/board-2099-09-09/"
    send(office, f"{here}agenda/begin/", "The agenda is begun.")
    item = {"kind": "report", "title": "Parks", "to_follow": "no", "minutes_allowed": "15"}
    send(office, f"{here}agenda/add/", "Item 6 was added.", **item, wards="2")
    send(office, f"{here}publish/", "The agenda is published", because="")
    send(office, f"{here}open/", "The meeting is open.")
    send(office, f"{here}attendance/", "Every seat is down.", do="call")
    lines = list(Attendance.objects.filter(meeting="board-2099-09-09").order_by("pk"))
    marks = {f"presence-{line.pk}": "present" for line in lines} | {
        f"presence-{lines[0].pk}": "chair"
    }
    send(office, f"{here}attendance/", "7 marked.", do="mark", **marks)
    parks = AgendaItem.objects.get(title="Parks")
    on_item = f"/items/{parks.pk}/"
    send(
        office,
        f"{on_item}declare/",
        "The interest is declared.",
        attendance=lines[1].pk,
        interest="personal interest",
        nature="Walks there",
        sensitive="no",
        conduct="stayed and took part",
    )
    parks.refresh_from_db()
    minute = {"minute": "Members were glad.", "seen_version": parks.version}
    send(office, f"{on_item}minute/", "The minute is kept.", **minute)
    resolved = {"kind": "agree", "words": "Plant trees", "repeat": "once"}
    send(office, f"{on_item}resolve/", "It is written down.", **resolved, owner_group="ageing_well")
    send(office, f"{here}end/", "The meeting is over.", summary="")
    send(office, f"{here}minutes/publish/", "The minutes are published.")

    page = words(Client().get(here))
    for shown in ("Members were glad.", "Plant trees", "Walks there", "Leader of the council"):
        assert shown in page
    told = {type(event).__name__ for event in heard}
    assert {"AgendaPublished", "InterestDeclared", "ItemMinuted", "ResolutionMade"} <= told


def test_publishing_late_is_refused_until_somebody_says_why(office, world):
    """July 2025 is long past when this runs: its papers are late."""

    answer = office.post(f"/meetings/{JULY}/publish/", {"sent": "1", "because": "  "})

    assert answer.status_code == 422
    assert "Say why the papers are late." in words(answer)


def test_a_meeting_changed_by_two_shows_both_texts(office, world):
    seen = world.july.version
    meetings.amend_meeting(
        by=world.officer, at=NOW, code=JULY, seen_version=seen, fields={"venue": "Library"}
    )

    typed = {"title": "Board", "venue": "Church hall", "mode": "hybrid", "first_number": 1}
    answer = office.post(
        f"/meetings/{JULY}/change/",
        {**typed, **day("on", date(2025, 7, 23)), "seen_version": seen},
    )

    page = words(answer)
    assert "Library" in page and "Church hall" in page
    assert Meeting.objects.get(pk=JULY).venue == "Library"


def test_two_in_the_chair_are_refused_with_the_marks_as_they_were_typed(office, world):
    lines = Attendance.objects.filter(meeting=MAY).order_by("pk")
    marks = {f"presence-{line.pk}": "chair" for line in lines[:2]}

    answer = office.post(f"/meetings/{MAY}/attendance/", {"do": "mark", **marks})

    assert answer.status_code == 422
    assert "A meeting has one chair" in words(answer)
    assert answer.content.decode().count('value="chair" selected') == 2


def test_an_exempt_item_without_its_reasons_is_refused(office):
    answer = office.post(
        f"/meetings/{JULY}/agenda/add/",
        {"kind": "report", "title": "Sale", "to_follow": "no", "exempt_under": ["3"]},
    )

    assert answer.status_code == 422
    assert "Say what in the paper makes it exempt." in words(answer)


def test_items_are_changed_moved_and_withdrawn_by_their_pages(office):
    homes = AgendaItem.objects.get(title="Warm homes")
    first = AgendaItem.objects.get(meeting=JULY, number="1")
    send(
        office,
        f"/items/{homes.pk}/change/",
        "The item was changed.",
        kind="presentation",
        title="Warmer homes",
        to_follow="yes",
        seen_version=homes.version,
    )
    send(office, f"/items/{homes.pk}/move/", "The item was moved.", after=first.pk)
    homes.refresh_from_db()
    assert (homes.number, homes.title, homes.to_follow) == ("2", "Warmer homes", True)

    send(office, f"/items/{homes.pk}/withdraw/", "The item is withdrawn.", because="Not ready")
    assert "Withdrawn: Not ready" in words(office.get(f"/meetings/{JULY}/"))


def test_a_meeting_is_cancelled_and_planned_again_by_its_pages(office):
    send(office, f"/meetings/{JULY}/cancel/", "The meeting is cancelled.", because="Flood")
    assert "This meeting was cancelled: Flood" in words(Client().get(f"/meetings/{JULY}/"))

    again = day("on", date(2025, 7, 30))
    send(office, f"/meetings/{JULY}/plan-again/", "The meeting is planned again.", **again)


def test_a_resolution_is_carried_to_its_end_by_its_pages(office, world):
    here = f"/resolutions/{world.falls.pk}/"
    owned = {"kind": "agree", "words": world.falls.words, "repeat": "once"}
    send(
        office,
        f"{here}change/",
        "The resolution was changed.",
        **owned,
        owner_role="Falls lead",
        seen_version=world.falls.version,
    )
    changed = {"record": "strategy.action/lwm-003", "changed": "started"}
    send(office, f"{here}changed/?words=prevent+falls", "The link is kept.", **changed)
    told = {"words": "A room is let", **day("on", date(2025, 7, 9)), "done": "no"}
    send(office, f"{here}report-back/", "What you said is kept.", **told)
    finished = {"because": "Both classes run", **day("on", date(2025, 7, 10))}
    send(office, f"{here}finish/", "The resolution is finished.", **finished)

    page = words(office.get(here))
    for shown in ("Falls lead", "Classes that prevent falls", "A room is let", "Both classes run"):
        assert shown in page


def test_a_decision_by_correspondence_is_recorded_by_its_page(office):
    send(
        office,
        "/resolutions/apart/",
        "The decision is recorded.",
        board="board",
        way="by correspondence",
        **day("decided_on", date(2025, 7, 1)),
        words="Sign the return",
        kind="approve",
        reasons="It is due",
        repeat="once",
        votes_for="5",
        votes_against="0",
    )

    assert Resolution.objects.get(way="by correspondence").votes_for == 5


def test_a_partner_reports_back_on_what_their_organisation_owns(world):
    client = browser("partner-contributor")

    send(
        client,
        f"/resolutions/{world.falls.pk}/report-back/",
        "What you said is kept.",
        words="It runs",
        **day("on", date(2025, 7, 9)),
        done="yes",
    )


def test_a_board_is_set_up_by_its_pages(office):
    orders = {"statutory": "no", "executive": "yes", "quorum_share": "3", "quorum_least": "3"}
    orders |= {"call_in_scope": "key decisions", "call_in_days": "5", "call_in_members": "4"}
    send(
        office,
        "/boards/add/",
        "The board was added.",
        group="ageing_well",
        **orders,
        clear_days="5",
        key_spending="500000",
    )
    here = "/boards/ageing_well/"
    seat = {"kind": "other", "role": "Falls lead", "organisation": "trust", "votes": "yes"}
    send(office, f"{here}seats/add/", "was added.", **seat, **day("starts_on", date(2025, 1, 1)))
    made = Seat.objects.get(role="Falls lead")
    send(
        office,
        f"/seats/{made.pk}/",
        "The seat was changed.",
        **{**seat, "votes": "no"},
        **day("starts_on", date(2025, 1, 1)),
        seen_version=made.version,
    )
    terms = {"text": "To prevent falls", **day("adopted_on", date(2025, 5, 1))}
    send(office, f"{here}terms/", "The terms of reference are adopted.", **terms)
    closed = {"why": "Christmas closure", **day("on", date(2025, 12, 29))}
    send(office, f"{here}closed-days/", "The day is closed.", **closed)
    orders |= {"quorum_least": "2", "clear_days": "7"}
    version = Board.objects.get(pk="ageing_well").version
    send(office, f"{here}change/", "were changed.", **orders, seen_version=version)

    page = words(Client().get(here))
    for shown in (
        "Falls lead",
        "To prevent falls",
        "29 December 2025",
        "7 clear working days",
        "4 members of scrutiny together may call in key decisions",
    ):
        assert shown in page


def test_everybody_reads_which_statutory_seats_are_missing(world):
    page = words(Client().get("/boards/board/?on=2025-07-10"))

    assert "The statutory minimum is not met: a representative of the local Healthwatch." in page


# --- Calendars and files --------------------------------------------------------------------


@pytest.mark.database
def test_a_calendar_that_subscribes_follows_moves_and_cancellations(office, world):
    meetings.amend_meeting(
        by=world.officer,
        at=NOW,
        code=JULY,
        seen_version=world.july.version,
        fields={"starts_at": "14:30", "on": date(2025, 7, 30)},
    )
    meetings.cancel_meeting(by=world.officer, at=NOW, code=JULY, because="Flood")

    answer = Client().get("/meetings/calendar/board.ics")
    events = {str(each["uid"]).split("@")[0]: each for each in _events(answer)}

    july = events[JULY]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert july["dtstart"].dt.isoformat() == "2025-07-30T13:30:00+00:00"
    assert (str(july["status"]), str(july["location"])) == ("CANCELLED", "Town Hall")
    assert int(july["sequence"]) == world.july.version + 2
    assert events[MAY]["dtstart"].dt == date(2025, 5, 14)
    assert "ageing-well-2025-06-18" in events


def test_the_feed_of_a_sub_group_holds_its_own_meetings_alone(world):
    events = _events(Client().get("/meetings/calendar/ageing_well.ics"))

    assert [str(each["uid"]).split("@")[0] for each in events] == ["ageing-well-2025-06-18"]


def test_the_register_opens_in_a_spreadsheet(office):
    content = office.get("/resolutions/?format=xlsx").content

    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet["E1"].value == "Resolution"
    assert sheet.max_row == 4


@pytest.mark.parametrize(
    "address", ["/meetings/nowhere/", "/boards/nowhere/", "/resolutions/nothing/"]
)
def test_what_is_not_there_is_not_found(world, address):
    assert Client().get(address).status_code == 404


def _events(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")
