"""Writing everything that an installation holds to one file, while it goes on working."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from marram.foundation.actors import Actor
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Refused
from marram.records import policies, queries
from marram.records.actions import archives
from marram.records.events import BackupMade
from marram.records.queries import tables
from marram.records.vocabulary import stores


# What an installation owns outside its database: the key that signs its cookies and links. The
# rest of its folder can be made again.
HOME_FILES = ("secret-key",)

# Told of each table as it is done: its name and its number of rows.
Told = Callable[[str, int], None]


def told_nobody(table: str, rows: int) -> None:
    """For those who do not want to be told how far it is."""


@dataclass(frozen=True, kw_only=True)
class BackedUp:
    """What a backup holds. `sha256` is that of the file: write it down beside where it is kept."""

    path: Path
    tables: int
    rows: int
    size: int
    sha256: str
    ledger: queries.Verification

    @property
    def lines(self) -> tuple[str, ...]:
        """What was done, line by line, for a terminal."""
        return (
            f"{self.rows:,} rows of {self.tables} tables are in {self.path} ({self.size:,} bytes).",
            f"SHA-256 of the file: {self.sha256}",
            *self.ledger.lines,
        )


def back_up(*, by: Actor, at: datetime, to: Path, home: Path, told: Told = told_nobody) -> BackedUp:
    """Write all tables as they are at one moment, the files that they name and those of `home`.

    Others may go on writing meanwhile. The file holds everything that is known, accounts
    included: only its owner may read it, and it belongs in a safe place. A ledger that was
    tampered with is backed up too, and what was found is said. All goes to the file `to`.

    Raises: Refused when `by` may not, when `to` exists or cannot be written, or a file is lost.
    """
    policies.may_back_up(by).enforce()
    with _new_file(to) as part, one_moment():
        manifest, ledger = _write(part, at=at, home=home, told=told)
    with to.open("rb") as written:
        digest = file_digest(written, "sha256").hexdigest()
    _tell(by=by, at=at, to=to, digest=digest, manifest=manifest)
    return BackedUp(
        path=to,
        tables=sum(1 for member in manifest.members if member.columns),
        rows=manifest.rows,
        size=to.stat().st_size,
        sha256=digest,
        ledger=ledger,
    )


def applied_migrations() -> tuple[str, ...]:
    """Return the migrations that made the tables what they are, in alphabetical order."""
    applied = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(f"{app}.{name}" for app, name in applied))


@contextmanager
def one_moment() -> Iterator[None]:
    """Inside, every query sees the database as it was at the first, whatever others write.

    On SQLite with a write-ahead log that is a transaction that only reads; the setting is to
    begin each by asking to write, which would keep writers waiting. Within a transaction of the
    caller there is nothing to do.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with _reading_only():
            yield


@contextmanager
def _reading_only() -> Iterator[None]:
    connection.ensure_connection()
    sqlite: Any = connection
    mode, sqlite.transaction_mode = sqlite.transaction_mode, None
    try:
        with transaction.atomic():
            yield
    finally:
        sqlite.transaction_mode = mode


@contextmanager
def _new_file(to: Path) -> Iterator[Path]:
    """Give a file beside `to` that only its owner may read; it becomes `to` when all is written."""
    if to.exists():
        raise Refused(f"There is a file {to} already. Give another name, or move it away.")
    part = to.with_name(f".{to.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        yield part
        os.replace(part, to)
    except OSError as error:
        raise Refused(f"{to} cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def _write(
    part: Path, *, at: datetime, home: Path, told: Told
) -> tuple[archives.Manifest, queries.Verification]:
    with part.open("wb") as file, archives.writing(file, at=at) as writer:
        for model in tables.kept():
            table = model._meta.db_table
            columns = tuple(field.attname for field in tables.columns(model))
            name = archives.table_name(table)
            told(table, writer.add(name, tables.lines(model), columns=columns).rows)
        _write_stores(writer)
        for name in HOME_FILES:
            if (home / name).is_file():
                writer.add(f"home/{name}", [(home / name).read_bytes()])
        ledger = queries.verify()
        manifest = _manifest(writer, at=at, ledger=ledger)
        writer.finish(manifest)
    return manifest, ledger


def _write_stores(writer: archives.Writer) -> None:
    """Write the files that the rows just written name: read in the same moment, they fit."""
    for store in stores().values():
        for name, path in store.files():
            writer.add_file(archives.store_name(store.name, name), path)


def _manifest(
    writer: archives.Writer, *, at: datetime, ledger: queries.Verification
) -> archives.Manifest:
    return archives.Manifest(
        format=archives.FORMAT,
        made_at=at.isoformat(),
        marram=_version(),
        database=connection.vendor,
        migrations=applied_migrations(),
        ledger_entries=ledger.entries,
        ledger_head=ledger.head,
        ledger_faults=ledger.faults_found,
        members=tuple(writer.members),
    )


def _version() -> str:
    """Return the version of Marram, which only an installed package has."""
    try:
        return version("marram")
    except PackageNotFoundError:
        return "from its sources"


@transaction.atomic
def _tell(*, by: Actor, at: datetime, to: Path, digest: str, manifest: archives.Manifest) -> None:
    publish(
        BackupMade(
            by=by.key,
            at=at,
            subject=Subject("records.backup", digest[:16]),
            after={
                "file": to.name,
                "sha256": digest,
                "rows": manifest.rows,
                "ledger_head": manifest.ledger_head,
            },
        )
    )
