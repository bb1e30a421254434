"""What is done to accepted observations: keep them, supersede them, put files together, sweep."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

import pyarrow
from django.db import transaction
from django.db.models import Q

from marram.foundation.actors import Actor
from marram.foundation.amendments import Recorded
from marram.foundation.events import Subject, publish
from marram.foundation.verdicts import Missing, Refused
from marram.indicators import policies
from marram.indicators.actions import files
from marram.indicators.actions.files import Written
from marram.indicators.events import (
    FilesCompacted,
    FilesSwept,
    ObservationsAccepted,
    ObservationsSuperseded,
)
from marram.indicators.models import Holding, ObservationFile
from marram.indicators.queries import store
from marram.indicators.vocabulary import CONTENT, SCHEMA, SLICE, FileState


# A file that nothing names may be one whose row is about to be committed, or one that a page is
# still reading: after an hour it is neither.
GRACE = timedelta(hours=1)


@transaction.atomic
def keep_observations(
    *, by: Actor, at: datetime, table: pyarrow.Table, source: str, delivered_sha256: str = ""
) -> Recorded:
    """Keep what a delivery says as a file of its own; the same as we know already is not kept.

    `table` has the columns of `SCHEMA` but `holding`. The counts are of rows.
    Raises: Refused when `by` may not bring figures in.
    """
    policies.may_bring_in(by).enforce()
    told = compared(table)
    if not told.created and not told.changed:
        return told
    key = holding_key(by=by, at=at, source=source, delivered_sha256=delivered_sha256)
    written = files.keep(_sorted(table, key).to_batches())
    catalogue(
        by=by, at=at, key=key, written=written, source=source, delivered_sha256=delivered_sha256
    )
    return told


@transaction.atomic
def catalogue(
    *,
    by: Actor,
    at: datetime,
    key: str,
    written: Written,
    source: str,
    delivered_sha256: str,
) -> Holding:
    """Have a file that lies safe be read from now on. Raises: Refused."""
    policies.may_bring_in(by).enforce()
    file = ObservationFile.objects.create(
        sha256=written.sha256,
        rows=written.rows,
        size=written.size,
        schema=written.schema,
        written_at=at,
    )
    holding = Holding.objects.create(
        key=key,
        file=file,
        source=source,
        delivered_sha256=delivered_sha256,
        rows=written.rows,
        accepted_by=by.key,
        accepted_at=at,
    )
    publish(
        ObservationsAccepted(
            by=by.key,
            at=at,
            subject=_subject(key),
            after={"source": source, "rows": written.rows, "file": written.sha256},
        )
    )
    return holding


@transaction.atomic
def supersede(*, by: Actor, at: datetime, key: str, reason: str, by_key: str | None = None) -> None:
    """Let an accepted delivery count no more from now on, for a reason; what it said before stays.

    `by_key` names the delivery that takes its place, if one does.
    Raises: Missing; Refused when `by` may not, gives no reason, or it was superseded before.
    """
    policies.may_bring_in(by).enforce()
    if not reason.strip():
        raise Refused("Say why these figures count no more, for those who have used them.")
    holding = _holding(key)
    if holding.superseded_at is not None:
        raise Refused("These figures were superseded before. Nothing has changed.")
    holding.superseded_by = _holding(by_key) if by_key else None
    holding.superseded_at, holding.reason = at, reason.strip()
    holding.save(update_fields=["superseded_by", "superseded_at", "reason"])
    after = {"superseded_by": by_key or "", "reason": holding.reason}
    publish(ObservationsSuperseded(by=by.key, at=at, subject=_subject(key), after=after))


def compact(*, by: Actor, at: datetime, most_rows: int = 5_000_000) -> int:
    """Put the small files together into one, so that a page opens few; returns how many.

    Every row keeps its delivery, so that every past moment can be asked for as before. The old
    files are read no more; a sweep an hour later removes them.
    Raises: Refused when `by` may not bring figures in.
    """
    policies.may_bring_in(by).enforce()
    small = _small_files(most_rows)
    if len(small) < 2:
        return 0
    written = _put_together(small)
    with transaction.atomic():
        _replace(small, written, at=at)
        publish(
            FilesCompacted(
                by=by.key,
                at=at,
                subject=Subject("indicators.file", written.sha256),
                before={"files": small},
                after={"rows": written.rows},
            )
        )
    return len(small)


def sweep(*, by: Actor, at: datetime) -> int:
    """Remove the files that nothing names, left by a crash or a compaction; returns how many.

    Raises: Refused when `by` may not bring figures in.
    """
    policies.may_bring_in(by).enforce()
    in_use = Q(state=FileState.CURRENT) | Q(replaced_at__gt=at - GRACE)
    named = set(ObservationFile.objects.filter(in_use).values_list("sha256", flat=True))
    lost = [
        path
        for path in (store.folder().iterdir() if store.folder().is_dir() else ())
        if path.is_file()
        and path.stem not in named
        and path.stat().st_mtime < (at - GRACE).timestamp()
    ]
    for path in lost:
        path.unlink(missing_ok=True)
    if lost:
        with transaction.atomic():
            publish(
                FilesSwept(
                    by=by.key,
                    at=at,
                    subject=Subject("indicators.file", "swept"),
                    before={"files": sorted(path.name for path in lost)},
                )
            )
    return len(lost)


def compared(table: pyarrow.Table) -> Recorded:
    """Return how many rows speak of slices that are new, differ from what is held, or agree."""
    indicators = table["indicator"].unique().to_pylist()
    held = store.rows(store.held(), indicators=indicators)
    content = ", ".join(CONTENT)
    cursor = store.cursor()
    cursor.register("sent", table)
    cursor.register("held", held)
    count = "SELECT count(*) FROM"
    agree = cursor.sql(
        f"{count} (SELECT {content} FROM sent INTERSECT ALL SELECT {content} FROM held)"
    ).fetchall()[0][0]
    same = " AND ".join(f"s.{name} IS NOT DISTINCT FROM h.{name}" for name in SLICE)
    known = cursor.sql(f"{count} sent s SEMI JOIN held h ON {same}").fetchall()[0][0]
    return Recorded(table.num_rows - known, known - agree, agree)


def holding_key(*, by: Actor, at: datetime, source: str, delivered_sha256: str) -> str:
    """Return the key of a delivery accepted now: no other has it, and it can be made again."""
    said = "\n".join((source, delivered_sha256, by.key, at.isoformat()))
    return sha256(said.encode()).hexdigest()[:16]


def _sorted(table: pyarrow.Table, key: str) -> pyarrow.Table:
    holding = pyarrow.repeat(pyarrow.scalar(key), table.num_rows)
    whole = table.add_column(0, "holding", holding).select(SCHEMA.names).cast(SCHEMA)
    order = [(name, "ascending") for name in (*SLICE, "row")]
    return whole.sort_by(order)


def _small_files(most_rows: int) -> list[str]:
    found = ObservationFile.objects.filter(state=FileState.CURRENT, rows__lte=most_rows)
    chosen, rows = [], 0
    for sha256_, many in found.order_by("rows", "sha256").values_list("sha256", "rows"):
        if rows + many > most_rows:
            break
        chosen.append(sha256_)
        rows += many
    return chosen


def _put_together(names: Sequence[str]) -> Written:
    paths = ", ".join(store.quoted(str(store.path_of(name))) for name in names)
    order = ", ".join(SLICE)
    reader = store.cursor().sql(
        f"SELECT {', '.join(SCHEMA.names)} FROM read_parquet([{paths}])"
        f" ORDER BY {order}, holding, row"
    )
    return files.keep(reader.to_arrow_reader(files.GROUP_ROWS))


def _replace(names: Sequence[str], written: Written, *, at: datetime) -> None:
    """Point the deliveries at their new file; the old ones say when they were replaced."""
    together = ObservationFile.objects.create(
        sha256=written.sha256,
        rows=written.rows,
        size=written.size,
        schema=written.schema,
        written_at=at,
    )
    for holding in Holding.objects.filter(file__in=names):
        holding.file = together
        holding.save(update_fields=["file"])
    for file in ObservationFile.objects.filter(pk__in=names):
        file.state, file.replaced_at = FileState.REPLACED, at
        file.save(update_fields=["state", "replaced_at"])


def _holding(key: str) -> Holding:
    found = Holding.objects.select_for_update().filter(pk=key).first()
    if found is None:
        raise Missing(f"No accepted observations have the key {key}.")
    return found


def _subject(key: str) -> Subject:
    return Subject("indicators.holding", key)
