"""The published record, as it is shipped, loads whole and loads twice without a change."""

import csv
from pathlib import Path

import pytest

import marram.site
from marram.foundation.verdicts import Refused
from marram.strategy.actions import library
from marram.strategy.models import Coverage, Element, Promise, Provision, Strategy, StrategyLink
from tests.strategy.library.conftest import AT


RECORD = Path(marram.site.__file__).parent / "record"
PARTS = (
    ("strategies.csv", library.record_strategies, 76),
    ("strategy_links.csv", library.record_links, 76),
    ("priorities.csv", library.record_elements, 271),
    ("strategy_coverage.csv", library.record_coverage, 20),
    ("provision_matrix.csv", library.record_provisions, 22),
    ("commitments.csv", library.record_promises, 19),
    ("duties.csv", library.record_duties, 10),
)


def rows_of(name):
    with (RECORD / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # Owners are organisations and groups of another room; its own tests load them.
    return [row | {"owner_group": "", "owner_organisation": ""} for row in rows]


@pytest.fixture
def recorded(db, officer):
    for name, record, _ in PARTS:
        record(by=officer, at=AT, rows=rows_of(name))


@pytest.mark.database
@pytest.mark.django_db
def test_the_shipped_record_loads_whole(officer):
    counts = [(name, record(by=officer, at=AT, rows=rows_of(name))) for name, record, _ in PARTS]

    assert counts == [(name, (expected, 0, 0)) for name, _, expected in PARTS]
    kept = [
        model.objects.count()
        for model in (Strategy, StrategyLink, Element, Coverage, Provision, Promise)
    ]
    assert kept == [76, 76, 271, 20, 22, 19]


def test_the_same_record_twice_changes_nothing_and_tells_nothing(recorded, officer, heard):
    counts = [record(by=officer, at=AT, rows=rows_of(name)) for name, record, _ in PARTS]

    assert counts == [(0, 0, expected) for _, _, expected in PARTS]
    assert heard == []


def test_a_corrected_row_changes_one_record_and_tells_what_changed(recorded, officer, heard):
    rows = rows_of("strategies.csv")
    rows[0]["gist"] = "An umbrella over all plans"

    counts = library.record_strategies(by=officer, at=AT, rows=rows)

    assert counts == (0, 1, 75)
    (fact,) = heard
    assert (str(fact.subject), fact.after) == (
        "strategy.strategy/mhsp_2015",
        {"gist": "An umbrella over all plans"},
    )
    assert Strategy.objects.get(pk="mhsp_2015").version == 2


def test_years_that_are_printed_mean_whole_calendar_years(recorded):
    plan = Strategy.objects.get(pk="mhsp_2015")

    assert (plan.starts_on.isoformat(), plan.ends_on.isoformat()) == ("2015-01-01", "2021-01-01")


def test_a_financial_year_runs_from_april_to_april(recorded):
    fund = Strategy.objects.get(pk="bcf_2019")

    assert (fund.starts_on.isoformat(), fund.ends_on.isoformat()) == ("2019-04-01", "2020-04-01")


def test_numbered_outcomes_hang_under_their_objective(recorded):
    outcome = Element.objects.get(strategy="hws_2013", ref="1.2")

    assert (outcome.parent.level, outcome.parent.ref) == ("objective", "1")
    assert Element.objects.filter(strategy="hws_2013", parent=None).count() == 6


def test_a_statement_that_was_hung_by_hand_stays_there(recorded, officer):
    parent = Element.objects.get(strategy="hws_2013", level="objective", ref="2")
    moved = Element.objects.get(strategy="hws_2013", ref="1.2")
    library.amend_element(
        by=officer, at=AT, element_id=moved.pk, seen_version=1, fields={"parent": parent.pk}
    )

    counts = library.record_elements(by=officer, at=AT, rows=rows_of("priorities.csv"))

    assert counts == (0, 0, 271)
    assert Element.objects.get(pk=moved.pk).parent == parent


def test_what_was_judged_of_a_promise_stays_when_the_record_comes_again(recorded, officer):
    promise = Promise.objects.first()
    library.judge_promise(
        by=officer, at=AT, promise_id=promise.pk, seen_version=1, kept=True, evidence="A survey"
    )

    counts = library.record_promises(by=officer, at=AT, rows=rows_of("commitments.csv"))

    assert counts == (0, 0, 19)
    assert Promise.objects.get(pk=promise.pk).kept is True


@pytest.mark.parametrize(
    ("record", "row", "sentence"),
    [
        (
            library.record_strategies,
            {"strategy_id": "x", "title": "X", "level": "county"},
            "“county” in the column “level” is not known. Write one of these: local, sub-regional,",
        ),
        (
            library.record_strategies,
            {"strategy_id": "x", "title": "", "level": "local"},
            "The column “title” is empty.",
        ),
        (
            library.record_strategies,
            {"strategy_id": "X Y", "title": "X", "level": "local"},
            "“X Y” cannot be a short name.",
        ),
        (
            library.record_strategies,
            {"strategy_id": "x", "title": "X", "level": "local", "start_year": "soon"},
            "“soon” in the column “start_year” is not a year.",
        ),
        (
            library.record_strategies,
            {"strategy_id": "x", "title": "X", "level": "local", "starts_on": "31/12/2020"},
            "“31/12/2020” in the column “starts_on” is not a day. Write it as 2025-06-30.",
        ),
        (
            library.record_strategies,
            {"strategy_id": "x", "title": "X", "level": "local"}
            | {"start_year": "2020", "end_year": "2018"},
            "The strategy would end on 31 December 2018, before it starts on 1 January 2020.",
        ),
        (
            library.record_links,
            {"from_strategy": "carers-2019", "relation": "delivers", "to_strategy": "nowhere"},
            "The library has no strategy “nowhere” (column “to_strategy”).",
        ),
        (
            library.record_links,
            {"from_strategy": "carers-2019", "relation": "beats", "to_strategy": "needs"},
            "“beats” in the column “relation” is not known.",
        ),
        (
            library.record_links,
            {"from_strategy": "carers-2019", "relation": "uses", "to_strategy": "carers-2019"},
            "A strategy cannot be linked to itself.",
        ),
        (
            library.record_elements,
            {"strategy_id": "carers-2019", "level": "hope", "ref": "1", "text": "X"},
            "“hope” in the column “level” is not known.",
        ),
        (
            library.record_provisions,
            {"area": "Millbrook", "function": "cure", "activity": "X"},
            "“cure” in the column “function” is not known.",
        ),
        (
            library.record_duties,
            {"slug": "x", "duty": "X", "law": "Y", "met": "perhaps"},
            "“perhaps” in the column “met” is neither yes nor no.",
        ),
        (
            library.record_duties,
            {"slug": "x", "duty": "X", "law": "Y", "position": "first"},
            "“first” in the column “position” is not a whole number, such as 3.",
        ),
    ],
)
def test_a_row_that_does_not_fit_is_refused_in_a_sentence(
    shelf, officer, heard, record, row, sentence
):
    with pytest.raises(Refused) as refusal:
        record(by=officer, at=AT, rows=[row])

    assert str(refusal.value).startswith(sentence)
    assert heard == []


@pytest.mark.parametrize("record", [record for _, record, _ in PARTS])
def test_a_partner_may_not_record_into_the_library(shelf, partner, record):
    with pytest.raises(Refused, match="Only board officers and administrators"):
        record(by=partner, at=AT, rows=[])


@pytest.mark.database
def test_a_bad_row_leaves_the_good_rows_before_it_unwritten(shelf, officer):
    good = {"strategy_id": "good", "title": "Good", "level": "local"}

    with pytest.raises(Refused):
        library.record_strategies(by=officer, at=AT, rows=[good, {"strategy_id": "bad"}])

    assert not Strategy.objects.filter(pk="good").exists()
