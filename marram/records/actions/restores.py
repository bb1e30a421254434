"""Bringing everything back from one file: all of it, or nothing is touched."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.db.models import Value

from marram.foundation.actors import Actor
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Refused
from marram.records import policies, queries
from marram.records.actions import archives
from marram.records.actions.backups import HOME_FILES, Told, applied_migrations, told_nobody
from marram.records.events import BackupRestored
from marram.records.models import LedgerEntry, seals
from marram.records.queries import tables
from marram.records.vocabulary import stores


# Rows are written in batches of so many, and of so many bytes where rows hold whole files.
BATCH_ROWS = 500
BATCH_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What was brought back, each table compared with the backup after it was written."""

    tables: int
    rows: int
    made_at: str
    ledger: queries.Verification

    @property
    def lines(self) -> tuple[str, ...]:
        """What was done, line by line, for a terminal."""
        return (
            f"{self.rows:,} rows of {self.tables} tables are back as they were on {self.made_at}.",
            "Every table has the count and the SHA-256 that the backup names.",
            *self.ledger.lines,
            "Everybody has to log in again.",
        )


def restore(
    *,
    by: Actor,
    at: datetime,
    source: Path,
    home: Path,
    replace: bool = False,
    told: Told = told_nobody,
) -> Restored:
    """Bring back what the file `source` holds, on whichever database this installation uses.

    First the whole file is checked against its own hashes. Then, in one transaction, all tables
    are emptied and filled, and read again: counts, hashes and the ledger must be those of the
    backup, or nothing has changed. Files beside the database are put back before that transaction
    ends, under names that hold nothing else. The restore itself is told to the ledger that came
    back.

    Raises: Refused when `by` may not, when the file is damaged or of another version, when the
    database is in use and `replace` is not given, or when what was written differs.
    """
    policies.may_restore(by).enforce()
    manifest = archives.checked(source)
    _check_same_version(manifest)
    try:
        with transaction.atomic():
            restored = _restore_rows(source, manifest, replace=replace, told=told)
            _place_stores(source)
            _tell(by=by, at=at, manifest=manifest)
    except (DatabaseError, ValidationError, ValueError, TypeError, KeyError) as error:
        raise Refused(f"Nothing was restored, because the backup does not fit: {error}") from error
    _place_files(source, home=home)
    return restored


def _check_same_version(manifest: archives.Manifest) -> None:
    here = set(applied_migrations()) | _columns_here()
    there = set(manifest.migrations) | _columns_there(manifest)
    if here == there:
        return
    differing = ", ".join(sorted(here ^ there)[:3])
    raise Refused(
        f"The backup was made by Marram {manifest.marram}, whose tables differ from those here"
        f" ({differing}). Set up that version, restore there, then bring it up to date."
    )


def _columns_here() -> set[str]:
    return {
        f"{archives.table_name(model._meta.db_table)} {field.attname}"
        for model in tables.kept()
        for field in tables.columns(model)
    }


def _columns_there(manifest: archives.Manifest) -> set[str]:
    return {f"{member.name} {column}" for member in manifest.members for column in member.columns}


def _restore_rows(
    source: Path, manifest: archives.Manifest, *, replace: bool, told: Told
) -> Restored:
    every = tables.kept()
    _lock((*every, *tables.not_kept()))
    if not replace:
        _check_unused()
    seals.lift_seal(connection)
    for model in (*tables.not_kept(), *reversed(every)):
        models.QuerySet(model)._raw_delete(connection.alias)
    _fill(source, {archives.table_name(model._meta.db_table): model for model in every}, told)
    seals.set_seal(connection)
    connection.check_constraints()
    _reset_sequences(every)
    _compare(every, manifest)
    return Restored(
        tables=len(every),
        rows=manifest.rows,
        made_at=manifest.made_at,
        ledger=_verified(manifest),
    )


def _lock(every: Iterable[type[models.Model]]) -> None:
    """Keep others out until the transaction ends. SQLite has one writer at a time already."""
    if connection.vendor != "postgresql":
        return
    names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in every)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")


def _check_unused() -> None:
    entries, accounts = LedgerEntry.objects.count(), get_user_model()._base_manager.count()
    if entries or accounts:
        raise Refused(
            f"This installation is in use: it has {entries:,} entries in its ledger and"
            f" {accounts:,} accounts. Back it up first; then restore with --replace to put the"
            " backup in the place of everything here."
        )


def _fill(source: Path, by_name: dict[str, type[models.Model]], told: Told) -> None:
    with archives.reading(source) as files:
        for name, content in files:
            if model := by_name.get(name):
                told(model._meta.db_table, _fill_table(model, content))


def _fill_table(model: type[models.Model], lines: IO[bytes]) -> int:
    """Write the rows as they are: no default, no clock and no signal has a say. Return how many."""
    fields = tables.columns(model)
    largest = min(BATCH_ROWS, connection.ops.bulk_batch_size(list(fields), [None] * BATCH_ROWS))
    rows = 0
    for batch in _batches(lines, largest=max(largest, 1)):
        written = [_row(model, fields, line) for line in batch]
        table: Any = models.QuerySet(model)
        table._insert(written, fields=fields, using=connection.alias, raw=True)
        rows += len(written)
    return rows


def _batches(lines: IO[bytes], *, largest: int) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if len(batch) >= largest or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _row(
    model: type[models.Model], fields: tuple["models.Field[Any, Any]", ...], line: bytes
) -> models.Model:
    kept = json.loads(line)
    return model(**{field.attname: _value(field, kept[field.attname]) for field in fields})


def _value(field: "models.Field[Any, Any]", kept: Any) -> Any:
    if isinstance(field, models.JSONField):
        # Where the column may not be empty, nothing is the JSON word "null".
        return Value(None, field) if kept is None and not field.null else kept
    return field.to_python(kept)


def _reset_sequences(every: tuple[type[models.Model], ...]) -> None:
    """Let PostgreSQL count on from the highest key; SQLite does so by itself."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(every)):
            cursor.execute(sql)


def _compare(every: tuple[type[models.Model], ...], manifest: archives.Manifest) -> None:
    """Read every table again: what the database now says must be what the backup says."""
    for model in every:
        table = model._meta.db_table
        rows, digest = 0, sha256()
        for line in tables.lines(model):
            rows += 1
            digest.update(line)
        member = manifest.table(table)
        if member is None or (rows, digest.hexdigest()) != (member.rows, member.sha256):
            raise Refused(
                f"Nothing was restored, because {table} did not come back as it was: the backup"
                f" has {member.rows if member else 'no'} rows of it, and {rows} were read again."
            )


def _verified(manifest: archives.Manifest) -> queries.Verification:
    ledger = queries.verify()
    found = (ledger.entries, ledger.head, ledger.faults_found)
    if found != (manifest.ledger_entries, manifest.ledger_head, manifest.ledger_faults):
        raise Refused(
            "Nothing was restored, because the ledger in the backup is not the one that its"
            f" manifest names. {' '.join(ledger.lines)}"
        )
    return ledger


def _tell(*, by: Actor, at: datetime, manifest: archives.Manifest) -> None:
    publish(
        BackupRestored(
            by=by.key,
            at=at,
            subject=Subject("records.backup", manifest.ledger_head[:16]),
            after={
                "made_at": manifest.made_at,
                "rows": manifest.rows,
                "ledger_head": manifest.ledger_head,
            },
        )
    )


def _place_stores(source: Path) -> None:
    """Put the files beside the database back before the rows that name them can be seen."""
    by_name = stores()
    with archives.reading(source) as files:
        for path, content in files:
            kind, _, rest = path.partition("/")
            store, _, name = rest.partition("/")
            if kind == "stores" and store in by_name:
                by_name[store].place(name=name, content=content)


def _place_files(source: Path, *, home: Path) -> None:
    """Put the files of the installation's folder back, each in one step."""
    wanted: dict[str, Callable[[], Path]] = {
        f"home/{name}": (home / name).absolute for name in HOME_FILES
    }
    with archives.reading(source) as files:
        for name, content in files:
            if name in wanted:
                _place(wanted[name](), content.read())


def _place(to: Path, content: bytes) -> None:
    part = to.with_name(f".{to.name}.part")
    part.touch(mode=0o600)
    part.write_bytes(content)
    os.replace(part, to)
