"""How long the server takes for the pages of plans, with 20 plans of 500 actions each.

    python bench/plan_pages.py                          on SQLite, in a folder of its own
    MARRAM_DATABASE=postgresql://... python bench/plan_pages.py   on PostgreSQL (an empty database)

Each page is asked for 60 times through the whole stack (middleware, policies, queries, templates)
and shown with the median and the 95th percentile. Beside it stands the bare cost of fetching the
same rows by SQL, in the same run, and the ratio between the two; the codes on the page and the
codes fetched are asserted to be the same set.
"""

import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path


ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
PLANS, ACTIONS, TIMES, GOAL = 20, 500, 60, 100.0


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"MARRAM_HOME": home, "DJANGO_SETTINGS_MODULE": "marram.site.settings"}
        import django

        django.setup()
        from django.db import connection

        from marram.site import demo

        demo.migrate()
        build()
        kind = connection.vendor
        print(f"\n{PLANS} plans of {ACTIONS} actions on {kind}; {TIMES} requests a page")
        worst = max(measure(*page) for page in pages())
        print(f"\nThe slowest 95th percentile is {worst:.0f} ms; the goal is {GOAL:.0f} ms.")
        return 0 if worst < GOAL else 1


def build() -> None:
    """Build the plans with the actions that deliveries use."""
    from django.db import transaction

    from marram.people import actions as people
    from marram.site.demo import SYSTEM
    from marram.strategy.actions import recorded, tools

    at = datetime(2025, 4, 1, 9, tzinfo=UTC)
    organisations = [
        {"slug": f"org-{number}", "name": f"Organisation {number}", "sector": "council"}
        for number in range(40)
    ]
    ratings = [
        {
            "scheme": "action-progress", "scheme_title": "Progress", "code": code, "label": code,
            "meaning": code, "tone": code, "position": position, "needs_reason": "no",
            "finishes": "no", "source": "",
        }
        for position, code in enumerate(("green", "amber", "red"), 1)
    ]  # fmt: skip
    plans = [
        {
            "plan": f"plan-{number}", "title": f"Plan {number}", "prefix": f"P{number}",
            "scheme": "action-progress", "cycle_days": 90, "adopted_on": date(2025, 4, 1),
            "published_on": date(2025, 4, 1), "source": "",
        }
        for number in range(PLANS)
    ]  # fmt: skip
    with transaction.atomic():
        people.record_organisations(by=SYSTEM, at=at, rows=organisations)
        tools.record_schemes(by=SYSTEM, at=at, rows=ratings)
        recorded.record_plans(by=SYSTEM, at=at, rows=plans)
    for plan in range(PLANS):
        rows = [row(plan, number) for number in range(ACTIONS)]
        recorded.record_actions(by=SYSTEM, at=at, rows=rows)
        print(f"\rBuilding plan {plan + 1} of {PLANS}", end="", flush=True)


def row(plan: int, number: int) -> dict[str, object]:
    due = date(2025, 1, 1) + timedelta(days=(number * 7 + plan) % 900)
    return {
        "action_id": f"p{plan}-{number:03d}",
        "plan": f"plan-{plan}",
        "section": f"Section {number // 50}",
        "subsection": f"Part {number // 10}",
        "ref": f"{number // 50}.{number % 50}",
        "action": f"Do thing number {number} so that people in place {plan} are better off",
        "leads": f"org-{number % 40}; org-{(number + 7) % 40}",
        "timescale": f"{due:%B %Y}",
        "start_date": None,
        "end_date": due,
        "date_basis": "exact",
        "stage": ("prevention", "treatment", "recovery")[number % 3],
        "update_text": "Going well" if number % 2 else "",
        "update_on": date(2025, 4, 1) if number % 2 else None,
        "update_rating": "green" if number % 2 else "",
    }


ALL = "select code from strategy_action a join strategy_actionlead l on l.action_id = a.code"


def pages() -> list[tuple[str, str, str]]:
    """Return what is asked for: a name, an address, and the SQL that fetches the same rows."""
    on = "on=2025-07-10"
    return [
        ("A plan of 500 actions", f"/plans/plan-3/?{on}", f"{ALL} where plan_id = 'plan-3'"),
        ("Actions, page 1", f"/actions/?{on}", ""),
        ("Actions, page 100", f"/actions/?{on}&page=100", ""),
        ("Overdue actions", f"/actions/?{on}&standing=overdue", ""),
        ("Actions of one lead", f"/actions/?{on}&lead=org-5", ""),
        ("Actions with two words", f"/actions/?{on}&words=thing+better", ""),
        ("Board by status", f"/actions/board/?{on}", ""),
        ("Timeline", f"/actions/timeline/?{on}", ""),
        ("By lead", f"/actions/leads/?{on}", ""),
        ("Plans", f"/plans/?{on}", ""),
        ("First page", "/", ""),
    ]


def measure(name: str, address: str, sql: str) -> float:
    from django.db import connection
    from django.test import Client

    client = Client()
    page = client.get(address)
    assert page.status_code == 200, f"{address} answered {page.status_code}"
    took = timed(lambda: client.get(address))
    line = f"{name:<26} median {statistics.median(took):6.1f} ms   95th {percentile(took):6.1f} ms"
    if sql:

        def fetch() -> set[str]:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return {code for (code,) in cursor.fetchall()}

        shown = set(re.findall(r"/actions/(p\d+-\d+)/", page.content.decode()))
        assert shown == fetch(), "the page and the database differ"
        bare = statistics.median(timed(fetch))
        line += f"   {statistics.median(took) / bare:5.1f} x the bare fetch ({bare:.1f} ms)"
    print(line, flush=True)
    return percentile(took)


def timed(run: Callable[[], object]) -> list[float]:
    took = []
    for _ in range(TIMES):
        start = time.perf_counter()
        run()
        took.append(1000 * (time.perf_counter() - start))
    return took


def percentile(took: list[float]) -> float:
    return sorted(took)[int(0.95 * len(took)) - 1]


if __name__ == "__main__":
    sys.exit(main())
