"""How long the server takes to open, check and change a return of 400 scheme lines.

    python bench/funding.py                          on SQLite, in a folder of its own
    MARRAM_DATABASE=postgresql://... python bench/funding.py   on PostgreSQL (an empty database)

The return is the published one, its 59 lines repeated to 400. Each page is asked for 40 times
through the whole stack, and one line is saved 40 times. Two times are shown for each: that of the
processor, which other work on the machine does not lengthen, and that of the clock. On SQLite,
which runs in the same process, the median of the processor is held against the limit; on
PostgreSQL that of the clock. What is shown and saved is asserted: the total to the pound, the
number of lines, the amount that was sent.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any


ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
LINES, TIMES = 400, 40
OPENS, SAVES = 150.0, 100.0
Took = tuple[float, float]
RETURN, BIG = "sefton-2020-21-year-end", "sefton-2020-21-plan"


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"MARRAM_HOME": home, "DJANGO_SETTINGS_MODULE": "marram.site.settings"}
        import django

        django.setup()
        from django.db import connection

        from marram.site import demo

        demo.migrate()
        demo.load_record(say=lambda words: None)
        total = build()
        client = browser()
        print(f"A return of {LINES} scheme lines on {connection.vendor}; {TIMES} requests each\n")
        asked: tuple[tuple[str, float, Callable[[], Took]], ...] = (
            ("Open the overview", OPENS, lambda: opened(client, "", f"£{total:,}")),
            ("Open and check", OPENS, lambda: opened(client, "checklist/", "say Yes.")),
            (
                "Open every line",
                OPENS,
                lambda: opened(client, "sheets/expenditure/", f"{LINES} lines of {LINES}"),
            ),
            ("Open one line", OPENS, lambda: opened(client, "lines/schemes/200/", "Scheme")),
            ("Save one line", SAVES, lambda: saved(client)),
        )
        by_clock = connection.vendor != "sqlite"
        kept = [measure(name, limit, ask, by_clock=by_clock) for name, limit, ask in asked]
        return 0 if all(kept) else 1


def build() -> int:
    """Open a plan of the published pool with 400 lines; returns its expenditure in pounds."""
    from django.db import transaction

    from marram.funding.actions.returns import lines, returns
    from marram.funding.queries.returns import loading, pages
    from marram.funding.rules import amounts
    from marram.funding.vocabulary import ReturnKind
    from marram.site.demo import SYSTEM

    at = datetime(2021, 4, 1, 9, tzinfo=UTC)
    source = pages.return_page(viewer=SYSTEM, slug=RETURN).values
    with transaction.atomic():
        returns.open_return(by=SYSTEM, at=at, pool="sefton-2020-21", kind=ReturnKind.PLAN)
        for kind, wanted in (("income", len(source.income)), ("schemes", LINES)):
            those = getattr(source, kind)
            for number in range(wanted):
                line = those[number % len(those)]
                said = {name: getattr(line, name) for name in loading.fields_of(kind)}
                named = {"slug": BIG, "kind": kind, "key": str(number + 1)}
                lines.add_line(by=SYSTEM, at=at, fields=said, **named)
    made = pages.return_page(viewer=SYSTEM, slug=BIG).values
    assert len(made.schemes) == LINES
    return int(amounts.expenditure(made))


def browser() -> Any:
    """Return the browser of somebody who may change returns."""
    from django.test import Client

    from marram.people import actions as people
    from marram.site.demo import SYSTEM

    at = datetime(2021, 4, 1, 9, tzinfo=UTC)
    user = people.open_account(
        by=SYSTEM, at=at, on=at.date(), email="finance@bench.example", name="Finance",
        password=None, roles=["finance-lead"], organisations=[],
    )  # fmt: skip
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def opened(client: Any, page: str, *wanted: str) -> Took:
    """Open a page and look for words on it; returns what it took."""
    started = moment()
    response = client.get(f"/funding/returns/{BIG}/{page}")
    took = since(started)
    text = response.content.decode()
    assert response.status_code == 200, response.status_code
    assert all(words in text for words in wanted), wanted
    return took


def saved(client: Any) -> Took:
    """Save a line with an amount that it did not have; returns what it took."""
    from marram.funding.models import SchemeLine
    from marram.funding.queries.returns import loading

    line = SchemeLine.objects.get(of=BIG, key="200")
    now = {name: getattr(line, name) for name in loading.fields_of("schemes")}
    typed = {name: "" if said is None else str(said) for name, said in now.items()}
    amount = (line.planned or 0) + 1
    typed |= {"planned": str(amount), "seen_version": str(line.version), "autosave": "1"}
    started = moment()
    response = client.post(f"/funding/returns/{BIG}/lines/schemes/200/change/", typed)
    took = since(started)
    assert response.status_code == 200, response.content
    assert SchemeLine.objects.get(of=BIG, key="200").planned == Decimal(amount)
    return took


def measure(name: str, limit: float, ask: Callable[[], Took], *, by_clock: bool) -> bool:
    """Ask many times; print and return whether the median stayed within the limit, in ms."""
    ask()
    times = [ask() for _ in range(TIMES)]
    processor, clock = (statistics.median(each) for each in zip(*times, strict=True))
    print(f"{name:<18} processor {processor:5.0f} ms, clock {clock:5.0f} ms, limit {limit:.0f} ms")
    return (clock if by_clock else processor) < limit


def moment() -> Took:
    return 1000 * time.process_time(), 1000 * time.perf_counter()


def since(started: Took) -> Took:
    """Return the milliseconds of the processor and of the clock since a moment."""
    processor, clock = moment()
    return processor - started[0], clock - started[1]


if __name__ == "__main__":
    sys.exit(main())
