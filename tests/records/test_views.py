"""The pages of the ledger."""

import csv
import hashlib
import json

import pytest
from django.db import connection

from marram.foundation.verdicts import Refused
from tests.records.facts import move_bench, move_benches
from tests.records.sealing import seal_lifted


def text(response):
    return response.content.decode()


def test_the_history_page_shows_each_change_before_and_after(amina, partner, opened):
    move_bench("Mill Pond", before="Church Lane")

    page = text(opened("/records/parks.bench/12/", viewer=partner))

    assert "<h1" in page and "History of bench 12" in page
    assert "Moved a bench" in page
    assert "Amina" in page
    assert "5 June 2025 at 10:30" in page
    assert "Church Lane</del>" in page
    assert "Mill Pond</ins>" in page


def test_a_long_history_links_to_what_is_older_and_back_to_the_newest(db, partner, opened):
    move_benches(21)

    first = text(opened("/records/parks.bench/12/", viewer=partner))
    older = text(opened("/records/parks.bench/12/?before=2", viewer=partner))

    assert "/records/parks.bench/12/?before=2" in first
    assert "Spot 21</ins>" in first and "Spot 1</ins>" not in first
    assert "Spot 1</ins>" in older
    assert "Newest changes" in older


def test_a_key_may_hold_a_slash(db, partner, opened):
    assert opened("/records/places.area/E08000014/2019/", viewer=partner).status_code == 200


@pytest.mark.parametrize("before", ["abc", "-1", "9" * 40, ""])
def test_a_number_that_is_none_shows_the_newest(db, partner, opened, before):
    move_bench()

    page = text(opened(f"/records/parks.bench/12/?before={before}", viewer=partner))

    assert "Moved a bench" in page


def test_what_was_typed_is_shown_as_text(db, partner, auditor, opened):
    move_bench("<script>alert(1)</script>")

    for address, viewer in (("/records/parks.bench/12/", partner), ("/records/", auditor)):
        page = text(opened(address, viewer=viewer))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_the_ledger_page_shows_entries_filters_and_the_newest_hash(amina, auditor, opened):
    move_bench("Mill Pond")
    move_bench("Church Lane", by="system:load")

    page = text(opened("/records/?by=user:1&since=2025-06-01", viewer=auditor))

    assert "Mill Pond" in page
    assert "Church Lane" not in page
    assert '<option value="user:1" selected' in page
    assert "2 entries; the newest has the hash" in page
    assert "/records/ledger.csv?by=user%3A1&amp;since=2025-06-01" in page


def test_older_entries_keep_the_filters(amina, auditor, opened):
    move_benches(51)

    page = text(opened("/records/?by=user:1", viewer=auditor))

    assert "?by=user%3A1&amp;before=2" in page


def test_a_day_that_is_none_is_said_beside_its_box_and_shows_everything_else(db, auditor, opened):
    move_bench("Mill Pond")

    page = text(opened("/records/?since=31/6/2025", viewer=auditor))

    assert "There is a problem" in page
    assert "Mill Pond" in page


def test_the_file_of_the_ledger_can_be_checked_without_this_program(amina, auditor, opened):
    move_bench("Mill Pond")
    move_bench("Church Lane", before="Mill Pond")

    response = opened("/records/ledger.csv", viewer=auditor)
    lines = list(csv.DictReader(response.getvalue().decode("utf-8-sig").splitlines()))

    assert [line["name"] for line in lines] == ["Amina", "Amina"]
    assert lines[1]["previous_hash"] == lines[0]["hash"]
    for line in lines:
        sealed = {key: line[key] for key in line if key not in ("hash", "name")}
        sealed["number"] = int(sealed["number"])
        written = json.dumps(sealed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert line["hash"] == hashlib.sha256(written.encode()).hexdigest()


def test_a_cell_that_a_spreadsheet_would_run_is_defused(db, auditor, opened):
    move_bench(by="=1+1")

    content = opened("/records/ledger.csv", viewer=auditor).getvalue().decode()

    assert "'=1+1" in content


def test_the_check_page_says_that_the_ledger_is_whole(db, auditor, opened):
    move_benches(3)

    before = text(opened("/records/check/", viewer=auditor))
    after = text(opened("/records/check/?expect=", viewer=auditor))

    assert "The ledger is whole" not in before
    assert "The ledger is whole; 3 entries were checked." in after


def test_the_check_page_names_a_changed_entry(db, auditor, opened):
    move_benches(3)
    with seal_lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_ledgerentry SET fact = 'x' WHERE number = 2")

    page = text(opened("/records/check/?expect=", viewer=auditor))

    assert "tampered with in 1 place" in page
    assert "Entry 2 was changed after it was written" in page


def test_the_check_page_says_what_a_hash_looks_like(db, auditor, opened):
    page = text(opened("/records/check/?expect=abc", viewer=auditor))

    assert "Give at least the first 16 characters of a hash" in page


@pytest.mark.parametrize("address", ["/records/", "/records/ledger.csv", "/records/check/"])
def test_only_administrators_and_auditors_open_the_ledger(db, partner, opened, address):
    with pytest.raises(Refused, match="Only administrators and auditors"):
        opened(address, viewer=partner)


def test_pages_hold_no_style_or_script_of_their_own(db, auditor, opened):
    move_bench()

    for address in ("/records/", "/records/parks.bench/12/", "/records/check/"):
        page = text(opened(address, viewer=auditor))
        assert " style=" not in page
        assert "<style" not in page
        assert page.count("<script") == page.count("<script ")
