"""Pages of other money: what is typed is kept, refused in words, or shown beside another's text."""

import pytest
from django.urls import reverse

from marram.funding.models import BudgetLine, Contract, EconomicFact, Grant, Intention
from marram.people.models import User
from tests.world import millbrook as borough
from tests.world import money


@pytest.fixture
def made(millbrook):
    return money.money()


@pytest.fixture
def finance(client, made):
    client.force_login(User.objects.get(email=borough.address("finance-lead")))
    return client


def post(client, name, *args, **typed):
    return client.post(reverse(f"funding:{name}", args=args), typed)


def test_a_grant_is_added_from_its_form(finance):
    answer = post(
        finance, "add-grant", title="Winter fund", unspent="kept", award="£1,250.50", period="2025"
    )
    assert answer.url == reverse("funding:grant", args=["winter-fund"])
    assert str(Grant.objects.get(pk="winter-fund").award) == "1250.50"


def test_an_amount_that_is_no_amount_is_refused_in_words_and_kept(finance):
    answer = post(finance, "add-grant", title="Winter fund", unspent="kept", award="1.005")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Award may have at most 2 decimal places." in page
    assert 'value="1.005"' in page and 'value="Winter fund"' in page


def test_who_was_second_sees_both_texts(finance):
    typed = {"title": "Warm homes", "unspent": "paid back", "seen_version": "1"}
    post(finance, "amend-grant", "warm-homes", **typed, purpose="First")
    answer = post(finance, "amend-grant", "warm-homes", **typed, purpose="Second")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "First" in page and "Second" in page
    assert Grant.objects.get(pk="warm-homes").purpose == "First"


def test_the_page_of_a_grant_says_what_is_in_hand(finance):
    page = finance.get(reverse("funding:grant", args=["warm-homes"])).content.decode()
    assert "£50,000: £50,000 received, £0 spent and £0 paid back." in page
    assert "£17,500 of the award of £50,000 is not planned." in page


def test_a_budget_line_is_changed_from_its_form(finance, made):
    typed = {"side": "spend", "title": "Staff", "amount": "91000", "seen_version": "1"}
    post(finance, "amend-budget-line", "family-hubs", made.budget_line, **typed)
    assert BudgetLine.objects.get(pk=made.budget_line).amount == 91_000


def test_a_step_is_answered_and_a_commitment_measured_from_their_forms(finance, made):
    day = {"on-day": "1", "on-month": "7", "on-year": "2025"}
    post(finance, "social-value-step", "befriending", 1, evidence="We asked members", **day)
    post(finance, "measure-commitment", "befriending", made.commitment, achieved="12", **day)
    page = finance.get(reverse("funding:contract", args=["befriending"])).content.decode()
    assert "We asked members" in page and "1 of 6 steps answered" in page
    assert "30 people" in page and "12" in page
    assert Contract.objects.get(pk="befriending").steps.get().step == 1


def test_an_intention_and_a_figure_are_added_from_their_forms(finance):
    post(finance, "add-intention", title="Buy more", need="Loneliness", stage="proposed")
    assert Intention.objects.get(pk="buy-more").priority == ""
    typed = {"item": "Beds", "kind": "saving", "amount": "44", "period": "2011"}
    answer = post(finance, "add-fact", **typed)
    assert answer.url == reverse("funding:fact", args=["beds-2011"])
    assert EconomicFact.objects.get(pk="beds-2011").amount == 44


def test_the_average_fee_is_worked_out_from_the_address(finance):
    address = reverse("funding:average-fee")
    page = finance.get(f"{address}?fee_1=500&weight_1=30&fee_2=600&weight_2=10").content.decode()
    assert "The average fee is £525" in page
    assert "NHS-funded nursing care" in page
    half = finance.get(f"{address}?fee_1=500").content.decode()
    assert "Enter the fee of category 1 and its clients or hours, or neither." in half


def test_what_a_cost_gives_back_is_worked_out_from_the_address(finance):
    page = finance.get(f"{reverse('funding:expected-return')}?cost=50000&ratio=5.08")
    assert "£254,000" in page.content.decode() and "£204,000" in page.content.decode()


@pytest.mark.parametrize("name", ["grants", "budgets", "contracts", "intentions", "economics"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_list_can_be_taken_away(finance, name, kind):
    answer = finance.get(f"{reverse(f'funding:{name}')}?format={kind}")
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("name", ["money", "grants", "budgets", "contracts", "economics"])
def test_residents_are_asked_to_log_in(client, made, name):
    answer = client.get(reverse(f"funding:{name}"))
    assert answer.status_code == 302 and "/login/" in answer.url


def test_a_partner_reads_and_does_not_change(client, made):
    client.force_login(User.objects.get(email=borough.address("partner-contributor")))
    page = client.get(reverse("funding:grant", args=["warm-homes"])).content.decode()
    assert "Only finance leads may change grants, budgets and contracts." in page
    assert post(client, "add-grant", title="Mine", unspent="kept").status_code == 403
