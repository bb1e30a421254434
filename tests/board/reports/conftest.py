"""A report of Millbrook at each of its stages."""

import pytest

from marram.board.actions import clearance
from marram.board.vocabulary.reports import Clearance
from tests.world import reports
from tests.world.millbrook import NOW, TODAY
from tests.world.reports import TEXTS, sign, somebody, write


@pytest.fixture
def author(millbrook):
    return millbrook.lead


@pytest.fixture
def colleague(millbrook):
    """Another author, who is named where a test needs two."""
    return somebody(millbrook, "analyst")


@pytest.fixture
def officer(millbrook):
    return somebody(millbrook, "board-officer")


@pytest.fixture
def finance(millbrook):
    return somebody(millbrook, "finance-lead")


@pytest.fixture
def legal(millbrook):
    """Signs for the monitoring officer and keeps no other business."""
    return somebody(millbrook, "legal-officer")


@pytest.fixture
def item(millbrook):
    """An item of the meeting of September that wants a report."""
    return reports.add_item()


@pytest.fixture
def draft(author, item):
    """A report that has just been begun."""
    return reports.begin(author, item)


@pytest.fixture
def whole(author, draft):
    """A report with every part filled in."""
    return write(author, draft, **TEXTS)


@pytest.fixture
def sent(author, whole):
    return clearance.send_for_clearance(by=author, at=NOW, number=whole.pk)


@pytest.fixture
def cleared(sent, finance, legal):
    sign(finance, sent, Clearance.FINANCE, "FD 12/25")
    sign(legal, sent, Clearance.LEGAL, "LD 7/25")
    sent.refresh_from_db()
    return sent


@pytest.fixture
def published(cleared, officer):
    clearance.publish_report(by=officer, at=NOW, number=cleared.pk, on=TODAY)
    cleared.refresh_from_db()
    return cleared
