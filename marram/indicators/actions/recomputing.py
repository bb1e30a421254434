"""Working every figure out anew: on this machine, or on Apache Spark where one is not enough.

What comes out is a file of its own, named by all that made it: the deliveries in force, the
versions of their definitions and of the methods, the doubts that were lifted. The same
make the same file again.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow
from django.conf import settings
from pyarrow import parquet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Refused
from marram.indicators import policies
from marram.indicators.queries import definitions, store
from marram.indicators.queries.clearances import sources_and_cleared
from marram.indicators.queries.store import Held
from marram.indicators.rules import intervals, judgements
from marram.indicators.rules.columns import Meaning
from marram.indicators.vocabulary import SLICE


ENGLAND = "E92000001"
# Told how many rows are done, out of how many.
Told = Callable[[int, int], None]
Judge = Callable[[Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]


def told_nobody(done: int, of: int) -> None:
    """For those who do not want to be told how far it is."""


@dataclass(frozen=True)
class Recomputed:
    """Where the judged figures lie, how many there are, and the hash of all that made them."""

    path: Path
    rows: int
    key: str


def recompute(
    *,
    by: Actor,
    at: datetime,
    benchmark: str = ENGLAND,
    as_at: datetime | None = None,
    spark: str = "",
    told: Told = told_nobody,
) -> Recomputed:
    """Judge every figure in force, now or as at a past moment, into files of the home.

    `spark` is the address of a Spark master ("local[2]"); without one this process works alone.
    Raises: Refused when `by` may not bring figures in, or nothing is in force.
    """
    policies.may_bring_in(by).enforce()
    held = store.held(as_at=as_at)
    if not held.keys:
        raise Refused("There are no figures to work out. Bring some in first.")
    lines = definitions(viewer=by, as_at=as_at)
    means = {slug: Meaning.of(line) for slug, line in lines.items()}
    cleared = sources_and_cleared(as_at=as_at)[1]
    lifted = sorted(f"{each.figure}/{each.flag}" for each in cleared)
    meanings = [line.key for line in lines.values()]
    made_from = (*held.keys, *meanings, benchmark, *_versions(), *lifted)
    key = sha256("\n".join(made_from).encode()).hexdigest()[:16]
    to = Path(settings.HOME) / "judged" / (f"{key}-spark" if spark else f"{key}.parquet")
    to.parent.mkdir(parents=True, exist_ok=True)
    judge = judgements.over_batches(means=means, benchmark=benchmark, cleared=cleared)
    work = _on_spark(spark) if spark else _here
    return Recomputed(to, work(held, tuple(means), judge, to, told), key)


def _versions() -> tuple[str, ...]:
    return tuple(intervals.key(method) for method in intervals.VERSIONS)


def _here(held: Held, slugs: tuple[str, ...], judge: Judge, to: Path, told: Told) -> int:
    """Read the rows in order, judge them batch by batch, and write them."""
    done = 0
    reader = store.in_order(held, indicators=slugs)
    part = to.with_name(f".{to.name}.part")
    total = store.count(held)
    with parquet.ParquetWriter(part, judgements.JUDGED, compression="zstd") as writer:
        for batch in judge(iter(reader)):
            writer.write_batch(batch)
            done += batch.num_rows
            told(done, total)
    part.replace(to)
    return done


def _on_spark(master: str) -> Callable[[Held, tuple[str, ...], Judge, Path, Told], int]:
    def work(held: Held, slugs: tuple[str, ...], judge: Judge, to: Path, told: Told) -> int:
        session = _session(master)
        try:
            session.read.parquet(*held.files).createOrReplaceTempView("observations")
            in_force = session.sql(store.in_force(held, observations="observations"))
            wanted = in_force.where(in_force.indicator.isin(list(slugs)))
            # An indicator lies whole in one partition, and there in the order of its slices.
            ordered = wanted.repartition("indicator").sortWithinPartitions(*_nulls_last(in_force))
            judged = ordered.mapInArrow(judge, _spark_schema())
            judged.write.mode("overwrite").parquet(str(to))
            return int(session.read.parquet(str(to)).count())
        finally:
            session.stop()

    return work


def _session(master: str) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise Refused(
            "Apache Spark is not installed. Install Marram with its extra “spark”, and Java 17."
        ) from error
    # Workers run the Python of this process, unless the operator of a cluster says another.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return (
        SparkSession.builder.master(master)
        .appName("marram recompute")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", judgements.AT_ONCE)
        .config("spark.driver.memory", "3g")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )


def _nulls_last(frame: Any) -> list[Any]:
    return [frame[name].asc_nulls_last() for name in (*SLICE, "row")]


def _spark_schema() -> str:
    kinds = {"string": "string", "double": "double", "bool": "boolean", "int64": "bigint"}
    return ", ".join(
        f"`{field.name}` {kinds.get(str(field.type), 'date')}" for field in judgements.JUDGED
    )
