"""What people do to frameworks and success factors."""

from datetime import date
from decimal import Decimal

import pytest

from marram.foundation.events import Subject
from marram.foundation.verdicts import Conflict, Refused
from marram.strategy.actions import library
from marram.strategy.models import (
    Element,
    SuccessFactor,
)
from tests.records.replay import told_by_the_ledger
from tests.strategy.library.conftest import AT


ONLY_KEEPERS = "Only board officers and administrators may change the library"


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


@pytest.mark.database
def test_a_baseline_is_told_whole_by_the_ledger(factor, officer):
    fix(officer, factor)

    told_by_the_ledger(
        factor,
        subject=Subject("strategy.success_factor", str(factor.pk)),
        fields={name: name for name in ("statement", "unit", "baseline_on", "baseline_source")},
    )
