"""Keeping what somebody typed before they noticed that they had been signed out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.db import transaction

from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Missing
from marram.people import rules
from marram.people.events import TypingClaimed, TypingDiscarded, TypingKept
from marram.people.models import KeptTyping


LASTS = timedelta(days=7)
# Whoever logs in on the same browser within this time is taken to be the one who typed.
CLAIMED_WITHIN = timedelta(hours=1)
SALT = "people.typed"


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What a form held when it was sent: fields in their order, and the names of lost files."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files_lost: tuple[str, ...] = ()


def sealed(token: str) -> str:
    """Return a token as the cookie that carries it holds it: signed, and with its time."""
    return signing.dumps(token, salt=SALT)


def unsealed(cookie: str) -> str:
    """Return the token in a cookie, or nothing when it is forged or too old."""
    try:
        return str(signing.loads(cookie, salt=SALT, max_age=CLAIMED_WITHIN))
    except signing.BadSignature:
        return ""


@transaction.atomic
def keep_typing(
    *, at: datetime, typed: Typed, user_id: int | None = None, token: str = ""
) -> KeptTyping:
    """Keep what was typed for an account, or for whoever logs in next with the token.

    A later text for the same page takes the place of the earlier one. What was typed is never
    told to anybody: the ledger learns the page only. Texts older than seven days, and those that
    nobody came for within the hour, are thrown away.
    """
    KeptTyping.unscoped.filter(kept_at__lte=at - LASTS).delete()
    KeptTyping.unscoped.filter(user=None, kept_at__lte=at - CLAIMED_WITHIN).delete()
    owner: dict[str, Any] = {
        "user_id": user_id,
        "token_hash": "" if user_id else rules.hashed(token),
    }
    kept, _ = KeptTyping.unscoped.update_or_create(
        **owner,
        path=typed.path,
        defaults={
            "fields": [list(pair) for pair in typed.fields],
            "files_lost": list(typed.files_lost),
            "kept_at": at,
        },
    )
    by = f"user:{user_id}" if user_id else "resident"
    publish(TypingKept(by=by, at=at, subject=_subject(kept), after={"path": typed.path}))
    return kept


@transaction.atomic
def claim_typing(*, at: datetime, user_id: int, token: str) -> int:
    """Give what was kept for a token to the account that logged in. Return how many pages."""
    found = KeptTyping.unscoped.filter(
        user=None, token_hash=rules.hashed(token), kept_at__gt=at - CLAIMED_WITHIN
    )
    claimed = 0
    for kept in found.order_by("pk"):
        KeptTyping.unscoped.filter(user=user_id, path=kept.path).delete()
        kept.user_id, kept.token_hash = user_id, ""
        kept.save(update_fields=["user", "token_hash"])
        publish(TypingClaimed(by=f"user:{user_id}", at=at, subject=_subject(kept)))
        claimed += 1
    return claimed


@transaction.atomic
def discard_typing(*, at: datetime, user_id: int, kept_id: int) -> None:
    """Throw away what was kept, because it was sent again or is not wanted.

    Raises: Missing when this account has nothing of that number.
    """
    found = KeptTyping.unscoped.filter(pk=kept_id, user=user_id).first()
    if found is None:
        raise Missing("There is nothing kept for you here.")
    subject = _subject(found)
    found.delete()
    publish(TypingDiscarded(by=f"user:{user_id}", at=at, subject=subject))


def _subject(kept: KeptTyping) -> Subject:
    return Subject("people.kept_typing", str(kept.pk))
