"""What this room does when the log in machinery tells it that something happened."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.http import HttpRequest
from django.utils import timezone

from marram.people import actions, events
from marram.people.models import User
from marram.people.vocabulary import TYPED_COOKIE


def listen() -> None:
    """Connect every reaction. Called once, when the site is ready."""
    user_logged_in.connect(log_in)
    for signal in (password_changed, password_reset, password_set):
        signal.connect(change_password)
    authenticator_added.connect(set_second_step)
    authenticator_removed.connect(remove_second_step)
    authenticator_reset.connect(make_recovery_codes)


def log_in(*, request: HttpRequest, user: User, **_: Any) -> None:
    at = timezone.now()
    actions.tell(events.LoggedIn, user_id=user.pk, at=at)
    if token := actions.unsealed(request.COOKIES.get(TYPED_COOKIE, "")):
        actions.claim_typing(at=at, user_id=user.pk, token=token)


def change_password(*, user: User, **_: Any) -> None:
    actions.tell(events.PasswordChanged, user_id=user.pk, at=timezone.now())


def set_second_step(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        actions.tell(events.SecondStepSet, user_id=user.pk, at=timezone.now())


def remove_second_step(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        actions.tell(events.SecondStepRemoved, user_id=user.pk, at=timezone.now())


def make_recovery_codes(*, user: User, **_: Any) -> None:
    actions.tell(events.RecoveryCodesMade, user_id=user.pk, at=timezone.now())
