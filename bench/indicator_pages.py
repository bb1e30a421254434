"""How fast the pages of measures answer, over a national set of figures.

    python -m bench.indicator_pages [--indicators 2000] [--places 20] [--periods 10]

Everything is real: definitions and figures are brought in by the actions that people use, pages are
asked through the whole site, middleware and templates too. The limit is 150 ms of server time for
19 answers in 20. Each answer is checked against the figures it must hold.
"""

import argparse
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any


AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
LIMIT = 150
ASKED = 40
LINES = 60
THEMES = 25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--indicators", type=int, default=2_000)
    parser.add_argument("--places", type=int, default=20)
    parser.add_argument("--periods", type=int, default=10)
    chosen = parser.parse_args()
    stage = os.environ.get("MARRAM_BENCH")
    if not stage:
        # Whoever serves pages is not the process that brought the figures in.
        with tempfile.TemporaryDirectory() as home:
            for stage in ("install", "measure"):
                subprocess.run(
                    [sys.executable, "-m", "bench.indicator_pages", *sys.argv[1:]],
                    env={**os.environ, "MARRAM_HOME": home, "MARRAM_BENCH": stage},
                    check=True,
                )
        return
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "marram.site.settings"
    django.setup()
    places = _places(chosen.places)
    if stage == "install":
        _install(chosen.indicators, places, chosen.periods)
        return
    print(f"{chosen.indicators:,} indicators, {chosen.places} places, {chosen.periods} periods")
    for words, address, holds in _pages(places, chosen.indicators):
        _measure(words, address, holds)


def _places(many: int) -> list[str]:
    return ["E92000001", "E12000002", *(f"E08{number:06}" for number in range(many - 2))]


def _install(indicators: int, codes: list[str], periods: int) -> None:
    """Make a fresh installation with a whole set of figures."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from marram.foundation.actors import Actor
    from marram.indicators import actions
    from marram.indicators.actions import scorecards
    from marram.indicators.rules import rows as kept
    from marram.places import actions as areas
    from marram.site import roles

    by = Actor(key="system:load", name="Bench", permissions=roles.permissions({"administrator"}))
    kinds = {"E92": "country", "E12": "region", "E08": "metropolitan district"}
    areas.record_areas(
        by=by,
        at=AT,
        rows=[{"code": code, "name": code, "kind": kinds[code[:3]]} for code in codes],
    )
    actions.record_definitions(by=by, at=AT, rows=list(_definitions(indicators)))
    table = kept.table(list(_figures(indicators, codes, periods)))
    actions.keep_observations(by=by, at=AT, table=table, source="bench")
    scorecards.make_scorecard(
        by=by,
        at=AT,
        slug="bench",
        fields={"title": "Bench", "place": codes[2], "published_on": date(2026, 1, 1)},
    )
    for number in _watched(indicators):
        scorecards.watch(by=by, at=AT, slug="bench", indicator=_slug(number))


def _watched(indicators: int) -> list[int]:
    """Return measures from all over the set: those that lie together would be read faster."""
    return [number * indicators // LINES for number in range(LINES)]


def _slug(number: int) -> str:
    return f"measure-{number:04}"


def _definitions(many: int) -> Iterator[dict[str, Any]]:
    for number in range(many):
        yield {
            "indicator_id": _slug(number),
            "title": f"Measure number {number}",
            "measure": "proportion",
            "unit": "percent",
            "interval": "Wilson score",
            "polarity": "low is good",
            "topic": f"theme {number % THEMES}",
            "cycle": "yearly",
            "published_on": date(2026, 1, 1),
        }


def _figures(indicators: int, codes: list[str], periods: int) -> Iterator[dict[str, Any]]:
    row = 1
    for number in range(indicators):
        for place, code in enumerate(codes):
            for year in range(2025 - periods, 2025):
                row += 1
                count = 100 + (number * 7 + place * 13 + year * 3) % 60
                yield {
                    "indicator": _slug(number),
                    "place": code,
                    "period": f"{year}/{(year + 1) % 100:02}",
                    "count": count,
                    "out_of": 1000,
                    "row": row,
                }


def _pages(places: list[str], indicators: int) -> list[tuple[str, str, str]]:
    place, last = places[2], f"Measure number {_watched(indicators)[-1]}"
    return [
        (f"scorecard of {LINES} lines", "/scorecards/bench/", last),
        ("report by exception", "/scorecards/bench/exceptions/", "0 measures miss"),
        ("place, first 30 measures", f"/measures/places/{place}/", "Measure number 0"),
        ("place, one theme", f"/measures/places/{place}/?theme=theme+7", "Measure number 1007"),
        ("indicator", f"/measures/{_slug(7)}/?place={place}", "Measure number 7"),
    ]


def _measure(words: str, address: str, holds: str) -> None:
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1")

    def ask() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        assert holds in answer.content.decode(), f"{address} does not hold {holds!r}"

    ask()
    # A server does the same once it is loaded (marram.site.wsgi).
    gc.collect()
    gc.freeze()
    timed = [_milliseconds(ask) for _ in range(ASKED)]
    took, busy = sorted(each for each, _ in timed), sorted(each for _, each in timed)
    late, busy_late = took[int(ASKED * 0.95)], busy[int(ASKED * 0.95)]
    verdict = "within" if late < LIMIT else "PAST"
    print(
        f"{statistics.median(took):5.0f} ms median, {late:5.0f} ms p95 ({busy_late:.0f} ms of "
        f"processor), {verdict} {LIMIT} ms  {words}",
        flush=True,
    )


def _milliseconds(work: Callable[[], None]) -> tuple[float, float]:
    """Return how long it took by the clock, and of processor time, which neighbours do not slow."""
    began, busy = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000


if __name__ == "__main__":
    main()
