"""What is known of the library: values, what a resident may not see, and the SQL it takes."""

from datetime import date

import pytest

from marram.foundation.verdicts import Missing, Refused
from marram.strategy.actions import library, plans
from marram.strategy.models import Evidence, Milestone, Promise
from marram.strategy.queries import library as queries
from marram.strategy.queries.library import LibraryFilters, PriorityFilters
from marram.strategy.rules.library.clashes import ClashKind
from marram.strategy.rules.library.coverage import Standing
from marram.strategy.vocabulary import ElementLevel, LifeSpan, LifeStage
from tests.strategy.library.conftest import AT


ON = date(2025, 6, 5)


# --- The list -------------------------------------------------------------------------------


def listed(viewer, on=ON, **filters):
    return queries.library(viewer=viewer, on=on, filters=LibraryFilters(**filters))


def slugs(lines):
    return [line.slug for line in lines]


def test_the_list_says_where_each_strategy_stands_on_the_day(shelf, partner):
    spans = {line.slug: line.life_span for line in listed(partner).lines}

    assert spans == {
        "carers-2019": LifeSpan.EXPIRED,
        "estates": LifeSpan.MISSING,
        "living-well": LifeSpan.EXPIRING,
        "living-well-2026": LifeSpan.IN_PREPARATION,
        "needs": LifeSpan.NO_END,
    }


def test_a_strategy_is_superseded_when_its_successor_starts(shelf, partner):
    spans = {line.slug: line.life_span for line in listed(partner, on=date(2026, 1, 1)).lines}

    assert spans["living-well"] is LifeSpan.SUPERSEDED
    assert spans["living-well-2026"] is LifeSpan.CURRENT


def test_warnings_count_all_strategies_whatever_the_filters(shelf, partner):
    page = listed(partner, words="needs")

    assert slugs(page.lines) == ["needs"]
    assert slugs(page.expired) == ["carers-2019"]
    assert slugs(page.expiring) == ["living-well"]
    assert slugs(page.missing) == ["estates"]
    assert page.total == 5


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"life_span": "expired"}, ["carers-2019"]),
        ({"area": "Nowhere"}, []),
        ({"level": "national"}, []),
        ({"owner": "Millbrook Council", "words": "living 2026"}, ["living-well-2026"]),
    ],
)
def test_filters_narrow_the_list_together(shelf, partner, filters, found):
    assert slugs(listed(partner, **filters).lines) == found


def test_a_resident_sees_only_what_is_published(shelf, resident):
    page = listed(resident)

    assert slugs(page.lines) == ["living-well", "carers-2019", "needs"]
    assert not page.may_keep


def test_a_successor_that_is_not_published_does_not_show_through(shelf, resident):
    spans = {line.slug: line.life_span for line in listed(resident, on=date(2026, 6, 1)).lines}

    assert spans["living-well"] is LifeSpan.EXPIRED


# --- The map --------------------------------------------------------------------------------


def test_the_map_shows_every_strategy_and_link(shelf, partner):
    page = queries.strategy_map(viewer=partner, on=ON)

    assert len(page.nodes) == 5
    assert len(page.links) == 4
    assert page.alone == ()


def test_links_to_what_is_not_published_are_not_on_a_residents_map(shelf, resident):
    page = queries.strategy_map(viewer=resident, on=ON)

    assert {(link.origin, link.target) for link in page.links} == {
        ("carers-2019", "living-well"),
        ("living-well", "needs"),
    }


def test_a_focus_reaches_two_links_and_no_further(shelf, partner):
    near = queries.strategy_map(viewer=partner, on=ON, focus="carers-2019")
    steps = {node.line.slug: node.steps for node in near.nodes}

    assert steps == {
        "carers-2019": 0,
        "living-well": 1,
        "living-well-2026": 2,
        "needs": 2,
        "estates": 2,
    }


def test_a_third_step_is_left_out(shelf, officer, partner):
    library.record_strategies(
        by=officer,
        at=AT,
        rows=[{"strategy_id": "far", "title": "Far", "level": "local"}],
    )
    library.record_links(
        by=officer,
        at=AT,
        rows=[{"from_strategy": "far", "relation": "uses", "to_strategy": "needs"}],
    )

    page = queries.strategy_map(viewer=partner, on=ON, focus="carers-2019")

    assert "far" not in {node.line.slug for node in page.nodes}


@pytest.mark.parametrize("focus", ["nowhere", "estates"])
def test_a_focus_that_is_missing_or_hidden_is_answered_alike(shelf, resident, focus):
    with pytest.raises(Missing):
        queries.strategy_map(viewer=resident, on=ON, focus=focus)


# --- One strategy ---------------------------------------------------------------------------


def test_a_strategy_reads_its_links_from_both_ends(shelf, partner):
    page = queries.strategy_page(viewer=partner, slug="living-well", on=ON)

    assert [(line.words, line.slug) for line in page.neighbours] == [
        ("is delivered by", "carers-2019"),
        ("is enabled by", "estates"),
        ("is informed by", "needs"),
        ("is replaced by", "living-well-2026"),
    ]


def test_a_framework_is_a_tree_under_its_numbers(shelf, partner):
    page = queries.framework(viewer=partner, slug="living-well")

    assert [(level, [root.ref for root in roots]) for level, roots in page.branches] == [
        (ElementLevel.VISION, ["V"]),
        (ElementLevel.OUTCOME, ["2.1"]),
        (ElementLevel.OBJECTIVE, ["1"]),
    ]
    (objective,) = page.branches[2][1]
    assert objective.children[0].children[0].text == "Safe routes to school"


def test_an_unpublished_strategy_is_missing_for_a_resident(shelf, resident):
    for page in (queries.strategy_page, queries.on_a_page):
        with pytest.raises(Missing):
            page(viewer=resident, slug="estates", on=ON)
    with pytest.raises(Missing):
        queries.framework(viewer=resident, slug="estates")


# --- Plans, in the borough that all tests share ----------------------------------------------


def test_plans_of_what_delivers_a_strategy_count_as_its_own(millbrook, today):
    page = queries.strategy_page(viewer=millbrook.analyst, slug="living_well", on=today)

    assert [(plan.slug, plan.strategy, plan.total) for plan in page.plans] == [
        ("carers-actions", "carers", 1),
        ("living-well-actions", "living_well", 5),
    ]


def test_a_residents_page_counts_only_published_plans(millbrook, resident, today):
    page = queries.strategy_page(viewer=resident, slug="living_well", on=today)

    assert [plan.slug for plan in page.plans] == ["living-well-actions"]
    assert page.neighbours == ()


def test_a_sheet_says_what_slipped_and_what_comes_next(millbrook, resident, today):
    page = queries.on_a_page(viewer=resident, slug="living_well", on=today)

    assert [dated.code for dated in page.slipped] == ["lwm-001"]
    assert page.slipped_total == 1
    assert [(dated.code, dated.on) for dated in page.next_dates] == [
        ("lwm-004", date(2025, 7, 31)),
        ("lwm-002", date(2026, 3, 31)),
    ]


def test_milestones_stand_among_the_next_dates(millbrook, resident, today):
    Milestone.objects.create(
        action_id="lwm-004", what="Volunteers trained", due_on=date(2025, 7, 20), position=1
    )

    page = queries.on_a_page(viewer=resident, slug="living_well", on=today)

    assert page.next_dates[0].what == "Volunteers trained"


def test_actions_due_after_their_strategy_ends_are_a_clash(millbrook, resident, today):
    plans.add_action(
        by=millbrook.administrator,
        at=AT,
        plan_slug="living-well-actions",
        fields={"what": "A new pool", "timescale": "June 2031"},
    )

    page = queries.clash_list(viewer=resident, on=today)

    (clash,) = [c for c in page.clashes if c.kind is ClashKind.ACTIONS_TOO_LATE]
    assert "1 action is due after Living Well in Millbrook 2025-30 ends" in clash.finding


def test_links_without_dates_are_counted_as_not_judged(shelf, partner):
    page = queries.clash_list(viewer=partner, on=ON)

    assert (page.links, page.undated) == (4, 1)
    assert [clash.kind for clash in page.clashes] == [
        ClashKind.STARTS_TOO_EARLY,
        ClashKind.ENDS_TOO_EARLY,
    ]


# --- The register ---------------------------------------------------------------------------


def statements(viewer, **filters):
    page = queries.priority_list(viewer=viewer, filters=PriorityFilters(**filters))
    return [line.ref for line in page.lines]


@pytest.mark.parametrize(
    ("filters", "refs"),
    [
        ({}, ["V", "1", "1.1", "1.1.1", "2.1"]),
        ({"life_stage": LifeStage.STARTING_WELL}, ["1", "1.1", "1.1.1"]),
        ({"life_stage": LifeStage.AGEING_WELL}, ["2.1"]),
        ({"level": "outcome"}, ["1.1", "2.1"]),
        ({"level": "outcome", "words": "CHILDREN safe"}, ["1.1"]),
        ({"strategy": "needs"}, []),
    ],
)
def test_the_register_is_narrowed_by_level_strategy_part_of_life_and_words(
    shelf, resident, filters, refs
):
    assert statements(resident, **filters) == refs


def test_statements_of_drafts_are_not_in_a_residents_register(shelf, officer, partner, resident):
    library.withdraw_strategy(by=officer, at=AT, slug="living-well")

    assert statements(resident) == []
    assert len(statements(partner)) == 5


def test_a_page_past_the_last_is_the_last(shelf, resident):
    page = queries.priority_list(viewer=resident, filters=PriorityFilters(), page=9)

    assert (page.page, page.pages, len(page.lines)) == (1, 1, 5)


# --- Matrices, promises and duties -----------------------------------------------------------


@pytest.fixture
def matrices_of_millbrook(db, officer):
    library.record_coverage(
        by=officer,
        at=AT,
        rows=[
            {"area": "East", "item": "Strategy", "value": "Strategy expired"},
            {"area": "West", "item": "Mapping", "value": "Mapping 2015"},
        ],
    )
    library.record_provisions(
        by=officer,
        at=AT,
        rows=[
            {"area": "East", "function": "promote", "activity": "Walks"},
            {"area": "East", "function": "recover", "activity": "(none listed)"},
        ],
    )


def test_a_cell_that_nobody_filled_in_is_a_gap(matrices_of_millbrook, resident):
    page = queries.matrices(viewer=resident)

    cells = {(s, cell.area): cell.standing for s, row in page.coverage for cell in row}
    assert cells == {
        ("Mapping", "East"): Standing.GAP,
        ("Mapping", "West"): Standing.THERE,
        ("Strategy", "East"): Standing.EXPIRED,
        ("Strategy", "West"): Standing.GAP,
    }


def test_an_area_shows_each_purpose_listed_or_not(matrices_of_millbrook, resident):
    ((area, cells),) = queries.matrices(viewer=resident).provision

    assert area == "East"
    assert [len(cell.activities) for cell in cells] == [1, 0, 0]


@pytest.fixture
def promises_of_millbrook(shelf, officer):
    library.record_promises(
        by=officer,
        at=AT,
        rows=[
            {"strategy_id": "living-well", "kind": "We will", "ref": "1", "statement": "Listen"}
            | {"theme": "voice"},
            {"strategy_id": "estates", "kind": "We will", "ref": "1", "statement": "Build"},
        ],
    )
    Evidence.objects.create(
        subject_kind="strategy.promise",
        subject_key=str(Promise.objects.get(statement="Listen").pk),
        text="A survey",
        added_at=AT,
        added_by="user:1",
    )


def test_a_resident_reads_the_evidence_but_not_who_gave_it(promises_of_millbrook, resident):
    page = queries.promises(viewer=resident)

    ((evidence,),) = [line.evidence for line in page.lines]
    assert (evidence.text, evidence.by) == ("A survey", "")
    assert (page.kept, page.broken, page.not_judged) == (0, 0, 1)


def test_promises_are_narrowed_by_theme(promises_of_millbrook, partner):
    page = queries.promises(viewer=partner, theme="voice")

    assert [line.statement for line in page.lines] == ["Listen"]
    assert page.not_judged == 2


def test_a_duty_does_not_name_a_strategy_that_a_resident_may_not_see(shelf, officer, resident):
    row = {"slug": "homes", "duty": "Link homes", "law": "A law", "strategy_id": "estates"}
    library.record_duties(by=officer, at=AT, rows=[row])

    assert queries.duties(viewer=resident).lines[0].strategy == ""
    assert queries.duties(viewer=officer).lines[0].strategy == "estates"


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        (queries.strategy_form, {"slug": "needs"}),
        (queries.strategy_links, {"slug": "needs"}),
        (queries.element_form, {"slug": "needs"}),
        (queries.factor_form, {"slug": "needs"}),
        (queries.promise, {"key": 1}),
        (queries.duty, {"slug": "homes"}),
        (queries.coverage_cell, {"key": 1}),
    ],
)
def test_forms_open_for_keepers_only(shelf, partner, form, asked):
    with pytest.raises(Refused, match="Only board officers and administrators"):
        form(viewer=partner, **asked)
