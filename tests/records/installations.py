"""Whole installations of their own: a folder, a database and processes that work in them.

What concurrent writers, killed programs and restored backups do cannot be seen from inside one
test's transaction, so these run as real processes, on whichever database the tests run on.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import connection


@dataclass(frozen=True)
class Installation:
    """A home folder and the address of its database; an empty address is SQLite in the folder."""

    home: Path
    database: str

    def start(self, does: str, *words: object) -> subprocess.Popen[str]:
        """Start one of the jobs in `tests.records.jobs` in a process of this installation."""
        return subprocess.Popen(
            [sys.executable, "-m", "tests.records.jobs", does, *map(str, words)],
            env={
                **os.environ,
                "MARRAM_HOME": str(self.home),
                "MARRAM_DATABASE": self.database,
            },
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, does: str, *words: object) -> Any:
        """Return what the job answered. Fails with what it wrote to stderr."""
        return answer(self.start(does, *words))


def answer(process: subprocess.Popen[str]) -> Any:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return json.loads(out.strip().splitlines()[-1])


@contextmanager
def installation(home: Path, *, vendor: str = "") -> Iterator[Installation]:
    """An installation with every migration run, on the kind of database the tests run on."""
    home.mkdir(parents=True, exist_ok=True)
    if (vendor or connection.vendor) == "sqlite":
        made = Installation(home, "")
        made.run("migrate")
        yield made
        return
    name = f"marram_{uuid4().hex[:12]}"
    _on_server(f"CREATE DATABASE {name}")
    try:
        made = Installation(home, _address(name))
        made.run("migrate")
        yield made
    finally:
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(sql: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)


def _address(name: str) -> str:
    at = connection.settings_dict
    return f"postgresql://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT'] or 5432}/{name}"
