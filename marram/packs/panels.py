"""What packs hang on the page of a meeting: where its papers are read as a pack."""

from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.packs.presenters import editions as presenters
from marram.packs.presenters.editions import PacksPanel
from marram.packs.queries import editions


def hang() -> None:
    """Hang the panel; called once, when the site starts."""
    panels.hang("board.meeting", _packs)


def _packs(*, viewer: Actor, key: str) -> PacksPanel | None:
    found = editions.meeting_packs(viewer=viewer, meeting=key)
    return presenters.panel(found) if found.editions or found.may_make else None
