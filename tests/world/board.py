"""Millbrook's Health and Wellbeing Board: its seats, a meeting in May and the next in July.

    14 May 2025   held: three items, one of them exempt; minutes not confirmed yet
        4  Falls in older people        resolved twice: one owned and due, one for every year
        5  A house for sale             exempt under paragraph 3; resolved once
    18 June 2025  the Ageing Well Group met
    23 July 2025  planned: the standing items and "Warm homes"; papers by 15 July

Every seat of the Act is filled but that of Healthwatch. Everything is done by the real actions.
"""

from dataclasses import dataclass
from datetime import date, datetime

from marram.board.actions import agendas, attendance, meetings, resolutions, seats
from marram.board.models import AgendaItem, Attendance, Meeting, Resolution
from marram.board.vocabulary.meetings import ItemKind, Mode, Presence
from marram.board.vocabulary.resolutions import Repeat, ResolutionKind
from marram.board.vocabulary.seats import SeatKind
from marram.foundation.actors import Actor
from marram.site import roles
from tests.world.millbrook import LONDON, NOW, SPRING, Millbrook


MAY, JULY = "board-2025-05-14", "board-2025-07-23"
MAY_ON, JULY_ON = date(2025, 5, 14), date(2025, 7, 23)
# What no resident may ever read: each stands in a field of its own of the exempt item.
SECRETS = ("Magpie House", "asking price", "two bidders", "sell it to the trust", "Lark Lane")
SEATS = (
    (SeatKind.COUNCILLOR, "Leader of the council", "council"),
    (SeatKind.COUNCILLOR, "Cabinet member for health", "council"),
    (SeatKind.ADULT_SERVICES, "Director of adult services", "council"),
    (SeatKind.CHILDRENS_SERVICES, "Director of children's services", "council"),
    (SeatKind.PUBLIC_HEALTH, "Director of public health", "council"),
    (SeatKind.COMMISSIONER, "Place director", "trust"),
    (SeatKind.OTHER, "Chief officer of Age Friends", "age_friends"),
)


@dataclass(frozen=True)
class BoardWorld:
    """Who keeps and reads the board's business, and what there is."""

    officer: Actor
    member: Actor
    partner: Actor
    falls: Resolution
    yearly: Resolution
    secret: Resolution
    exempt: AgendaItem
    may: Meeting
    july: Meeting


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)


def actor(place: Millbrook, role: str, organisations: frozenset[str] = frozenset()) -> Actor:
    return Actor(
        key=f"user:{place.user_ids[role]}",
        name=role.capitalize(),
        permissions=roles.permissions({role, "resident"}),
        organisations=organisations,
    )


def build(place: Millbrook) -> BoardWorld:
    """Build the board and its two meetings with the actions that officers use."""
    officer = actor(place, "board-officer")
    _sit(officer)
    exempt = _hold_may(officer)
    meetings.plan_meeting(
        by=officer,
        at=SPRING,
        group="ageing_well",
        code="ageing-well-2025-06-18",
        fields={"title": "Ageing Well Group", "on": date(2025, 6, 18)},
    )
    meetings.end_meeting(
        by=officer,
        at=at(date(2025, 6, 18)),
        code="ageing-well-2025-06-18",
        summary="Agreed the falls classes.",
    )
    july = plan_july(officer)
    falls, yearly = Resolution.objects.filter(item__title="Falls in older people").order_by("pk")
    return BoardWorld(
        officer=officer,
        member=actor(place, "board-member"),
        partner=actor(place, "partner-contributor", frozenset({"age_friends"})),
        falls=falls,
        yearly=yearly,
        secret=Resolution.objects.get(item=exempt),
        exempt=exempt,
        may=Meeting.objects.get(pk=MAY),
        july=july,
    )


def _sit(officer: Actor) -> None:
    seats.add_board(
        by=officer,
        at=SPRING,
        group="board",
        fields={"statutory": True, "quorum_kinds": [SeatKind.COUNCILLOR.value]},
    )
    held = {
        role: seats.add_seat(
            by=officer,
            at=SPRING,
            group="board",
            fields={
                "kind": kind.value,
                "role": role,
                "organisation": organisation,
                "starts_on": date(2025, 4, 1),
            },
        )
        for kind, role, organisation in SEATS
    }
    seats.name_commissioner(
        by=officer,
        at=SPRING,
        group="board",
        organisation="trust",
        seat_id=held["Place director"].pk,
        starts_on=date(2025, 4, 1),
    )
    seats.make_formal(
        by=officer, at=SPRING, group="board", sub_group="ageing_well", starts_on=date(2025, 4, 1)
    )


def _hold_may(officer: Actor) -> AgendaItem:
    """Plan, publish, hold and minute the meeting in May; return its exempt item."""
    meetings.plan_meeting(
        by=officer,
        at=SPRING,
        group="board",
        code=MAY,
        fields={
            "title": "Health and Wellbeing Board",
            "on": MAY_ON,
            "mode": Mode.IN_PERSON.value,
            "venue": "Town Hall",
        },
    )
    for kind, title in (
        (ItemKind.APOLOGIES, "Apologies for absence"),
        (ItemKind.MINUTES, "Minutes of the previous meeting"),
        (ItemKind.DECLARATIONS, "Declarations of interest"),
        (ItemKind.REPORT, "Falls in older people"),
    ):
        agendas.add_item(
            by=officer, at=SPRING, code=MAY, fields={"kind": kind.value, "title": title}
        )
    exempt = add_exempt(officer, MAY)
    meetings.publish_agenda(by=officer, at=at(date(2025, 5, 6)), code=MAY)
    meetings.open_meeting(by=officer, at=at(MAY_ON), code=MAY)
    come(officer, MAY)
    _resolve(officer, exempt)
    meetings.end_meeting(by=officer, at=at(MAY_ON, 12), code=MAY)
    exempt.refresh_from_db()
    return exempt


def add_exempt(officer: Actor, code: str) -> AgendaItem:
    """Add an item that no resident may read: every text of it holds one of SECRETS."""
    title, because, weighed, minute, _ = SECRETS
    return agendas.add_item(
        by=officer,
        at=SPRING,
        code=code,
        fields={
            "kind": ItemKind.REPORT.value,
            "title": f"The sale of {title}",
            "covering_note": f"The map shows {SECRETS[4]}",
            "exempt_under": "3",
            "exempt_because": f"It tells the {because}",
            "public_interest": f"The {weighed} would offer less",
        },
    )


def come(officer: Actor, code: str) -> None:
    """Call the roll: everybody is there and the leader is in the chair."""
    attendance.call_the_roll(by=officer, at=at(MAY_ON), code=code)
    lines = Attendance.objects.filter(meeting=code).order_by("pk")
    first = lines[0].pk
    attendance.mark_presence(
        by=officer,
        at=at(MAY_ON),
        code=code,
        presences={
            line.pk: (Presence.CHAIR if line.pk == first else Presence.PRESENT, False)
            for line in lines
        },
    )


def _resolve(officer: Actor, exempt: AgendaItem) -> None:
    falls = AgendaItem.objects.get(meeting=MAY, title="Falls in older people")
    agendas.minute_item(
        by=officer,
        at=at(MAY_ON),
        item_id=falls.pk,
        seen_version=falls.version,
        minute="Members asked about winter.",
    )
    for fields in (
        {
            "kind": ResolutionKind.AGREE.value,
            "words": "Open a second falls class",
            "owner_organisation": "age_friends",
            "owner_mail": "office@age-friends.example",
            "due_on": date(2025, 6, 30),
        },
        {
            "kind": ResolutionKind.MONITOR.value,
            "words": "Report on falls every year",
            "owner_role": "Director of public health",
            "due_on": date(2026, 5, 13),
            "repeat": Repeat.YEARLY.value,
        },
    ):
        resolutions.resolve(by=officer, at=at(MAY_ON), item_id=falls.pk, fields=fields)
    exempt.refresh_from_db()
    agendas.minute_item(
        by=officer,
        at=at(MAY_ON),
        item_id=exempt.pk,
        seen_version=exempt.version,
        minute=f"Members want to {SECRETS[3]}.",
    )
    resolutions.resolve(
        by=officer,
        at=at(MAY_ON),
        item_id=exempt.pk,
        fields={"kind": ResolutionKind.AGREE.value, "words": f"To {SECRETS[3]}"},
    )


def plan_july(officer: Actor) -> Meeting:
    """Plan the meeting of July with its standing items and one more."""
    meeting = meetings.plan_meeting(
        by=officer,
        at=SPRING,
        group="board",
        code=JULY,
        fields={
            "title": "Health and Wellbeing Board",
            "on": JULY_ON,
            "mode": Mode.IN_PERSON.value,
            "venue": "Town Hall",
        },
    )
    agendas.begin_agenda(by=officer, at=NOW, code=JULY)
    agendas.add_item(
        by=officer,
        at=NOW,
        code=JULY,
        fields={
            "kind": ItemKind.REPORT.value,
            "title": "Warm homes",
            "author_role": "Director of public health",
        },
    )
    meeting.refresh_from_db()
    return meeting
