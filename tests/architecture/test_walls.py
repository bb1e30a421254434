"""Each wall is proved by breaking it: a wall that nothing can break guards nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]
BREACHES = {
    "Floors": ("marram/people/rules.py", "from marram.strategy import vocabulary"),
    "Anatomy": ("marram/strategy/utils.py", "HELPER = 1"),
    "Doors": ("marram/strategy/queries/known.py", "from marram.people.models import Group"),
    "Methods": ("marram/methods/__init__.py", "import django"),
    "Views": ("marram/strategy/views/plans.py", "from marram.strategy.models import Plan"),
    "Knowledge": ("marram/strategy/queries/known.py", "from marram.design import components"),
    "The foundation": ("marram/foundation/helpers.py", "HELPER = 1"),
    "No circles": ("marram/foundation/verdicts.py", "import marram.foundation.amendments"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def copy_of_the_house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    for part in ("marram", "tools", "pyproject.toml"):
        source = ROOT / part
        if source.is_dir():
            ignored = shutil.ignore_patterns("static", "templates", "record", "__pycache__")
            shutil.copytree(source, folder / part, ignore=ignored)
        else:
            shutil.copy(source, folder / part)
    return folder


def test_every_wall_has_its_breach():
    contracts = (ROOT / "pyproject.toml").read_text().count("[[tool.importlinter.contracts]]")
    assert contracts == len(BREACHES)


def test_the_house_stands(copy_of_the_house):
    found = lint(copy_of_the_house)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("wall", BREACHES)
def test_the_wall_stands(wall, copy_of_the_house):
    path, line = BREACHES[wall]
    room = copy_of_the_house / path
    before = room.read_text() if room.exists() else None
    room.write_text(f"{before or ''}\n{line}\n")

    found = lint(copy_of_the_house)
    if before is None:
        room.unlink()
    else:
        room.write_text(before)

    assert found.returncode == 1
    assert any(wall in row and "BROKEN" in row for row in found.stdout.splitlines()), found.stdout
