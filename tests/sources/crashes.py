"""Kill an acceptance at every moment and look at what is left: all of it, or nothing.

`accept_killed_everywhere` works for any layout on offer. It builds a database with one delivery
waiting, then, for each moment of accepting it, copies that database, forks a child that accepts
and kills itself (SIGKILL) at the moment, and compares every row of every table with the database
before and after. Moments are the time before and after each statement and each commit.
"""

import os
import shutil
import signal
import sqlite3
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from marram.foundation.actors import Actor
from marram.sources import actions
from marram.sources.models import Delivery


AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
# Accepting once more is tried after every so many kills; it takes as long as the kill itself.
AGAIN = 5
Dump = Mapping[str, list[str]]


@dataclass(frozen=True)
class Left:
    """What a kill at one moment left behind, and whether accepting once more put it right: None
    where that was not tried."""

    moment: int
    nothing: bool
    everything: bool
    whole_again: bool | None


def accept_killed_everywhere(
    *,
    folder: Path,
    by: Actor,
    layout: str,
    content: bytes,
    prepare: Callable[[], object] = lambda: None,
    most: int = 55,
) -> list[Left]:
    """Return what is left after a kill at each moment, or at `most` of them, spread evenly.

    `prepare` fills the fresh database with what the rows refer to.
    """
    store = databases(folder)

    def build() -> None:
        call_command("migrate", verbosity=0)
        prepare()
        actions.receive_delivery(by=by, at=AT, layout=layout, file_name="rows.csv", content=content)

    def accept() -> None:
        newest = Delivery.objects.filter(layout=layout).order_by("-pk").values_list("pk", flat=True)
        actions.accept_delivery(by=by, at=AT, delivery_id=newest[0])

    with store:
        in_child(store.at("waiting"), build).succeeded()
        before = store.dump("waiting")
        store.copy("waiting", "accepted")
        counted = in_child(store.at("accepted"), accept, Watch()).succeeded()
        after = store.dump("accepted")
        assert before != after, "accepting changed nothing, so a kill could not show"
        step = max(1, -(-counted // most))
        # Whatever the step, the last moments are looked at: those around the commit.
        moments = sorted({*range(1, counted + 1, step), *range(counted - 3, counted + 1)})
        return [
            _killed(store, accept, moment, before, after, again=index % AGAIN == 0)
            for index, moment in enumerate(moments)
        ]


def databases(folder: Path) -> "File | Postgres":
    """Return where databases are made: beside the tests, or on the server the settings name."""
    postgres = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    return Postgres() if postgres else File(folder)


def _killed(
    store: "File | Postgres",
    accept: Callable[[], None],
    moment: int,
    before: Dump,
    after: Dump,
    *,
    again: bool,
) -> Left:
    store.copy("waiting", "killed")
    in_child(store.at("killed"), accept, Watch(kill_at=moment)).was_killed()
    left = store.dump("killed")
    whole_again = None
    if again:
        store.rewind("killed", to="waiting")
        in_child(store.at("killed"), accept).succeeded()
        whole_again = store.dump("killed") == after
    return Left(moment, left == before, left == after, whole_again)


class Watch:
    """Counts the moments of a child's database work, and kills the child at one of them."""

    def __init__(self, *, kill_at: int = 0) -> None:
        self.passed = 0
        self._kill_at = kill_at

    def moment(self) -> None:
        self.passed += 1
        if self.passed == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.moment()
        result = execute(sql, params, many, context)
        self.moment()
        return result

    def around(self, commit: Callable[[], None]) -> Callable[[], None]:
        def watched() -> None:
            self.moment()
            commit()
            self.moment()

        return watched


@dataclass(frozen=True)
class Child:
    """How a child ended: the moments it counted, or the signal that ended it."""

    status: int
    counted: int

    def succeeded(self) -> int:
        assert self.status == 0, "the child failed; its traceback is above"
        return self.counted

    def was_killed(self) -> None:
        assert self.status == -signal.SIGKILL, f"the child was not killed; it ended {self.status}"


def in_child(
    database: Mapping[str, Any], work: Callable[[], None], watch: Watch | None = None
) -> Child:
    """Do `work` in a forked child on another database; the watch counts its moments."""
    return started(database, work, watch)()


def started(
    database: Mapping[str, Any], work: Callable[[], None], watch: Watch | None = None
) -> Callable[[], Child]:
    """Start a forked child; what comes back waits for it and says how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            _turn_to(database)
            _do(work, watch or Watch(), writing)
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)

    def waited() -> Child:
        with os.fdopen(reading) as told:
            counted = int(told.read() or 0)
        return Child(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), counted)

    return waited


def _do(work: Callable[[], None], watch: Watch, writing: int) -> None:
    connection.ensure_connection()
    connection.commit = watch.around(connection.commit)  # type: ignore[method-assign]
    connection._commit = watch.around(connection._commit)  # type: ignore[attr-defined]
    with connection.execute_wrapper(watch.statement):
        work()
    connection.close()
    os.write(writing, str(watch.passed).encode())


# The parent's connection is set aside in a child, never closed: both hold the same socket.
_set_aside: list[object] = []


def _turn_to(database: Mapping[str, Any]) -> None:
    _set_aside.append(connections["default"])
    connections.settings["default"] = {**connections.settings["default"], **database}
    del connections["default"]


class File:
    """Databases as SQLite files, with the settings they have in use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> "File":
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def at(self, name: str) -> Mapping[str, Any]:
        (self._folder / name).mkdir(parents=True, exist_ok=True)
        return {"NAME": str(self._folder / name / "marram.sqlite3")}

    def copy(self, old: str, new: str) -> None:
        """Copy a database with whatever its last user left unfinished beside it."""
        shutil.rmtree(self._folder / new, ignore_errors=True)
        shutil.copytree(self._folder / old, self._folder / new)

    def rewind(self, name: str, *, to: str) -> None:
        """Numbers that were given out and rolled back are given out again: nothing to do."""

    def dump(self, name: str) -> Dump:
        """Return every row of every table."""
        file = sqlite3.connect(self.at(name)["NAME"])
        try:
            found = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = [table for (table,) in found if not table.startswith("sqlite_")]
            return {
                table: sorted(map(repr, file.execute(f'SELECT * FROM "{table}"')))
                for table in tables
            }
        finally:
            file.close()


class Postgres:
    """Databases on the server that the settings name, made from one another as templates."""

    def __init__(self) -> None:
        self._there = settings.DATABASES["default"]
        self._prefix = f"marram_crash_{os.getpid()}_"
        self._made: set[str] = set()

    def __enter__(self) -> "Postgres":
        self._create("waiting", "template1")
        return self

    def __exit__(self, *_: object) -> None:
        for name in self._made:
            self._server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def at(self, name: str) -> Mapping[str, Any]:
        return {"NAME": self._prefix + name, "CONN_MAX_AGE": 0}

    def copy(self, old: str, new: str) -> None:
        self._server(f'DROP DATABASE IF EXISTS "{self._prefix}{new}" WITH (FORCE)')
        self._create(new, self._prefix + old)

    def rewind(self, name: str, *, to: str) -> None:
        """Give out the same numbers again: a sequence is not rolled back, and its gaps are no harm,
        but rows can only be compared when they bear the same numbers."""
        with self._connected(self._prefix + to) as database:
            found = database.execute("SELECT sequencename, last_value FROM pg_sequences").fetchall()
        with self._connected(self._prefix + name) as database:
            for sequence, last in found:
                database.execute(
                    "SELECT setval(quote_ident(%s), %s, %s)",
                    [sequence, last or 1, last is not None],
                )

    def dump(self, name: str) -> Dump:
        """Return every row of every table."""
        with self._connected(self._prefix + name) as database:
            found = database.execute(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            )
            return {
                table: sorted(
                    text for (text,) in database.execute(f'SELECT t::text FROM "{table}" t')
                )
                for (table,) in found.fetchall()
            }

    def _create(self, name: str, template: str) -> None:
        self._server(f'CREATE DATABASE "{self._prefix}{name}" TEMPLATE "{template}"')
        self._made.add(self._prefix + name)

    def _server(self, statement: str) -> None:
        with self._connected("postgres") as database:
            database.execute(statement)

    def _connected(self, name: str) -> Any:
        return psycopg.connect(
            dbname=name,
            user=self._there["USER"] or None,
            password=self._there["PASSWORD"] or None,
            host=self._there["HOST"] or None,
            port=self._there["PORT"] or None,
            autocommit=True,
        )
