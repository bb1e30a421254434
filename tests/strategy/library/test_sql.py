"""Pages take as much SQL for one row as for fifty."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marram.strategy.actions import library
from marram.strategy.models import Action, Plan, Promise, Scheme
from marram.strategy.queries import library as queries
from marram.strategy.queries.library import LibraryFilters, PriorityFilters
from tests.strategy.library.conftest import AT


ON = date(2025, 6, 5)


def fill(officer, rows):
    """Put that many of everything on the shelf, all hanging on the first strategy."""
    shared = {"level": "local", "published_on": "2025-01-01", "end_year": "2030"}
    numbers = range(1, rows + 1)
    names = [f"s{number}" for number in numbers]
    library.record_strategies(
        by=officer,
        at=AT,
        rows=[{"strategy_id": slug, "title": slug, **shared} for slug in ("first", *names)],
    )
    library.record_links(
        by=officer,
        at=AT,
        rows=[
            {"from_strategy": slug, "relation": "delivers", "to_strategy": "first"}
            for slug in names
        ],
    )
    library.record_elements(
        by=officer,
        at=AT,
        rows=[
            {"strategy_id": "first", "level": "aim", "ref": f"{number}", "text": "Live well"}
            for number in numbers
        ],
    )
    library.record_promises(
        by=officer,
        at=AT,
        rows=[
            {"strategy_id": "first", "kind": "We will", "ref": f"{number}", "statement": "Listen"}
            for number in numbers
        ],
    )
    library.record_duties(
        by=officer,
        at=AT,
        rows=[{"slug": slug, "duty": "Do", "law": "Law", "strategy_id": slug} for slug in names],
    )
    library.record_coverage(
        by=officer,
        at=AT,
        rows=[{"area": slug, "item": "Strategy", "value": "There"} for slug in names],
    )
    library.record_provisions(
        by=officer,
        at=AT,
        rows=[{"area": slug, "function": "promote", "activity": "Walks"} for slug in names],
    )
    _plans(names)
    for promise in Promise.objects.all():
        library.judge_promise(
            by=officer, at=AT, promise_id=promise.pk, seen_version=1, kept=True, evidence="Seen"
        )

    for slug in names:
        library.check_duty(
            by=officer, at=AT, slug=slug, seen_version=1, met=True, how_met="Done", evidence="Seen"
        )


def _plans(names):
    Scheme.objects.create(slug="plain", title="Plain")
    for number, slug in enumerate(names):
        plan = Plan.objects.create(
            slug=slug, title=slug, prefix=f"P{number}", strategy_id=slug, scheme_id="plain",
            adopted_on=AT.date(), published_on=AT.date(),
        )  # fmt: skip
        Action.objects.create(
            code=f"p{number}-1", plan=plan, position=1, what="Do", timing="dated",
            due_on=date(2031, 1, 1), update_due_on=ON, added_on=ON, changed_at=AT,
        )  # fmt: skip


PAGES = {
    "library": (1, lambda viewer: queries.library(viewer=viewer, on=ON, filters=LibraryFilters())),
    "map": (2, lambda viewer: queries.strategy_map(viewer=viewer, on=ON)),
    "focus": (2, lambda viewer: queries.strategy_map(viewer=viewer, on=ON, focus="first")),
    "strategy": (11, lambda viewer: queries.strategy_page(viewer=viewer, slug="first", on=ON)),
    "sheet": (9, lambda viewer: queries.on_a_page(viewer=viewer, slug="first", on=ON)),
    "framework": (3, lambda viewer: queries.framework(viewer=viewer, slug="first")),
    "register": (2, lambda viewer: queries.priority_list(viewer=viewer, filters=PriorityFilters())),
    "matrices": (2, lambda viewer: queries.matrices(viewer=viewer)),
    "clashes": (2, lambda viewer: queries.clash_list(viewer=viewer, on=ON)),
    "promises": (3, lambda viewer: queries.promises(viewer=viewer)),
    "duties": (4, lambda viewer: queries.duties(viewer=viewer)),
    "choices": (1, lambda viewer: queries.strategy_choices(viewer=viewer)),
    "links": (3, lambda viewer: queries.strategy_links(viewer=viewer, slug="first")),
}


@pytest.mark.parametrize("rows", [1, 50])
def test_pages_take_as_much_sql_for_one_row_as_for_fifty(db, officer, rows):
    fill(officer, rows)

    taken = {name: _taken(page, officer) for name, (_, page) in PAGES.items()}

    assert taken == {name: expected for name, (expected, _) in PAGES.items()}


def _taken(page, viewer):
    with CaptureQueriesContext(connection) as captured:
        page(viewer)
    return len(captured)
