"""What is shown of published papers, and to whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marram.board.actions import readings as actions
from marram.board.models import Proposal
from marram.board.panels import readings as panels
from marram.board.queries import readings as queries
from marram.board.rules.readings import group_of
from marram.board.vocabulary.readings import Kind, State
from marram.foundation.events import Subject
from marram.foundation.verdicts import Missing, Refused
from tests.board.papers.packs import ASKS, SUBJECTS, Shape, text, truth
from tests.world.millbrook import NOW


def asked(query, **keys):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        query(**keys)
    return len(caught)


@pytest.fixture
def longer(officer, pack):
    """A paper with more meetings' worth of facts."""
    many = truth(
        shape=Shape(), on=pack.on.replace(year=2019), subjects=SUBJECTS, clauses=[ASKS] * 6
    )
    return actions.read_paper(by=officer, at=NOW, name="long.txt", content=text(many).encode())


def test_a_proposal_stands_beside_the_words_it_was_found_in(officer, reading):
    one = reading.proposals.get(kind=Kind.RESOLUTION, key="16/1")

    page = queries.proposal_page(viewer=officer, number=one.pk)

    assert page.line.said == "That progress be reported to the Board annually."
    assert page.before.endswith("RESOLVED:\n\n")
    assert "16. SUB-GROUP UPDATES" in page.before
    assert page.line.page == "2 of the file, printed as 6"
    assert page.following == reading.proposals.get(position=one.position + 1).pk


def test_a_paper_shows_its_facts_by_meeting_in_the_order_to_accept_them(officer, reading):
    page = queries.reading_page(viewer=officer, number=reading.pk)

    assert [(told.code, told.on_record) for told in page.meetings] == [
        ("board-2021-03-10", False),
        ("board-2021-06-09", False),
    ]
    kinds = [list(Kind).index(line.kind) for line in page.meetings[0].proposals]
    assert kinds == sorted(kinds)
    assert page.sure == reading.proposals.count()


def test_the_list_counts_what_waits_and_what_was_decided(officer, reading):
    first, second, *_ = reading.proposals.order_by("position")
    Proposal.objects.filter(pk=second.pk).update(doubt="Hard to read.")
    actions.accept_proposal(by=officer, at=NOW, number=first.pk)

    (line,) = queries.readings(viewer=officer)

    assert (line.name, line.accepted, line.declined) == ("pack.txt", 1, 0)
    assert (line.waiting, line.unsure) == (reading.proposals.count() - 1, 1)


def test_a_page_asks_the_database_as_often_for_many_facts_as_for_few(officer, reading, longer):
    reading.proposals.exclude(position=1).delete()
    for each in (reading, longer):  # Their words are kept for the next page.
        queries.reading_page(viewer=officer, number=each.pk)

    few = asked(queries.reading_page, viewer=officer, number=reading.pk)
    many = asked(queries.reading_page, viewer=officer, number=longer.pk)

    assert longer.proposals.count() > 50
    assert few == many <= 5


def test_the_list_asks_the_database_as_often_for_many_papers_as_for_one(officer, pack, reading):
    one = asked(queries.readings, viewer=officer)
    for day in range(1, 9):
        other = truth(
            shape=Shape(), on=pack.on.replace(day=day), subjects=SUBJECTS[:1], clauses=[ASKS[:1]]
        )
        actions.read_paper(by=officer, at=NOW, name=f"{day}.txt", content=text(other).encode())

    assert asked(queries.readings, viewer=officer) == one <= 2


@pytest.mark.parametrize("role", ["partner", "lead", "analyst"])
def test_nobody_else_reads_papers_that_wait(millbrook, reading, role):
    viewer = getattr(millbrook, role)

    for query, keys in (
        (queries.readings, {}),
        (queries.reading_page, {"number": reading.pk}),
        (queries.proposal_page, {"number": reading.proposals.earliest("pk").pk}),
    ):
        with pytest.raises(Refused, match="Only board officers and administrators"):
            query(viewer=viewer, **keys)


def test_a_paper_that_is_not_there_is_missing(officer):
    with pytest.raises(Missing):
        queries.reading_page(viewer=officer, number=1)
    with pytest.raises(Missing):
        queries.proposal_page(viewer=officer, number=1)


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("Health and Wellbeing Board", "hwb"),
        ("Health & Wellbeing Board", "hwb"),
        ("HEALTH AND WELLBEING BOARD EXECUTIVE", "exec"),
        ("Community Safety Panel", ""),
        ("Forum", ""),
    ],
)
def test_a_group_is_known_by_its_name_or_the_end_of_it(body, key):
    groups = {
        "hwb": "Millbrook Health and Wellbeing Board",
        "exec": "Health and Wellbeing Board Executive",
        "north": "North Forum",
        "south": "South Forum",
    }

    assert group_of(body, groups) == key


def test_a_state_moves_by_its_table(officer, reading):
    one = reading.proposals.earliest("position")
    actions.accept_proposal(by=officer, at=NOW, number=one.pk)

    for again in (
        lambda: actions.accept_proposal(by=officer, at=NOW, number=one.pk),
        lambda: actions.decline_proposal(by=officer, at=NOW, number=one.pk, reason="No"),
        lambda: actions.take_up_again(by=officer, at=NOW, number=one.pk),
    ):
        with pytest.raises(Refused, match="This proposal is accepted already"):
            again()
    one.refresh_from_db()
    assert one.state == State.ACCEPTED


def test_the_ledger_calls_a_paper_by_its_name_for_those_who_keep_the_business(
    officer, millbrook, reading
):
    subject = Subject("board.reading", str(reading.pk))
    keys = frozenset({subject, Subject("board.meeting", "board-2021-03-10")})

    assert panels.named(viewer=officer, key=keys) == {
        subject: ("pack.txt", f"/published-papers/{reading.pk}/")
    }
    assert panels.named(viewer=millbrook.partner, key=keys) == {}
