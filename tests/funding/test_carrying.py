"""Figures worked out elsewhere, offered beside what was typed and taken over by a press."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from marram.foundation.verdicts import Conflict, Missing, Refused
from marram.funding.actions.returns import carrying as actions
from marram.funding.actions.returns import lines, returns
from marram.funding.models import Fee, Metric, Pool, Return
from marram.funding.queries.returns import offers as queries
from marram.funding.rules import carrying as rules
from marram.funding.vocabulary import ReturnKind
from marram.people.models import User
from tests.world import funding, indicators
from tests.world import millbrook as borough
from tests.world.funding import FINANCE, MEASURE, PLAN


@pytest.fixture
def offered(millbrook, settings, tmp_path, today):
    """The offer for the one measure of the plan that names an indicator."""
    settings.HOME = tmp_path
    indicators.build()
    funding.fund()
    funding.measure()
    return queries.offers(viewer=FINANCE, slug=PLAN, on=today)[MEASURE]


def metric() -> Metric:
    return Metric.objects.get(of=PLAN, key=MEASURE)


def take(now, offered, **more):
    said = {"slug": PLAN, "key": MEASURE, "seen_version": 3, "figure": offered.figure, **more}
    return actions.take_measure(by=FINANCE, at=now, **said)


def test_the_worked_figure_is_offered_beside_what_was_typed_and_planned(offered):
    """214 of 42,310 people are 505.8 of 100,000; the year after the plan's end says nothing."""
    assert (offered.period, offered.value) == ("2024/25", Decimal("505.7906"))
    assert offered.against_typed == "No actual has been typed yet."
    assert offered.against_plan == "It is 0.0094 less than the 505.8 that was planned, 0.0%."
    assert not offered.taken and offered.may_take


@pytest.mark.database
def test_one_press_takes_it_over_and_the_line_says_where_from(offered, now, heard):
    take(now, offered)

    assert metric().actual == Decimal("505.7906")
    assert metric().carried_from.startswith("Emergency admissions for falls, 2024/25: ")
    assert heard[-1].after["actual"] == "505.7906"
    again = queries.offers(viewer=FINANCE, slug=PLAN, on=now.date())[MEASURE]
    assert again.taken and again.against_typed == "It is the 505.7906 that was typed."


def test_a_figure_accepted_since_is_not_taken_over_unseen(offered, now):
    newer = indicators.row(
        "falls", "2024/25", place=funding.AREA["code"], age="65+", count=220, out_of=42_310
    )
    indicators.bring_in([newer], at=now, source="delivery 3: newer.csv")

    with pytest.raises(Refused, match="A newer figure has been accepted since."):
        take(now, offered)


def test_who_was_second_and_who_may_not_take_nothing_over(offered, now):
    with pytest.raises(Conflict):
        take(now, offered, seen_version=1)
    with pytest.raises(Missing):
        take(now, offered, key="discharge-delay")
    with pytest.raises(Refused, match="Only finance leads may change returns."):
        actions.take_measure(
            by=funding.COUNCIL,
            at=now,
            slug=PLAN,
            key=MEASURE,
            seen_version=3,
            figure=offered.figure,
        )


def test_an_actual_typed_by_hand_does_not_come_from_there_any_more(offered, now):
    take(now, offered)
    change = {"by": FINANCE, "at": now, "slug": PLAN, "kind": "metrics", "key": MEASURE}

    lines.amend_line(**change, seen_version=4, fields={"challenges": "Winter"})
    assert metric().carried_from
    lines.amend_line(**change, seen_version=5, fields={"actual": Decimal(500)})

    assert metric().carried_from == ""
    shown = queries.offers(viewer=FINANCE, slug=PLAN, on=now.date())[MEASURE]
    assert shown.against_typed == "It is 5.7906 more than the 500 that was typed."


def test_a_submitted_return_is_offered_what_was_known_when_it_was_sent(offered, now):
    Return.objects.filter(pk=PLAN).update(stage="submitted")
    Return.objects.get(pk=PLAN).submissions.create(
        number=1, at=now, by=FINANCE.key, values={}, sha256="x"
    )
    newer = indicators.row(
        "falls", "2024/25", place=funding.AREA["code"], age="65+", count=220, out_of=42_310
    )
    later = now.replace(year=now.year + 1)
    indicators.bring_in([newer], at=later, source="delivery 3: newer.csv")

    shown = queries.offers(viewer=FINANCE, slug=PLAN, on=later.date())[MEASURE]

    assert shown.value == Decimal("505.7906")
    assert not shown.may_take


def test_the_sheet_offers_it_and_the_press_is_a_form(offered, client):
    client.force_login(User.objects.get(email=borough.address("finance-lead")))
    sheet = reverse("funding:sheet", args=[PLAN, "metrics"])
    shown = client.get(sheet).content.decode()
    assert "Take over 505.7906" in shown and "No actual has been typed yet." in shown

    press = reverse("funding:take-measure", args=[PLAN, MEASURE])
    typed = {"seen_version": "3", "figure": offered.figure}
    line = client.post(press, typed, follow=True).content.decode()
    assert "The actual is 505.7906 now." in line
    assert "The actual comes from" in line and "Emergency admissions for falls, 2024/25" in line
    stale = client.post(press, typed, follow=True).content.decode()
    assert "Somebody changed this line in the meantime." in stale
    assert "Take over" not in client.get(sheet).content.decode()


def test_fifty_figures_take_no_statement_more(offered, today):
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            queries.offers(viewer=FINANCE, slug=PLAN, on=today)
        return len(captured)

    before = statements()
    key = Metric.objects.filter(of=PLAN).exclude(key=MEASURE)
    key.update(indicator="falls")
    older = [
        indicators.row("falls", str(year), place=funding.AREA["code"], count=year, out_of=42_310)
        for year in range(1960, 2010)
    ]
    indicators.bring_in(older, source="delivery 3: older.csv")

    assert statements() == before <= 9


@pytest.mark.parametrize(
    ("computed", "typed", "sentence"),
    [
        ("505.8", "500", "It is 5.8 more than the 500 that was typed."),
        ("1000", "1500.5", "It is 500.5 less than the 1,500.5 that was typed."),
        ("85.3", "85.30", "It is the 85.3 that was typed."),
        ("85.3", None, "No actual has been typed yet."),
    ],
)
def test_the_difference_is_said_in_a_sentence(computed, typed, sentence):
    assert rules.against_typed(Decimal(computed), typed and Decimal(typed)) == sentence


CATEGORIES = {"label_1": "Standard", "fee_1": "500", "weight_1": "30", "fee_2": "600.10",
              "weight_2": "10"}  # fmt: skip


@pytest.fixture
def fee(millbrook, now) -> Fee:
    """The fee for home care of a year's end whose template asks for fees."""
    funding.pool()
    Pool.objects.filter(pk=funding.POOL).update(year=2020)
    kind = ReturnKind.YEAR_END
    opened = returns.open_return(by=FINANCE, at=now, pool=funding.POOL, kind=kind, slug="end")
    return opened.fees.get(key="home-care")


def test_the_average_fee_is_carried_into_the_return_by_one_press(fee, client):
    client.force_login(User.objects.get(email=borough.address("finance-lead")))
    shown = client.get(reverse("funding:average-fee"), CATEGORIES).content.decode()
    assert "Carry £525.03 into its actual fee" in shown
    assert "No actual fee has been said yet." in shown

    press = reverse("funding:carry-fee", args=["end", "home-care"])
    query = "&".join(f"{name}={value}" for name, value in CATEGORIES.items())
    line = client.post(f"{press}?{query}", {"seen_version": "1"}, follow=True).content.decode()

    fee.refresh_from_db()
    assert fee.actual == Decimal("525.03"), "£525.025, half a penny up"
    origin = "Average over 40 clients or hours: Standard £500 (30), Category 2 £600.10 (10)."
    assert fee.carried_from == origin
    assert origin in line
    refused = client.post(f"{press}?fee_1=500", {"seen_version": "2"})
    assert refused.url.startswith(reverse("funding:average-fee"))
    again = client.post(f"{press}?{query}", {"seen_version": "1"}, follow=True).content.decode()
    assert "Somebody changed this line in the meantime." in again


def test_a_fee_of_a_frozen_return_is_not_offered_and_not_changed(fee, client, now):
    Return.objects.filter(pk="end").update(stage="submitted")
    client.force_login(User.objects.get(email=borough.address("finance-lead")))
    shown = client.get(reverse("funding:average-fee"), CATEGORIES).content.decode()
    assert "The average fee is £525.03" in shown and "Carry" not in shown

    press = reverse("funding:carry-fee", args=["end", "home-care"])
    told = client.post(f"{press}?fee_1=5&weight_1=1", {"seen_version": "1"}, follow=True)
    assert "cannot be changed" in told.content.decode()
