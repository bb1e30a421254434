"""What the board of Millbrook watches: a scorecard of three measures, with a note on one."""

from datetime import date

from marram.indicators.actions import scorecards as actions
from tests.world import indicators as measures
from tests.world import millbrook as borough


CARD = "board"
NOTE = {
    "key_issues": "Two surgeons left",
    "key_actions": "Weekend lists",
    "owner": "Chief operating officer",
    "expected_recovery": "By the winter",
    "recovery_on": date(2025, 12, 31),
    "keeps": False,
    "closed": False,
}


def build() -> None:
    """Make the card after the figures of `tests.world.indicators`."""
    by, at = borough.BUILDER, borough.SPRING
    actions.make_scorecard(
        by=by,
        at=at,
        slug=CARD,
        fields={
            "title": "What the board watches",
            "place": measures.MILLBROOK,
            "published_on": date(2025, 4, 1),
        },
    )
    for indicator, heading in (("waits", "Waiting"), ("lonely", "Living well"), ("falls", "")):
        actions.watch(by=by, at=at, slug=CARD, indicator=indicator, heading=heading)
    actions.write_note(by=by, at=at, slug=CARD, indicator="waits", seen_version=0, fields=NOTE)
