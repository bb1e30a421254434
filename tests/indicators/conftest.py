"""Every test has a folder of its own for files of observations."""

import pytest

from tests.world import indicators as world
from tests.world import scorecards


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """The installation's folder, empty."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def measures(millbrook):
    """Millbrook with its indicators and their figures."""
    world.build()
    return millbrook


@pytest.fixture
def watched(measures):
    """Millbrook with its figures and the scorecard of its board."""
    scorecards.build()
    return measures
