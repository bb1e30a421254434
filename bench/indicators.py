"""How fast figures come in and are worked out anew, beside what the machine itself allows.

    python -m bench.indicators [--rows 1000000]

Everything is real: the file is checked against the definitions and areas of a fresh installation,
sorted, made safe on the disk and catalogued; the recomputation is that of `marram recompute`. The
physical limit beside the acceptance is DuckDB reading the same file and writing it out as Parquet,
unchecked and unsorted. Every run asserts what it leaves.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path


AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
INDICATORS, PERIODS = 2_000, 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--home", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.home:
        _measure(Path(chosen.home), chosen.rows)
        return
    with tempfile.TemporaryDirectory() as home:
        # In a process of its own, so that the memory measured is that of the work alone.
        subprocess.run(
            [sys.executable, "-m", "bench.indicators", "--rows", str(chosen.rows), "--home", home],
            env={**os.environ, "MARRAM_HOME": home, "MARRAM_DATABASE": ""},
            check=True,
        )


def _measure(home: Path, rows: int) -> None:
    by = _installed(rows)
    path = home / "figures.csv"
    _write(path, rows)
    print(f"{rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB of text, two threads")
    limit = _timed("DuckDB alone: read the text, write Parquet", lambda: _plain_copy(path, home))
    took = _timed("accept: check, sort, make safe, catalogue", lambda: _accept(path, by, rows))
    print(f"    {took / limit:.1f} times what the machine needs to copy the file")
    _timed("recompute: intervals, comparisons, trends", lambda: _recompute(by, rows))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"peak memory {peak:.2f} GB")


def _timed(words: str, work: object) -> float:
    began, busy = time.perf_counter(), time.process_time()
    work()  # type: ignore[operator]
    took, busy = time.perf_counter() - began, time.process_time() - busy
    print(f"{took:7.1f} s, {busy:5.1f} s of processor  {words}", flush=True)
    return took


def _installed(rows: int) -> object:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marram.site.settings")
    import django

    django.setup()
    from django.db import transaction

    from marram.indicators import actions
    from marram.places import actions as places
    from marram.site import demo

    demo.migrate()
    with transaction.atomic():
        places.record_areas(
            by=demo.SYSTEM,
            at=AT,
            rows=[
                {"code": _place(number), "name": f"Area {number}", "kind": "local area"}
                for number in range(_places(rows))
            ],
        )
        for number in range(INDICATORS):
            actions.define(by=demo.SYSTEM, at=AT, slug=_slug(number), fields=_fields(number))
    return demo.SYSTEM


def _places(rows: int) -> int:
    return max(rows // (INDICATORS * PERIODS), 1)


def _slug(number: int) -> str:
    return f"indicator-{number:04}"


def _place(number: int) -> str:
    return f"local-area-{number:04}"


def _fields(number: int) -> dict[str, object]:
    proportion = number % 2 == 0
    return {
        "title": f"Indicator {number}",
        "measure": "proportion" if proportion else "crude rate",
        "unit": "percent" if proportion else "per 100,000",
        "interval": "Wilson score" if proportion else "Poisson, Byar from 10 events",
        "polarity": "low is good" if number % 3 else "high is good",
        "topic": f"Topic {number % 20}",
        "cycle": "yearly",
    }


def _write(path: Path, rows: int) -> None:
    """Write figures in the order of a publisher: by year, then place, then indicator."""
    import duckdb

    from marram.indicators.rules.large_files import COLUMNS

    places = _places(rows)
    values = {
        "indicator_id": f"format('indicator-{{:04d}}', n % {INDICATORS})",
        "place": f"format('local-area-{{:04d}}', n // {INDICATORS} % {places})",
        "period": f"format('{{:d}}', 2014 + n // {INDICATORS * places})",
        "kind": "'actual'",
        "count": "50 + hash(n) % 400",
        "out_of": "'1000'",
    }
    empty = "''"
    columns = ", ".join(f"{values.get(name, empty)} AS {name}" for name in COLUMNS)
    duckdb.execute(
        f"COPY (SELECT {columns} FROM range({rows}) t(n)) TO '{path}' (HEADER, QUOTE '')"
    )


def _plain_copy(path: Path, home: Path) -> None:
    import duckdb

    duckdb.execute("SET threads = 2")
    duckdb.execute(
        f"COPY (SELECT * FROM read_csv('{path}')) TO '{home / 'plain.parquet'}'"
        " (FORMAT parquet, COMPRESSION zstd)"
    )


def _accept(path: Path, by: object, rows: int) -> None:
    from marram.indicators.actions.large_files import bring_in_large_file

    told = bring_in_large_file(by=by, at=AT, path=path, source="figures.csv", told=_bar)
    print(file=sys.stderr)
    assert told == (rows, 0, 0), told


def _bar(step: str, done: int, of: int) -> None:
    print(f"\r    {step} {100 * done // max(of, 1):3}%", end="", file=sys.stderr, flush=True)


def _recompute(by: object, rows: int) -> None:
    from marram.indicators.actions.recomputing import recompute

    told = recompute(
        by=by, at=AT, benchmark=_place(0), told=lambda done, of: _bar("judged", done, of)
    )
    print(file=sys.stderr)
    assert told.rows == rows, told


if __name__ == "__main__":
    main()
