"""A report to the board of Millbrook: who writes it, who signs it, and what it says.

Amina, who leads the living well plan, writes about it for the meeting of 10 September 2025. The
finance lead signs for finance and the legal officer for legal; the board officer publishes it.
"""

from datetime import date, datetime

from marram.board.actions import agendas, appendices, clearance, meetings
from marram.board.actions import reports as actions
from marram.board.models import AgendaItem, Report, Signature
from marram.board.rules.reports import print_of
from marram.board.vocabulary.reports import Clearance
from marram.foundation.actors import Actor
from marram.site import roles
from tests.world.millbrook import BUILDER, NOW, Millbrook


# What the authors wrote, in every part that a report needs.
TEXTS = {
    "title": "How the living well plan is going",
    "report_of": "Director of Public Health",
    "wards": "All wards",
    "portfolio": "Health and Wellbeing",
    "key_decision": "no",
    "forward_plan": "yes",
    "summary": "One of **five** actions is overdue.",
    "recommendations": "Note the progress\nAsk for the second hub by September",
    "reasons": "The board oversees the plan.",
    "options": "None",
    "revenue": "None",
    "capital": "None",
    "resource": "None",
    "legal": "None",
    "equality": "Hubs are where need is greatest.",
    "climate": "None",
    "climate_effect": "neutral",
    "climate_trained": "yes",
    "purpose_protect": "Warm homes for those most at risk",
    "consulted_inside": "Ageing Well Group",
    "consulted_outside": "None",
    "takes_effect": "after meeting",
    "contact": "Public health manager",
    "background": "None",
    "body": "# Progress\n\n[[plan-progress: living-well-actions]]\n\nMore is to come.",
}


def somebody(place: Millbrook, role: str) -> Actor:
    """Return the actor of today behind the account of a role."""
    return Actor(
        key=f"user:{place.user_ids[role]}",
        name=role.capitalize(),
        permissions=roles.permissions({role, "resident"}),
    )


def add_item(title: str = "Living well", *, on: date = date(2025, 9, 10)) -> AgendaItem:
    """Put an item that wants a report on the agenda of a meeting of its own."""
    code = f"reports-{on.isoformat()}"
    fields = {"title": "Health and Wellbeing Board", "on": on}
    meetings.plan_meeting(by=BUILDER, at=NOW, group="board", code=code, fields=fields)
    item = {"kind": "report", "title": title}
    return agendas.add_item(by=BUILDER, at=NOW, code=code, fields=item)


def begin(by: Actor, item: AgendaItem | None) -> Report:
    return actions.begin_report(
        by=by,
        at=NOW,
        title=TEXTS["title"],
        report_of=TEXTS["report_of"],
        item_id=item.pk if item else None,
    )


def write(by: Actor, report: Report, at: datetime = NOW, **texts: str) -> Report:
    """Write parts as somebody who has seen what stands there now."""
    now = dict(report.texts.values_list("part", "text"))
    seen = {name: print_of(now.get(name, "")) for name in texts}
    return actions.write_parts(by=by, at=at, number=report.pk, texts=texts, seen=seen)


def append(by: Actor, report: Report, title: str = "Map") -> None:
    appendices.add_appendix(
        by=by,
        at=NOW,
        number=report.pk,
        title=title,
        name=f"{title}.txt",
        content=title.encode(),
        media_type="text/plain",
    )


def sign(by: Actor, report: Report, office: Clearance, reference: str = "REF 1/25") -> Signature:
    """Sign the version of a report that stands now."""
    report.refresh_from_db()
    return clearance.sign_off(
        by=by,
        at=NOW,
        number=report.pk,
        clearance=office,
        reference=reference,
        seen_version=report.version,
    )
