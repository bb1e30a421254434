"""Two people at once: one does it, the other finds it done."""

import pytest
from django.core.management import call_command

from marram.people.models import Organisation
from marram.sources import actions
from marram.sources.models import Delivery
from tests.sources import organisations
from tests.sources.crashes import AT, databases, in_child, started


CONTENT = organisations.written([organisations.row(f"org-{number}") for number in range(30)])


def deliver(keeper):
    return actions.receive_delivery(
        by=keeper, at=AT, layout="organisations", file_name="rows.csv", content=CONTENT
    )


@pytest.fixture
def store(tmp_path, django_db_blocker):
    with django_db_blocker.unblock(), databases(tmp_path / "databases") as store:
        yield store


@pytest.mark.database
def test_two_people_who_accept_at_once_write_the_rows_once(store, keeper):
    def prepare():
        call_command("migrate", verbosity=0)
        deliver(keeper)

    def accept():
        actions.accept_delivery(by=keeper, at=AT, delivery_id=Delivery.objects.get().pk)

    in_child(store.at("waiting"), prepare).succeeded()
    waiting = [started(store.at("waiting"), accept) for _ in range(4)]
    for child in waiting:
        child().succeeded()

    def look():
        assert Organisation.objects.count() == 30
        assert Delivery.objects.get().created == 30

    in_child(store.at("waiting"), look).succeeded()


@pytest.mark.database
def test_two_people_who_send_one_file_at_once_make_one_delivery(store, keeper):
    in_child(store.at("waiting"), lambda: call_command("migrate", verbosity=0)).succeeded()

    waiting = [started(store.at("waiting"), lambda: deliver(keeper)) for _ in range(4)]
    for child in waiting:
        child().succeeded()

    def look():
        assert Delivery.objects.count() == 1
        assert Delivery.objects.get().rows.count() == 30

    in_child(store.at("waiting"), look).succeeded()
