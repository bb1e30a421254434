"""Reminders to those who own a resolution that is overdue: one mail each, in plain text."""

import logging
from datetime import date, datetime, timedelta
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from marram.board.actions.resolutions import RESOLUTION
from marram.board.events import resolutions as events
from marram.board.models import Resolution
from marram.board.policies import business as policies
from marram.board.queries import effects
from marram.board.queries.resolution_lines import asked
from marram.board.rules import resolutions as rules
from marram.board.vocabulary.resolutions import Standing
from marram.foundation.actors import Actor
from marram.records.actions.keeping import Keeper


log = logging.getLogger(__name__)
# Often enough to be noticed, seldom enough to be read.
EVERY = timedelta(days=14)


@transaction.atomic
def chase(*, by: Actor, at: datetime, on: date) -> int:
    """Remind the owners of overdue resolutions, each at most once in two weeks.

    Returns how many mails leave once the change is kept. Those that nobody gave an address for
    stand in the register as overdue; what is not in effect is nobody's to do yet.

    Raises: Refused when `by` may not keep the business.
    """
    policies.may_keep(by).enforce()
    rested = Q(chased_on=None) | Q(chased_on__lte=on - EVERY)
    waiting = Resolution.objects.filter(rested, finished_on=None, due_on__lt=on).exclude(
        owner_mail=""
    )
    rows = list(effects.with_call_ins(waiting).select_for_update(of=("self",)).order_by("pk"))
    waits = effects.effects(rows, on=on)
    overdue = [
        row
        for row in rows
        if rules.standing(asked(row, on=on, waits=waits[row.pk].standing), on=on)
        is Standing.OVERDUE
    ]
    for row in overdue:
        _remind(by, at, on, row)
    return len(overdue)


def _remind(by: Actor, at: datetime, on: date, row: Resolution) -> None:
    Keeper(by, at, RESOLUTION).amend(row, {"chased_on": on}, fact=events.OwnerChased)
    transaction.on_commit(partial(_send, _written(row), by, at, row.pk))


def _written(row: Resolution) -> EmailMessage:
    """Return the mail. What is exempt is not written in it: mail goes through other hands."""
    exempt = bool(row.exempt_under or (row.item and row.item.exempt_under))
    address = reverse("board:resolution", args=[row.code])
    text = render_to_string(
        "board/chaser.txt",
        {
            "code": row.code,
            "words": "" if exempt else row.words,
            "decided_on": _words(row.decided_on),
            "due_on": _words(row.due_on) if row.due_on else "",
            "link": settings.SITE_ADDRESS.rstrip("/") + address,
        },
    )
    subject, _, body = text.partition("\n")
    return EmailMessage(subject=subject, body=f"{body.strip()}\n", to=[row.owner_mail])


def _send(mail: EmailMessage, by: Actor, at: datetime, code: str) -> None:
    try:
        mail.send()
    except (SMTPException, OSError):
        log.exception("a reminder of a resolution was not sent: %s", code)
        _tell_failed(by, at, code)


@transaction.atomic
def _tell_failed(by: Actor, at: datetime, code: str) -> None:
    """Keep that the mail did not leave; the next day's run tries again."""
    row = Resolution.objects.select_for_update().get(pk=code)
    Keeper(by, at, RESOLUTION).amend(row, {"chased_on": None}, fact=events.MailFailed)


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
