"""How people come in: what is ours in the log in machinery of django-allauth."""

import base64
import secrets
import time
from hashlib import sha256
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: accounts are opened by invitation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "The email address or the password is not right. Check both and try again."
        ),
        "incorrect_password": "The password is not right. Try again.",
        "too_many_login_attempts": (
            "Somebody tried to log in too often. Wait five minutes, then try again."
        ),
        "enter_current_password": "Enter the password you use now.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask for the password again unless it was entered in the last minutes.

        Somebody who has just logged in and is sent to set up a second step has shown who they
        are; asking twice in a minute teaches people to type passwords wherever they are asked.
        """
        shown = get_authentication_records(self.request, self.request.user)
        return not shown or time.time() - shown[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail from words alone: its template has no business with the account itself."""
        words = {name: value for name, value in context.items() if name != "user"}
        super().send_mail(template_prefix, email, words)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: each page that follows says by itself what has been done."""


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of second steps encrypted, so that a copy of the database opens nothing.

    The key comes from the site's secret key; while that is changed, the earlier one stands in
    SECRET_KEY_FALLBACKS. A secret that no key opens any more counts as lost: no code fits it,
    and an administrator can take the second step away so that a new one is set up.
    """

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Wait for the next one and enter it.",
    }

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()


class RecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """Shows recovery codes at the press of a button: looking at them is kept, so it is no GET."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return render(request, "mfa/recovery_codes/ask.html")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown: HttpResponse = super().get(request, *args, **kwargs)
        return shown


def too_often(request: HttpRequest) -> HttpResponse:
    """Answer somebody who tried something too often in a short time."""
    return render(request, "people/too_often.html", status=429)


def _lock() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (sha256(f"marram second step {key}".encode()).digest() for key in map(str, keys))
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
