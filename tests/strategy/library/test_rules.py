"""Life spans, clashes of dates, and what words mean."""

from datetime import date

import pytest

from marram.strategy.rules.library import clashes, coverage, elements, links, strategies
from marram.strategy.rules.library.clashes import ClashKind
from marram.strategy.rules.library.coverage import Standing
from marram.strategy.rules.library.strategies import Life
from marram.strategy.vocabulary import LifeSpan, LifeStage, Relation


ON = date(2020, 6, 1)


@pytest.mark.parametrize(
    ("life", "span"),
    [
        (Life(starts_on=date(2019, 1, 1), ends_on=date(2024, 1, 1)), LifeSpan.CURRENT),
        (Life(starts_on=date(2015, 1, 1), ends_on=date(2021, 6, 1)), LifeSpan.EXPIRING),
        (Life(starts_on=date(2015, 1, 1), ends_on=date(2021, 6, 2)), LifeSpan.CURRENT),
        (Life(ends_on=date(2020, 6, 2)), LifeSpan.EXPIRING),
        (Life(ends_on=date(2020, 6, 1)), LifeSpan.EXPIRED),
        (Life(ends_on=date(2020, 1, 1), succeeded_on=date(2020, 6, 1)), LifeSpan.SUPERSEDED),
        (Life(ends_on=date(2020, 1, 1), succeeded_on=date(2020, 6, 2)), LifeSpan.EXPIRED),
        (Life(ends_on=date(2025, 1, 1), succeeded_on=date(2019, 1, 1)), LifeSpan.SUPERSEDED),
        (Life(starts_on=date(2020, 6, 2)), LifeSpan.IN_PREPARATION),
        (Life(starts_on=date(2020, 6, 1)), LifeSpan.NO_END),
        (
            Life(ends_on=date(2024, 1, 1), in_review_since=date(2020, 6, 1)),
            LifeSpan.IN_REVIEW,
        ),
        (Life(ends_on=date(2020, 1, 1), in_review_since=date(2019, 1, 1)), LifeSpan.EXPIRED),
        (Life(ends_on=date(2024, 1, 1), status_text="expired"), LifeSpan.CURRENT),
        (Life(status_text="to be developed"), LifeSpan.MISSING),
        (Life(status_text="being prepared 2019"), LifeSpan.IN_PREPARATION),
        (Life(status_text="Refresh due 2019"), LifeSpan.IN_REVIEW),
        (Life(status_text="superseded"), LifeSpan.SUPERSEDED),
        (Life(status_text="MH strategy expired"), LifeSpan.EXPIRED),
        (Life(status_text="active"), LifeSpan.NO_END),
        (Life(), LifeSpan.NO_END),
    ],
)
def test_a_life_span_is_worked_out_from_dates_and_from_words_where_there_is_no_end(life, span):
    assert strategies.life_span(life, on=ON) is span


@pytest.mark.parametrize(
    ("slug", "fits"),
    [
        ("carers-2025", True),
        ("hws_2020", True),
        ("Carers", False),
        ("", False),
        ("-carers", False),
        ("a" * 61, False),
        ("map", False),
        ("add", False),
    ],
)
def test_a_short_name_fits_into_an_address_and_is_none_of_the_pages(slug, fits):
    assert bool(strategies.a_slug(slug)) is fits


def dated(slug, starts_on, ends_on):
    return clashes.Dated(
        slug=slug,
        title=slug.capitalize(),
        starts_on=date.fromisoformat(starts_on) if starts_on else None,
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
    )


@pytest.mark.parametrize(
    ("relation", "origin", "target", "kinds"),
    [
        # What delivers starts with or after what it delivers, and ends with it.
        (Relation.DELIVERS, ("2015-01-01", "2021-01-01"), ("2015-01-01", "2021-01-01"), []),
        (Relation.DELIVERS, ("2016-01-01", "2021-01-01"), ("2015-01-01", "2021-01-01"), []),
        (
            Relation.DELIVERS,
            ("2019-11-29", "2025-01-01"),
            ("2020-01-01", "2026-01-01"),
            [ClashKind.STARTS_TOO_EARLY, ClashKind.ENDS_TOO_EARLY],
        ),
        (
            Relation.DELIVERS,
            ("2015-01-01", "2022-01-01"),
            ("2015-01-01", "2021-01-01"),
            [ClashKind.ENDS_TOO_LATE],
        ),
        (
            Relation.DELIVERS,
            ("2021-01-01", "2022-01-01"),
            ("2015-01-01", "2021-01-01"),
            [ClashKind.NEVER_TOGETHER],
        ),
        (Relation.DELIVERS, ("2015-01-01", ""), ("2015-01-01", "2021-01-01"), []),
        (Relation.DELIVERS, ("", ""), ("", ""), []),
        # What is contained is judged against what contains it.
        (
            Relation.CONTAINS,
            ("2015-01-01", "2021-01-01"),
            ("2015-01-01", "2017-01-01"),
            [ClashKind.ENDS_TOO_EARLY],
        ),
        # A successor starts when the former ends; a shared year is a handover.
        (Relation.SUPERSEDES, ("2021-01-01", ""), ("2015-01-01", "2021-01-01"), []),
        (Relation.SUPERSEDES, ("2020-01-01", ""), ("2015-01-01", "2021-01-01"), []),
        (
            Relation.SUPERSEDES,
            ("2019-12-31", ""),
            ("2015-01-01", "2021-01-01"),
            [ClashKind.OVERLAP],
        ),
        (
            Relation.SUPERSEDES,
            ("2021-01-02", ""),
            ("2015-01-01", "2021-01-01"),
            [ClashKind.GAP],
        ),
        # What a strategy rests on is older and still holds.
        (Relation.INFORMED_BY, ("2020-01-01", ""), ("2018-11-01", ""), []),
        (
            Relation.INFORMED_BY,
            ("2013-01-01", ""),
            ("2014-01-01", ""),
            [ClashKind.NEWER_SOURCE],
        ),
        (
            Relation.DRAWS_ON,
            ("2015-01-01", "2021-01-01"),
            ("2014-01-01", "2019-04-01"),
            [ClashKind.EXPIRED_SOURCE],
        ),
        (Relation.DRAWS_ON, ("2010-01-01", "2020-01-01"), ("2009-01-01", "2012-01-01"), []),
        (
            Relation.INFORMS,
            ("2014-01-01", ""),
            ("2013-01-01", ""),
            [ClashKind.NEWER_SOURCE],
        ),
        # What aligns does so while both are in force.
        (Relation.ALIGNS_WITH, ("2015-01-01", "2021-01-01"), ("2020-01-01", ""), []),
        (
            Relation.ALIGNS_WITH,
            ("2015-01-01", "2019-01-01"),
            ("2019-01-01", ""),
            [ClashKind.NEVER_TOGETHER],
        ),
        (
            Relation.SUPPORTS,
            ("2019-01-01", ""),
            ("2015-01-01", "2019-01-01"),
            [ClashKind.NEVER_TOGETHER],
        ),
    ],
)
def test_linked_strategies_clash_where_their_dates_do_not_fit(relation, origin, target, kinds):
    found = clashes.of_link(relation, dated("one", *origin), dated("other", *target), on=ON)

    assert [clash.kind for clash in found] == kinds


def test_a_clash_says_both_dates_and_what_to_do():
    place = dated("place plan", "2019-11-29", "2026-01-01")
    health = dated("health strategy", "2020-01-01", "2026-01-01")

    (clash,) = clashes.of_link(Relation.DELIVERS, place, health, on=ON)

    assert clash.finding == (
        "Place plan starts on 29 November 2019, before Health strategy, which it delivers, "
        "starts on 1 January 2020."
    )
    assert clash.advice == (
        "Agree one timetable, or look at Place plan again when Health strategy is agreed."
    )


def test_every_relation_has_words_both_ways_and_a_judge():
    assert set(links.WORDS) == set(Relation) == set(clashes.JUDGES)
    assert links.words(Relation.DELIVERS) == "delivers"
    assert links.words_back(Relation.DELIVERS) == "is delivered by"


def test_actions_due_after_their_strategy_ends_are_counted_in_one_sentence():
    clash = clashes.of_plan(
        dated("living well", "2015-01-01", "2021-01-01"),
        plan="lwm",
        plan_title="Living well action plan",
        late=2,
        last_code="lwm-007",
        last_due_on=date(2021, 3, 31),
    )

    assert clash.finding == (
        "In Living well action plan, 2 actions are due after Living well ends on "
        "31 December 2020. The last is LWM-007, due on 31 March 2021."
    )


@pytest.mark.parametrize(
    ("written", "stage"),
    [
        ("start well", LifeStage.STARTING_WELL),
        ("Starting Well", LifeStage.STARTING_WELL),
        ("age well", LifeStage.AGEING_WELL),
        ("live well", LifeStage.LIVING_WELL),
        ("working age", LifeStage.WORKING_WELL),
        ("children 0-25", LifeStage.CHILDREN),
        ("SEND 0-25", LifeStage.CHILDREN),
        ("all age", LifeStage.ALL_AGES),
        ("", LifeStage.NOT_STATED),
        ("on Tuesdays", LifeStage.NOT_STATED),
    ],
)
def test_a_part_of_life_is_one_word_however_papers_write_it(written, stage):
    assert elements.life_stage(written) is stage


@pytest.mark.parametrize(
    ("ref", "present", "parent"),
    [
        ("1.2", {("objective", "1"), ("outcome", "1.1")}, ("objective", "1")),
        ("1.2.3", {("objective", "1"), ("outcome", "1.2")}, ("outcome", "1.2")),
        ("1.2", {("objective", "2")}, None),
        ("OB1", {("objective", "OB1")}, None),
        ("v.x", {("vision", "v")}, None),
    ],
)
def test_a_numbered_statement_hangs_under_the_one_of_its_number(ref, present, parent):
    assert elements.parent_key(ref, present) == parent


@pytest.mark.parametrize(
    ("stage", "standing"),
    [
        ("", Standing.GAP),
        ("(blank)", Standing.GAP),
        ("MH strategy expired", Standing.EXPIRED),
        ("Not yet published", Standing.NOT_YET),
        ("Being reviewed", Standing.IN_REVIEW),
        ("Requires review", Standing.IN_REVIEW),
        ("Worklessness mapping 2015", Standing.THERE),
    ],
)
def test_a_cell_of_the_matrix_says_whether_the_area_has_the_thing(stage, standing):
    assert coverage.standing(stage) is standing
