"""How people come in: what is ours in the log in machinery of django-allauth."""

import base64
import secrets
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
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

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: each page that follows says by itself what has been done."""


class SecondStepAdapter(DefaultMFAAdapter):
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


def _lock() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (sha256(b"marram second step" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
