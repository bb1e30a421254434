"""One of everything in indicators."""

from typing import Any

from marram.indicators import queries
from marram.indicators.models import Holding
from tests.world import indicators as measures
from tests.world import scorecards
from tests.world.millbrook import BUILDER, TODAY, Millbrook


def _doubted() -> str:
    """Return the key of the figure that cannot be."""
    found = queries.results(viewer=BUILDER, on=TODAY, indicators=["waits"])
    return next(each.figure for each in found if each.struck)


def furnish(place: Millbrook) -> dict[str, Any]:
    """Put one of everything of the room into Millbrook; return the keys that addresses need."""
    measures.build()
    scorecards.build()
    return {
        "supersede.key": Holding.objects.get().key,
        "indicators.slug": "lonely",
        "indicators.indicator": "waits",
        "indicators.theme": "loneliness",
        "indicators.place": measures.MILLBROOK,
        "indicators.name": "trend",
        "indicators:chart.kind": "svg",
        "indicators:download.kind": "csv",
        "scorecard.slug": scorecards.CARD,
        "exception.slug": scorecards.CARD,
        "indicators:watch.slug": scorecards.CARD,
        "note.slug": scorecards.CARD,
        "indicators.figure": _doubted(),
        "figure.slug": "waits",
        "again.slug": "waits",
    }
