"""A pack that Millbrook's board published in 2021, and the reading of it."""

from datetime import date

from marram.board.actions import readings
from marram.board.models import Reading
from marram.foundation.actors import Actor
from marram.site import roles
from tests.board.papers.packs import ASKS, SUBJECTS, Shape, text, truth
from tests.world.millbrook import NOW, Millbrook


PACK = truth(
    shape=Shape(first_number=12),
    on=date(2021, 6, 9),
    subjects=SUBJECTS[:2],
    clauses=(ASKS[:2], ASKS[2:3]),
)


def officer(place: Millbrook) -> Actor:
    """Return the board's officer of today."""
    return Actor(
        key=f"user:{place.user_ids['board-officer']}",
        name="The board's officer",
        permissions=roles.permissions({"board-officer", "resident"}),
    )


def read(by: Actor) -> Reading:
    """Have the pack read: some thirty facts of two meetings wait for somebody."""
    return readings.read_paper(by=by, at=NOW, name="pack.txt", content=text(PACK).encode())
