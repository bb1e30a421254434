"""What the ledger may tell of the board's business: names for those who may read, and to whom."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import QuerySet

from marram.board.policies import business as policies
from marram.foundation.actors import Actor


# The records whose history holds words that may be exempt, by kind, and who may read them.
GUARDED: Mapping[str, Callable[[Actor], QuerySet[Any]]] = {
    "board.item": policies.items_seen_by,
    "board.resolution": policies.resolutions_seen_by,
    "board.declaration": policies.declarations_seen_by,
    "board.forward_entry": policies.entries_seen_by,
}


def may_see(*, viewer: Actor, kind: str, key: str) -> bool:
    """Tell whether the viewer may read the record behind a history. At most one SQL query."""
    if kind not in GUARDED:
        return True
    return GUARDED[kind](viewer).filter(pk=key).exists()


def item_meetings(*, viewer: Actor, numbers: Collection[int]) -> Mapping[int, tuple[str, str]]:
    """Return the title of items and the code of their meetings, by number. One SQL query."""
    seen = policies.items_seen_by(viewer).filter(pk__in=numbers).order_by("pk")
    return {pk: (title, code) for pk, title, code in seen.values_list("pk", "title", "meeting")}


def resolution_words(*, viewer: Actor, codes: Collection[str]) -> Mapping[str, str]:
    """Return what resolutions say, by code. One SQL query."""
    seen = policies.resolutions_seen_by(viewer).filter(pk__in=codes).order_by("pk")
    return dict(seen.values_list("pk", "words"))
