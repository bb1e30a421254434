import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from marram.foundation import events
from marram.foundation.actors import Actor
from marram.foundation.events import Event
from marram.strategy.actions import assessments, tools
from marram.strategy.vocabulary import Permission


RECORD = Path(__file__).parents[3] / "marram" / "site" / "record"
NOON = datetime(2025, 6, 5, 12, tzinfo=UTC)


def rows(name):
    with (RECORD / name).open(encoding="utf-8", newline="") as published:
        return list(csv.DictReader(published))


@pytest.fixture
def officer():
    return Actor(
        key="user:1",
        name="Board officer",
        permissions=frozenset({Permission.READ_DRAFTS, Permission.KEEP_LIBRARY, Permission.ASSESS}),
    )


@pytest.fixture
def lead():
    return Actor(
        key="user:2",
        name="Plan lead",
        permissions=frozenset({Permission.READ_DRAFTS, Permission.ASSESS}),
    )


@pytest.fixture
def contributor():
    return Actor(key="user:3", name="Contributor", permissions=frozenset({Permission.READ_DRAFTS}))


@pytest.fixture
def resident():
    return Actor(key="resident", name="Resident")


@pytest.fixture
def told():
    """The events that the test's acts publish, in their order."""
    heard: list[Event] = []
    events.listen(Event, heard.append)
    yield heard
    events.unlisten(Event, heard.append)


@pytest.fixture
def schemes(db, officer):
    tools.record_schemes(by=officer, at=NOON, rows=rows("schemes.csv"))


@pytest.fixture
def scoping_tool(schemes, officer):
    """The scoping tool of the published record: 13 questions rated red, amber or green."""
    tools.record_tools(by=officer, at=NOON, rows=rows("tools.csv")[:1])
    tools.record_questions(by=officer, at=NOON, rows=rows("questions.csv"))
    return "rpc-scoping-tool"


@pytest.fixture
def checklist(schemes, officer):
    """A tool of two questions whose lower ratings ask for a reason."""
    tools.record_tools(
        by=officer,
        at=NOON,
        rows=[{"tool": "checklist", "title": "Checklist", "scheme": "statement-met"}],
    )
    tools.record_questions(
        by=officer,
        at=NOON,
        rows=[
            {"tool": "checklist", "section": "", "question_ref": ref, "question": f"Is {ref} true?"}
            for ref in ("Q1", "Q2")
        ],
    )
    return "checklist"


@pytest.fixture
def sitting(checklist, lead):
    return assessments.start_assessment(
        by=lead, at=NOON, tool=checklist, title="Millbrook", on=date(2025, 6, 5)
    )
