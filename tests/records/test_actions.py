"""Keeping facts in the ledger."""

import json
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from marram.foundation.events import Event, Subject, publish
from marram.records import actions
from marram.records.models import LedgerEntry, LedgerHead
from marram.records.vocabulary import NOTHING_BEFORE
from tests.records.facts import BENCH, MORNING, BenchMoved, BenchPainted, move_bench, move_benches
from tests.records.sealing import seal_lifted


def test_a_fact_that_is_told_stands_in_the_ledger_in_words_with_before_and_after(db):
    move_bench("Mill Pond", before="Church Lane")

    entry = LedgerEntry.objects.get()
    assert (entry.number, entry.at, entry.by) == (1, MORNING, "user:1")
    assert (entry.kind, entry.fact) == ("tests.bench_moved", "Moved a bench")
    assert (entry.subject_kind, entry.subject_key) == ("parks.bench", "12")
    assert json.loads(entry.before) == {"place": "Church Lane"}
    assert json.loads(entry.after) == {"place": "Mill Pond"}
    assert entry.previous_hash == NOTHING_BEFORE


def test_each_entry_names_the_hash_of_the_one_before_and_the_head_names_the_last(db):
    move_benches(3)

    first, second, third = LedgerEntry.objects.all()
    head = LedgerHead.objects.get()
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    assert (head.number, head.hash) == (3, third.hash)


def test_an_event_of_a_room_is_named_by_its_room_and_one_without_words_by_its_class(db, auditor):
    actions.note_reading(by=auditor, at=MORNING, subject=BENCH, why="A complaint")
    move_bench(kind=BenchPainted)

    assert list(LedgerEntry.objects.values_list("kind", "fact")) == [
        ("records.reading_kept", "Read a record"),
        ("tests.bench_painted", "Bench painted"),
    ]


def test_a_reading_keeps_who_read_what_and_why(db, auditor):
    actions.note_reading(
        by=auditor, at=MORNING, subject=Subject("earlyhelp.case", "7"), why="Supervision"
    )

    entry = LedgerEntry.objects.get()
    assert (entry.by, entry.subject_key, entry.after) == ("user:2", "7", '{"why":"Supervision"}')


def test_a_moment_is_kept_to_the_microsecond(db):
    at = datetime(2025, 6, 5, 9, 30, 1, 234567, tzinfo=UTC)

    move_bench(at=at)

    assert LedgerEntry.objects.get().at == at


@pytest.mark.database
def test_a_change_that_is_undone_leaves_no_entry_and_no_gap(db):
    move_bench("Mill Pond")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        move_bench("Nowhere")
        raise ZeroDivisionError
    move_bench("Church Lane")

    assert list(LedgerEntry.objects.values_list("number", flat=True)) == [1, 2]
    assert "Nowhere" not in "".join(LedgerEntry.objects.values_list("after", flat=True))


@pytest.mark.database
def test_a_fact_told_outside_the_transaction_of_its_change_is_a_bug_and_is_not_kept(
    transactional_db,
):
    told = BenchMoved(by="user:1", at=MORNING, subject=BENCH)

    with pytest.raises(RuntimeError, match="publish BenchMoved inside the transaction"):
        publish(told)

    assert not LedgerEntry.objects.exists()


@pytest.mark.database
def test_a_ledger_whose_tables_were_emptied_begins_anew(db):
    move_benches(2)
    with seal_lifted():
        LedgerEntry.objects.all().delete()
        LedgerHead.objects.all().delete()

    move_bench()

    assert LedgerEntry.objects.get().number == 1


ENTRY, HEAD = "records_ledgerentry", "records_ledgerhead"


@pytest.mark.database
@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        (f"UPDATE {ENTRY} SET fact = 'Nothing' WHERE number = 1", "append-only"),
        (f"DELETE FROM {ENTRY} WHERE number = 2", "append-only"),
        (f"DELETE FROM {ENTRY}", "append-only"),
        (f"UPDATE {HEAD} SET number = 1", "only moves forward"),
        (f"UPDATE {HEAD} SET hash = 'x'", "only moves forward"),
        (f"DELETE FROM {HEAD}", "only moves forward"),
    ],
)
def test_the_database_itself_refuses_to_change_what_is_written(db, sql, sentence):
    move_benches(2)

    with (
        pytest.raises(DatabaseError, match=sentence),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert LedgerEntry.objects.count() == 2


@pytest.mark.database
def test_writing_an_entry_over_another_is_refused_too(db):
    """SQLite's INSERT OR REPLACE takes the old row away without asking its DELETE trigger."""
    move_bench()
    sqlite = connection.vendor == "sqlite"
    insert = "INSERT OR REPLACE" if sqlite else "INSERT"
    over = "" if sqlite else " ON CONFLICT (number) DO UPDATE SET fact = 'Nothing'"

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"{insert} INTO {ENTRY} SELECT * FROM {ENTRY} WHERE number = 1{over}")

    assert LedgerEntry.objects.get().fact == "Moved a bench"


@pytest.mark.database
def test_emptying_the_whole_table_is_refused_where_the_database_can(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE: DELETE is refused above")
    move_bench()

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {ENTRY}")


def test_saving_an_entry_again_is_refused(db):
    move_bench()
    entry = LedgerEntry.objects.get()
    entry.fact = "Never happened"

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.save()


def test_every_kind_of_event_of_the_house_has_its_fact_in_words():
    """A history shows the first line of the docstring: somebody must have written one."""
    kinds = [kind for kind in _kinds(Event) if kind.__module__.startswith("marram.")]

    wordless = [
        kind.__name__
        for kind in kinds
        if not kind.__doc__ or kind.__doc__.startswith(f"{kind.__name__}(")
    ]

    assert kinds
    assert wordless == []


def _kinds(kind):
    for derived in kind.__subclasses__():
        yield derived
        yield from _kinds(derived)
