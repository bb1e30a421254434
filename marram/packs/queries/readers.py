"""Who is mailed the links to a pack, how they are reached, and who was told when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from marram.board.queries.around_the_table import around_the_table
from marram.board.vocabulary import Permission as Board
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Verdict
from marram.packs import policies
from marram.packs.models import Edition, Told
from marram.packs.vocabulary import Audience
from marram.people.queries import mailing
from marram.strategy.queries.invitations import linked_addresses


LEAD = "Lead of the sub-group"


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Somebody who is mailed: `key` is an account or group, `role` and `organisation` are shown.

    The address is for the mail alone.
    """

    key: str
    role: str
    organisation: str
    address: str
    audiences: frozenset[Audience]


@dataclass(frozen=True, kw_only=True)
class ToldLine:
    """Whom an edition was mailed to: an account or group, shown by its role.

    Neither moment is there while the mail is on its way.
    """

    reader: str
    role: str
    organisation: str
    audience: Audience
    edition: int
    sent_at: datetime | None
    failed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class LinksTold:
    """Who was told of the packs of a meeting, newest first; whether the viewer may tell more."""

    lines: tuple[ToldLine, ...]
    published: bool
    may_send: Verdict


def readers(*, meeting: str, on: date) -> tuple[Reader, ...]:
    """Return who is mailed about a meeting: accounts behind its seats, and those who speak for its
    formal sub-groups, by the address that was last mailed a link where none has an account.

    Eight SQL queries. Raises: Missing.
    """
    table = around_the_table(meeting=meeting, on=on)
    speakers = mailing.speakers(groups=table.sub_groups, on=on)
    users = {seat.user: (seat.role, seat.organisation) for seat in reversed(table.seats)}
    for group, name in table.sub_groups.items():
        for user in speakers.get(group, ()):
            users.setdefault(user, (LEAD, name))
    reached = mailing.reached(users=users, on=on)
    linked = linked_addresses(groups=[each for each in table.sub_groups if each not in speakers])
    return (*_accounts(users, reached), *_groups(table.sub_groups, linked))


def links_told(*, viewer: Actor, meeting: str) -> LinksTold:
    """Return who was told of the packs of a meeting that the viewer may read. Two SQL queries.

    To those who may not make packs it names nobody.
    """
    may_send = policies.may_make(viewer)
    seen = policies.editions_seen_by(viewer).filter(meeting=meeting)
    told = Told.objects.filter(edition__in=seen if may_send else seen.none())
    ordered = told.select_related("edition").order_by("-asked_at", "role", "organisation", "pk")
    return LinksTold(
        lines=tuple(map(_line, ordered)),
        published=seen.filter(published_at__isnull=False).exists(),
        may_send=may_send,
    )


def _accounts(
    users: Mapping[int, tuple[str, str]], reached: Mapping[int, mailing.Reached]
) -> Iterator[Reader]:
    for user, account in reached.items():
        role, organisation = users[user]
        private = Board.READ_EXEMPT in account.permissions
        yield Reader(
            key=f"user:{user}",
            role=role,
            organisation=organisation,
            address=account.email,
            audiences=frozenset(Audience) if private else frozenset({Audience.PUBLIC}),
        )


def _groups(names: Mapping[str, str], linked: Mapping[str, str]) -> Iterator[Reader]:
    for group, address in linked.items():
        yield Reader(
            key=f"group:{group}",
            role=LEAD,
            organisation=names[group],
            address=address,
            audiences=frozenset({Audience.PUBLIC}),
        )


def _line(told: Told) -> ToldLine:
    edition: Edition = told.edition
    return ToldLine(
        reader=told.reader,
        role=told.role,
        organisation=told.organisation,
        audience=Audience(edition.audience),
        edition=edition.number,
        sent_at=told.sent_at,
        failed_at=told.failed_at,
    )
