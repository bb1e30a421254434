"""Reading the files of observations: only those that the catalogue names, as of a moment."""

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
from django.conf import settings
from django.db.models import Q
from pyarrow import compute, parquet

from marram.indicators.models import Holding
from marram.indicators.vocabulary import SCHEMA, SLICE


# A page reads some thousand rows; a recomputation of everything spills to disk beyond this.
MEMORY = "1GB"
THREADS = 2
# Rows handed on at a time when everything is read.
BATCH = 100_000


@dataclass(frozen=True)
class Held:
    """What is in force at a moment: the keys of the accepted deliveries, the oldest first, and
    the files that they lie in."""

    keys: tuple[str, ...]
    files: tuple[str, ...]


def folder() -> Path:
    """Return where the files of observations lie."""
    return Path(settings.HOME) / "observations"


def path_of(sha256: str) -> Path:
    return folder() / f"{sha256}.parquet"


def held(*, as_at: datetime | None = None) -> Held:
    """Return what is in force now, or was at a past moment. One SQL query."""
    found = Holding.objects.order_by("accepted_at", "key")
    if as_at is None:
        found = found.filter(superseded_at=None)
    else:
        later = Q(superseded_at=None) | Q(superseded_at__gt=as_at)
        found = found.filter(later, accepted_at__lte=as_at)
    pairs = list(found.values_list("key", "file"))
    return Held(
        keys=tuple(key for key, _ in pairs),
        files=tuple(dict.fromkeys(str(path_of(file)) for _, file in pairs)),
    )


def rows(
    of: Held,
    *,
    indicators: Collection[str] | None = None,
    places: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
    holdings: Collection[str] | None = None,
    everywhere: Collection[str] = (),
) -> pyarrow.Table:
    """Return the rows in force, sorted by slice; None asks for all, an empty collection for none.

    Rows of the kinds named `everywhere` count whatever place they are of. Of two deliveries that
    speak of one slice the later counts; of two rows in one delivery both do, for it is not known
    which is right.
    """
    wanted = {"indicator": indicators, "place": places, "kind": kinds, "holding": holdings}
    if not of.keys or any(each is not None and not each for each in wanted.values()):
        return SCHEMA.empty_table()
    chosen: dict[str, Any] = {n: sorted(each) for n, each in wanted.items() if each is not None}
    told = {name: f"o.{name} IN (SELECT unnest(${name}))" for name in chosen}
    if "indicator" in told:
        # The files lie in this order, so that most of them need not be read.
        told["indicator"] += " AND o.indicator BETWEEN $first AND $last"
        chosen |= {"first": chosen["indicator"][0], "last": chosen["indicator"][-1]}
    if everywhere and "place" in told:
        told["place"] = f"({told['place']} OR o.kind IN (SELECT unnest($everywhere)))"
        chosen |= {"everywhere": sorted(everywhere)}
    return asked(
        f"{in_force(of, where=' AND '.join(told.values()))} ORDER BY {', '.join(SLICE)}, row",
        **chosen,
    ).cast(SCHEMA)


def in_order(of: Held, *, indicators: Collection[str]) -> Iterator[pyarrow.RecordBatch]:
    """Yield every row in force of the indicators in batches, sorted by slice.

    The file of one delivery lies in that order already; several are sorted on the way.
    """
    if len(of.keys) == 1:
        yield from _as_it_lies(of, indicators)
        return
    in_force_ = in_force(of, where="o.indicator IN (SELECT unnest($indicators))")
    found = cursor().sql(
        f"{in_force_} ORDER BY {', '.join(SLICE)}, row", params={"indicators": sorted(indicators)}
    )
    yield from found.to_arrow_reader(BATCH)


def _as_it_lies(of: Held, indicators: Collection[str]) -> Iterator[pyarrow.RecordBatch]:
    wanted = pyarrow.array(sorted(indicators), pyarrow.string())
    for batch in parquet.ParquetFile(of.files[0]).iter_batches(BATCH):
        counts = compute.and_(
            compute.equal(batch["holding"], of.keys[0]),
            compute.is_in(batch["indicator"], value_set=wanted),
        )
        yield batch.filter(counts)


def count(of: Held) -> int:
    """Return how many rows the files in force hold; fewer count where deliveries overlap."""
    return int(cursor().sql(f"SELECT count(*) FROM {_files(of)}").fetchall()[0][0])


def in_force(of: Held, *, observations: str = "", where: str = "") -> str:
    """Return the SQL of the rows that count, in no order; `where` speaks of `o`.

    It is understood by DuckDB, which reads the files, and by Spark, which has them as a view.
    """
    names = ", ".join(SCHEMA.names)
    ranks = ", ".join(f"('{key}', {rank})" for rank, key in enumerate(of.keys))
    joined = (
        f"{observations or _files(of)} AS o JOIN (VALUES {ranks}) AS s(accepted, position)"
        f" ON o.holding = s.accepted {'WHERE' if where else ''} {where}"
    )
    if len(of.keys) == 1:
        return f"SELECT {names} FROM {joined}"
    slice_ = ", ".join(f"o.{name}" for name in SLICE)
    newest = f"rank() OVER (PARTITION BY {slice_} ORDER BY s.position DESC)"
    return (
        f"SELECT {names} FROM (SELECT o.*, {newest} AS newest FROM {joined}) AS n WHERE newest = 1"
    )


def fates(of: Held, *, files: Sequence[str], indicator: str) -> tuple[tuple[str, str, int], ...]:
    """Return what became of the rows of an indicator in any of the files: delivery, the delivery
    in force that speaks of the same slice ("" where that of the rows is not in force), how many."""
    if not files:
        return ()
    ranks = ", ".join(f"('{key}', {rank})" for rank, key in enumerate(of.keys)) or "('', 0)"
    slice_ = ", ".join(f"o.{name}" for name in SLICE)
    newest = f"max_by(o.holding, s.position) OVER (PARTITION BY {slice_})"
    told = asked(
        f"SELECT holding, newest, count(*) AS many FROM (SELECT o.holding, CASE WHEN s.accepted IS"
        f" NULL THEN '' ELSE {newest} END AS newest FROM {_read(files)} AS o LEFT JOIN"
        f" (VALUES {ranks}) AS s(accepted, position) ON o.holding = s.accepted"
        f" WHERE o.indicator = $indicator) GROUP BY holding, newest ORDER BY holding, newest",
        indicator=indicator,
    )
    return tuple((row["holding"], row["newest"], row["many"]) for row in told.to_pylist())


def _files(of: Held) -> str:
    return _read(of.files)


def _read(files: Sequence[str]) -> str:
    return f"read_parquet([{', '.join(map(quoted, files))}])"


def quoted(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def asked(sql: str, **parameters: Any) -> pyarrow.Table:
    """Return the answer of DuckDB as an Arrow table."""
    return cursor().sql(sql, params=parameters or None).to_arrow_table()


def cursor() -> duckdb.DuckDBPyConnection:
    """Return a connection of one's own to this process's DuckDB, which holds no data itself."""
    return _connection(os.getpid()).cursor()


@cache
def _connection(process: int) -> duckdb.DuckDBPyConnection:
    """Open DuckDB once a process. A forked one must not use its parent's, nor let go of it: the
    threads that it would wait for are not there."""
    aside = folder() / "aside"
    return duckdb.connect(
        config={
            "threads": THREADS,
            "memory_limit": MEMORY,
            "temp_directory": str(aside),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
