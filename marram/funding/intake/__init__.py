"""Which files this room takes in, a module a subject."""

from marram.funding.intake import money, returns
from marram.sources.vocabulary import offer


def offer_layouts() -> None:
    """Let people deliver every kind of file that this room takes in."""
    for layout in (*returns.LAYOUTS, *money.LAYOUTS):
        offer(layout)
