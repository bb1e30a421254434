"""What is kept for somebody who was signed out while typing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from marram.foundation.actors import Actor
from marram.people.models import KeptTyping


LASTS = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A form as it was when it was sent: where to, its fields in order, files that were lost."""

    number: int
    path: str
    fields: tuple[tuple[str, str], ...]
    files_lost: tuple[str, ...]
    kept_at: datetime


def kept_typing(*, viewer: Actor, at: datetime) -> tuple[Kept, ...]:
    """Return what is kept for this viewer and nobody else, the newest first. One SQL query."""
    if viewer.user_id is None:
        return ()
    found = KeptTyping.unscoped.filter(user=viewer.user_id, kept_at__gt=at - LASTS)
    return tuple(
        Kept(
            number=kept.pk,
            path=kept.path,
            fields=tuple((name, value) for name, value in kept.fields),
            files_lost=tuple(kept.files_lost),
            kept_at=kept.kept_at,
        )
        for kept in found.order_by("-kept_at", "-pk")
    )
