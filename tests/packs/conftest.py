"""Millbrook with two meetings, and a home for what is printed."""

from pathlib import Path

import pytest

from tests.world import packs as boardroom


@pytest.fixture
def room(millbrook) -> boardroom.Boardroom:
    return boardroom.build(millbrook)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"
