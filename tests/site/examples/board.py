"""One of everything in board."""

from datetime import date
from typing import Any

from marram.board.actions import clearance, forward, links
from marram.board.actions import readings as actions
from marram.board.models import AgendaItem, Seat, SubGroup
from marram.board.vocabulary.resolutions import Changed, Touched
from tests.world import board, readings, reports
from tests.world.millbrook import NOW, Millbrook


def furnish(place: Millbrook) -> dict[str, Any]:
    """Put one of everything of the room into Millbrook; return the keys that addresses need."""
    return _report(place) | _business(place) | _reading(place)


def _report(place: Millbrook) -> dict[str, Any]:
    """Amina's report, with an appendix, as it waits for its sign-offs."""
    report = reports.begin(place.lead, reports.add_item())
    reports.write(place.lead, report, **reports.TEXTS)
    reports.append(place.lead, report)
    clearance.send_for_clearance(by=place.lead, at=NOW, number=report.pk)
    return {
        "board.number": report.pk,
        "board.position": 1,
        "board.section": "summary",
        "board.office": "finance",
        "board.user": place.user_ids["plan-lead"],
    }


# The addresses that name an item to come, an item taken, a meeting held, or a resolution.
OF_AN_ITEM = ("amend-item", "move-item", "withdraw-item", "recommend")
OF_AN_ITEM_TAKEN = ("minute-item", "declare", "resolve")
OF_A_MEETING_HELD = (
    "roll",
    "add-attendance",
    "elect-chair",
    "publish-minutes",
    "confirm-minutes",
    "take-back-confirmation",
)
OF_A_RESOLUTION = (
    "resolution",
    "amend-resolution",
    "settle",
    "report-back",
    "finish-resolution",
    "take-reply",
    "tell-consequence",
    "take-back-consequence",
    "call-in",
    "take-call-in",
    "hear-call-in",
    "decide-again",
    "waive-call-in",
)


def _business(place: Millbrook) -> dict[str, Any]:
    """The board with its meeting of July, an item of it, a seat, a resolution and a matter."""
    world = board.build(place)
    item = AgendaItem.objects.get(meeting=board.JULY, title="Warm homes").pk
    matter = forward.add_entry(
        by=world.officer,
        at=NOW,
        group="board",
        fields={"title": "Parks", "maker": "The board", "due_on": date(2025, 9, 1)},
    )
    link = links.tell_consequence(
        by=world.officer,
        at=NOW,
        code=world.falls.pk,
        kind=Touched.ACTION,
        key="lwm-003",
        changed=Changed.STARTED,
    )
    taken = AgendaItem.objects.get(meeting=board.MAY, title="Falls in older people").pk
    return {
        "board.slug": "board",
        "board.code": board.JULY,
        "board:sub-group-note.slug": "ageing_well",
        "board:end-seat.number": Seat.objects.order_by("pk")[0].pk,
        "board:end-formal.number": SubGroup.objects.get().pk,
        "board:amend-seat.number": Seat.objects.order_by("pk")[0].pk,
        "board:take-back-consequence.number": link.pk,
        "board:amend-entry.number": matter.pk,
        "board:withdraw-entry.number": matter.pk,
        "board:forward-plan.slug": "board",
        "board:publish-forward-plan.slug": "board",
        **{f"board:{name}.number": item for name in OF_AN_ITEM},
        **{f"board:{name}.number": taken for name in OF_AN_ITEM_TAKEN},
        **{f"board:{name}.code": board.MAY for name in OF_A_MEETING_HELD},
        **{f"board:{name}.code": world.falls.pk for name in OF_A_RESOLUTION},
    }


def _reading(place: Millbrook) -> dict[str, Any]:
    """A published pack, its proposals waiting and one of them declined."""
    officer = readings.officer(place)
    reading = readings.read(officer)
    waiting, declined = reading.proposals.order_by("position")[:2]
    actions.decline_proposal(by=officer, at=NOW, number=declined.pk, reason="Of another meeting")
    return {
        "board:reading.number": reading.pk,
        "board:accept-sure.number": reading.pk,
        "board:proposal.number": waiting.pk,
        "board:decline-proposal.number": waiting.pk,
        "board:take-up-proposal.number": declined.pk,
    }
