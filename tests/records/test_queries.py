"""The history of a record and the whole ledger, for those who may know."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from marram.foundation.events import Subject
from marram.foundation.verdicts import Refused
from marram.records import actions, queries
from marram.records.queries import Chosen
from tests.records.facts import BENCH, MORNING, BenchPainted, move_bench, move_benches


OTHER = Subject("parks.bench", "13")


def test_a_history_says_who_changed_what_and_how_newest_first(amina, partner):
    move_bench("Mill Pond", by="user:1")
    move_bench("Church Lane", before="Mill Pond", by="system:load")
    move_bench("Elsewhere", subject=OTHER)

    history = queries.history(viewer=partner, subject=BENCH)

    newest, oldest = history.entries
    assert (newest.name, newest.fact) == (
        "Marram, loading the published record",
        "Moved a bench",
    )
    assert newest.changes == (
        queries.Change(field="place", before="Mill Pond", after="Church Lane"),
    )
    assert (oldest.name, oldest.changes[0].before) == ("Amina", None)
    assert history.older is None


def test_a_long_history_shows_the_newest_twenty_and_goes_on_where_they_end(db, partner):
    move_benches(45)

    first = queries.history(viewer=partner, subject=BENCH)
    second = queries.history(viewer=partner, subject=BENCH, before=first.older)
    third = queries.history(viewer=partner, subject=BENCH, before=second.older)

    assert [len(part.entries) for part in (first, second, third)] == [20, 20, 5]
    assert (first.entries[0].number, third.entries[-1].number) == (45, 1)
    assert third.older is None


@pytest.mark.parametrize("moves", [1, 15])
def test_a_history_costs_two_queries_however_long_it_is(
    amina, partner, moves, django_assert_num_queries
):
    for number in range(moves):
        move_bench(by=f"user:{number}")

    with django_assert_num_queries(2):
        queries.history(viewer=partner, subject=BENCH)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("user:1", "Amina"),
        ("user:77", "An account that is no longer held (77)"),
        ("link:40", "Somebody with a mailed link (40)"),
        ("resident", "A resident"),
        ("system:load", "Marram, loading the published record"),
        ("system:chase", "Marram, sending reminders"),
    ],
)
def test_everybody_who_can_change_something_has_a_name(amina, partner, key, name):
    move_bench(by=key)

    assert queries.history(viewer=partner, subject=BENCH).entries[0].name == name


def test_a_room_above_names_its_own_links_and_records(db, partner, hung):
    hung("records.actors", lambda *, viewer, key: {"link:40": "Mersey Care, by link"})
    hung("records.subjects", lambda *, viewer, key: {BENCH: ("the old bench", "/benches/12/")})
    move_bench(by="link:40")

    history = queries.history(viewer=partner, subject=BENCH)

    assert history.entries[0].name == "Mersey Care, by link"
    assert history.named == queries.Named("the old bench", "/benches/12/")


def test_reading_a_record_is_no_part_of_its_history(db, partner, auditor):
    move_bench()
    actions.note_reading(by=auditor, at=MORNING, subject=BENCH, why="A complaint")

    assert [entry.fact for entry in queries.history(viewer=partner, subject=BENCH).entries] == [
        "Moved a bench"
    ]


def test_a_resident_may_not_read_a_history(db, resident):
    move_bench()

    with pytest.raises(Refused, match="You need an account of a partner organisation"):
        queries.history(viewer=resident, subject=BENCH)


def test_the_room_of_a_record_may_close_its_history_and_say_why(db, partner, hung):
    def closed(*, viewer, key):
        return "This bench is exempt." if key == BENCH else None

    hung("records.closed", closed)

    with pytest.raises(Refused, match="This bench is exempt."):
        queries.history(viewer=partner, subject=BENCH)
    assert queries.history(viewer=partner, subject=OTHER).entries == ()


@pytest.fixture
def busy_day(amina):
    """Five entries: two people, two facts, two benches, two days by the clock of the place."""
    move_bench("1", by="user:1")
    move_bench("2", by="system:load")
    move_bench("3", by="user:1", kind=BenchPainted)
    move_bench("4", by="user:1", subject=OTHER)
    move_bench("5", by="user:1", at=datetime(2025, 6, 5, 23, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [
        (Chosen(), [5, 4, 3, 2, 1]),
        (Chosen(by="system:load"), [2]),
        (Chosen(kind="tests.bench_painted"), [3]),
        (Chosen(subject_kind="parks.bench", subject_key="13"), [4]),
        (Chosen(subject_kind="parks.bench"), [5, 4, 3, 2, 1]),
        (Chosen(subject_kind="parks.tree"), []),
        (Chosen(since=date(2025, 6, 6)), [5]),
        (Chosen(until=date(2025, 6, 5)), [4, 3, 2, 1]),
        (Chosen(since=date(2025, 6, 5), until=date(2025, 6, 6), by="user:1"), [5, 4, 3, 1]),
    ],
)
def test_the_ledger_shows_what_was_chosen(busy_day, auditor, chosen, numbers):
    """Half past eleven at night in UTC is the next day here, in summer."""
    page = queries.ledger(viewer=auditor, chosen=chosen)

    assert [entry.number for entry in page.entries] == numbers


@pytest.mark.database
def test_the_ledger_offers_everybody_and_every_fact_that_stands_in_it(busy_day, auditor):
    page = queries.ledger(viewer=auditor, chosen=Chosen(by="nobody"))

    assert page.actors == {
        "system:load": "Marram, loading the published record",
        "user:1": "Amina",
    }
    assert page.kinds == ("tests.bench_moved", "tests.bench_painted")


def test_the_ledger_names_the_hash_to_write_into_the_minutes(busy_day, auditor):
    page = queries.ledger(viewer=auditor, chosen=Chosen())

    assert (page.number, page.head) == (5, queries.verify().head)


def test_the_ledger_is_paged_by_number(db, auditor):
    move_benches(60)

    first = queries.ledger(viewer=auditor, chosen=Chosen())
    second = queries.ledger(viewer=auditor, chosen=Chosen(), before=first.older)

    assert [entry.number for entry in first.entries] == list(range(60, 10, -1))
    assert [entry.number for entry in second.entries] == list(range(10, 0, -1))
    assert second.older is None


@pytest.mark.parametrize("moves", [1, 50])
def test_a_page_of_the_ledger_costs_six_queries_however_full(
    amina, auditor, moves, django_assert_num_queries
):
    for number in range(moves):
        move_bench(by=f"user:{number}", subject=replace(BENCH, key=str(number)))

    with django_assert_num_queries(6):
        queries.ledger(viewer=auditor, chosen=Chosen())


def test_a_partner_may_not_read_the_whole_ledger(db, partner):
    with pytest.raises(Refused, match="Only administrators and auditors"):
        queries.ledger(viewer=partner, chosen=Chosen())
    with pytest.raises(Refused, match="Only administrators and auditors"):
        queries.all_entries(viewer=partner, chosen=Chosen())


def test_all_entries_come_oldest_first_however_many_parts_they_are_read_in(
    db, auditor, monkeypatch
):
    monkeypatch.setattr("marram.records.queries.entries.PART", 2)
    for number in range(5):
        move_bench(at=MORNING + timedelta(hours=number))

    entries = list(queries.all_entries(viewer=auditor, chosen=Chosen(by="user:1")))

    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
