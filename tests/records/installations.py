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
from shutil import copy
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
        """Return what the job answered; several with a "+" between them give a list.

        Fails with what it wrote to stderr.
        """
        return answer(self.start(does, *words))


def answer(process: subprocess.Popen[str]) -> Any:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return json.loads(out.strip().splitlines()[-1])


class Builder:
    """Makes installations by copying one that was set up once for each kind of database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.patterns: dict[str, Installation] = {}

    @contextmanager
    def installation(self, home: Path, *, vendor: str = "") -> Iterator[Installation]:
        """An installation with every migration run, on the kind of database the tests run on."""
        vendor = vendor or connection.vendor
        home.mkdir(parents=True, exist_ok=True)
        if vendor not in self.patterns:
            self.patterns[vendor] = self._set_up(vendor)
        pattern = self.patterns[vendor]
        if vendor == "sqlite":
            copy(pattern.home / "marram.sqlite3", home)
            yield Installation(home, "")
            return
        name = _new_database(like=pattern.database.rpartition("/")[2])
        try:
            yield Installation(home, _address(name))
        finally:
            _drop(name)

    def _set_up(self, vendor: str) -> Installation:
        home = self.folder / vendor
        home.mkdir(parents=True)
        database = "" if vendor == "sqlite" else _address(_new_database())
        pattern = Installation(home, database)
        pattern.run("migrate")
        return pattern

    def close(self) -> None:
        for pattern in self.patterns.values():
            if pattern.database:
                _drop(pattern.database.rpartition("/")[2])


def _new_database(*, like: str = "template1") -> str:
    name = f"marram_{uuid4().hex[:12]}"
    _on_server(f"CREATE DATABASE {name} TEMPLATE {like}")
    return name


def _drop(name: str) -> None:
    _on_server(f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(sql: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)


def _address(name: str) -> str:
    at = connection.settings_dict
    return f"postgresql://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT'] or 5432}/{name}"
