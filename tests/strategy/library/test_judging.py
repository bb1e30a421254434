"""What people do to promises, duties and the matrix of who has what."""

import pytest

from marram.foundation.events import Subject
from marram.foundation.verdicts import Conflict, Refused
from marram.strategy.actions import library
from marram.strategy.models import (
    Coverage,
    Evidence,
    Promise,
    StatutoryFunction,
)
from tests.records.replay import told_by_the_ledger
from tests.strategy.library.conftest import AT


ONLY_KEEPERS = "Only board officers and administrators may change the library"


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


@pytest.mark.database
def test_a_promise_is_told_whole_by_the_ledger(promise, officer):
    judge(officer, promise, 1)
    judge(officer, promise, 2, kept=False)

    told_by_the_ledger(
        promise,
        subject=Subject("strategy.promise", str(promise.pk)),
        fields={name: name for name in ("statement", "kept", "judged_on")},
    )
