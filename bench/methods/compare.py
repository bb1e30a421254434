"""Time the methods beside their Python peers: same numbers, same machine, same answers.

`python -m bench.methods.compare [--whole]`; see README.md beside this file.
"""

import argparse
import gc
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np

from marram.methods import control, inequality, life_tables, populations, proportions, rates
from marram.methods.estimates import Unit


REPEATS = 5
ROWS = 1_000_000
SAMPLE = 20_000
CHANCE = np.random.default_rng(20_13)


@dataclass(frozen=True)
class Case:
    """A method, its numbers, its peer if it has one, and what was asked of it."""

    name: str
    make: Callable[[int], tuple[np.ndarray[Any, Any], ...]]
    rows: int
    ours: Callable[..., Any]
    peer: Callable[[tuple[np.ndarray[Any, Any], ...]], Callable[[], Any]] | None = None
    same: Callable[[Any, Any], None] | None = None
    at_least: float | None = None
    within_seconds: float | None = None
    peer_rows: int | None = None
    # A method that works on all cores is asked for its time on two of them.
    cores: int = 1


@dataclass(frozen=True)
class Took:
    """Seconds by the clock on the wall, and of the processors' time."""

    clock: float
    processor: float


def timed(run: Callable[[], Any], repeats: int = REPEATS) -> Took:
    """Return the median time of a run.

    Judged is the processors' time: on a machine that others use as well, the clock tells of them.
    """
    clock, processor = [], []
    for _ in range(repeats):
        gc.collect()
        begin, used = time.perf_counter(), time.process_time()
        run()
        clock.append(time.perf_counter() - begin)
        processor.append(time.process_time() - used)
    return Took(median(clock), median(processor))


def people(rows: int) -> tuple[np.ndarray[Any, Any], ...]:
    out_of = CHANCE.integers(20, 100_000, rows).astype(float)
    return np.maximum(1, np.floor(out_of * CHANCE.random(rows) * 0.3)), out_of


def areas(rows: int) -> tuple[np.ndarray[Any, Any], ...]:
    population = CHANCE.integers(500, 9_000, (rows, 19)).astype(float)
    risk = np.linspace(0.001, 0.15, 19)
    return np.maximum(1, CHANCE.binomial(population.astype(int), risk)).astype(float), population


def deaths(rows: int) -> tuple[np.ndarray[Any, Any], ...]:
    population = CHANCE.integers(500, 9_000, (rows, 20)).astype(float)
    risk = np.linspace(0.001, 0.15, 20)
    return CHANCE.binomial(population.astype(int), risk).astype(float), population


def tenths(rows: int) -> tuple[np.ndarray[Any, Any], ...]:
    value = np.linspace(70, 90, 10) + CHANCE.normal(0, 2, (rows, 10))
    return value, CHANCE.integers(500, 9_000, (rows, 10)).astype(float)


def series(rows: int) -> tuple[np.ndarray[Any, Any], ...]:
    return (CHANCE.normal(50, 5, (rows, 36)),)


def peer_of_rows(function: str) -> Callable[..., Callable[[], Any]]:
    def prepare(numbers: tuple[np.ndarray[Any, Any], ...]) -> Callable[[], Any]:
        import pandas
        import PHStatsMethods

        frame = pandas.DataFrame({"x": numbers[0], "n": numbers[1]})
        return lambda: getattr(PHStatsMethods, function)(frame, "x", "n", multiplier=100)

    return prepare


def peer_of_ages(numbers: tuple[np.ndarray[Any, Any], ...]) -> Callable[[], Any]:
    import pandas
    from PHStatsMethods import ph_dsr

    count, population = numbers
    many = len(count)
    frame = pandas.DataFrame(
        {
            "area": np.repeat(np.arange(many), 19),
            "x": count.reshape(-1),
            "n": population.reshape(-1),
            "w": np.tile(populations.european_2013(), many),
        }
    )
    return lambda: ph_dsr(
        frame, "x", "n", group_cols=["area"], ref_denom_col="w", euro_standard_pops=False
    )


def peer_of_charts(numbers: tuple[np.ndarray[Any, Any], ...]) -> Callable[[], Any]:
    import pandas
    from abspc import calculate_control_limits, detect_special_causes

    frames = [pandas.DataFrame({"value": row}) for row in numbers[0]]
    return lambda: [
        detect_special_causes(calculate_control_limits(frame, "XmR")) for frame in frames
    ]


def same_limits(ours: Any, theirs: Any) -> None:
    lower = next(name for name in theirs.columns if name.casefold().startswith("lower"))
    upper = next(name for name in theirs.columns if name.casefold().startswith("upper"))
    many = len(theirs)
    for mine, other in (
        (ours.value, theirs["Value"]),
        (ours.lower, theirs[lower]),
        (ours.upper, theirs[upper]),
    ):
        np.testing.assert_allclose(
            mine[:many], np.asarray(other, float), rtol=1e-12, atol=1e-12, equal_nan=True
        )


def same_charts(ours: Any, theirs: Any) -> None:
    mean = np.array([frame["mean"].iloc[0] for frame in theirs])
    reach = np.array([frame["ucl"].iloc[0] for frame in theirs]) - mean
    np.testing.assert_allclose(ours.mean[:, 0], mean, rtol=1e-12)
    # The peer divides 3 by 1.128 where Making Data Count multiplies by 2.66.
    np.testing.assert_allclose(
        (ours.upper[:, 0] - mean) * (3 / 1.128 / control.LIMIT), reach, rtol=1e-9
    )


def cases() -> list[Case]:
    european = populations.european_2013()
    return [
        Case(
            "Wilson, a million rows", people, ROWS,
            lambda x, n: proportions.proportion(count=x, out_of=n),
            peer_of_rows("ph_proportion"), same_limits,
            at_least=500, within_seconds=0.08 / 3, peer_rows=SAMPLE,
        ),
        Case(
            "Byar and exact, a million rows", people, ROWS,
            lambda x, n: rates.crude(count=x, population=n, unit=Unit.PERCENT),
            peer_of_rows("ph_rate"), same_limits,
            at_least=500, within_seconds=1.8 / 20, peer_rows=SAMPLE,
        ),
        Case(
            "DSR, 10,000 areas x 19 ages", areas, 10_000,
            lambda x, n: rates.directly_standardised(count=x, population=n, standard=european),
            peer_of_ages, same_limits, at_least=100,
        ),
        Case(
            "SPC, 1,000 series x 36 points", series, 1_000,
            lambda y: control.chart(value=y), peer_of_charts, same_charts, at_least=50,
        ),
        Case(
            "Life expectancy, 7,000 areas x 20 bands", deaths, 7_000,
            lambda d, n: life_tables.life_expectancy(deaths=d, population=n), within_seconds=0.1,
        ),
        Case(
            "SII and RII, closed, 1,000 x 10", tenths, 1_000,
            lambda y, n: inequality.slope_index(
                value=y, population=n, standard_error=1.0, confidence=(0.95, 0.998)
            ),
            within_seconds=0.1,
        ),
        Case(
            "SII and RII of rates, 100,000 draws", tenths, 1_000,
            lambda y, n: inequality.slope_index(
                value=y, population=n, lower=y * 0.9, upper=y * 1.1,
                scale=inequality.Scale.RATE, confidence=(0.95, 0.998),
            ),
            within_seconds=5, cores=2,
        ),
        Case(
            "SII and RII of proportions, 100,000 draws", tenths, 1_000,
            lambda y, n: inequality.slope_index(
                value=y / 110, population=n, lower=y / 120, upper=y / 101,
                scale=inequality.Scale.PROPORTION, confidence=(0.95, 0.998),
            ),
            within_seconds=5, cores=2,
        ),
    ]  # fmt: skip


def report(case: Case, whole: bool) -> bool:
    """Print what one method takes, and return whether it keeps every promise."""
    numbers = case.make(case.rows)
    ours = timed(lambda: case.ours(*numbers))
    reading = timed(lambda: [part.sum() for part in numbers])
    spent = ours.processor / case.cores
    kept = [case.within_seconds is None or spent <= case.within_seconds]
    line = f"{case.name:42} {spent * 1e3:9.2f} ms ({ours.clock * 1e3:9.2f} by the clock)"
    if case.within_seconds:
        line += f"   asked {case.within_seconds * 1e3:.0f} ms"
    if case.peer and case.same and case.at_least:
        some = case.rows if whole or case.peer_rows is None else case.peer_rows
        cut = tuple(part[:some] for part in numbers)
        run = case.peer(cut)
        case.same(case.ours(*numbers), run())
        repeats = 1 if whole and case.peer_rows else REPEATS
        peer = timed(run, repeats).processor * case.rows / some
        kept.append(peer / spent >= case.at_least)
        line += f"   peer {peer:8.2f} s   {peer / spent:8.0f}x, asked {case.at_least:.0f}x"
    line += f"   {spent / max(reading.processor, 1e-6):6.0f}x reading"
    print(line + ("" if all(kept) else "   MISSED"), flush=True)
    return all(kept)


def growth(case: Case) -> bool:
    """Print how time grows from 1 to 10 to 100 times the rows, and the memory; return if well."""
    least = max(case.rows // 100, 10)
    times = []
    for rows in (least, least * 10, least * 100):
        numbers = case.make(rows)
        times.append(timed(lambda numbers=numbers: case.ours(*numbers)).processor)
    size = sum(part.nbytes for part in numbers)
    tracemalloc.start()
    kept = case.ours(*numbers)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del kept
    steps = ", ".join(f"{each * 1e3:.2f}" for each in times)
    # A hundred times the rows may take a hundred times the time, and a third more for the noise.
    linear = times[2] <= times[0] * 133
    lean = peak <= 4 * size
    print(
        f"{case.name:44} {steps:>26} ms   {peak / size:5.2f}x the input"
        + ("" if linear and lean else "   MISSED")
    )
    return linear and lean


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--whole", action="store_true", help="time the peers on all million rows")
    arguments = parser.parse_args()
    chosen = cases()
    print("Median of five; the peer of the same rows beside it\n")
    well = [report(case, arguments.whole) for case in chosen]
    print("\nTime at 1, 10 and 100 times the rows, and the most memory beside the input\n")
    well += [growth(case) for case in chosen if "draws" not in case.name]
    print("\nAll as asked" if all(well) else "\nSome promises were missed")
    return 0 if all(well) else 1


if __name__ == "__main__":
    raise SystemExit(main())
