"""Packs in every shape we know are read as they were written, and nobody's name is kept."""

from collections import Counter
from dataclasses import asdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marram.board.papers.findings import ItemFound, MeetingFound
from marram.board.papers.packs import meetings
from marram.board.papers.texts import paper
from tests.board.papers.packs import (
    ASKS,
    NAMES,
    SUBJECTS,
    Shape,
    Truth,
    numbers_are_printed,
    text,
    truth,
)


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    return Shape(
        pages=draw(st.sampled_from(["feeds", "stamps", "bare"])),
        width=draw(st.integers(56, 110)),
        loud=draw(st.booleans()),
        mark=draw(st.sampled_from([". ", " ", ") ", ".  "])),
        heading=draw(st.integers(0, 3)),
        people=draw(st.integers(0, 2)),
        resolved=draw(st.integers(0, 4)),
        clauses=draw(st.integers(0, 3)),
        table=draw(st.integers(0, 1)),
        day=draw(st.integers(0, 4)),
        front=draw(st.booleans()),
        reference=draw(st.integers(0, 2)),
        first_number=draw(st.integers(1, 90)),
    )


@st.composite
def packs(draw: st.DrawFn) -> Truth:
    subjects = draw(st.lists(st.sampled_from(SUBJECTS), min_size=1, max_size=5, unique=True))
    clauses = st.lists(st.sampled_from(ASKS), min_size=1, max_size=4, unique=True).map(tuple)
    on = date(2016, 1, 1) + timedelta(days=draw(st.integers(0, 5000)))
    return truth(
        shape=draw(shapes()), on=on, subjects=subjects, clauses=[draw(clauses) for _ in subjects]
    )


def read(pack: Truth) -> tuple[MeetingFound, MeetingFound]:
    last, following = meetings(paper(text(pack)))
    return last, following


@settings(max_examples=60, deadline=None)
@given(packs())
def test_the_minutes_of_a_pack_are_read_as_they_were_written(pack):
    last, _ = read(pack)
    first = pack.shape.first_number

    assert (last.body, last.on, last.held) == (pack.body, pack.last, True)
    assert [(item.number, item.title.casefold()) for item in last.items] == [
        (str(number), business.subject.casefold())
        for number, business in enumerate(pack.minuted, first)
    ]
    assert [(one.item, one.ordinal, one.wording) for one in last.resolutions] == [
        (str(number), ordinal, clause[:1].upper() + clause[1:])
        for number, business in enumerate(pack.minuted, first)
        for ordinal, clause in enumerate(business.clauses, 1)
    ]
    assert Counter(one.presence for one in last.attendances) == {
        "chair": 1,
        "present": 4,
        "apology": 2,
    }


@settings(max_examples=60, deadline=None)
@given(packs())
def test_the_reports_of_a_pack_are_read_as_they_were_written(pack):
    _, following = read(pack)
    reports = {str(n): one for n, one in enumerate(pack.reports, pack.first_report)}
    if not numbers_are_printed(pack.shape):
        reports = dict.fromkeys([""], pack.reports[0])

    assert (following.on, following.held) == (pack.on, False)
    assert {item.number for item in following.items} >= set(reports)
    assert {one.item for one in following.resolutions} == set(reports)
    said = {(one.item, one.name): one.value for one in following.fields}
    for number, report in reports.items():
        assert (said[number, "wards"], said[number, "portfolio"]) == (
            report.wards,
            report.portfolio,
        )
        assert (said[number, "key_decision"], said[number, "forward_plan"]) == ("No", "Yes")
        assert said[number, "exempt"] == "No"
        assert said[number, "finance_ref"].replace(".", "").removeprefix("FD") == "6398/21"
        assert said[number, "legal_ref"].replace(".", "") == "LD4599/21"


@settings(max_examples=40, deadline=None)
@given(packs())
def test_a_place_holds_the_words_that_were_found_there(pack):
    whole = paper(text(pack))
    for found in meetings(whole):
        for one in (*found.items, *found.resolutions):
            words = " ".join(whole.text[one.place.start : one.place.end].split()).casefold()
            said = (one.title if isinstance(one, ItemFound) else one.wording).casefold()
            lines = whole.text.split("\n")[one.place.first_line - 1 : one.place.last_line]
            # Without an agenda, the minutes themselves are the place of their item.
            assert said.split()[-1] in words or one.doubt or "minutes" in said
            assert words.split()[0] in " ".join(lines).casefold()


@settings(max_examples=40, deadline=None)
@given(packs())
def test_no_name_of_a_person_is_kept(pack):
    kept = " ".join(str(asdict(one)) for one in meetings(paper(text(pack))))

    assert [name for name in NAMES if name in kept] == []


@settings(max_examples=40, deadline=None)
@given(packs(), st.floats(0, 1))
def test_a_pack_that_breaks_off_is_read_as_far_as_it_goes(pack, share):
    whole = text(pack)

    found = meetings(paper(whole[: int(len(whole) * share)]))

    known = {pack.last, pack.on}
    assert all(one.on in known or one.doubt for one in found)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=3000))
def test_any_text_at_all_is_read_without_an_error(anything):
    meetings(paper(anything))


@settings(max_examples=40, deadline=None)
@given(packs(), st.lists(st.integers(0, 200), max_size=60), st.randoms())
def test_lines_in_disorder_are_read_without_an_error(pack, moved, random):
    lines = text(pack).split("\n")
    for at in moved:
        line = lines.pop(at % len(lines))
        lines.insert(random.randrange(len(lines) + 1), line)

    meetings(paper("\n".join(lines)))


def test_a_number_that_no_page_bears_is_in_doubt():
    shape = Shape(front=False, pages="stamps")
    pack = truth(shape=shape, on=date(2021, 6, 9), subjects=SUBJECTS[:3], clauses=[ASKS[:1]] * 3)
    unstamped = text(pack).replace("Agenda Item 5\n", "")

    _, following = meetings(paper(unstamped))

    (fifth,) = [item for item in following.items if item.number == "5"]
    assert fifth.doubt == "No page bears this number: it is counted from the others."
    assert [item.doubt for item in following.items if item.number in ("4", "6")] == ["", ""]


def test_standing_items_that_the_pack_leaves_out_are_in_doubt():
    pack = truth(
        shape=Shape(front=False), on=date(2021, 6, 9), subjects=SUBJECTS[:1], clauses=[ASKS[:1]]
    )

    _, following = meetings(paper(text(pack)))

    assert [(item.number, item.kind.value, bool(item.doubt)) for item in following.items] == [
        ("1", "apologies", True),
        ("2", "minutes", False),
        ("3", "declarations of interest", True),
        ("4", "report", False),
    ]


def test_a_weekday_that_no_calendar_has_is_in_doubt():
    pack = truth(shape=Shape(), on=date(2021, 6, 9), subjects=SUBJECTS[:1], clauses=[ASKS[:1]])

    last, _ = meetings(paper(text(pack).replace("WEDNESDAY 10TH", "FRIDAY 10TH")))

    assert last.doubt == "10 March 2021 was a Wednesday, not a Friday."


def test_the_pages_of_an_agenda_are_kept_as_printed():
    pack = truth(shape=Shape(), on=date(2021, 6, 9), subjects=SUBJECTS[:2], clauses=[ASKS[:1]] * 2)

    _, following = meetings(paper(text(pack)))

    assert [(item.number, item.pages) for item in following.items[3:]] == [
        ("4", "40 to 49"),
        ("5", "50 to 59"),
    ]
    assert following.items[3].author == "Director of Public Health"


@pytest.mark.parametrize(
    ("said", "kind", "repeat", "due"),
    [
        ("the minutes be confirmed as a correct record", "confirm", "once", None),
        ("Councillor Marsh be elected Chair for this meeting", "elect", "once", None),
        ("the presenter be thanked for the update", "thank", "once", None),
        ("the report be presented to the Board annually", "monitor", "every year", None),
        ("regular progress reports be agreed", "agree", "regularly, how often not stated", None),
        (
            "Overview and Scrutiny be asked to report to Cabinet quarterly from January 2020",
            "refer",
            "quarterly",
            date(2020, 1, 1),
        ),
        ("concerns be escalated to Cabinet", "escalate", "once", None),
        ("the plan be approved by 30 September 2019", "approve", "once", date(2019, 9, 30)),
    ],
)
def test_what_a_resolution_does_is_told_from_its_words(said, kind, repeat, due):
    pack = truth(shape=Shape(), on=date(2021, 6, 9), subjects=SUBJECTS[:1], clauses=[(said,)])

    last, _ = meetings(paper(text(pack)))

    one = last.resolutions[-1]
    assert (one.kind.value, one.repeat.value, one.due_on) == (kind, repeat, due)
    assert one.doubt == ""


def test_a_resolution_without_a_known_verb_is_in_doubt():
    said = "officers look again at the car park"
    pack = truth(shape=Shape(), on=date(2021, 6, 9), subjects=SUBJECTS[:1], clauses=[(said,)])

    last, _ = meetings(paper(text(pack)))

    assert last.resolutions[-1].doubt.startswith("No word says what the meeting did")


def test_an_agenda_without_its_papers_is_read_alone():
    lines = [
        "Health and Wellbeing Board",
        "",
        "Date: Wednesday, 9 June 2021",
        "Time: 2.00 pm",
        "Venue: Town Hall, Millbrook",
        "",
        "AGENDA",
        "",
        "1. Apologies for Absence",
        "",
        "2. Minutes of Previous Meeting (Pages 3 - 9)",
        "",
        "3. Stopping smoking (To Follow)",
        "Report of the Director of Public Health",
        "",
        "4. Winter",
        "Verbal update from the Chief Officer of the Trust.",
    ]

    (found,) = meetings(paper("\n".join(lines)))

    assert (found.body, found.on, found.venue) == (
        "Health and Wellbeing Board",
        date(2021, 6, 9),
        "Town Hall, Millbrook",
    )
    assert [(one.title, one.kind.value, one.author, one.to_follow) for one in found.items[2:]] == [
        ("Stopping smoking", "report", "Director of Public Health", True),
        ("Winter", "verbal update", "Chief Officer of the Trust", False),
    ]
