"""What this room does when the log in machinery tells it that something happened."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.db.models.signals import post_save
from django.http import HttpRequest
from django.utils import timezone

from marram.people import actions, events
from marram.people.models import User
from marram.people.vocabulary import TYPED_COOKIE


SET_UP = {
    Authenticator.Type.TOTP: events.SecondStepSet,
    Authenticator.Type.RECOVERY_CODES: events.RecoveryCodesMade,
}


def listen() -> None:
    """Connect every reaction. Called once, when the site is ready."""
    user_logged_in.connect(log_in)
    for signal in (password_changed, password_reset, password_set):
        signal.connect(change_password)
    post_save.connect(set_second_step, sender=Authenticator)
    authenticator_removed.connect(remove_second_step)


def log_in(*, request: HttpRequest, user: User, **_: Any) -> None:
    at = timezone.localtime()
    actions.tell(events.LoggedIn, user_id=user.pk, at=at)
    if token := actions.unsealed(request.COOKIES.get(TYPED_COOKIE, "")):
        actions.claim_typing(at=at, user_id=user.pk, token=token)


def change_password(*, user: User, **_: Any) -> None:
    actions.tell(events.PasswordChanged, user_id=user.pk, at=timezone.localtime())


def set_second_step(*, instance: Authenticator, created: bool, **_: Any) -> None:
    """Tell in the transaction that writes it; the signal of allauth's own comes after."""
    fact = SET_UP.get(instance.type)
    if created and fact:
        actions.tell(fact, user_id=instance.user_id, at=timezone.localtime())


def remove_second_step(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        actions.tell(events.SecondStepRemoved, user_id=user.pk, at=timezone.localtime())
