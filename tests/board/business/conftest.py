"""Millbrook's board, with a meeting held in May and one planned for July.

Building it takes a hundred changes, so it is built once a module and every test gets it as new:
what a test does is rolled back to where the module began.
"""

from dataclasses import replace

import pytest
from django.db import transaction

from marram.board.models import AgendaItem, Meeting, Resolution
from tests.world import board
from tests.world import millbrook as borough


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    whole = transaction.atomic()
    with django_db_blocker.unblock():
        whole.__enter__()
        place = borough.build()
        made = board.build(place)
    yield place, made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def millbrook(built, db):
    return built[0]


@pytest.fixture
def world(built, db):
    """The board as it was built, its records read anew: a test may change them in memory."""
    made = built[1]
    return replace(
        made,
        falls=Resolution.objects.get(pk=made.falls.pk),
        yearly=Resolution.objects.get(pk=made.yearly.pk),
        secret=Resolution.objects.get(pk=made.secret.pk),
        exempt=AgendaItem.objects.get(pk=made.exempt.pk),
        may=Meeting.objects.get(pk=made.may.pk),
        july=Meeting.objects.get(pk=made.july.pk),
    )


@pytest.fixture
def officer(world):
    return world.officer


@pytest.fixture
def member(world):
    return world.member


@pytest.fixture
def partner(world):
    return world.partner
