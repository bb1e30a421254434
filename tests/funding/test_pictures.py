"""Where a pound comes from and where it goes, and how the year went against its plan."""

from dataclasses import replace
from decimal import Decimal

from django.urls import reverse
from hypothesis import HealthCheck, given, settings

from marram.funding.presenters.pictures import pictures
from marram.funding.rules import amounts
from marram.funding.rules.flows import LEFT, pound_flow, variances
from tests.funding.conftest import SEFTON
from tests.funding.returned import returns


def test_every_pound_of_the_published_return_is_traced(sefton_once):
    flow = pound_flow(sefton_once)
    into = {leg.source: 0 for leg in flow.legs if leg.source in flow.sources}
    for leg in flow.legs:
        if leg.source in into:
            into[leg.source] += leg.pounds

    assert into == {
        "Minimum CCG Contribution": 23_842_898,
        "iBCF": 15_263_520,
        "DFG": 4_823_370,
        "Additional CCG Contribution": 1_608_857,
    }
    assert sum(into.values()) == 45_538_645
    to_providers = sum(leg.pounds for leg in flow.legs if leg.target in flow.providers)
    assert to_providers == 43_044_906
    [left] = [leg for leg in flow.legs if leg.target == LEFT]
    assert (left.source, left.pounds) == ("DFG", 2_493_739)


def test_what_goes_to_providers_is_the_crosstab_of_the_return(sefton_once):
    flow = pound_flow(sefton_once)
    given_to = {
        name: sum(leg.pounds for leg in flow.legs if leg.target == name) for name in flow.providers
    }
    assert given_to == {
        "Private Sector": 24_854_275,
        "NHS Community Provider": 8_766_000,
        "Local Authority": 5_686_631,
        "NHS Acute Provider": 2_292_000,
        "NHS Mental Health Provider": 974_000,
        "CCG": 422_000,
        "Charity / Voluntary Sector": 50_000,
    }


@given(returns())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_pound_is_lost_on_its_way(values):
    whole = replace(
        values,
        schemes=tuple(
            replace(line, planned=abs(line.planned).to_integral_value() if line.planned else None)
            for line in values.schemes
        ),
    )
    flow = pound_flow(whole)
    types = set(flow.types) - {LEFT}
    into = sum(leg.pounds for leg in flow.legs if leg.target in types and leg.source not in types)
    out = sum(leg.pounds for leg in flow.legs if leg.target in flow.providers)

    assert into == out == amounts.expenditure(whole)
    pictures(whole, slug="any")


def test_a_year_that_went_as_planned_has_no_variance(sefton_once):
    assert all(each.actual == each.planned for each in variances(sefton_once))
    unsaid = replace(sefton_once, answers=replace(sefton_once.answers, spend_as_planned=None))
    assert [each.actual for each in variances(unsaid)] == [None] * 4


def test_rounding_is_told(sefton_once):
    of_two_types = (sefton_once.schemes[0], sefton_once.schemes[5])
    pennies = tuple(replace(line, planned=Decimal("1.50")) for line in of_two_types)
    flow = pound_flow(replace(sefton_once, schemes=pennies, income=()))
    assert flow.note == "Rounded figures: those shown add up to 4."


def test_everybody_can_see_where_the_money_of_a_published_return_goes(client, sefton):
    answer = client.get(reverse("funding:pictures", args=[SEFTON]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "£24.9 million goes to Private Sector" in page
    assert "2,493,739" in page
    assert client.get(f"{answer.request['PATH_INFO']}?format=csv").content.count(b"\r\n") > 30
