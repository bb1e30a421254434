"""What is known of returns: in as many statements for one line as for fifty, and to whom."""

import dataclasses
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from marram.foundation.events import Subject
from marram.foundation.panels import shown
from marram.foundation.verdicts import Missing
from marram.funding import queries
from marram.funding.actions.returns import lines
from marram.funding.models import Metric, SchemeLine
from marram.funding.queries.returns import names, orphans, pages, pools
from marram.funding.rules import encoding
from marram.funding.rules.checks import checklist
from marram.funding.rules.claims import Claim, finding
from marram.funding.rules.comparison import compare
from marram.funding.vocabulary import Measure, Period
from marram.records.vocabulary import SUBJECTS_SPACE
from tests.world import funding
from tests.world.funding import FINANCE, PLAN


@pytest.fixture
def plan(millbrook):
    return funding.fund()


def statements(ask) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        ask()
    return len(captured)


def fifty_more(now) -> None:
    for number in range(50):
        line = lines.add_line(
            by=FINANCE,
            at=now,
            slug=PLAN,
            kind="schemes",
            fields={
                "scheme_id": 100 + number,
                "name": f"More {number}",
                "planned": Decimal(1),
                "priority": "living_well/priority/1",
                "measure": "gone",
            },
        )
        lines.report_actual(
            by=FINANCE,
            at=now,
            slug=PLAN,
            kind="schemes",
            key=line.key,
            period=Period.Q1,
            amount=Decimal(1),
        )


ASKING = {
    "return_page": (lambda: pages.return_page(viewer=FINANCE, slug=PLAN), 20),
    "fund_summary": (lambda: queries.fund_summary(viewer=FINANCE), 21),
    "pools": (lambda: pools.pools(viewer=FINANCE), 4),
    "pool_page": (lambda: pools.pool_page(viewer=FINANCE, slug=funding.POOL), 7),
    "orphans": (lambda: orphans.orphans(viewer=FINANCE), 3),
    "hanging_on": (lambda: orphans.hanging_on(viewer=FINANCE, strategy="living_well"), 2),
    "shown_by": (lambda: orphans.shown_by(viewer=FINANCE, indicator="gone"), 2),
}


def test_fifty_lines_more_take_no_statement_more_and_none_takes_more_than_it_says(plan, now):
    SchemeLine.objects.filter(key="1.1").update(priority=funding.priority(), measure="gone")
    before = {name: statements(ask) for name, (ask, _) in ASKING.items()}

    fifty_more(now)

    assert {name: statements(ask) for name, (ask, _) in ASKING.items()} == before
    over = {name: count for name, count in before.items() if count > ASKING[name][1]}
    assert over == {}


def test_a_draft_is_not_there_for_residents(plan, resident):
    for ask in (
        lambda: pages.return_page(viewer=resident, slug=PLAN),
        lambda: pools.pool_page(viewer=resident, slug=funding.POOL),
        lambda: queries.fund_summary(viewer=resident),
    ):
        with pytest.raises(Missing):
            ask()
    assert pools.pools(viewer=resident).lines == ()
    assert orphans.orphans(viewer=resident).lines == ()


@pytest.mark.database
def test_a_summary_is_kept_as_json_to_the_penny(plan):
    summary = queries.fund_summary(viewer=FINANCE, return_key=PLAN)

    kept = json.loads(json.dumps(summary.plain()))

    assert (kept["income"], kept["expenditure"], kept["left"]) == ("12700000", "12650000", "50000")
    assert [test["planned"] for test in kept["required"]] == ["2750000", "3500000"]
    assert kept["checks_missing"] == 0


def test_a_scheme_hangs_on_a_priority_and_is_an_orphan_without(plan, now):
    key = funding.priority()
    lines.amend_line(
        by=FINANCE,
        at=now,
        slug=PLAN,
        kind="schemes",
        key="8.1",
        seen_version=1,
        fields={"priority": key, "service": "advice-line", "measure": "gone"},
    )
    lines.amend_line(
        by=FINANCE,
        at=now,
        slug=PLAN,
        kind="schemes",
        key="7.1",
        seen_version=1,
        fields={"priority": "living_well/priority/gone"},
    )

    hanging = orphans.hanging_on(viewer=FINANCE, strategy="living_well")
    loose = {each.key: each.lacks for each in orphans.orphans(viewer=FINANCE).lines}

    assert [(each.key, each.planned) for each in hanging] == [("8.1", 450_000)]
    assert loose["8.1"] == ("measure",)
    assert loose["7.1"] == ("priority", "service", "measure")


def test_the_page_of_a_strategy_shows_what_is_spent_on_it(plan, now):
    assert not any(
        "pooled money" in str(panel)
        for panel in shown("strategy.strategy", viewer=FINANCE, key="living_well")
    )
    SchemeLine.objects.filter(key="8.1").update(priority=funding.priority())

    panels = shown("strategy.strategy", viewer=FINANCE, key="living_well")

    assert any("£450,000 of pooled money hangs on this strategy" in str(each) for each in panels)


def test_the_ledger_knows_what_returns_and_lines_are_called(plan):
    subjects = [
        Subject("funding.return", PLAN),
        Subject("funding.schemes", f"{PLAN}/8.1"),
        Subject("funding.return", "gone"),
    ]

    named = {}
    for known in shown(SUBJECTS_SPACE, viewer=FINANCE, key=subjects):
        named |= known

    title = "Better Care Fund in Millbrook, 2025-26: plan"
    assert named[subjects[0]] == (title, f"/funding/returns/{PLAN}/")
    assert named[subjects[1]] == (
        f"{title}, line 8.1",
        f"/funding/returns/{PLAN}/lines/schemes/8.1/",
    )
    assert subjects[2] not in named
    assert names.titles(viewer=FINANCE, slugs=[PLAN]) == {PLAN: title}


def test_the_total_spend_that_a_paper_prints_is_refuted_and_named(sefton_once):
    claim = Claim(
        measure=Measure.EXPENDITURE,
        part="",
        amount=Decimal(45_538_645),
        words="Total spend of the Better Care Fund",
        source="the board's papers",
    )

    found = finding(claim, sefton_once)

    assert not found.upheld
    assert found.sentence == (
        "“Total spend of the Better Care Fund” gives £45,538,645, but planned expenditure is "
        "£43,044,906, £2,493,739 less. £45,538,645 is the income."
    )


def test_every_other_printed_figure_is_upheld(sefton, now):
    from marram.site import demo

    findings = pages.return_page(viewer=demo.SYSTEM, slug=sefton.slug).findings

    assert len(findings) == 19
    assert [each.claim.words for each in findings if not each.upheld] == [
        "Total spend of the Better Care Fund"
    ]


def test_a_return_is_plain_text_and_back_without_loss(sefton_once):
    kept = json.loads(json.dumps(encoding.plain(sefton_once)))

    assert encoding.read(kept) == sefton_once
    assert encoding.digest(kept) == encoding.digest(encoding.plain(sefton_once))
    assert checklist(encoding.read(kept)).complete


def test_a_comparison_tells_lines_that_came_went_and_changed(sefton_once):
    first, second, *rest = sefton_once.schemes
    new = dataclasses.replace(first, key="99.1", name="New scheme")
    later = dataclasses.replace(
        sefton_once,
        schemes=(dataclasses.replace(second, planned=Decimal(1)), *rest, new),
        minimums={**sefton_once.minimums, "social-care": Decimal(1)},
        answers=dataclasses.replace(sefton_once.answers, income_comment=""),
    )

    found = compare(sefton_once, later)

    told = [(each.kind, each.line, each.field) for each in found.differences]
    assert told == [
        ("answers", "", "income_comment"),
        ("minimums", "social-care", "minimum"),
        ("schemes", "1.1", ""),
        ("schemes", "1.2", "planned"),
        ("schemes", "99.1", ""),
    ]
    assert compare(sefton_once, sefton_once).same


def test_between_years_lines_are_matched_by_what_they_are(sefton_once):
    renumbered = tuple(
        dataclasses.replace(line, key=f"{number}.9")
        for number, line in enumerate(sefton_once.schemes)
    )
    next_year = dataclasses.replace(sefton_once, year=2021, schemes=renumbered)

    assert compare(sefton_once, next_year).same


def test_the_page_of_a_measure_shows_the_lines_that_hang_on_it(plan, resident):
    SchemeLine.objects.filter(key="8.1").update(measure="lonely")
    Metric.objects.filter(of=PLAN, position=1).update(indicator="lonely")

    panels = [str(each) for each in shown("indicators.indicator", viewer=FINANCE, key="lonely")]

    [spend] = [each for each in panels if "£450,000 of pooled money hangs on this measure" in each]
    assert f"/returns/{PLAN}/schemes/8.1/" in spend or "8.1" in spend
    assert "Metric" in spend
    assert orphans.shown_by(viewer=resident, indicator="lonely") == ()
