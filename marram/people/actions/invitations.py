"""Inviting people by mail, and what they do with it."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta
from secrets import token_urlsafe

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string

from marram.foundation.actors import Actor
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.people import policies, rules
from marram.people.actions.accounts import opened
from marram.people.events import InvitationWithdrawn, PersonInvited
from marram.people.models import Invitation, Organisation, User


# Long enough for a holiday week, short enough that a forgotten mailbox is no door.
LASTS = timedelta(days=7)


@transaction.atomic
def invite(
    *,
    by: Actor,
    at: datetime,
    email: str,
    name: str,
    roles: Collection[str],
    organisations: Sequence[str] = (),
    address_of: Callable[[str], str],
) -> Invitation:
    """Invite somebody by a mail with a link that works once, for seven days.

    `address_of` turns a token into the address of the page that takes it. An open invitation to
    the same address is withdrawn first. The mail leaves when the transaction has been written.

    Raises: Refused when `by` may not, the address has an account, or a role is not known.
    """
    policies.may_invite(by).enforce()
    rules.roles_offered(roles).enforce()
    rules.known(
        organisations,
        Organisation.objects.filter(pk__in=organisations).values_list("pk", flat=True),
        what="organisation",
    ).enforce()
    if User.objects.filter(email__iexact=email).exists():
        raise Refused(f"{email} already has an account. Change its roles instead.")
    for earlier in _open().filter(email__iexact=email):
        _withdraw(by, at, earlier)
    token = token_urlsafe(32)
    invitation = Invitation.unscoped.create(
        email=email.lower(),
        name=name,
        roles=sorted(roles),
        token_hash=rules.hashed(token),
        invited_by=by.key,
        invited_at=at,
        expires_at=at + LASTS,
    )
    invitation.organisations.set(Organisation.objects.filter(pk__in=organisations))
    publish(
        PersonInvited(
            by=by.key,
            at=at,
            subject=_subject(invitation),
            after={"roles": sorted(roles), "organisations": list(organisations)},
        )
    )
    _mail(invitation, by=by, address=address_of(token))
    return invitation


@transaction.atomic
def withdraw_invitation(*, by: Actor, at: datetime, invitation_id: int) -> None:
    """Close an invitation before it is used.

    Raises: Missing when there is none open; Refused when `by` may not.
    """
    policies.may_invite(by).enforce()
    found = _open().filter(pk=invitation_id).first()
    if found is None:
        raise Missing(f"There is no open invitation {invitation_id}.")
    _withdraw(by, at, found)


@transaction.atomic
def accept_invitation(*, at: datetime, on: date, token: str, name: str, password: str) -> User:
    """Open the account that an invitation offers, and use the invitation up.

    Whoever holds the link was invited: there is nobody else to ask who may.

    Raises: Missing when the link is unknown, used, withdrawn or too old; Refused when the
    password is too weak.
    """
    found = _open().filter(token_hash=rules.hashed(token)).first()
    if found is None or found.expires_at <= at:
        raise Missing("This invitation has been used, withdrawn, or is more than seven days old.")
    try:
        validate_password(password, User(email=found.email, name=name))
    except ValidationError as weak:
        raise Refused(" ".join(weak.messages)) from weak
    user = opened(
        by="",
        at=at,
        on=on,
        email=found.email,
        name=name,
        password=password,
        roles=found.roles,
        organisations=list(found.organisations.order_by("pk").values_list("pk", flat=True)),
    )
    found.accepted_at = at
    found.save(update_fields=["accepted_at"])
    return user


def _open() -> QuerySet[Invitation]:
    return (
        Invitation.unscoped.select_for_update()
        .filter(accepted_at=None, withdrawn_at=None)
        .order_by("pk")
    )


def _withdraw(by: Actor, at: datetime, invitation: Invitation) -> None:
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    publish(InvitationWithdrawn(by=by.key, at=at, subject=_subject(invitation)))


def _subject(invitation: Invitation) -> Subject:
    return Subject("people.invitation", str(invitation.pk))


def _mail(invitation: Invitation, *, by: Actor, address: str) -> None:
    words = {
        "name": invitation.name,
        "inviter": by.name,
        "address": address,
        "until": invitation.expires_at,
    }
    text = render_to_string("people/mail/invitation.txt", words)
    subject = "You are invited to Marram"
    transaction.on_commit(lambda: send_mail(subject, text, None, [invitation.email]))
