"""The mails of a round: one link each, in plain text, sent once the change is safe."""

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from secrets import token_urlsafe
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from marram.foundation.actors import Actor
from marram.foundation.events import Subject, publish
from marram.strategy.events import rounds as events
from marram.strategy.models import Action, Invitation, Link
from marram.strategy.policies import rounds as policies
from marram.strategy.rules.rounds import hashed, in_words


log = logging.getLogger(__name__)


def send_link(
    *, by: Actor, at: datetime, invitation: Invitation, actions: Sequence[Action], template: str
) -> None:
    """Make an invitation a new link and mail it when the transaction is kept.

    `template` names the mail: its first line is the subject. A mail that cannot be sent is marked
    on the invitation, so that its round shows it.
    """
    secret = token_urlsafe(32)
    Link.objects.create(invitation=invitation, secret_hash=hashed(secret), made_at=at)
    mail = _written(by, invitation, actions, template, secret)
    transaction.on_commit(partial(_send, mail, by.key, at, invitation.pk))


def waiting_actions(invitation: Invitation) -> list[Action]:
    """Return the actions a reminder names: asked about, and not reported on since. One query."""
    since = invitation.round.opened_at
    waiting = policies.asked_of(invitation).exclude(updates__at__gte=since)
    return list(waiting.order_by("position", "code"))


def _written(
    by: Actor, invitation: Invitation, actions: Sequence[Action], template: str, secret: str
) -> EmailMessage:
    asking = invitation.round
    text = render_to_string(
        template,
        {
            "lead": _lead_name(invitation),
            "plan": asking.plan.title,
            "title": asking.title,
            "message": asking.message,
            "asked_by": by.name,
            "closes_on": in_words(asking.closes_on),
            "actions": [_line(action) for action in actions],
            "link": settings.SITE_ADDRESS.rstrip("/")
            + reverse("strategy:update-link", kwargs={"secret": secret}),
        },
    )
    subject, _, body = text.partition("\n")
    # A title may hold a line break; a subject may not.
    return EmailMessage(
        subject=" ".join(subject.split()), body=f"{body.strip()}\n", to=[invitation.email]
    )


def _send(mail: EmailMessage, by: str, at: datetime, invitation_id: int) -> None:
    try:
        mail.send()
    except (SMTPException, OSError):
        log.exception("a mail of an update round was not sent: invitation %s", invitation_id)
        _mark_failed(by, at, invitation_id)


@transaction.atomic
def _mark_failed(by: str, at: datetime, invitation_id: int) -> None:
    invitation = Invitation.objects.select_for_update().get(pk=invitation_id)
    invitation.mail_failed_at = at
    invitation.save(update_fields=["mail_failed_at"])
    subject = Subject("strategy.round", str(invitation.round_id))
    lead = invitation.organisation_id or invitation.group_id
    publish(events.MailFailed(by=by, at=at, subject=subject, after={"lead": lead}))


def _lead_name(invitation: Invitation) -> str:
    lead = invitation.organisation or invitation.group
    return lead.name if lead else ""


def _line(action: Action) -> str:
    due = f" (due {in_words(action.due_on)})" if action.due_on else ""
    what = " ".join(action.what.split())
    short = what if len(what) <= 120 else f"{what[:117].rstrip()}..."
    return f"{action.ref or action.code}: {short}{due}"
