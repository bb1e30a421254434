"""The proof that rooms use must itself fail when it should."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from marram.foundation.events import Subject, publish
from marram.people.models import User
from tests.records.facts import MORNING, BenchMoved
from tests.records.replay import replayed, told_by_the_ledger


FIELDS = {"name": "name", "joined": "joined_at", "left": "left_at"}


@pytest.fixture
def subject(amina):
    return Subject("people.user", "1")


@transaction.atomic
def tell(subject, *, before=None, after):
    publish(BenchMoved(by="user:1", at=MORNING, subject=subject, before=before or {}, after=after))


@pytest.fixture
def joined(amina, subject):
    tell(subject, after={"name": "Amina", "joined": amina.joined_at, "left": None})
    return amina


def test_a_life_told_by_the_ledger_gives_the_row(joined, subject):
    joined.name = "Amina B"
    joined.save()
    tell(subject, before={"name": "Amina"}, after={"name": "Amina B"})

    told_by_the_ledger(joined, subject=subject, fields=FIELDS)


def test_a_change_past_the_actions_is_found(joined, subject):
    User.objects.filter(pk=joined.pk).update(name="Somebody else")

    with pytest.raises(AssertionError, match="Somebody else"):
        told_by_the_ledger(joined, subject=subject, fields=FIELDS)


def test_a_change_told_with_another_before_is_found(joined, subject):
    tell(subject, before={"name": "Nobody"}, after={"name": "Amina"})

    with pytest.raises(AssertionError, match="entry 2 says that name was 'Nobody'"):
        told_by_the_ledger(joined, subject=subject, fields=FIELDS)


def test_a_record_that_was_never_told_is_found(amina):
    with pytest.raises(AssertionError, match="the ledger says nothing about people.user/9"):
        told_by_the_ledger(amina, subject=Subject("people.user", "9"), fields=FIELDS)


def test_moments_are_compared_as_the_ledger_writes_them(joined, subject):
    joined.left_at = datetime(2025, 9, 1, 12, tzinfo=UTC)
    joined.is_active = False
    joined.save()
    tell(subject, before={"left": None}, after={"left": joined.left_at})

    told_by_the_ledger(joined, subject=subject, fields=FIELDS)
    assert replayed(subject)["left"] == "2025-09-01T12:00:00.000000Z"
