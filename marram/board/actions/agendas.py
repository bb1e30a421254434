"""What is done to agendas: items added, changed, moved, withdrawn and minuted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from string import ascii_uppercase
from typing import Any

from django.db import transaction
from django.db.models import Q

from marram.board.actions.meetings import item_keeper, locked_meeting
from marram.board.events import meetings as events
from marram.board.models import AgendaItem, Board, Meeting, SubGroup, SubGroupNote
from marram.board.policies import business as policies
from marram.board.rules import meetings as rules
from marram.board.vocabulary.meetings import ItemKind
from marram.foundation.actors import Actor
from marram.foundation.amendments import held, not_moved_on
from marram.foundation.verdicts import Missing, Refused
from marram.records.actions.keeping import Keeper, Noun


FIELDS = (
    "number",
    "kind",
    "title",
    "author_role",
    "organisation",
    "minutes_allowed",
    "to_follow",
    "covering_note",
    "pages_as_printed",
    "urgent_because",
    "spending",
    "wards",
    "exempt_under",
    "exempt_because",
    "public_interest",
    "exempt_review_on",
    "source",
)
SUB_GROUP_NOTE = Noun("board.sub_group_note", events.SubGroupTold, events.SubGroupTold)
# What every agenda of a board begins with, in this order.
STANDING = (
    (ItemKind.APOLOGIES, "Apologies for absence"),
    (ItemKind.MINUTES, "Minutes of the previous meeting"),
    (ItemKind.DECLARATIONS, "Declarations of interest"),
    (ItemKind.MATTERS_ARISING, "Matters arising"),
)
SUB_GROUP_UPDATES = (ItemKind.SUB_GROUPS, "Sub-group updates")
# Far above any place on an agenda: rows wait here while others take their places.
ASIDE = 10_000


@transaction.atomic
def begin_agenda(*, by: Actor, at: datetime, code: str) -> Sequence[AgendaItem]:
    """Put the standing items on an empty agenda; those of sub-groups where a board has any.

    Raises: Missing; Refused when the agenda has items already.
    """
    meeting = locked_meeting(by, code)
    rules.agenda_open(meeting.title, meeting.stage).enforce()
    if meeting.items.exists():
        raise Refused("The agenda is begun already.")
    standing = [*STANDING]
    formal = SubGroup.objects.filter(board=meeting.group_id, starts_on__lte=meeting.on)
    if formal.filter(Q(ends_on=None) | Q(ends_on__gt=meeting.on)).exists():
        standing.append(SUB_GROUP_UPDATES)
    return [
        _add(by, at, meeting, position, {"kind": kind, "title": title})
        for position, (kind, title) in enumerate(standing, 1)
    ]


@transaction.atomic
def add_item(
    *, by: Actor, at: datetime, code: str, fields: Mapping[str, Any], after: int | None = None
) -> AgendaItem:
    """Add an item at the end of an agenda, or after another; `fields` holds kind and title.

    Until the agenda is published, items are numbered in their order; a later one that comes
    between others has the number of the one before it with a letter: 6A.

    Raises: Missing; Refused.
    """
    meeting = locked_meeting(by, code)
    rules.agenda_open(meeting.title, meeting.stage).enforce()
    _check(fields)
    items = list(meeting.items.order_by("position"))
    before = _place_after(items, after)
    item = _add(by, at, meeting, ASIDE, {**fields, "number": ""})
    _order(by, at, meeting, [*items[:before], item, *items[before:]])
    item.refresh_from_db()
    return item


@transaction.atomic
def amend_item(
    *, by: Actor, at: datetime, item_id: int, seen_version: int, fields: Mapping[str, Any]
) -> AgendaItem:
    """Change an item of an agenda that is not over; `fields` holds any of FIELDS.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    item = locked_item(by, item_id)
    rules.agenda_open(item.meeting.title, item.meeting.stage).enforce()
    theirs = {name: held(item, name) for name in fields}
    not_moved_on(item, called=f"“{item.title}”", seen_version=seen_version, theirs=theirs)
    _check({**{name: held(item, name) for name in FIELDS}, **fields})
    made_exempt = bool(fields.get("exempt_under", "")) and not item.exempt_under
    published = item.published_on is not None
    rules.not_yet_public(item.title, published=published, made_exempt=made_exempt).enforce()
    item_keeper(by, at).amend(item, fields)
    return item


@transaction.atomic
def move_item(*, by: Actor, at: datetime, item_id: int, after: int | None) -> None:
    """Move an item of an agenda that is not published yet to another place.

    `after` is the item that comes before it; without one it comes first.
    """
    item = locked_item(by, item_id)
    if item.meeting.published_on is not None:
        raise Refused("The agenda is published: its items keep their order and numbers.")
    others = [each for each in item.meeting.items.order_by("position") if each.pk != item.pk]
    place = _place_after(others, after) if after is not None else 0
    _order(by, at, item.meeting, [*others[:place], item, *others[place:]])


@transaction.atomic
def withdraw_item(*, by: Actor, at: datetime, item_id: int, because: str) -> AgendaItem:
    """Withdraw an item; on a published agenda it stays to be seen, with the reason."""
    item = locked_item(by, item_id)
    rules.agenda_open(item.meeting.title, item.meeting.stage).enforce()
    if not because.strip():
        raise Refused("Say in a sentence why the item is withdrawn.")
    wanted = {"withdrawn_because": because.strip()}
    item_keeper(by, at).amend(item, wanted, fact=events.ItemWithdrawn)
    return item


@transaction.atomic
def minute_item(
    *, by: Actor, at: datetime, item_id: int, seen_version: int, minute: str
) -> AgendaItem:
    """Write the minute of an item, from the opening of the meeting until it is confirmed.

    Raises: Missing; Refused; Conflict when somebody changed it since version `seen_version`.
    """
    item = locked_item(by, item_id)
    rules.may_be_minuted(item.meeting.title, item.meeting.stage).enforce()
    not_moved_on(
        item,
        called=f"the minute of “{item.title}”",
        seen_version=seen_version,
        theirs={"minute": item.minute},
    )
    item_keeper(by, at).amend(item, {"minute": minute.strip()}, fact=events.ItemMinuted)
    return item


@transaction.atomic
def tell_for_sub_group(
    *, by: Actor, at: datetime, code: str, group: str, words: str, source: str = ""
) -> SubGroupNote:
    """Say what a formal sub-group tells one meeting of its board; said again, it replaces that.

    Raises: Missing; Refused when `by` neither keeps the business nor speaks for the sub-group.
    """
    if group not in by.groups:
        policies.may_keep(by).enforce()
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(pk=code).first()
    if meeting is None:
        raise Missing(f"There is no meeting {code}.")
    rules.agenda_open(meeting.title, meeting.stage).enforce()
    if not Board.objects.filter(pk=meeting.group_id, sub_groups__group=group).exists():
        raise Missing(f"{group} is no formal sub-group of this board.")
    keeper = Keeper(by, at, SUB_GROUP_NOTE)
    wanted = {"words": words.strip(), "source": source}
    found = meeting.sub_group_notes.filter(group=group).first()
    if found is not None:
        keeper.amend(found, wanted)
        return found
    return keeper.add(SubGroupNote(), {"meeting": meeting, "group": group, **wanted})


def locked_item(by: Actor, item_id: int) -> AgendaItem:
    """Return an item of business that `by` keeps, locked until the transaction ends.

    Raises: Missing; Refused.
    """
    policies.may_keep(by).enforce()
    items = policies.items_seen_by(by).select_related("meeting")
    found = items.select_for_update(of=("self",)).filter(pk=item_id).first()
    if found is None:
        raise Missing(f"There is no item {item_id}.")
    return found


def _add(
    by: Actor, at: datetime, meeting: Meeting, position: int, fields: Mapping[str, Any]
) -> AgendaItem:
    number = str(meeting.first_number + position - 1) if position < ASIDE else ""
    values = {"meeting": meeting, "position": position, "number": number, **fields}
    return item_keeper(by, at).add(AgendaItem(), values)


def _check(fields: Mapping[str, Any]) -> None:
    if not str(fields.get("title", "")).strip():
        raise Refused("Give the item a title.")
    rules.numbered_rightly(fields.get("number") or "").enforce()
    rules.exempt_rightly(
        paragraphs=fields.get("exempt_under") or "",
        because=fields.get("exempt_because") or "",
        public_interest=fields.get("public_interest") or "",
    ).enforce()


def _place_after(items: Sequence[AgendaItem], after: int | None) -> int:
    """Return how many items come before the one that follows `after`; all without it."""
    if after is None:
        return len(items)
    keys = [item.pk for item in items]
    if after not in keys:
        raise Missing(f"There is no item {after} on this agenda.")
    return keys.index(after) + 1


def _order(by: Actor, at: datetime, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    """Write the places of items, and their numbers unless the agenda is out with them.

    No two items may share a place or a number even for a moment, so those that move step aside.
    """
    numbers = _numbers(meeting, items)
    moved = [
        (item, {"position": position, "number": number})
        for position, (item, number) in enumerate(zip(items, numbers, strict=True), 1)
        if (item.position, item.number) != (position, number)
    ]
    was = {item.pk: (item.position, item.number) for item, _ in moved}
    for item, _ in moved:
        item.position, item.number = item.position + ASIDE + 1, ""
        item.save(update_fields=["position", "number"])
    for item, wanted in moved:
        item.position, item.number = was[item.pk]
        item_keeper(by, at).amend(item, wanted, fact=events.ItemMoved)


def _numbers(meeting: Meeting, items: Sequence[AgendaItem]) -> list[str]:
    if meeting.published_on is None:
        return [str(meeting.first_number + place) for place in range(len(items))]
    return [item.number or _late_number(items, place) for place, item in enumerate(items)]


def _late_number(items: Sequence[AgendaItem], place: int) -> str:
    """Return the next whole number at the end of an agenda, else the one before with a letter."""
    taken = {item.number for item in items}
    before = next((item.number for item in reversed(items[:place]) if item.number), "0")
    whole = int(before.rstrip(ascii_uppercase))
    if place == len(items) - 1:
        return str(whole + 1)
    return next(f"{whole}{letter}" for letter in ascii_uppercase if f"{whole}{letter}" not in taken)
