"""One of everything in packs."""

from typing import Any

from marram.packs.actions.editions import make_editions
from marram.site import settings
from tests.world import packs as boardroom
from tests.world.millbrook import NOW, TODAY, Millbrook


def furnish(place: Millbrook) -> dict[str, Any]:
    """Put one of everything of the room into Millbrook; return the keys that addresses need."""
    room = boardroom.build(place)
    public, _ = make_editions(
        by=room.officer,
        at=NOW,
        on=TODAY,
        meeting=room.september,
        home=settings.HOME,
        site="https://millbrook.example",
    )
    return {"packs.number": public.pk, "packs.code": room.september, "packs.key": "recommendations"}
