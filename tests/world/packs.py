"""Two meetings of Millbrook's board, for packs: June was held, September is to come.

18 June 2025   held: a plan was noted, a review asked for; a private item was minuted
17 September   agenda out: minutes, matters arising, "How the plan is going" with a PDF, a Word
               file and a workbook as appendices, and a private item on a price
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO

import docx
import xlsxwriter

from marram.board.actions import (
    agendas,
    appendices,
    attendance,
    clearance,
    meetings,
    reports,
    resolutions,
    seats,
)
from marram.board.models import AgendaItem, Board
from marram.board.rules.reports import print_of
from marram.board.vocabulary.reports import Clearance
from marram.foundation.actors import Actor
from marram.records.vocabulary import MediaType
from marram.site import roles
from tests.packs.papers import provider_pdf
from tests.world.millbrook import LONDON, NOW, TODAY, Millbrook


JUNE = datetime(2025, 6, 18, 14, 0, tzinfo=LONDON)
SECRET = "Harbour Homes asks four million pounds"
EXEMPT = {
    "exempt_under": "3",
    "exempt_because": "It names a price that is being negotiated.",
    "public_interest": "Telling it now would cost residents more than it would show them.",
}
TEXTS = {
    "title": "How the living well plan is going",
    "report_of": "Director of Public Health",
    "wards": "All wards",
    "key_decision": "no",
    "forward_plan": "yes",
    "summary": "One of **five** actions is overdue.",
    "recommendations": "Note the progress\nAsk for the second hub by September",
    "climate_effect": "neutral",
    "climate_trained": "yes",
    "takes_effect": "after meeting",
    "contact": "Public health manager",
    "purpose_protect": "Warm homes for those most at risk",
    "body": "# Progress\n\n[[plan-progress: living-well-actions]]\n\nMore is to come.",
}
NONE = [
    *("reasons", "options", "revenue", "capital", "resource", "legal", "equality", "climate"),
    *("consulted_inside", "consulted_outside", "background"),
]


@dataclass(frozen=True)
class Boardroom:
    """The people around the table, and the two meetings by their codes."""

    officer: Actor
    member: Actor
    finance: Actor
    author: Actor
    june: str = "hwb-2025-06-18"
    september: str = "hwb-2025-09-17"


def build(place: Millbrook) -> Boardroom:
    """Build both meetings with the actions that people use."""
    room = Boardroom(
        officer=somebody(place, "board-officer"),
        member=somebody(place, "board-member"),
        finance=somebody(place, "finance-lead"),
        author=place.lead,
    )
    if not Board.objects.filter(pk="board").exists():
        _board(room)
    _june(room)
    _september(room)
    return room


def somebody(place: Millbrook, role: str) -> Actor:
    """Return the actor of today behind the account of a role."""
    return Actor(
        key=f"user:{place.user_ids[role]}",
        name=role.capitalize(),
        permissions=roles.permissions({role, "resident"}),
    )


def add_item(
    room: Boardroom, code: str, title: str, kind: str = "report", **more: str
) -> AgendaItem:
    fields = {"title": title, "kind": kind, **more}
    return agendas.add_item(by=room.officer, at=NOW, code=code, fields=fields)


def publish_report(room: Boardroom, item: AgendaItem, **texts: str) -> int:
    """Write a report whole, sign it and publish it; return its number."""
    report = begin_report(room, item, **texts)
    finish_report(room, report)
    return report


def begin_report(room: Boardroom, item: AgendaItem, **texts: str) -> int:
    every = {**TEXTS, **dict.fromkeys(NONE, "None"), **texts}
    report = reports.begin_report(
        by=room.author,
        at=NOW,
        title=every["title"],
        report_of=every["report_of"],
        item_id=item.pk,
    )
    seen = {name: print_of(every[name] if name in ("title", "report_of") else "") for name in every}
    reports.write_parts(by=room.author, at=NOW, number=report.pk, texts=every, seen=seen)
    return report.pk


def finish_report(room: Boardroom, number: int) -> None:
    clearance.send_for_clearance(by=room.author, at=NOW, number=number)
    legal = replace(room.officer, permissions=frozenset({"board.clear_legal", "board.read_exempt"}))
    for by, office in ((room.finance, Clearance.FINANCE), (legal, Clearance.LEGAL)):
        version = clearance.locked(by, number).version
        clearance.sign_off(
            by=by,
            at=NOW,
            number=number,
            clearance=office,
            reference="REF 1/25",
            seen_version=version,
        )
    clearance.publish_report(by=room.officer, at=NOW, number=number, on=TODAY)


def word_file() -> bytes:
    document, kept = docx.Document(), BytesIO()
    document.add_heading("What providers told us", 1)
    document.add_paragraph("Waiting lists are shorter than last year.")
    document.save(kept)
    return kept.getvalue()


def workbook() -> bytes:
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        page = book.add_worksheet("Fund return")
        page.write_row(0, 0, ["Scheme", "Planned", "Spent"])
        page.write_row(1, 0, ["Step-down beds", 120000, 118500])
    return kept.getvalue()


def _board(room: Boardroom) -> None:
    """A board of one seat, where there is none yet."""
    by = {"by": room.officer, "at": NOW, "group": "board"}
    seats.add_board(**by, fields={"quorum_least": 1})
    leader = {"kind": "councillor", "role": "Leader of the council", "organisation": "council"}
    seats.add_seat(**by, fields={**leader, "starts_on": date(2025, 4, 1)})


def _june(room: Boardroom) -> None:
    by = {"by": room.officer, "at": JUNE}
    fields = {"title": "Health and Wellbeing Board", "on": date(2025, 6, 18), "venue": "Town Hall"}
    meetings.plan_meeting(**by, group="board", code=room.june, fields=fields)
    plan = add_item(room, room.june, "The living well plan")
    private = add_item(room, room.june, SECRET, **EXEMPT)
    meetings.publish_agenda(**by, code=room.june, because="The papers came late.")
    meetings.open_meeting(**by, code=room.june)
    roll = attendance.call_the_roll(**by, code=room.june)
    here = {line.pk: ("present" if place else "chair", False) for place, line in enumerate(roll)}
    attendance.mark_presence(**by, code=room.june, presences=here)
    for item, words in ((plan, "Members welcomed the plan."), (private, f"{SECRET}, minuted.")):
        item.refresh_from_db()
        agendas.minute_item(**by, item_id=item.pk, seen_version=item.version, minute=words)
    asked = {"kind": "agree", "words": "Review the family hubs.", "due_on": date(2025, 7, 1)}
    resolutions.resolve(**by, item_id=plan.pk, fields=asked)
    meetings.end_meeting(**by, code=room.june)
    meetings.publish_minutes(**by, code=room.june)


def _september(room: Boardroom) -> None:
    by = {"by": room.officer, "at": NOW}
    fields = {"title": "Health and Wellbeing Board", "on": date(2025, 9, 17), "venue": "Town Hall"}
    meetings.plan_meeting(**by, group="board", code=room.september, fields=fields)
    agendas.begin_agenda(**by, code=room.september)
    plan = add_item(room, room.september, "How the living well plan is going")
    private = add_item(room, room.september, SECRET, **EXEMPT)
    report = begin_report(room, plan)
    for title, name, content, kind in (
        ("What the provider reports", "provider.pdf", provider_pdf(tagged=True), MediaType.PDF),
        ("What providers told us", "told.docx", word_file(), MediaType.WORD),
        ("The fund return", "return.xlsx", workbook(), MediaType.EXCEL),
    ):
        appendices.add_appendix(
            by=room.author,
            at=NOW,
            number=report,
            title=title,
            name=name,
            content=content,
            media_type=kind,
        )
    finish_report(room, report)
    publish_report(room, private, title=SECRET, summary=f"{SECRET}.")
    meetings.publish_agenda(**by, code=room.september)
