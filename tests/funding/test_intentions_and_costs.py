"""Commissioning intentions and what papers say of costs, savings and ratios."""

from datetime import date
from decimal import Decimal

import pytest

from marram.foundation.verdicts import Refused
from marram.funding.actions import economics, intentions
from marram.funding.queries import economics as fact_queries
from marram.funding.queries import intentions as queries
from marram.funding.rules.economics import expected_return
from marram.funding.rules.intentions import loose_ends, may_move
from marram.funding.vocabulary.money import EconomicKind, IntentionStage
from tests.funding.test_grants import FINANCE
from tests.funding.test_money_record import loaded  # noqa: F401 - a fixture


FIELDS = {
    "title": "Buy counselling", "commissioners": "", "period": "", "need": "Young people",
    "priority": "", "service": "", "contract": None, "stage": IntentionStage.PROPOSED,
    "review_on": None, "source": "",
}  # fmt: skip
STAGES = list(IntentionStage)


@pytest.mark.parametrize("stage", STAGES)
def test_an_intention_moves_by_its_table_alone(stage):
    allowed = {to for to in STAGES if may_move(stage=stage, to=to)}
    assert (
        allowed
        == {
            IntentionStage.PROPOSED: {STAGES[0], STAGES[1], STAGES[2], STAGES[4]},
            IntentionStage.CONSULTED: {STAGES[1], STAGES[2], STAGES[4]},
            IntentionStage.AGREED: {STAGES[2], STAGES[3], STAGES[4]},
            IntentionStage.IN_PLACE: {STAGES[0], STAGES[3]},
            IntentionStage.DROPPED: {STAGES[0], STAGES[4]},
        }[stage]
    )


def test_an_intention_says_what_it_hangs_loose_from(today):
    assert loose_ends(need="", has_priority=False, has_service=False, review_on=None, on=today) == (
        "It answers no priority of a strategy.",
        "It names no need.",
        "It names no service.",
        "No day is set to review it.",
    )
    assert loose_ends(
        need="x", has_priority=True, has_service=True, review_on=date(2020, 1, 1), on=today
    ) == ("Its review is overdue.",)


def test_an_intention_answers_a_need_and_moves_in_steps(db, now):
    nothing = {**FIELDS, "need": " "}
    with pytest.raises(Refused, match="which need or priority"):
        intentions.add_intention(by=FINANCE, at=now, slug="buy", fields=nothing)
    intentions.add_intention(by=FINANCE, at=now, slug="buy", fields=FIELDS)
    with pytest.raises(Refused, match="can only become agreed or consulted on or dropped"):
        intentions.amend_intention(
            by=FINANCE,
            at=now,
            slug="buy",
            seen_version=1,
            fields={**FIELDS, "stage": IntentionStage.IN_PLACE},
        )


def test_a_priority_that_is_gone_is_a_loose_end(loaded, today):  # noqa: F811
    """The strategies are not loaded here, so the priorities that intentions name are not there."""
    found = queries.intention_list(viewer=FINANCE, on=today)
    loose = [each for each in found.intentions if each.priority is None]
    assert loose == list(found.intentions)
    assert all("It answers no priority of a strategy." in each.loose_ends for each in loose)


@pytest.mark.parametrize("many", [1, 50])
def test_intentions_take_two_queries_however_many(db, now, today, many, django_assert_num_queries):
    for number in range(many):
        fields = {**FIELDS, "priority": "a/priority/1"}
        intentions.add_intention(by=FINANCE, at=now, slug=f"buy-{number}", fields=fields)
    with django_assert_num_queries(2):
        assert len(queries.intention_list(viewer=FINANCE, on=today).intentions) == many


def test_what_a_cost_gives_back_is_the_worked_vector():
    """McDaid, Park and Knapp 2017: social and emotional learning gives £5.08 for each £1."""
    gained = expected_return(cost=Decimal(50_000), ratio=Decimal("5.08"))
    assert (gained.benefit, gained.net) == (254_000, 204_000)


def test_a_fact_has_a_figure_or_a_reason(db, now):
    fact = {
        "item": "Beds", "kind": EconomicKind.SAVING, "amount": None, "unit": "", "context": "",
        "period": "", "area": "", "price_year": "", "price_basis": "", "quality": "", "source": "",
    }  # fmt: skip
    with pytest.raises(Refused, match="Enter an amount, or say why there is none"):
        economics.add_fact(by=FINANCE, at=now, slug="beds", fields=fact)
    economics.add_fact(by=FINANCE, at=now, slug="beds", fields={**fact, "quality": "no figure"})


def test_facts_are_found_by_kind_and_words(loaded):  # noqa: F811
    ratios = fact_queries.fact_list(viewer=FINANCE, kind="ratio")
    assert {each.slug for each in ratios.facts} == {
        "raid-return", "ltc-linked-to-mental-health", "mental-health-sickness-share",
    }  # fmt: skip
    beds = fact_queries.fact_list(viewer=FINANCE, words="Bed DAY")
    assert [each.slug for each in beds.facts] == ["raid-bed-saving"]
