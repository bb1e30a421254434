"""A published pack of Millbrook's board, and who may put what it tells on record."""

import pytest

from marram.foundation.actors import Actor
from tests.board.papers.packs import Truth
from tests.world import readings
from tests.world.millbrook import Millbrook


@pytest.fixture
def pack() -> Truth:
    return readings.PACK


@pytest.fixture
def officer(millbrook: Millbrook) -> Actor:
    return readings.officer(millbrook)


@pytest.fixture
def reading(officer):
    return readings.read(officer)
