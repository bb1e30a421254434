"""What people do in the library: what changes, what is told, and each refusal."""

from datetime import date
from decimal import Decimal

import pytest

from marram.foundation.events import Subject
from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.strategy.actions import library
from marram.strategy.models import (
    Strategy,
    StrategyLink,
)
from marram.strategy.vocabulary import Relation
from tests.records.replay import told_by_the_ledger
from tests.strategy.library.conftest import AT


ONLY_KEEPERS = "Only board officers and administrators may change the library"


# --- Strategies -----------------------------------------------------------------------------


def test_a_strategy_is_added_and_stays_with_partners_until_it_is_published(db, officer, heard):
    fields = {"title": "Parks for All", "level": "local", "ends_on": date(2030, 1, 1), "gist": ""}

    library.add_strategy(by=officer, at=AT, slug="parks", fields=fields)

    strategy = Strategy.objects.get(pk="parks")
    assert (strategy.title, strategy.published_on, strategy.version) == ("Parks for All", None, 1)
    (fact,) = heard
    assert (fact.subject, fact.by) == (Subject("strategy.strategy", "parks"), "user:1")
    assert fact.after == {"title": "Parks for All", "level": "local", "ends_on": "2030-01-01"}


@pytest.mark.parametrize(
    ("slug", "fields", "sentence"),
    [
        ("needs", {"title": "Needs", "level": "local"}, "There already is a strategy “needs”."),
        ("Needs!", {"title": "Needs", "level": "local"}, "“Needs!” cannot be a short name."),
        ("map", {"title": "Map", "level": "local"}, "“map” cannot be a short name."),
        ("new", {"title": " ", "level": "local"}, "Enter the title of the strategy."),
        (
            "new",
            {
                "title": "New",
                "level": "local",
                "starts_on": date(2026, 1, 1),
                "ends_on": date(2026, 1, 1),
            },
            "The strategy would end on 31 December 2025, before it starts on 1 January 2026.",
        ),
    ],
)
def test_a_strategy_that_does_not_fit_is_refused(shelf, officer, heard, slug, fields, sentence):
    with pytest.raises(Refused) as refusal:
        library.add_strategy(by=officer, at=AT, slug=slug, fields=fields)

    assert str(refusal.value).startswith(sentence)
    assert heard == []


def test_amending_tells_only_what_changed(shelf, officer, heard):
    fields = {"title": "Living Well in Millbrook", "gist": "For everybody"}

    library.amend_strategy(by=officer, at=AT, slug="living-well", seen_version=1, fields=fields)

    (fact,) = heard
    assert (fact.before, fact.after) == ({}, {"gist": "For everybody"})
    assert Strategy.objects.get(pk="living-well").version == 2


def test_amending_nothing_tells_nothing(shelf, officer, heard):
    fields = {"title": "Living Well in Millbrook"}

    library.amend_strategy(by=officer, at=AT, slug="living-well", seen_version=1, fields=fields)

    assert heard == []
    assert Strategy.objects.get(pk="living-well").version == 1


def test_the_second_of_two_editors_sees_what_the_first_wrote(shelf, officer):
    first = {"gist": "For everybody"}
    library.amend_strategy(by=officer, at=AT, slug="living-well", seen_version=1, fields=first)

    with pytest.raises(Conflict) as conflict:
        library.amend_strategy(
            by=officer, at=AT, slug="living-well", seen_version=1, fields={"gist": "For all"}
        )

    assert conflict.value.theirs == {"gist": "For everybody"}
    assert conflict.value.version == 2
    assert Strategy.objects.get(pk="living-well").gist == "For everybody"


def test_an_end_before_the_start_that_is_there_already_is_refused(shelf, officer):
    with pytest.raises(Refused, match="before it starts on 1 January 2020"):
        library.amend_strategy(
            by=officer,
            at=AT,
            slug="living-well",
            seen_version=1,
            fields={"ends_on": date(2019, 1, 1)},
        )


def test_publishing_and_taking_back_are_told_once_each(shelf, officer, heard):
    for _ in range(2):
        library.publish_strategy(by=officer, at=AT, slug="estates", on=AT.date())
    for _ in range(2):
        library.withdraw_strategy(by=officer, at=AT, slug="estates")

    assert [type(fact).__name__ for fact in heard] == ["StrategyPublished", "StrategyWithdrawn"]
    assert Strategy.objects.get(pk="estates").published_on is None


# --- Links ----------------------------------------------------------------------------------


def test_a_link_is_kept_with_the_strategy_it_starts_from(shelf, officer, heard):
    library.link_strategies(
        by=officer,
        at=AT,
        origin="carers-2019",
        relation=Relation.ALIGNS_WITH,
        target="estates",
        note="Day centres",
    )

    (fact,) = heard
    assert fact.subject == Subject("strategy.strategy", "carers-2019")
    assert fact.after == {"aligns with estates": "Day centres"}


def test_the_same_link_twice_is_refused_in_words(shelf, officer):
    with pytest.raises(Refused) as refusal:
        library.link_strategies(
            by=officer,
            at=AT,
            origin="carers-2019",
            relation=Relation.DELIVERS,
            target="living-well",
        )

    assert str(refusal.value) == (
        "The library already says that Millbrook Carers Strategy delivers Living Well in Millbrook."
    )


def test_a_link_is_taken_away_and_what_it_said_stays_in_the_ledger(shelf, officer, heard):
    link = StrategyLink.objects.get(origin="carers-2019")

    library.unlink_strategies(by=officer, at=AT, link_id=link.pk)

    assert not StrategyLink.objects.filter(pk=link.pk).exists()
    assert heard[0].before == {"delivers living-well": "Carers' part"}
    assert heard[0].after == {"delivers living-well": None}


def test_a_link_that_is_gone_cannot_be_taken_away_again(shelf, officer):
    with pytest.raises(Missing):
        library.unlink_strategies(by=officer, at=AT, link_id=0)


# --- All of them ----------------------------------------------------------------------------

KEEPING = {
    "add_strategy": {"slug": "x", "fields": {}},
    "amend_strategy": {"slug": "needs", "seen_version": 1, "fields": {}},
    "publish_strategy": {"slug": "needs", "on": AT.date()},
    "withdraw_strategy": {"slug": "needs"},
    "link_strategies": {"origin": "needs", "relation": Relation.USES, "target": "estates"},
    "unlink_strategies": {"link_id": 1},
    "add_element": {"strategy": "needs", "fields": {}},
    "amend_element": {"element_id": 1, "seen_version": 1, "fields": {}},
    "remove_element": {"element_id": 1},
    "add_success_factor": {"strategy": "needs", "fields": {}},
    "amend_success_factor": {"factor_id": 1, "seen_version": 1, "fields": {}},
    "fix_baseline": {"factor_id": 1, "baseline": Decimal(1), "baseline_on": AT.date()},
    "judge_promise": {"promise_id": 1, "seen_version": 1, "kept": True, "evidence": "x"},
    "check_duty": {"slug": "x", "seen_version": 1, "met": True, "how_met": "x"},
    "write_chapter": {"strategy": "needs", "key": "purpose", "seen_version": 0, "text": "x"},
    "amend_coverage": {"coverage_id": 1, "seen_version": 1, "stage": "x", "source": ""},
}


def test_the_table_of_what_keepers_do_is_whole():
    recorded = {name for name in library.__all__ if name.startswith("record_")}

    assert set(KEEPING) | recorded == set(library.__all__)


@pytest.mark.parametrize("name", KEEPING)
def test_a_partner_may_do_none_of_it(shelf, partner, heard, name):
    with pytest.raises(Refused, match=ONLY_KEEPERS):
        getattr(library, name)(by=partner, at=AT, **KEEPING[name])

    assert heard == []


@pytest.mark.database
def test_a_life_of_changes_is_told_whole_by_the_ledger(shelf, officer):
    for version, fields in enumerate(
        (
            {"gist": "For everybody", "population": "all ages"},
            {"gist": "", "ends_on": date(2027, 1, 1)},
            {"title": "Living Well", "ends_on": None, "in_review_since": date(2025, 1, 1)},
        ),
        start=1,
    ):
        library.amend_strategy(
            by=officer, at=AT, slug="living-well", seen_version=version, fields=fields
        )
    library.withdraw_strategy(by=officer, at=AT, slug="living-well")
    library.unlink_strategies(
        by=officer, at=AT, link_id=StrategyLink.objects.get(target="needs").pk
    )

    names = "title level gist population starts_on ends_on in_review_since published_on"
    told_by_the_ledger(
        Strategy.objects.get(pk="living-well"),
        subject=Subject("strategy.strategy", "living-well"),
        fields={name: name for name in names.split()},
    )
