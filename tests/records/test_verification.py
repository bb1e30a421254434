"""Whoever changes the ledger past us is found, whatever they changed."""

import tracemalloc

import pytest
from django.db import connection

from marram.foundation.verdicts import Refused
from marram.records import queries, rules
from marram.records.models import LedgerEntry, LedgerHead
from marram.records.queries import verification
from tests.records.facts import move_bench, move_benches
from tests.records.sealing import seal_lifted


@pytest.fixture
def seven_moves(db):
    move_benches(7)


def line_of(entry):
    return rules.Line(**{name: getattr(entry, name) for name in verification.FIELDS})


def sentences(verified):
    return [(fault.number, fault.sentence) for fault in verified.faults]


def tamper(sql):
    with seal_lifted(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_ledger_as_it_was_written_is_whole(seven_moves):
    verified = queries.verify()

    assert verified.whole
    assert (verified.entries, verified.faults) == (7, ())
    assert verified.head == LedgerEntry.objects.get(number=7).hash


def test_an_empty_ledger_is_whole(db):
    assert queries.verify().whole


@pytest.mark.database
@pytest.mark.parametrize(
    "change",
    [
        "fact = 'Painted a bench'",
        'after = \'{"place":"Elsewhere"}\'',
        'before = \'{"place":"Elsewhere"}\'',
        "\"by\" = 'user:9'",
        "at = '2024-06-05 09:30:00+00:00'",
        "kind = 'tests.bench_painted'",
        "subject_kind = 'parks.tree'",
        "subject_key = '13'",
    ],
)
def test_a_changed_field_is_found_at_its_entry(seven_moves, change):
    tamper(f"UPDATE records_ledgerentry SET {change} WHERE number = 4")

    assert sentences(queries.verify()) == [
        (4, "Entry 4 was changed after it was written: its words no longer fit its seal.")
    ]


@pytest.mark.database
def test_an_entry_that_was_changed_and_sealed_again_no_longer_fits_the_next(seven_moves):
    entry = LedgerEntry.objects.get(number=4)
    entry.after = '{"place":"Elsewhere"}'
    resealed = rules.seal(line_of(entry))
    tamper(
        f"UPDATE records_ledgerentry SET after = '{entry.after}', hash = '{resealed}'"
        " WHERE number = 4"
    )

    assert [number for number, _ in sentences(queries.verify())] == [5]


@pytest.mark.database
@pytest.mark.parametrize(
    ("removed", "found"),
    [
        ("number = 4", [(5, "Entry 4 is missing.")]),
        ("number = 1", [(2, "Entry 1 is missing.")]),
        ("number IN (3, 4, 5)", [(6, "Entries 3 to 5 are missing.")]),
        ("number = 7", [(7, "Entry 7 is missing from the end of the ledger.")]),
        ("number > 2", [(7, "Entries 3 to 7 are missing from the end of the ledger.")]),
        ("number > 0", [(7, "Entries 1 to 7 are missing from the end of the ledger.")]),
    ],
)
def test_a_removed_entry_is_named(seven_moves, removed, found):
    tamper(f"DELETE FROM records_ledgerentry WHERE {removed}")

    assert sentences(queries.verify()) == found


@pytest.mark.database
def test_entries_that_changed_places_are_both_found(seven_moves):
    with seal_lifted():
        LedgerEntry.objects.filter(number=3).update(number=99)
        LedgerEntry.objects.filter(number=5).update(number=3)
        LedgerEntry.objects.filter(number=99).update(number=5)

    found = {number for number, _ in sentences(queries.verify())}

    assert {3, 5} <= found


@pytest.mark.database
def test_an_entry_put_in_at_the_end_is_found(seven_moves):
    last = LedgerEntry.objects.get(number=7)
    last.number, last.previous_hash = 8, last.hash
    last.hash = rules.seal(line_of(last))
    last.save(force_insert=True)

    assert sentences(queries.verify()) == [
        (
            8,
            "The ledger ended at entry 7, but there are entries up to 8: they were put in past us.",
        )
    ]


@pytest.mark.database
def test_an_entry_put_in_between_is_found(seven_moves):
    with seal_lifted():
        for number in (7, 6, 5):
            LedgerEntry.objects.filter(number=number).update(number=number + 1)
        put_in = LedgerEntry.objects.get(number=4)
        put_in.number, put_in.previous_hash = 5, put_in.hash
        put_in.hash = rules.seal(line_of(put_in))
        put_in.save(force_insert=True)

    assert {number for number, _ in sentences(queries.verify())} >= {6, 7, 8}


@pytest.mark.database
def test_a_cut_tail_with_a_head_that_was_put_back_is_found_by_a_hash_in_the_minutes(seven_moves):
    in_the_minutes = queries.verify().head
    fifth = LedgerEntry.objects.get(number=5)
    with seal_lifted():
        LedgerEntry.objects.filter(number__gt=5).delete()
        LedgerHead.objects.update(number=5, hash=fifth.hash)
    move_benches(2)

    assert queries.verify().whole
    verified = queries.verify(expected_head=in_the_minutes)
    assert not verified.whole
    assert verified.faults[0].sentence.startswith(f"No entry has the hash {in_the_minutes}")


def test_a_head_that_was_replaced_disagrees_with_the_last_entry(seven_moves):
    tamper(f"UPDATE records_ledgerhead SET hash = '{'0' * 64}'")

    assert sentences(queries.verify()) == [
        (7, "The head of the ledger disagrees with entry 7: one of the two was replaced.")
    ]


def test_a_hash_written_into_minutes_is_found_again_after_more_was_written(seven_moves):
    in_the_minutes = queries.verify().head
    move_bench()

    verified = queries.verify(expected_head=f" {in_the_minutes[:16].upper()} ")

    assert verified.whole
    assert (verified.expected_at, verified.entries) == (7, 8)


@pytest.mark.parametrize("written", ["abc", "not a hash at all, but long"])
def test_what_is_no_hash_is_refused_with_a_sentence(seven_moves, written):
    with pytest.raises(Refused, match="Give at least the first 16 characters of a hash"):
        queries.verify(expected_head=written)


def test_a_walk_over_several_pages_finds_the_same(seven_moves, monkeypatch):
    monkeypatch.setattr(verification, "PAGE", 2)
    tamper("UPDATE records_ledgerentry SET fact = 'Nothing' WHERE number IN (2, 3, 7)")

    verified = queries.verify()

    assert verified.entries == 7
    assert [number for number, _ in sentences(verified)] == [2, 3, 7]


def test_very_many_faults_are_counted_and_the_first_hundred_named(db):
    move_benches(120)
    tamper("UPDATE records_ledgerentry SET fact = 'Nothing'")

    verified = queries.verify()

    assert (verified.faults_found, len(verified.faults)) == (120, 100)


def test_a_ledger_ten_times_as_long_needs_no_more_memory(db, monkeypatch):
    monkeypatch.setattr(verification, "PAGE", 50)
    move_benches(150)
    _peak()
    short = _peak()
    move_benches(1350)

    assert _peak() < short * 1.3


def _peak():
    tracemalloc.start()
    assert queries.verify().whole
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
