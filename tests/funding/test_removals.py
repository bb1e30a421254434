"""What was typed by mistake goes with a reason, stays in the history, or is refused in words."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.funding.actions import budgets, contracts, grants
from marram.funding.actions.returns import claims, lines
from marram.funding.events import money as events
from marram.funding.events import returns as return_events
from marram.funding.models import (
    Actual,
    BudgetLine,
    Claim,
    Commitment,
    GrantLine,
    GrantMovement,
    Measurement,
    Return,
    StepNeed,
)
from marram.funding.rules.grants import Movement, least_in_hand, settled_on
from marram.funding.vocabulary import Period
from marram.funding.vocabulary.money import MovementKind
from marram.people.models import User
from tests.world import funding, money
from tests.world import millbrook as borough
from tests.world.funding import FINANCE, PLAN


WHY = {"reason": "Typed twice"}


@pytest.fixture
def made(millbrook):
    return money.money()


@pytest.fixture
def finance(client, made):
    client.force_login(User.objects.get(email=borough.address("finance-lead")))
    return client


@pytest.fixture
def plan(millbrook):
    funding.fund()
    funding.actual()
    return Return.objects.get(pk=PLAN)


def doing(now, **more):
    return {"by": FINANCE, "at": now, "reason": "Typed twice", **more}


@pytest.mark.database
def test_a_grant_line_goes_and_the_history_of_its_grant_knows_why(made, now, heard):
    grants.remove_line(**doing(now, slug="warm-homes", line_id=made.grant_line, seen_version=1))

    assert not GrantLine.objects.exists()
    told = heard[-1]
    assert isinstance(told, events.GrantLineRemoved)
    assert str(told.subject) == "funding.grant/warm-homes"
    assert (told.before["title"], told.before["planned"]) == ("Loft insulation", "32500")
    assert told.after == WHY


def test_a_grant_line_stays_while_money_is_recorded_on_it(made, now):
    spent = {"kind": MovementKind.SPENT, "amount": Decimal(20), "on": now.date()}
    grants.move_money(by=FINANCE, at=now, slug="warm-homes", line=made.grant_line, **spent)

    with pytest.raises(Refused, match="£20 is recorded on “Loft insulation”. Take those records"):
        grants.remove_line(**doing(now, slug="warm-homes", line_id=made.grant_line, seen_version=1))


def test_the_lines_of_a_settled_grant_stay(made, now):
    fields = {**money.GRANT, "starts_on": date(2024, 4, 1), "ends_on": date(2025, 4, 1)}
    where = {"by": FINANCE, "at": now, "slug": "warm-homes"}
    grants.amend_grant(**where, seen_version=1, fields=fields)
    back = {"kind": MovementKind.PAID_BACK, "amount": Decimal(50_000), "on": now.date()}
    grants.move_money(**where, **back)

    with pytest.raises(Refused, match="The grant was settled on"):
        grants.remove_line(**doing(now, slug="warm-homes", line_id=made.grant_line, seen_version=1))


def test_money_recorded_by_mistake_goes_unless_more_has_left_since(made, now, heard):
    spent = {"kind": MovementKind.SPENT, "amount": Decimal(20), "on": now.date()}
    later = grants.move_money(by=FINANCE, at=now, slug="warm-homes", **spent)

    with pytest.raises(Refused, match="Without it £20 more would have left the grant"):
        grants.remove_movement(**doing(now, slug="warm-homes", number=made.movement))
    for number in (later.pk, made.movement):
        grants.remove_movement(**doing(now, slug="warm-homes", number=number))

    assert not GrantMovement.objects.exists()
    assert heard[-1].before["amount"] == "50000"


def test_what_is_in_hand_is_counted_by_the_end_of_each_day():
    def moved(kind, amount, day):
        return Movement(kind=kind, amount=Decimal(amount), on=date(2020, 4, day), until=None)

    spent, received = MovementKind.SPENT, MovementKind.RECEIVED
    assert least_in_hand([moved(spent, 5, 2), moved(received, 5, 2)]) == 0
    assert least_in_hand([moved(spent, 5, 2), moved(received, 9, 3)]) == -5
    back = [moved(received, 5, 1), moved(MovementKind.PAID_BACK, 5, 3)]
    assert settled_on(movements=back, ends_on=date(2020, 4, 3)) == date(2020, 4, 3)
    assert settled_on(movements=back, ends_on=date(2020, 4, 4)) is None
    assert settled_on(movements=back[:1], ends_on=date(2020, 4, 1)) is None


def test_a_budget_line_and_a_need_go_with_a_reason(made, now, heard):
    where = doing(now, slug="family-hubs", seen_version=1)
    budgets.remove_line(**where, line_id=made.budget_line)
    budgets.remove_need(**where, step=1)

    assert not BudgetLine.objects.exists() and not StepNeed.objects.exists()
    assert {str(each.subject) for each in heard[-2:]} == {"funding.budget/family-hubs"}
    assert heard[-1].before["people"] == 3000


def test_a_commitment_goes_until_it_is_measured(made, now):
    where = doing(now, slug="befriending")
    contracts.remove_commitment(**where, commitment_id=made.commitment, seen_version=1)
    with pytest.raises(Refused, match="“Cafés opened” has been measured"):
        contracts.remove_commitment(**where, commitment_id=made.measured, seen_version=1)

    contracts.remove_measurement(**where, commitment_id=made.measured, on=money.SPRING.date())
    contracts.remove_commitment(**where, commitment_id=made.measured, seen_version=1)

    assert not Measurement.objects.exists() and not Commitment.objects.exists()


@pytest.mark.database
def test_an_actual_goes_from_a_draft_and_the_ledger_keeps_it(plan, now, heard):
    where = {"slug": PLAN, "kind": "schemes", "key": "1.1", "period": Period.OUTTURN}
    with pytest.raises(Refused, match="Say why it is taken out."):
        lines.remove_actual(**doing(now, **where, seen_version=1) | {"reason": " "})
    lines.remove_actual(**doing(now, **where, seen_version=1))

    assert not Actual.objects.exists()
    told = heard[-1]
    assert isinstance(told, return_events.ActualRemoved)
    assert (told.before["amount"], told.before["comment"]) == ("1250000", "More adaptations")
    assert told.after == WHY
    with pytest.raises(Missing):
        lines.remove_actual(**doing(now, **where, seen_version=1))


def test_an_actual_of_a_frozen_return_stays(plan, now):
    Return.objects.filter(pk=PLAN).update(stage="submitted")
    where = {"slug": PLAN, "kind": "schemes", "key": "1.1", "period": Period.OUTTURN}
    with pytest.raises(Refused, match="cannot be changed"):
        lines.remove_actual(**doing(now, **where, seen_version=1))


def test_what_somebody_changed_meanwhile_is_shown_before_it_goes(made, plan, now):
    line = {"line_id": made.budget_line, "seen_version": 1}
    changed = {**money.BUDGET_LINE, "amount": Decimal(95_000)}
    budgets.amend_line(by=FINANCE, at=now, **line, fields=changed)
    with pytest.raises(Conflict):
        budgets.remove_line(**doing(now, slug="family-hubs", **line))


def test_who_may_not_keep_money_takes_nothing_out(made, now, resident):
    with pytest.raises(Refused, match="Only finance leads"):
        grants.remove_line(
            **doing(now, slug="warm-homes", line_id=made.grant_line, seen_version=1)
            | {"by": resident}
        )


def test_a_line_of_another_grant_is_not_there(made, now):
    grants.add_grant(by=FINANCE, at=now, slug="other", fields={**money.GRANT, "title": "Other"})
    with pytest.raises(Missing):
        grants.remove_line(**doing(now, slug="other", line_id=made.grant_line, seen_version=1))


@pytest.mark.parametrize(
    ("name", "args", "gone"),
    [
        ("remove-grant-line", ("warm-homes", "grant_line"), GrantLine),
        ("remove-movement", ("warm-homes", "movement"), GrantMovement),
        ("remove-budget-line", ("family-hubs", "budget_line"), BudgetLine),
        ("remove-need", ("family-hubs", 1), StepNeed),
        ("remove-measurement", ("befriending", "measured"), Measurement),
    ],
)
def test_each_form_asks_why_and_keeps_what_was_typed(finance, made, name, args, gone):
    slug, number = args
    url = reverse(f"funding:{name}", args=[slug, getattr(made, str(number), number)])
    assert "Why is it taken out?" in finance.get(url).content.decode()

    assert finance.post(url, {"seen_version": "1"}).status_code == 422
    assert gone.objects.exists()
    assert finance.post(url, {"seen_version": "1", **WHY}).status_code == 302
    assert not gone.objects.exists()


def test_a_printed_figure_is_noted_changed_and_taken_out_on_forms(finance, plan):
    def post(name, *args, **typed):
        return finance.post(reverse(f"funding:{name}", args=[PLAN, *args]), typed)

    figure = {
        "measure": "expenditure",
        "source": "Papers, page 3",
        "amount": "12,700,000",
        "words": "Total spend",
    }
    assert post("note-claim", **figure).status_code == 302
    shown = finance.get(reverse("funding:return", args=[PLAN])).content.decode()
    assert "“Total spend” gives £12,700,000, but planned expenditure is £12,650,000" in shown
    assert "£12,700,000 is the income." in shown

    assert post("note-claim", **figure, seen_version="0").status_code == 422, "it is noted already"
    number = Claim.objects.get().pk
    changed = {"amount": "12,650,000", "words": "Spend", "seen_version": "1"}
    assert post("amend-claim", number, **changed).status_code == 302
    assert post("amend-claim", number, **changed).status_code == 422
    assert post("remove-claim", number, seen_version="2", **WHY).status_code == 302
    assert not Claim.objects.exists()


def test_a_figure_of_a_part_that_the_year_does_not_have_is_refused(plan, now):
    with pytest.raises(Refused, match="is no source of funding of that year"):
        funding.claim()
        claims.note_claim(
            by=FINANCE,
            at=now,
            slug=PLAN,
            measure="income",
            part="gone",
            source="x",
            fields={"amount": Decimal(1), "words": "x"},
        )


def test_needs_by_step_are_typed_on_a_form(finance, made):
    def post(name, *args, **typed):
        return finance.post(reverse(f"funding:{name}", args=["family-hubs", *args]), typed)

    assert post("add-need", step="2", people="1,500").status_code == 422
    assert post("add-need", step="2", people="1500", source="The strategy").status_code == 302
    assert post("add-need", step="2", people="9").status_code == 422, "each step is counted once"
    changed = {"step": "2", "people": "1600", "seen_version": "1"}
    assert post("amend-need", 2, **changed).status_code == 302
    assert post("amend-need", 2, **changed).status_code == 422

    page = finance.get(reverse("funding:budget", args=["family-hubs"])).content.decode()
    assert "1,600" in page and "£30" in page
