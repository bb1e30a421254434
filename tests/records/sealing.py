"""Getting past the ledger's triggers, as only somebody who owns the database can."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import TransactionTestCase

from marram.records.models import seals


@contextmanager
def seal_lifted() -> Iterator[None]:
    """The ledger can be changed and emptied inside, and not after."""
    seals.lift_seal(connection)
    try:
        yield
    finally:
        seals.set_seal(connection)


@contextmanager
def emptying_past_the_seal() -> Iterator[None]:
    """Django empties every table after a test that commits; the ledger would rightly refuse."""
    empty = TransactionTestCase._fixture_teardown

    def empty_past_the_seal(case: TransactionTestCase) -> None:
        with seal_lifted():
            empty(case)

    TransactionTestCase._fixture_teardown = empty_past_the_seal
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = empty
