"""What the rooms below take in: organisations, groups and areas, as files of rows or outlines.

Rooms above offer their own layouts. These rooms lie below and do not know of deliveries, so
their layouts stand here and write through their actions.
"""

from marram.sources.intake import boundaries, tables
from marram.sources.vocabulary import offer


LAYOUTS = (*tables.LAYOUTS, boundaries.AREA_BOUNDARIES)


def offer_all() -> None:
    """Offer every layout of the rooms below."""
    for layout in LAYOUTS:
        offer(layout)
