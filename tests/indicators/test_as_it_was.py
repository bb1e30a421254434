"""Last month's report can be made again to the byte, whatever has come since."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime

import pytest

from marram.indicators import actions, queries
from marram.indicators.actions.recomputing import recompute
from marram.indicators.models import Holding
from tests.world import indicators as world
from tests.world import millbrook as borough


ON = date(2025, 6, 30)
END_OF_JUNE = datetime(2025, 6, 30, 17, 0, tzinfo=UTC)
JULY = datetime(2025, 7, 20, 9, 0, tzinfo=borough.LONDON)
pytestmark = pytest.mark.database


def report(**asked):
    """Return all that a report of figures says, with what made them, as bytes."""
    told = queries.results(viewer=borough.BUILDER, on=ON, **asked)
    lines = queries.definitions(viewer=borough.BUILDER, **asked)
    said = {
        "results": [asdict(each) for each in told],
        "definitions": {slug: asdict(line) | {"seen": 0} for slug, line in lines.items()},
    }
    return json.dumps(said, default=str, sort_keys=True).encode()


def test_a_report_survives_a_superseded_delivery_and_a_changed_definition(measures):
    world.bring_in(
        [world.row("waits", "June 2025", value=88.2)], at=borough.SUMMER, source="delivery 2: june"
    )
    printed = report()
    judged = recompute(by=borough.BUILDER, at=JULY).path.read_bytes()

    _everything_changes()

    assert report() != printed
    assert report(as_at=END_OF_JUNE) == printed
    again = recompute(by=borough.BUILDER, at=JULY, as_at=END_OF_JUNE)
    assert again.path.read_bytes() == judged


def test_a_report_survives_its_files_being_put_together_and_swept(measures):
    world.bring_in(
        [world.row("waits", "June 2025", value=88.2)], at=borough.SUMMER, source="delivery 2: june"
    )
    printed = report()
    _everything_changes()

    actions.compact(by=borough.BUILDER, at=JULY)
    actions.sweep(by=borough.BUILDER, at=JULY.replace(year=2099))

    assert report(as_at=END_OF_JUNE) == printed


def _everything_changes():
    first, june = Holding.objects.order_by("accepted_at")
    world.bring_in(
        [
            world.row("waits", "June 2025", value=87.0),
            world.row("waits", "April 2024", value=91.0),
            world.row("lonely", "2023/24", value=7.7, count=770, out_of=10_000),
        ],
        at=JULY,
        source="delivery 3: july",
    )
    actions.supersede(by=borough.BUILDER, at=JULY, key=june.key, reason="A wrong list")
    actions.supersede(by=borough.BUILDER, at=JULY, key=first.key, reason="Taken anew")
    actions.redefine(
        by=borough.BUILDER,
        at=JULY,
        slug="lonely",
        seen_version=1,
        fields={"interval": "as given", "unit": "per 1,000", "title": "Loneliness"},
    )
