"""What is exempt never leaves: its words are looked for in every byte that a resident can get."""

import csv
import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from marram.board.actions import agendas, forward, links, meetings
from marram.board.models import AgendaItem, ForwardEntry
from marram.board.queries import meeting_papers, registers
from marram.board.queries import meetings as queries
from marram.board.queries.registers import ResolutionFilters
from marram.board.vocabulary.meetings import Edition
from marram.board.vocabulary.resolutions import Touched
from marram.foundation import panels
from marram.foundation.events import Subject
from marram.foundation.verdicts import Missing, Refused
from tests.board.business.clients import browser
from tests.world.board import JULY, MAY, SECRETS, add_exempt
from tests.world.millbrook import NOW, TODAY


@pytest.fixture
def told(world, officer):
    """Everything is public that can be: minutes, agendas and the forward plan."""
    add_exempt(officer, JULY)
    meetings.publish_agenda(by=officer, at=NOW, code=JULY)
    meetings.publish_minutes(by=officer, at=NOW, code=MAY)
    forward.add_entry(
        by=officer,
        at=NOW,
        group="board",
        fields={
            "title": f"Sell {SECRETS[0]}",
            "maker": "The board",
            "due_on": TODAY.replace(month=9),
            "exempt_under": "3",
            "exempt_because": f"It tells the {SECRETS[1]}",
            "papers": SECRETS[4],
        },
    )
    forward.publish_plan(by=officer, at=NOW, group="board", until=TODAY.replace(year=2026))
    return world


ADDRESSES = (
    f"/meetings/{JULY}/",
    f"/meetings/{MAY}/",
    "/meetings/",
    "/meetings/?format=csv",
    "/meetings/?format=xlsx",
    "/meetings/calendar.ics",
    "/meetings/calendar/board.ics",
    "/resolutions/",
    "/resolutions/?format=csv",
    "/resolutions/?format=xlsx",
    "/boards/",
    "/boards/board/",
    "/boards/board/forward-plan/?on=2025-07-10",
    "/boards/board/forward-plan/?on=2025-07-10&format=csv",
    "/boards/board/forward-plan/?on=2025-07-10&format=xlsx",
)


def bytes_of(answer):
    """Return all bytes of an answer, those packed in a workbook too."""
    content = answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    return content


def found_in(content):
    return [secret for secret in SECRETS if secret.encode() in content]


@pytest.mark.parametrize("reader", ["resident", "partner-contributor", "administrator"])
def test_no_byte_of_an_exempt_item_reaches_who_may_not_read_it(told, reader):
    client = Client() if reader == "resident" else browser(reader)

    answers = {address: client.get(address) for address in ADDRESSES}

    assert {answer.status_code for answer in answers.values()} == {200}
    leaks = {address: found_in(bytes_of(answer)) for address, answer in answers.items()}
    assert {address: found for address, found in leaks.items() if found} == {}


@pytest.mark.parametrize("reader", ["board-member", "board-officer"])
def test_members_and_officers_read_the_whole_of_it(told, reader):
    client = browser(reader)

    both = client.get(f"/meetings/{JULY}/").content + client.get(f"/meetings/{MAY}/").content

    assert found_in(both) == list(SECRETS)


def test_the_public_reads_that_there_is_an_exempt_item_and_under_which_paragraph(told):
    page = Client().get(f"/meetings/{JULY}/").content.decode()

    assert "An exempt item" in page
    assert "paragraph 3: information relating to the financial or business affairs" in page


def test_the_pages_of_an_exempt_resolution_are_not_there_for_the_public(told):
    address = reverse("board:resolution", args=[told.secret.pk])

    assert Client().get(address).status_code == 404
    assert browser("partner-contributor").get(address).status_code == 404
    assert browser("board-member").get(address).status_code == 200


@pytest.mark.database
def test_the_public_edition_is_the_same_whoever_asks_for_it(told, officer, resident):
    def papers(viewer, edition=Edition.PUBLIC):
        return meeting_papers.meeting_papers(viewer=viewer, meeting=JULY, edition=edition, on=TODAY)

    public = papers(officer)

    assert public == papers(resident)
    assert found_in(repr(public).encode()) == []
    assert [each.item.exempt_under for each in public.items if each.item.withheld] == [("3",)]
    private = papers(officer, Edition.PRIVATE)
    assert set(found_in(repr(private).encode())) == set(SECRETS)
    with pytest.raises(Refused, match="Only members of the board and its officers"):
        papers(resident, Edition.PRIVATE)


def test_papers_hold_the_last_minutes_and_matters_arising(told, resident):
    papers = meeting_papers.meeting_papers(
        viewer=resident, meeting=JULY, edition=Edition.PUBLIC, on=TODAY
    )

    assert papers.last_minutes.code == MAY
    assert [line.words for line in papers.matters_arising] == [
        "Open a second falls class",
        "Report on falls every year",
    ]
    assert papers.sub_groups[0].met[0].summary == "Agreed the falls classes."


@pytest.mark.database
@pytest.mark.parametrize(
    ("who", "before", "after"),
    [("resident", 0, 2), ("partner", 2, 2), ("member", 3, 3), ("officer", 3, 3)],
)
def test_each_reader_sees_the_resolutions_that_are_theirs_to_see(
    request, world, officer, who, before, after
):
    viewer = request.getfixturevalue(who)

    def seen():
        found = registers.register(viewer=viewer, on=TODAY, filters=ResolutionFilters())
        return len(found.lines)

    assert seen() == before
    meetings.publish_minutes(by=officer, at=NOW, code=MAY)
    assert seen() == after


@pytest.mark.parametrize(
    ("who", "draft", "public"),
    [("resident", 0, 7), ("partner", 6, 7), ("member", 7, 7)],
)
def test_each_reader_sees_the_items_that_are_theirs_to_see(
    request, world, officer, who, draft, public
):
    add_exempt(officer, JULY)
    viewer = request.getfixturevalue(who)

    def seen():
        return len(queries.meeting_page(viewer=viewer, code=JULY, on=TODAY).items)

    assert seen() == draft
    meetings.publish_agenda(by=officer, at=NOW, code=JULY)
    assert seen() == public


def test_an_administrator_who_may_not_read_it_cannot_change_it_either(world, millbrook):
    with pytest.raises(Missing):
        agendas.withdraw_item(
            by=millbrook.administrator, at=NOW, item_id=world.exempt.pk, because="x"
        )
    assert AgendaItem.objects.get(pk=world.exempt.pk).withdrawn_because == ""


def test_a_file_of_the_register_says_what_a_page_says(told):
    content = Client().get("/resolutions/?format=csv").content.decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["Resolution"] for row in rows] == [
        "Open a second falls class",
        "Report on falls every year",
    ]


def test_the_history_of_what_is_exempt_is_closed_to_whom_it_is(told, partner, member):
    """The ledger holds the words of every change."""
    subjects = (
        Subject("board.item", str(told.exempt.pk)),
        Subject("board.resolution", told.secret.pk),
        Subject("board.forward_entry", str(ForwardEntry.objects.get().pk)),
    )

    for subject in subjects:
        shut = panels.shown("records.closed", viewer=partner, key=subject)
        assert shut == ("This business of the board is not yours to read.",)
        assert panels.shown("records.closed", viewer=member, key=subject) == ()
        named = panels.shown("records.subjects", viewer=partner, key=frozenset({subject}))
        assert found_in(repr(named).encode()) == []


def test_a_decision_stands_on_the_page_of_the_action_it_changed_for_who_may_read_it(told, officer):
    for code in (told.falls.pk, told.secret.pk):
        links.tell_consequence(
            by=officer, at=NOW, code=code, kind=Touched.ACTION, key="lwm-003", changed="started"
        )

    pages = [Client().get("/actions/lwm-003/"), browser("board-member").get("/actions/lwm-003/")]

    assert ["Open a second falls class" in page.content.decode() for page in pages] == [True, True]
    assert [found_in(page.content) for page in pages] == [[], [SECRETS[3]]]


def test_writers_of_reports_are_offered_no_exempt_item_that_is_not_theirs_to_read(told):
    pages = [browser(role).get("/reports/begin/") for role in ("plan-lead", "board-officer")]

    assert [page.status_code for page in pages] == [200, 200]
    assert found_in(pages[0].content) == []
