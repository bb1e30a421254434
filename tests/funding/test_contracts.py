"""Contracts: when they end, the six steps of social value, and what was promised."""

from datetime import date
from decimal import Decimal

import pytest

from marram.foundation.verdicts import Conflict, Refused
from marram.funding.actions import contracts as actions
from marram.funding.models import Measurement, SocialValueStep
from marram.funding.queries import contracts as queries
from marram.funding.rules.contracts import (
    Keeping,
    Life,
    Weights,
    keeping,
    life,
    step_in_turn,
    steps_taken,
    weighed_at_award,
    weights_add_up,
)
from marram.funding.vocabulary.money import Aim
from tests.funding.test_grants import FINANCE


STARTS, ENDS = date(2023, 4, 1), date(2026, 4, 1)


@pytest.mark.parametrize(
    ("on", "stands"),
    [
        (date(2023, 3, 31), Life.NOT_STARTED),
        (date(2023, 4, 1), Life.RUNNING),
        (date(2025, 3, 31), Life.RUNNING),
        (date(2025, 4, 1), Life.ENDS_SOON),
        (date(2026, 3, 31), Life.ENDS_SOON),
        (date(2026, 4, 1), Life.ENDED),
    ],
)
def test_a_contract_ends_soon_for_a_year(on, stands):
    assert life(starts_on=STARTS, ends_on=ENDS, on=on) == stands


def test_a_contract_without_an_end_says_so():
    assert life(starts_on=None, ends_on=None, on=ENDS) == Life.NO_DATES


@pytest.mark.parametrize(
    ("weights", "fits"),
    [
        ((None, None, None), True),
        (("40", "50", "10"), True),
        (("40", "50", None), False),
        (("40.5", "50", "10"), False),
    ],
)
def test_weights_add_to_a_hundred(weights, fits):
    price, quality, social = (each and Decimal(each) for each in weights)
    assert bool(weights_add_up(Weights(price=price, quality=quality, social=social))) is fits


def test_social_value_without_a_weight_is_noticed():
    assert not weighed_at_award(Weights(price=Decimal(100)))
    assert weighed_at_award(Weights(price=Decimal(90), social=Decimal(10)))


def test_the_steps_are_answered_in_turn():
    assert step_in_turn(step=1, taken=[])
    assert step_in_turn(step=3, taken=[1, 2, 3])
    assert step_in_turn(step=4, taken=[1, 2]).reason == "Answer step 3 first: Define outcomes"
    assert not step_in_turn(step=7, taken=[1, 2, 3, 4, 5, 6])
    assert steps_taken({1, 2, 3, 4, 5}).reason == "Not answered yet: 6 (measure the impact)."
    assert steps_taken(range(1, 7))


@pytest.mark.parametrize(
    ("achieved", "on", "stands"),
    [
        (None, date(2025, 3, 31), Keeping.NOT_MEASURED),
        (None, date(2025, 4, 1), Keeping.MISSED),
        (4, date(2025, 3, 31), Keeping.ON_THE_WAY),
        (4, date(2025, 4, 1), Keeping.MISSED),
        (5, date(2025, 4, 1), Keeping.KEPT),
    ],
)
def test_a_commitment_is_kept_by_its_day(achieved, on, stands):
    said = None if achieved is None else Decimal(achieved)
    due = date(2025, 4, 1)
    assert keeping(promised=Decimal(5), achieved=said, due_on=due, on=on) == stands


FIELDS = {
    "title": "Counselling", "provider": None, "commissioners": "", "term": "", "starts_on": STARTS,
    "ends_on": ENDS, "extension_months": 12, "yearly_value": None, "price_weight": Decimal(40),
    "quality_weight": Decimal(50), "social_weight": Decimal(10), "note": "", "source": "",
}  # fmt: skip
PROMISE = {
    "aim": Aim.WORK, "promise": "Apprentices", "unit": "people", "promised": Decimal(3),
    "due_on": date(2026, 1, 1),
}  # fmt: skip


@pytest.fixture
def contract(db, now):
    return actions.add_contract(by=FINANCE, at=now, slug="counselling", fields=FIELDS)


def take(now, step, **more):
    more = {"evidence": "We asked", "on": now.date(), **more}
    return actions.take_step(by=FINANCE, at=now, slug="counselling", step=step, **more)


@pytest.mark.database
def test_social_value_goes_from_the_question_to_the_measure(contract, now, today):
    for step in range(1, 7):
        take(now, step)
    promise = actions.add_commitment(by=FINANCE, at=now, slug="counselling", fields=PROMISE)
    for on, achieved in ((date(2025, 1, 1), 1), (date(2025, 7, 1), 3)):
        actions.measure_commitment(
            by=FINANCE, at=now, commitment_id=promise.pk, on=on, achieved=Decimal(achieved)
        )

    page = queries.contract_page(viewer=FINANCE, slug="counselling", on=today)
    assert page.checks == ()
    assert (page.summary.steps, page.summary.kept, page.summary.promised) == (6, 1, 1)
    [shown] = page.promises
    assert (shown.achieved, shown.measured_on) == (3, date(2025, 7, 1))
    earlier = queries.contract_page(viewer=FINANCE, slug="counselling", on=date(2025, 2, 1))
    assert earlier.promises[0].keeping == Keeping.ON_THE_WAY


def test_a_new_contract_says_what_its_social_value_lacks(contract, today):
    page = queries.contract_page(viewer=FINANCE, slug="counselling", on=today)
    assert len(page.checks) == 2
    assert page.checks[0].startswith("Not answered yet: 1 (what is the question)")
    assert page.checks[1] == "The contract promises no social value that is measured."


def test_a_step_is_answered_in_turn_and_its_second_answer_changes_the_first(contract, now):
    with pytest.raises(Refused, match="Answer step 1 first"):
        take(now, 2)
    first = take(now, 1)
    take(now, 1, evidence="We asked again", seen_version=first.version)
    assert SocialValueStep.objects.get().evidence == "We asked again"
    with pytest.raises(Conflict):
        take(now, 1, evidence="Too late", seen_version=1)
    with pytest.raises(Refused, match="today or a day in the past"):
        take(now, 2, on=date(2030, 1, 1))


def test_a_day_is_measured_once_and_not_ahead(contract, now):
    promise = actions.add_commitment(by=FINANCE, at=now, slug="counselling", fields=PROMISE)

    def measure(on, achieved=1):
        actions.measure_commitment(
            by=FINANCE, at=now, commitment_id=promise.pk, on=on, achieved=Decimal(achieved)
        )

    measure(date(2025, 7, 1))
    for on, achieved, reason in (
        (date(2025, 7, 1), 1, "measured on that day already"),
        (date(2030, 1, 1), 1, "today or of a day in the past"),
        (date(2025, 7, 2), -1, "0 or more"),
    ):
        with pytest.raises(Refused, match=reason):
            measure(on, achieved)
    assert Measurement.objects.count() == 1


def test_weights_that_do_not_add_up_are_refused(contract, now):
    with pytest.raises(Refused, match="add up to 95, not 100"):
        actions.amend_contract(
            by=FINANCE,
            at=now,
            slug="counselling",
            seen_version=1,
            fields={**FIELDS, "social_weight": Decimal(5)},
        )


@pytest.mark.parametrize("many", [1, 50])
def test_contracts_take_five_queries_however_many(db, now, today, many, django_assert_num_queries):
    for number in range(many):
        fields = {**FIELDS, "title": f"Contract {number}"}
        actions.add_contract(by=FINANCE, at=now, slug=f"contract-{number}", fields=fields)
        take_one = {"evidence": "Yes", "on": today, "step": 1}
        actions.take_step(by=FINANCE, at=now, slug=f"contract-{number}", **take_one)
        promise = actions.add_commitment(
            by=FINANCE, at=now, slug=f"contract-{number}", fields=PROMISE
        )
        actions.measure_commitment(
            by=FINANCE, at=now, commitment_id=promise.pk, on=today, achieved=Decimal(1)
        )
    with django_assert_num_queries(5):
        found = queries.contract_list(viewer=FINANCE, on=today)
    assert len(found.contracts) == many
