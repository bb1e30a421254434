"""Two people who save at the same moment: whom the database undoes loses nothing typed."""

from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connection, connections, transaction

from marram.people.models import Group, KeptTyping, Organisation
from marram.people.views import collisions
from tests.people.test_idle import ADDRESS, TYPED, kept_form, log_in


SAVE = "marram.people.views.organisations.actions.amend_organisation"


class Undone(Exception):
    sqlstate = "40P01"


def collide(**given):
    raise OperationalError("deadlock detected") from Undone()


def wait_too_long(**given):
    raise OperationalError("database is locked")


def break_down(**given):
    raise OperationalError("the disk is full")


@pytest.fixture
def officer(open_account, monkeypatch):
    monkeypatch.setattr("marram.people.vocabulary.second_step_roles", frozenset)
    return open_account("olu@millbrook.example", "board-officer")


@pytest.mark.parametrize("undone", [collide, wait_too_long])
def test_what_was_typed_is_kept_and_sent_again(client, council, officer, monkeypatch, undone):
    log_in(client, officer)
    with monkeypatch.context() as beside:
        beside.setattr(SAVE, undone)
        page = client.post(ADDRESS, TYPED, follow=True)

    assert "Somebody else saved at the same moment" in page.text
    assert Organisation.objects.get().name == "Millbrook Council"

    address, fields = kept_form(page)
    client.post(address, fields)

    assert Organisation.objects.get().name == TYPED["name"]
    assert not KeptTyping.unscoped.exists()


def test_a_script_that_saves_is_told_to_press_the_button(client, council, officer, monkeypatch):
    log_in(client, officer)
    monkeypatch.setattr(SAVE, collide)

    answer = client.post(ADDRESS, TYPED, headers={"x-requested-with": "fetch"})

    assert answer.status_code == 503
    assert "Press the button" in answer.json()["reason"]
    assert not KeptTyping.unscoped.exists()


def test_what_else_breaks_in_the_database_is_no_collision(client, council, officer, monkeypatch):
    client.raise_request_exception = False
    log_in(client, officer)
    monkeypatch.setattr(SAVE, break_down)

    assert client.post(ADDRESS, TYPED).status_code == 500
    assert not KeptTyping.unscoped.exists()


@pytest.mark.database
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets in one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_the_database_says_so_in_the_way_that_is_understood(council, board):
    """Two changes of the same two rows, each in the other's order."""
    rows = [(Organisation, council.pk), (Group, board.pk)]
    together, ends = Barrier(2), []

    def lock(model, number):
        model.objects.select_for_update().get(pk=number)

    def change(first, second):
        try:
            with transaction.atomic():
                lock(*first)
                together.wait(timeout=10)
                lock(*second)
        except OperationalError as error:
            ends.append(error)
        finally:
            connections.close_all()

    both = [Thread(target=change, args=order) for order in (rows, rows[::-1])]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert [collisions._undone(error) for error in ends] == [True]
