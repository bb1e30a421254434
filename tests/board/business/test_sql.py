"""What a page of the board asks of the database does not grow with what there is."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marram.board.models import (
    AgendaItem,
    Attendance,
    ClosedDay,
    Consequence,
    Declaration,
    FollowUp,
    ForwardEntry,
    ForwardPlan,
    Meeting,
    Report,
    Resolution,
    Seat,
    SubGroupNote,
    Terms,
)
from tests.board.business.clients import browser
from tests.world.board import JULY, MAY, MAY_ON
from tests.world.millbrook import NOW, TODAY


def crowd(world, many):
    """Put so many of everything into Millbrook, beside what is there."""
    numbers = range(many)
    day = timedelta(days=1)
    Seat.objects.bulk_create(
        Seat(board_id="board", kind="other", role=f"Member {n}", position=100 + n,
             starts_on=MAY_ON - day, ends_on=None if n % 2 else MAY_ON + day)
        for n in numbers
    )  # fmt: skip
    ClosedDay.objects.bulk_create(
        ClosedDay(board_id="board", on=date(2027, 1, 1) + day * n, why="Closed") for n in numbers
    )
    Terms.objects.bulk_create(
        Terms(board_id="board", adopted_on=date(2020, 1, 1) + day * n, text="Terms")
        for n in numbers
    )
    ForwardEntry.objects.bulk_create(
        ForwardEntry(board_id="board", title=f"Matter {n}", maker="Board", due_on=TODAY + day * n)
        for n in numbers
    )
    ForwardPlan.objects.bulk_create(
        ForwardPlan(board_id="board", published_on=date(2020, 1, 1) + day * n, until=TODAY,
                    lines=[])
        for n in numbers
    )  # fmt: skip
    Meeting.objects.bulk_create(
        Meeting(code=f"m-{n}", group_id="board", title="Board", on=date(2024, 1, 1) + day * n,
                stage="held")
        for n in numbers
    )  # fmt: skip
    for code in (MAY, JULY):
        items = AgendaItem.objects.bulk_create(
            AgendaItem(meeting_id=code, number=str(200 + n), position=200 + n, kind="report",
                       title=f"Item {n}", published_on=TODAY)
            for n in numbers
        )  # fmt: skip
        Report.objects.bulk_create(Report(item=item, added_at=NOW) for item in items)
        Resolution.objects.bulk_create(
            Resolution(code=f"{code}-r{n}", board_id="board", meeting_id=code, item=item,
                       ordinal=1, decided_on=MAY_ON, kind="agree", words=f"Agree {n}",
                       owner_organisation_id="council")
            for n, item in enumerate(items)
        )  # fmt: skip
        lines = Attendance.objects.bulk_create(
            Attendance(meeting_id=code, role=f"Guest {n}", presence="in attendance")
            for n in numbers
        )
        Declaration.objects.bulk_create(
            Declaration(item=item, attendance=line, interest="personal interest", nature="A friend",
                        conduct="left the room", declared_at=NOW)
            for item, line in zip(items, lines, strict=True)
        )  # fmt: skip
    SubGroupNote.objects.get_or_create(
        meeting_id=JULY, group_id="ageing_well", defaults={"words": "Told"}
    )
    FollowUp.objects.bulk_create(
        FollowUp(resolution=world.falls, on=TODAY, words=f"Said {n}", said_by="x") for n in numbers
    )
    Consequence.objects.bulk_create(
        Consequence(resolution=world.falls, kind="people.group", key=f"g{n}", changed="started")
        for n in numbers
    )


FALLS = "/resolutions/board-2025-05-14-4-1/"
PAGES = (
    "/boards/",
    "/boards/board/",
    "/boards/board/change/",
    "/boards/board/forward-plan/?on=2025-07-10",
    "/meetings/",
    "/meetings/?format=csv",
    "/meetings/calendar.ics",
    f"/meetings/{MAY}/",
    f"/meetings/{JULY}/",
    f"/meetings/{MAY}/attendance/",
    f"/meetings/{MAY}/attendance/chair/",
    f"/meetings/{JULY}/supplement/",
    f"/meetings/{JULY}/minutes/confirm/",
    f"/meetings/{JULY}/agenda/add/",
    f"/meetings/{JULY}/sub-groups/ageing_well/",
    "/resolutions/",
    "/resolutions/?format=xlsx",
    "/resolutions/apart/",
    FALLS,
    f"{FALLS}change/",
    f"{FALLS}changed/?words=a",
    f"{FALLS}call-in/",
    f"{FALLS}call-in/again/",
    f"{FALLS}report-back/",
    "/reports/",
    "/reports/begin/",
    "/published-papers/",
)
# The most that any of them may ask, sessions and the person who is logged in counted in.
MOST = 75


@pytest.mark.database
@pytest.mark.parametrize("role", ["board-officer", "resident"])
def test_pages_ask_as_much_of_fifty_rows_as_of_one(world, role):
    def asked():
        client = Client() if role == "resident" else browser(role)
        counts = {}
        for page in PAGES:
            client.get(page)
            with CaptureQueriesContext(connection) as found:
                answer = client.get(page)
            counts[page] = (answer.status_code, len(found))
        return counts

    crowd(world, 1)
    one = asked()
    take_out()
    crowd(world, 50)

    fifty = asked()
    assert fifty == one
    assert max(number for _, number in fifty.values()) <= MOST


def take_out():
    """Take out what a crowd of one put in, so that the next has its numbers."""
    Consequence.objects.all().delete()
    FollowUp.objects.all().delete()
    for kind in (Terms, ClosedDay, ForwardEntry, ForwardPlan, Declaration):
        kind.objects.all().delete()
    Resolution.objects.filter(words__startswith="Agree ").delete()
    Report.objects.all().delete()
    AgendaItem.objects.filter(title__startswith="Item ").delete()
    Attendance.objects.filter(role__startswith="Guest ").delete()
    Seat.objects.filter(role__startswith="Member ").delete()
    Meeting.objects.filter(code__startswith="m-").delete()
