"""The script that sets everything up says in a sentence what a machine lacks."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]


@pytest.fixture
def dev(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HOUSE", tmp_path / "venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / "venv" / "bin" / "python")
    return module


def test_a_machine_without_venv_is_told_which_package_to_install(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev.sys, "executable", "/bin/false")

    assert dev.main(["demo"]) == 1

    assert "install the package python3-venv" in " ".join(capsys.readouterr().err.split())


def test_an_old_python_is_told_which_is_needed(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev, "NEEDED", (9, 0))

    assert dev.main(["test"]) == 1

    assert "Marram needs Python 9.0 or newer" in capsys.readouterr().err


def test_an_unknown_errand_shows_what_there_is(dev, capsys):
    assert dev.main(["dance"]) == 2
    assert "python3 dev.py demo" in capsys.readouterr().out


def test_what_runs_beside_is_shown_in_turn_with_its_database_and_its_end(dev, capfd):
    show = "import os, sys; print(os.environ['MARRAM_DATABASE'] or 'SQLite'); sys.exit({})"
    turns = [
        ("Journeys", "", [sys.executable, "-c", show.format(0)]),
        ("Data tests", "postgresql:///millbrook", [sys.executable, "-c", show.format(3)]),
    ]

    failed = dev.Beside(turns).failed()

    assert failed == ["Data tests"]
    said = capfd.readouterr().out
    assert said.index("== Journeys ==\nSQLite") < said.index("== Data tests ==\npostgresql:///")


def test_what_cannot_begin_beside_has_failed_and_the_next_has_its_turn(dev, capfd, tmp_path):
    turns = [
        ("Journeys", "", [tmp_path / "nothing"]),
        ("Data tests", "", [sys.executable, "-c", "print('SQLite')"]),
    ]

    assert dev.Beside(turns).failed() == ["Journeys"]
    said = capfd.readouterr().out
    assert "== Journeys ==\nIt could not begin:" in said
    assert "== Data tests ==\nSQLite" in said


def test_the_script_needs_nothing_but_the_standard_library():
    imported = re.findall(r"^(?:import|from) (\w+)", (ROOT / "dev.py").read_text(), re.M)
    assert set(imported) <= {
        "__future__",
        "hashlib",
        "os",
        "shutil",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "typing",
        "pathlib",
    }


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_pins_every_package_with_its_hash_and_names_no_host(name):
    text = (ROOT / name).read_text()
    pins = re.findall(r"^([\w.-]+)==", text, re.M)
    assert len(pins) > 15
    assert text.count("--hash=sha256:") >= len(pins)
    assert "http" not in text
