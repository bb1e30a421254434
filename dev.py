#!/usr/bin/env python3
"""Sets Marram up on a machine that has Python 3.11 or newer and nothing else promised.

    python3 dev.py demo     load the published record and serve it (--no-serve stops before that)
    python3 dev.py test     run every test
    python3 dev.py check    format, lint, types and walls
    python3 dev.py lock     pin the packages anew

Standard library only. What is missing is said in a sentence.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any


ROOT = Path(__file__).resolve().parent
HOUSE = ROOT / os.environ.get("MARRAM_VENV", ".venv")
SCRIPTS = HOUSE / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
NEEDED = (3, 11)


class Missing(Exception):
    """Something this machine lacks, in a sentence."""


def main(arguments: list[str]) -> int:
    errand = arguments[0] if arguments else ""
    errands = {"demo": demo, "test": test, "check": check, "lock": lock}
    if errand not in errands:
        print(__doc__)
        return 0 if errand in ("", "-h", "--help") else 2
    try:
        return errands[errand](arguments[1:])
    except Missing as lack:
        print(f"\n{lack}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def demo(arguments: list[str]) -> int:
    """Create the environment, load the published record, serve the site."""
    furnish("requirements.lock")
    return run([PYTHON, "-m", "marram", "demo", *arguments])


def test(arguments: list[str]) -> int:
    """Check the code, run every test on SQLite, then the data tests on PostgreSQL if it is here.

    The journeys and PostgreSQL have their turn beside the rest: two processors take half the time.
    """
    furnish("requirements-test.lock")
    if arguments:
        return run([PYTHON, "-m", "pytest", *arguments])
    address = postgres()
    turns = [("Journeys in a browser", "", [PYTHON, "-m", "pytest", "-m", "journey", "tests"])]
    if address:
        again = [PYTHON, "-m", "pytest", "-m", "database", "tests"]
        turns.append(("Data tests on PostgreSQL", address, again))
    beside = Beside(turns)
    steps = [
        ("Code", checks()),
        ("Tests on SQLite", [[PYTHON, "-m", "pytest", "-m", "not journey"]]),
    ]
    failed = [name for name, commands in steps if not all_well(name, commands)]
    failed += beside.failed()
    if not address:
        print("\nPostgreSQL was not found, so the second run of the data tests was left out.")
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nEverything passed.")
    return 1 if failed or (os.environ.get("CI") and not address) else 0


class Beside(threading.Thread):
    """Commands that run one after the other while others do, each with the database it is for.

    What they say is shown when they are asked for.
    """

    def __init__(self, turns: list[tuple[str, str, list[object]]]) -> None:
        super().__init__(daemon=True)
        self.turns = turns
        self.ended: list[tuple[str, bool, str]] = []
        self.start()

    def run(self) -> None:
        for name, address, command in self.turns:
            try:
                with tempfile.TemporaryFile() as said:
                    well = run(command, said, MARRAM_DATABASE=address) == 0
                    said.seek(0)
                    self.ended.append((name, well, said.read().decode(errors="replace")))
            except OSError as lack:
                self.ended.append((name, False, f"It could not begin: {lack}"))

    def failed(self) -> list[str]:
        """Wait for the last, show what each said and return the names of those that did not end
        well; one that could not begin did not."""
        self.join()
        for name, _, said in self.ended:
            print(f"\n== {name} ==\n{said}", flush=True)
        well = {name for name, ended_well, _ in self.ended if ended_well}
        return [name for name, _, _ in self.turns if name not in well]


def check(arguments: list[str]) -> int:
    """Format, lint, types and walls."""
    furnish("requirements-test.lock")
    return 0 if all_well("Code", checks()) else 1


def lock(arguments: list[str]) -> int:
    """Write both locks anew, with hashes and without the name of any index host."""
    furnish("requirements-test.lock")
    options = ["--quiet", "--universal", "--generate-hashes", "--python-version", "3.11"]
    said = ["--custom-compile-command", "python3 dev.py lock"]
    wanted = {"requirements.lock": "postgres", "requirements-test.lock": "test"}
    return max(
        run(
            [PYTHON, "-m", "uv", "pip", "compile", *options, *said]
            + ["pyproject.toml", "--extra", extra, "--output-file", name]
        )
        for name, extra in wanted.items()
    )


def checks() -> list[list[object]]:
    return [
        [SCRIPTS / "ruff", "check", "."],
        [SCRIPTS / "ruff", "format", "--check", "."],
        [SCRIPTS / "lint-imports", "--no-cache"],
        [SCRIPTS / "mypy"],
    ]


def all_well(name: str, commands: list[list[object]]) -> bool:
    print(f"\n== {name} ==", flush=True)
    return all([run(command) == 0 for command in commands])


def furnish(lock_name: str) -> None:
    """Make the virtual environment and install exactly what the lock names, once per lock."""
    if sys.version_info < NEEDED:
        raise Missing(
            f"Marram needs Python {NEEDED[0]}.{NEEDED[1]} or newer; this is "
            f"{sys.version_info.major}.{sys.version_info.minor}. Install a newer Python, then try "
            "again."
        )
    wanted = hashlib.sha256((ROOT / lock_name).read_bytes()).hexdigest()
    mark = HOUSE / f"{lock_name}.sha256"
    fuller = HOUSE / "requirements-test.lock.sha256"
    if PYTHON.exists() and any(
        seal.exists() and seal.read_text() == wanted for seal in (mark, fuller)
    ):
        return
    if not PYTHON.exists():
        print("Making a virtual environment ...", flush=True)
        make_environment()
    print(f"Installing what {lock_name} names ...", flush=True)
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run([*install, "--require-hashes", "-r", ROOT / lock_name]):
        raise Missing(
            "The packages could not be installed. Check that this machine reaches a Python "
            "package index (or set PIP_INDEX_URL to yours), then run the same command again."
        )
    put_on_the_path()
    mark.write_text(wanted)


def put_on_the_path() -> None:
    """Make `marram` importable and a command of the environment, from where it stands."""
    asked = [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    (Path(packages) / "marram.pth").write_text(f"{ROOT}\n")
    if os.name == "nt":
        (SCRIPTS / "marram.cmd").write_text(f'@"{PYTHON}" -m marram %*\n')
        return
    command = SCRIPTS / "marram"
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m marram "$@"\n')
    command.chmod(0o755)


def make_environment() -> None:
    made = subprocess.run([sys.executable, "-m", "venv", HOUSE], capture_output=True, text=True)
    if made.returncode:
        shutil.rmtree(HOUSE, ignore_errors=True)
        raise Missing(
            "Python could not make a virtual environment. On Debian or Ubuntu install the package "
            "python3-venv (sudo apt install python3-venv), then run the same command again."
        )


def postgres() -> str:
    """Return the address of a PostgreSQL server the tests may use, or nothing."""
    if address := os.environ.get("MARRAM_TEST_DATABASE"):
        return address
    for address in ("postgresql://127.0.0.1:5432/postgres", "postgresql:///postgres"):
        asked = subprocess.run(
            [PYTHON, "-c", "import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3)"]
            + [address],
            capture_output=True,
        )
        if asked.returncode == 0:
            return address
    return ""


def run(command: list[object], said: Any = None, **surroundings: str) -> int:
    """Run a command in the house and return how it ended; `said` is a file for what it says."""
    words = [str(word) for word in command]
    return subprocess.run(
        words, cwd=ROOT, env={**os.environ, **surroundings}, stdout=said, stderr=said
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
