"""What packs hang elsewhere: on a meeting its packs, on a measure the packs that carry it."""

from marram.design.components import DataTable
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.packs.presenters import editions as presenters
from marram.packs.presenters.editions import PacksPanel
from marram.packs.queries import editions


def hang() -> None:
    """Hang the panels; called once, when the site starts."""
    panels.hang("board.meeting", _packs)
    panels.hang("indicators.indicator", _carrying)


def _packs(*, viewer: Actor, key: str) -> PacksPanel | None:
    found = editions.meeting_packs(viewer=viewer, meeting=key)
    return presenters.panel(found) if found.editions or found.may_make else None


def _carrying(*, viewer: Actor, key: str) -> DataTable | None:
    """Return the packs that carry a measure, or None. One SQL query."""
    found = editions.packs_with(viewer=viewer, indicator=key)
    return presenters.carrying(found) if found else None
