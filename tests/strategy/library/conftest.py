"""A shelf of strategies of Millbrook, of every age, for the tests of the library."""

from datetime import UTC, datetime

import pytest

from marram.foundation.actors import Actor
from marram.site import roles
from marram.strategy.actions import library


AT = datetime(2025, 6, 5, 9, 30, tzinfo=UTC)


def _actor(role, number):
    return Actor(key=f"user:{number}", name=role, permissions=roles.permissions({role}))


@pytest.fixture
def officer():
    """Keeps the library."""
    return _actor("board-officer", 1)


@pytest.fixture
def partner():
    """Reads drafts, changes nothing in the library."""
    return _actor("partner-contributor", 2)


STRATEGIES = (
    ("living-well", "Living Well in Millbrook", "2020", "2025", "current", "2020-03-01"),
    ("living-well-2026", "Living Well in Millbrook 2026", "2026", "2030", "in development", ""),
    ("carers-2019", "Millbrook Carers Strategy", "2019", "2024", "active", "2019-03-01"),
    ("needs", "Millbrook Needs Assessment", "2018", "", "published", "2018-11-01"),
    ("estates", "Millbrook Estates Plan", "", "", "to be developed", ""),
)
LINKS = (
    ("carers-2019", "delivers", "living-well", "Carers' part"),
    ("living-well", "informed_by", "needs", ""),
    ("living-well-2026", "supersedes", "living-well", ""),
    ("living-well", "enabled_by", "estates", ""),
)
ELEMENTS = (
    ("living-well", "vision", "V", "Everybody in Millbrook lives well", "all age"),
    ("living-well", "objective", "1", "A good start in life", "start well"),
    ("living-well", "outcome", "1.1", "Children are safe", "starting well"),
    ("living-well", "priority", "1.1.1", "Safe routes to school", "Starting Well"),
    ("living-well", "outcome", "2.1", "Nobody is lonely", "age well"),
)


@pytest.fixture
def shelf(db, officer):
    """Five strategies with their links and one framework."""
    columns = ("strategy_id", "title", "start_year", "end_year", "status", "published_on")
    shared = {"level": "local", "area": "Millbrook", "owner": "Millbrook Council"}
    rows = [dict(zip(columns, row, strict=True)) | shared for row in STRATEGIES]
    library.record_strategies(by=officer, at=AT, rows=rows)
    columns = ("from_strategy", "relation", "to_strategy", "note")
    rows = [dict(zip(columns, row, strict=True)) for row in LINKS]
    library.record_links(by=officer, at=AT, rows=rows)
    columns = ("strategy_id", "level", "ref", "text", "life_course_stage")
    rows = [dict(zip(columns, row, strict=True)) for row in ELEMENTS]
    library.record_elements(by=officer, at=AT, rows=rows)
