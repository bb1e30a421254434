"""Mailing the links to published packs: one mail each, in plain text, and never an exempt word."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from marram.foundation.actors import Actor
from marram.foundation.events import Event, Subject, publish
from marram.foundation.verdicts import Refused
from marram.packs import policies
from marram.packs.events import LinksNotSent, LinksSent
from marram.packs.models import Edition, Told
from marram.packs.queries.readers import Reader, readers
from marram.packs.vocabulary import Audience


log = logging.getLogger(__name__)
# A mail that neither left nor failed by then was lost with its server process, and goes again.
LOST_AFTER = timedelta(minutes=10)
PACKS = {
    Audience.PUBLIC: "The public pack, for everybody",
    Audience.PRIVATE: "The private pack, with the exempt papers: log in with your second step",
}


@dataclass(frozen=True)
class _Letter:
    """A mail to one reader, and the rows that say of which editions it tells."""

    reader: Reader
    rows: tuple[Told, ...]
    message: EmailMessage


@transaction.atomic
def send_links(*, by: Actor, at: datetime, on: date, meeting: str) -> int:
    """Mail the newest published packs of a meeting to whoever was not told of them yet.

    Nobody is mailed twice about one edition; what could not be sent goes with the next call.
    Returns how many mails leave once the change is kept. `on` is the day whose seats count.

    Raises: Missing; Refused when `by` may not, or nothing is published.
    """
    policies.may_make(by).enforce()
    found = _newest(by, meeting)
    if not found:
        raise Refused("Publish the pack first: only published packs are mailed.")
    every = readers(meeting=meeting, on=on)
    told = {(row.edition_id, row.reader): row for row in _rows(found)}
    earlier = _told_before(meeting)
    letters = []
    for reader in every:
        wanted = [each for each in found if Audience(each.audience) in reader.audiences]
        if rows := tuple(_claimed(told, wanted, reader, at)):
            again = reader.key in earlier
            letters.append(_Letter(reader, rows, _written(reader, rows, found, again=again)))
    transaction.on_commit(partial(_send, letters, by.key, at))
    return len(letters)


def _newest(by: Actor, meeting: str) -> list[Edition]:
    """Return the newest published edition for each audience that `by` may read."""
    seen = policies.editions_seen_by(by).filter(meeting=meeting, published_at__isnull=False)
    newest = {each.audience: each for each in seen.order_by("number").select_related("meeting")}
    return [newest[audience] for audience in Audience if audience in newest]


def _rows(found: Sequence[Edition]) -> Sequence[Told]:
    rows = Told.objects.filter(edition__in=found).select_for_update(of=("self",))
    return list(rows.select_related("edition").order_by("pk"))


def _told_before(meeting: str) -> frozenset[str]:
    """Return who was mailed about any edition of a meeting: to them papers come anew."""
    sent = Told.objects.filter(edition__meeting=meeting, sent_at__isnull=False)
    return frozenset(sent.order_by("pk").values_list("reader", flat=True))


def _claimed(
    told: dict[tuple[int, str], Told], wanted: Sequence[Edition], reader: Reader, at: datetime
) -> Sequence[Told]:
    """Return what this reader is told now; a row that is there holds others off until it fails."""
    claimed = []
    for edition in wanted:
        row = told.get((edition.pk, reader.key))
        if row is None:
            row = Told(edition=edition, reader=reader.key)
        elif row.sent_at or not (row.failed_at or row.asked_at <= at - LOST_AFTER):
            continue
        row.role, row.organisation = reader.role, reader.organisation
        row.asked_at, row.failed_at = at, None
        row.save()
        claimed.append(row)
    return claimed


def _written(
    reader: Reader, rows: Sequence[Told], found: Sequence[Edition], *, again: bool
) -> EmailMessage:
    """Return a mail with links; what is in the pack is told by the public agenda alone."""
    first = rows[0].edition
    public = next((each for each in found if each.audience == Audience.PUBLIC), None)
    text = render_to_string(
        "packs/links_mail.txt",
        {
            "board": first.front["board"],
            "day": first.front["day"],
            "time_and_place": first.front["time_and_place"],
            "again": again,
            "agenda": [_said(item) for item in public.front["agenda"]] if public else [],
            "packs": [
                (PACKS[Audience(row.edition.audience)], _address(row.edition)) for row in rows
            ],
            "role": f"{reader.role}, {reader.organisation}".removesuffix(", "),
        },
    )
    subject, _, body = text.partition("\n")
    return EmailMessage(
        subject=" ".join(subject.split()), body=f"{body.strip()}\n", to=[reader.address]
    )


def _said(item: dict[str, str]) -> str:
    what = f" ({item['what']})" if item["what"] else ""
    private = f" {item['private']}." if item["private"] else ""
    return f"{item['number']}. {item['title']}{what}{private}".removeprefix(". ")


def _address(edition: Edition) -> str:
    return settings.SITE_ADDRESS.rstrip("/") + reverse("packs:edition", args=[edition.pk])


def _send(letters: Sequence[_Letter], by: str, at: datetime) -> None:
    """Send each mail and keep whether it left, at once: a stop half-way sends none twice."""
    server = mail.get_connection()
    reached = _done(server.open, "the mail server was not reached")
    outcomes = [(letter, reached and _left(server, letter, at)) for letter in letters]
    _done(server.close, "the mail server did not say goodbye")
    failed = [letter for letter, left in outcomes if not left]
    Told.objects.filter(pk__in=_numbers(failed)).update(failed_at=at)
    _tell(LinksSent, [letter for letter, left in outcomes if left], by, at)
    _tell(LinksNotSent, failed, by, at)


def _left(server: BaseEmailBackend, letter: _Letter, at: datetime) -> bool:
    letter.message.connection = server
    left = _done(letter.message.send, f"a link to a pack was not sent to {letter.reader.key}")
    if left:
        Told.objects.filter(pk__in=_numbers([letter])).update(sent_at=at)
    return left


def _done(asked: Callable[[], object], otherwise: str) -> bool:
    """Ask something of the mail server, and say whether it was done.

    The words of a problem may hold addresses, so only its kind is logged.
    """
    try:
        asked()
    except (SMTPException, OSError) as problem:
        log.error("%s: %s", otherwise, type(problem).__name__)
        return False
    return True


def _numbers(letters: Sequence[_Letter]) -> list[int]:
    return [row.pk for letter in letters for row in letter.rows]


@transaction.atomic
def _tell(kind: type[Event], letters: Sequence[_Letter], by: str, at: datetime) -> None:
    """Tell of each edition to which roles its link went, or did not."""
    by_edition: dict[Edition, list[str]] = {}
    for letter in letters:
        for row in letter.rows:
            by_edition.setdefault(row.edition, []).append(str(row))
    for edition, roles in by_edition.items():
        subject = Subject("packs.edition", str(edition.pk))
        after = {"meeting": edition.meeting_id, "audience": edition.audience, "readers": roles}
        publish(kind(by=by, at=at, subject=subject, after=after))
