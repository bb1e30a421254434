"""What people do in the library: what changes, what is told, and each refusal."""

from datetime import date
from decimal import Decimal

import pytest

from marram.foundation.events import Subject
from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.strategy.actions import library
from marram.strategy.models import (
    Coverage,
    Element,
    Evidence,
    Promise,
    StatutoryFunction,
    Strategy,
    StrategyLink,
    SuccessFactor,
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


# --- The framework --------------------------------------------------------------------------


def element(ref):
    return Element.objects.get(strategy="living-well", ref=ref)


def test_a_statement_is_added_at_the_end_of_its_framework(shelf, officer):
    fields = {"level": "outcome", "ref": "2.2", "text": "Warm homes", "parent": None}

    added = library.add_element(by=officer, at=AT, strategy="living-well", fields=fields)

    assert added.position == 6


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"level": "outcome", "ref": "2.1", "text": "X"},
            "The framework already has “2.1” as outcome.",
        ),
        ({"level": "outcome", "ref": "", "text": "X"}, "Give the statement a short reference"),
        ({"level": "outcome", "ref": "9", "text": " "}, "Give the statement a short reference"),
    ],
)
def test_a_statement_that_does_not_fit_is_refused(shelf, officer, fields, sentence):
    with pytest.raises(Refused) as refusal:
        library.add_element(by=officer, at=AT, strategy="living-well", fields=fields)

    assert str(refusal.value).startswith(sentence)


def test_a_statement_does_not_hang_in_another_framework(shelf, officer):
    elsewhere = Element.objects.create(
        strategy_id="needs", level="aim", ref="A", text="Elsewhere", position=1
    )
    fields = {"level": "outcome", "ref": "9", "text": "Warm homes", "parent": elsewhere.pk}

    with pytest.raises(Refused, match="The statement to hang under is not in this framework"):
        library.add_element(by=officer, at=AT, strategy="living-well", fields=fields)


@pytest.mark.parametrize("under", ["1", "1.1", "1.1.1"])
def test_a_statement_hangs_neither_under_itself_nor_under_its_own_branch(shelf, officer, under):
    with pytest.raises(Refused, match="The statement would hang under itself"):
        library.amend_element(
            by=officer,
            at=AT,
            element_id=element("1").pk,
            seen_version=1,
            fields={"parent": element(under).pk},
        )


def test_a_statement_with_others_under_it_cannot_be_taken_out(shelf, officer):
    with pytest.raises(Refused, match="Other statements hang under this one"):
        library.remove_element(by=officer, at=AT, element_id=element("1.1").pk)


def test_a_statement_is_taken_out_and_its_words_stay_in_the_ledger(shelf, officer, heard):
    gone = element("1.1.1")

    library.remove_element(by=officer, at=AT, element_id=gone.pk)

    assert not Element.objects.filter(pk=gone.pk).exists()
    assert heard[0].before["text"] == "Safe routes to school"


def test_two_editors_of_one_statement_lose_nothing(shelf, officer):
    found = element("2.1")
    first = {"text": "Nobody feels lonely"}
    library.amend_element(by=officer, at=AT, element_id=found.pk, seen_version=1, fields=first)

    with pytest.raises(Conflict) as conflict:
        library.amend_element(
            by=officer, at=AT, element_id=found.pk, seen_version=1, fields={"text": "No loneliness"}
        )

    assert conflict.value.theirs == {"text": "Nobody feels lonely"}


# --- Success factors ------------------------------------------------------------------------


@pytest.fixture
def factor(shelf, officer):
    fields = {
        "statement": "Fewer people are lonely",
        "measure": "Often or always lonely",
        "unit": "percent of adults",
        "target": Decimal("5"),
    }
    return library.add_success_factor(by=officer, at=AT, strategy="living-well", fields=fields)


def fix(officer, factor, **other):
    given = {"baseline": Decimal("7.25"), "baseline_on": date(2020, 3, 31), "source": "Survey"}
    return library.fix_baseline(by=officer, at=AT, factor_id=factor.pk, **(given | other))


def test_a_baseline_is_fixed_with_its_day_and_source(factor, officer, heard):
    fix(officer, factor)

    factor.refresh_from_db()
    assert (factor.baseline, factor.baseline_on) == (Decimal("7.25"), date(2020, 3, 31))
    assert type(heard[0]).__name__ == "BaselineFixed"


def test_a_baseline_that_is_fixed_does_not_move(factor, officer):
    fix(officer, factor)

    with pytest.raises(Refused) as refusal:
        fix(officer, factor, baseline=Decimal("9"))

    assert str(refusal.value).startswith(
        "The baseline of “Fewer people are lonely” was fixed at 7.25 percent of adults on "
        "31 March 2020. It does not move"
    )
    assert SuccessFactor.objects.get(pk=factor.pk).baseline == Decimal("7.25")


def test_once_a_baseline_is_fixed_its_measure_and_unit_stay(factor, officer):
    fix(officer, factor)

    with pytest.raises(Refused, match="stay as they are, because its baseline is fixed"):
        library.amend_success_factor(
            by=officer, at=AT, factor_id=factor.pk, seen_version=2, fields={"unit": "people"}
        )


def test_the_target_may_change_after_the_baseline_is_fixed(factor, officer):
    fix(officer, factor)

    library.amend_success_factor(
        by=officer, at=AT, factor_id=factor.pk, seen_version=2, fields={"target": Decimal("4")}
    )

    assert SuccessFactor.objects.get(pk=factor.pk).target == Decimal("4")


def test_a_baseline_of_a_day_to_come_is_refused(factor, officer):
    with pytest.raises(Refused, match="6 June 2025, has not come yet"):
        fix(officer, factor, baseline_on=date(2025, 6, 6))


def test_a_figure_that_no_column_holds_is_refused(factor, officer):
    with pytest.raises(Refused, match="at most ten digits"):
        fix(officer, factor, baseline=Decimal("1e10"))


# --- Promises, duties and the matrix --------------------------------------------------------


@pytest.fixture
def promise(shelf, officer):
    row = {"strategy_id": "living-well", "kind": "We will", "ref": "1", "statement": "Listen"}
    library.record_promises(by=officer, at=AT, rows=[row])
    return Promise.objects.get()


def judge(by, promise, seen_version, **other):
    given = {"kept": True, "evidence": "The survey of May"}
    return library.judge_promise(
        by=by, at=AT, promise_id=promise.pk, seen_version=seen_version, **(given | other)
    )


def test_a_promise_is_judged_with_the_evidence_and_the_day(promise, officer, heard):
    judge(officer, promise, 1, link="https://www.millbrook.example/survey")

    promise.refresh_from_db()
    assert (promise.kept, promise.judged_on) == (True, AT.date())
    assert Evidence.objects.get().text == "The survey of May"
    assert heard[0].after == {
        "kept": True,
        "judged_on": "2025-06-05",
        "evidence": "The survey of May",
        "link": "https://www.millbrook.example/survey",
    }


def test_a_promise_is_not_judged_without_evidence(promise, officer):
    with pytest.raises(Refused, match="A judgement needs its evidence"):
        judge(officer, promise, 1, evidence=" ")


def test_judging_again_keeps_the_earlier_evidence(promise, officer):
    judge(officer, promise, 1)

    judge(officer, promise, 2, kept=False, evidence="The survey of June")

    assert Evidence.objects.count() == 2
    assert Promise.objects.get().kept is False


def test_two_judges_at_once_see_each_other(promise, officer):
    judge(officer, promise, 1)

    with pytest.raises(Conflict) as conflict:
        judge(officer, promise, 1, kept=False)

    assert conflict.value.theirs == {"kept": "yes"}


@pytest.fixture
def duty(db, officer):
    rows = [{"slug": "needs-assessment", "duty": "Assess needs", "law": "2012 Act, section 196"}]
    library.record_duties(by=officer, at=AT, rows=rows)
    return StatutoryFunction.objects.get()


@pytest.mark.parametrize(
    ("met", "sentence"),
    [
        (True, "Say in a sentence how the duty is met."),
        (False, "Say in a sentence what is missing."),
    ],
)
def test_a_duty_is_not_checked_without_words(duty, officer, met, sentence):
    with pytest.raises(Refused, match=sentence):
        library.check_duty(by=officer, at=AT, slug=duty.slug, seen_version=1, met=met, how_met=" ")


def test_a_duty_is_checked_with_the_day(duty, officer, heard):
    library.check_duty(
        by=officer, at=AT, slug=duty.slug, seen_version=1, met=True, how_met="By the needs work"
    )

    duty.refresh_from_db()
    assert (duty.met, duty.how_met, duty.checked_on) == (True, "By the needs work", AT.date())
    assert heard[0].subject == Subject("strategy.duty", "needs-assessment")


def test_a_duty_that_was_checked_stays_checked_when_the_list_comes_again(duty, officer):
    library.check_duty(
        by=officer, at=AT, slug=duty.slug, seen_version=1, met=True, how_met="By the needs work"
    )
    rows = [{"slug": duty.slug, "duty": "Assess needs", "law": "2012 Act, section 196", "met": ""}]

    counts = library.record_duties(by=officer, at=AT, rows=rows)

    assert counts == (0, 0, 1)
    assert StatutoryFunction.objects.get().met is True


def test_a_cell_of_the_matrix_is_changed_and_told(db, officer, heard):
    rows = [{"area": "Millbrook", "item": "Mapping", "value": "Expired", "source": ""}]
    library.record_coverage(by=officer, at=AT, rows=rows)
    cell = Coverage.objects.get()

    library.amend_coverage(
        by=officer, at=AT, coverage_id=cell.pk, seen_version=1, stage="Renewed", source=""
    )

    assert (heard[-1].before, heard[-1].after) == ({"stage": "Expired"}, {"stage": "Renewed"})


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


@pytest.mark.database
def test_a_promise_and_a_baseline_are_told_whole_by_the_ledger(promise, factor, officer):
    judge(officer, promise, 1)
    judge(officer, promise, 2, kept=False)
    fix(officer, factor)

    told_by_the_ledger(
        promise,
        subject=Subject("strategy.promise", str(promise.pk)),
        fields={name: name for name in ("statement", "kept", "judged_on")},
    )
    told_by_the_ledger(
        factor,
        subject=Subject("strategy.success_factor", str(factor.pk)),
        fields={name: name for name in ("statement", "unit", "baseline_on", "baseline_source")},
    )
