"""How often a measure is looked at: counted at the door, by role and month, without the person."""

from datetime import date

import pytest
from django.db import DatabaseError, connection

from marram.indicators.actions.looks import count_look
from marram.indicators.models import Look
from marram.indicators.queries.looks import FEW, looks
from marram.people import actions as people
from marram.records.models import LedgerEntry
from marram.site import looks as door
from tests.indicators.test_pages import borough_user, words
from tests.world import indicators as world
from tests.world.millbrook import BUILDER, NOW, TODAY


pytestmark = pytest.mark.database
JULY = date(2025, 7, 1)


def counted():
    return sorted(Look.objects.values_list("indicator", "role", "times"))


def test_a_visitor_counts_as_a_resident_and_a_person_by_their_role(measures, client):
    for _ in range(3):
        client.get("/measures/lonely/")
    client.force_login(borough_user(measures, "plan-lead"))
    client.get(f"/measures/lonely/?place={world.MILLBROOK}")

    assert counted() == [("lonely", "plan-lead", 1), ("lonely", "resident", 3)]
    assert Look.objects.first().month.day == 1


def test_what_was_not_shown_or_not_read_as_a_page_does_not_count(measures, client):
    client.head("/measures/lonely/")
    client.post("/measures/lonely/")
    client.get("/measures/draft/")
    client.get("/measures/nothing/")
    client.get("/measures/")
    client.get(f"/measures/lonely/figures.csv?place={world.MILLBROOK}")

    assert counted() == []


def test_nothing_of_who_looked_is_kept_and_the_ledger_hears_nothing(measures, client):
    entries = LedgerEntry.objects.count()
    client.force_login(borough_user(measures, "analyst"))

    client.get("/measures/lonely/")

    assert {field.name for field in Look._meta.fields} == {
        "id", "indicator", "month", "role", "times"
    }  # fmt: skip
    assert LedgerEntry.objects.count() == entries


def test_the_page_itself_is_still_read_under_the_guard(measures, client, monkeypatch):
    from marram.foundation.reading import WroteWhileReading
    from marram.indicators.views import reading

    def writes(*args, **kwargs):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE indicators_look SET times = 7")

    monkeypatch.setattr(reading, "indicator_page", writes)
    with pytest.raises(WroteWhileReading):
        client.get("/measures/lonely/")


def test_a_look_that_cannot_be_counted_does_not_hold_the_page_up(
    measures, client, monkeypatch, caplog
):
    def locked(**asked):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(door, "count_look", locked)

    assert client.get("/measures/lonely/").status_code == 200
    assert "A look at the measure lonely was not counted: database is locked" in caplog.text


def test_a_look_costs_one_statement_after_the_first(measures, django_assert_num_queries):
    count_look(indicator="lonely", role="resident", on=TODAY)

    with django_assert_num_queries(1):
        count_look(indicator="lonely", role="resident", on=TODAY)

    assert counted() == [("lonely", "resident", 2)]


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        (set(), "resident"),
        ({"analyst"}, "analyst"),
        ({"analyst", "plan-lead"}, "plan-lead"),
        ({"gone"}, "resident"),
    ],
)
def test_somebody_counts_once_in_the_first_of_their_roles(roles, role):
    assert door.role_of(frozenset(roles)) == role


def test_roles_that_few_hold_are_told_together(measures):
    for number in range(3):
        people.open_account(
            by=BUILDER, at=NOW, on=TODAY, email=f"lead{number}@millbrook.example", name="Lead",
            password=None, roles=["plan-lead"], organisations=[],
        )  # fmt: skip
    for role, times in (("plan-lead", 2), ("analyst", 4), ("auditor", 1), ("resident", 9)):
        Look.objects.create(indicator_id="lonely", month=JULY, role=role, times=times)

    [july] = looks(viewer=measures.analyst, indicator="lonely", on=TODAY)

    assert july.by_role == (("resident", 9), (FEW, 5), ("plan-lead", 2))
    assert july.times == 16


def test_thirteen_months_are_told_in_two_queries(measures, django_assert_num_queries):
    Look.objects.bulk_create(
        Look(indicator_id="lonely", month=date(2022 + n // 12, n % 12 + 1, 1), role="resident")
        for n in range(43)
    )

    with django_assert_num_queries(2):
        found = looks(viewer=measures.analyst, indicator="lonely", on=TODAY)
    assert [len(found), found[0].month, found[-1].month] == [13, JULY, date(2024, 7, 1)]


def test_only_keepers_read_it(measures, client, resident):
    Look.objects.create(indicator_id="lonely", month=JULY, role="resident", times=9)

    assert looks(viewer=resident, indicator="lonely", on=TODAY) == ()
    assert looks(viewer=measures.lead, indicator="lonely", on=TODAY) == ()
    assert "Looked at" not in words(client.get("/measures/lonely/"))
    client.force_login(borough_user(measures, "analyst"))
    page = words(client.get("/measures/lonely/"))
    assert "How often it is looked at" in page
    assert "since July 2025" in page
