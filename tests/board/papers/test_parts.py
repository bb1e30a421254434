"""The parts of reading, each on the shapes that went wrong once."""

import doctest
import importlib
import pkgutil
from datetime import date

import pytest

from marram.board import papers
from marram.board.papers import agendas, attendances, heads
from marram.board.papers.casing import casing
from marram.board.papers.headings import headings
from marram.board.papers.names import Names
from marram.board.papers.packs import meetings
from marram.board.papers.passages import Passage
from marram.board.papers.stamps import stamps
from marram.board.papers.texts import paper
from marram.board.vocabulary.meetings import Presence


def passage(text):
    whole = paper(text)
    return Passage(whole, whole.lines)


@pytest.mark.parametrize("name", [one.name for one in pkgutil.iter_modules(papers.__path__)])
def test_the_examples_in_the_code_run(name):
    module = importlib.import_module(f"marram.board.papers.{name}")

    assert doctest.testmod(module).failed == 0


def test_a_page_lying_on_its_side_has_its_stamp_read():
    text = "of the plan.P\nage 94\n\nA\ngenda Item\n\n 7\n\n\n\nMore"

    assert [(one.page, one.item) for one in stamps(text)] == [(94, "7")]


def test_a_page_that_is_only_mentioned_is_no_stamp():
    text = "Page 12\n\nAgenda Item 2\n\nas said on Page 3\nPage 13\n"

    assert [one.page for one in stamps(text)] == [12, 13]


def test_a_place_between_stamps_says_so():
    whole = paper("One\n\nPage 4\n\nTwo\n\nPage 9\n\nThree")

    assert [whole.place([line]).page for line in whole.lines] == [
        "between 1 and 4",
        "between 5 and 9",
        "after 9",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Cllr Ann Marsh (Chair), Jo Park (Head of Play, Vale Trust) and Sam Hill",
            [
                ("chair", "Councillor", ""),
                ("present", "Head of Play", "Vale Trust"),
                ("present", "", ""),
            ],
        ),
        (
            "Councillor Ann Marsh – Cabinet Member for Health (in the Chair)\n"
            "Jo Park – Chief Officer, Vale Clinical Commissioning Group",
            [
                ("chair", "Cabinet Member for Health", ""),
                ("present", "Chief Officer", "Vale Clinical Commissioning Group"),
            ],
        ),
        (
            "Councillors Mrs Marsh, Hill, English (Chairman), D Fenn and T Fenn, Dr. Lee O'Hara",
            [
                ("present", "Councillor", ""),
                ("present", "Councillor", ""),
                ("chair", "Councillor", ""),
                ("present", "Councillor", ""),
                ("present", "Councillor", ""),
                ("present", "", ""),
            ],
        ),
        (
            "Mr A Black (Ms H Horne attended as substitute), Jo Park (Vale Trust)",
            [("present", "", ""), ("present", "", "Vale Trust")],
        ),
        (
            "Superintendent Lee Ward (Vale Police)\nDirector of Public Health",
            [("present", "Superintendent, Director of Public Health", "Vale Police")],
        ),
    ],
)
def test_people_are_read_as_offices_and_organisations(text, expected):
    found = attendances.attendances(passage(text), Presence.PRESENT, organisations=())

    assert [(one.presence, one.role, one.organisation) for one in found] == expected


def test_an_organisation_we_know_is_not_taken_for_a_person():
    text = "Jo Park, Alder Row, Sam Hill"

    found = attendances.attendances(passage(text), Presence.PRESENT, organisations=("Alder Row",))

    assert [(one.position, one.organisation) for one in found] == [(1, "Alder Row"), (2, "")]


@pytest.mark.parametrize(
    "said",
    ["There were no apologies.", "No apologies for absence were received.", "None received"],
)
def test_no_apologies_are_nobody(said):
    assert attendances.attendances(passage(said), Presence.APOLOGY, organisations=()) == ()


def test_a_name_is_left_out_of_what_was_resolved():
    text = "That Councillor Ann Marsh and Dr. Lee O'Hara thank Jo Park at jo@vale.example."

    assert (
        Names(("Jo Park",)).without(text)
        == "That a named member and a named member thank a named member at"
    )


def test_a_heading_in_capitals_is_written_as_the_paper_writes_it():
    lines = paper("The Better Care Fund pays. We ask the SEND team and a team.").lines

    assert casing(lines)("BETTER CARE FUND: SEND TEAM") == "Better Care Fund: SEND team"
    assert casing(lines).name("THE TOWN HALL, VALE") == "The Town Hall, Vale"


def test_a_numbered_list_within_an_item_is_no_item():
    text = (
        "1. APOLOGIES\n\nNone\n\n2. PLAN\n\nThree aims:\n\n3. Be well\n\n4. Be safe\n\n"
        "3. WINTER\n\nEnd"
    )

    assert [(one.number, one.title) for one in headings(paper(text).lines)] == [
        (1, "APOLOGIES"),
        (2, "PLAN"),
        (3, "WINTER"),
    ]


def test_an_unreadable_heading_leaves_a_gap_that_is_in_doubt():
    text = "1. APOLOGIES\n\nNone\n\n2. MINUTES\n\nTrue\n\n4. WINTER\n\nCold"

    assert [one.doubt for one in headings(paper(text).lines)] == [
        "",
        "",
        "No item was found between 2 and 4.",
    ]


HEAD = (
    "Report to: Board\n\nDate of Meeting: 9 June 2021\n\nSubject: Winter\n\nReport of: Director\n\n"
    "Wards Affected: All\n\n{answers}\n\nSummary:\n\nCold."
)


@pytest.mark.parametrize(
    ("answers", "values", "doubtful"),
    [
        (
            "Key Decision: Yes\n\nForward Plan: No\n\nExempt: No",
            {"key_decision": "Yes", "forward_plan": "No", "exempt": "No"},
            set(),
        ),
        (
            "Is this a Key Decision?:\n\nIncluded in Forward Plan:\n\nN N\n\nExempt: N/A",
            {"key_decision": "No", "forward_plan": "No", "exempt": "N/A"},
            {"key_decision", "forward_plan"},
        ),
        (
            "Key Decision: Perhaps\n\nForward Plan: Y",
            {"key_decision": "Perhaps", "forward_plan": "Yes"},
            {"key_decision"},
        ),
    ],
)
def test_questions_at_the_head_of_a_report_are_answered_or_in_doubt(answers, values, doubtful):
    (head,) = heads.heads(paper(HEAD.format(answers=answers)))

    said = {name: head.values[name] for name in values}
    assert {name: value.text for name, value in said.items()} == values
    assert {name for name, value in said.items() if value.doubt} == doubtful


def test_a_reference_that_letters_and_office_dispute_is_in_doubt():
    text = HEAD.format(answers="Key Decision: No") + (
        "\n\n(A) Internal Consultations\n\nThe Head of Finance (LD 1234/21) agreed.\n"
    )
    whole = paper(text)
    (head,) = heads.heads(whole)

    found = dict(heads.fields(whole, head, whole.lines, Names()))

    assert found["legal_ref"].text == "LD1234/21"
    assert found["legal_ref"].doubt == "The letters and the office before them do not agree."


def test_members_of_the_cabinet_are_counted_and_not_named():
    text = HEAD.format(answers="Portfolio: Councillor Ann Marsh Councillor Lee Hill")
    whole = paper(text)
    (head,) = heads.heads(whole)

    assert dict(heads.fields(whole, head, whole.lines, Names()))["portfolio"].text == (
        "2 cabinet members"
    )


def test_a_list_with_one_standing_item_is_no_agenda():
    whole = paper("1. Minutes\n\n2. Aims\n\n3. Plans\n")

    assert agendas.agenda(whole, whole.lines, casing=casing(whole.lines), names=Names()) is None


def test_minutes_of_another_council_are_read():
    lines = [
        "VALE BOROUGH COUNCIL",
        "",
        "OVERVIEW AND SCRUTINY COMMITTEE",
        "",
        "Minutes of the meeting held on Tuesday 21 June 2022",
        "",
        "Present:",
        "",
        "Councillors Mrs Marsh, Hill and English (Chairman)",
        "",
        "Also Present:",
        "",
        "Councillor Round",
        "",
        "1.           Apologies for Absence",
        "",
        "Apologies were received from Councillor Fenn.",
        "",
        "2.        EXEMPT ITEMS",
        "",
        "RESOLVED: That all items be taken in public as agreed.",
        "",
        "3.        Winter",
        "",
        "Resolved –",
        "",
        "(a) That the report be noted; and",
        "",
        "(b) That updates be received every six months.",
    ]

    (found,) = meetings(paper("\n".join(lines)))

    assert (found.body, found.on) == ("Overview and Scrutiny Committee", date(2022, 6, 21))
    assert [(one.number, one.title) for one in found.items] == [
        ("1", "Apologies for Absence"),
        ("2", "Exempt items"),
        ("3", "Winter"),
    ]
    assert [one.presence for one in found.attendances] == ["present"] * 2 + ["chair", "apology"]
    assert [(one.item, one.wording) for one in found.resolutions] == [
        ("2", "All items be taken in public as agreed"),
        ("3", "The report be noted"),
        ("3", "Updates be received every six months"),
    ]
