"""Tables to take away open in a spreadsheet as what they say, and run nothing."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from marram.design import exports


HEADER = ("Action", "Cost", "Due", "Done", "Changed")
CHANGED = datetime(2025, 6, 30, 12, 15, tzinfo=UTC)
ROW = ("Café “Dunes”, Southport", Decimal("-12.50"), date(2025, 6, 30), True, CHANGED)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def opened(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_a_comma_separated_file_says_what_the_table_says():
    content = exports.csv_bytes(HEADER, [ROW])

    assert content.startswith(b"\xef\xbb\xbf")
    assert read(content) == [
        list(HEADER),
        ["Café “Dunes”, Southport", "-12.50", "2025-06-30", "yes", "2025-06-30 12:15+00:00"],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_that_a_spreadsheet_would_run_is_marked_as_text(start):
    content = exports.csv_bytes([f"{start}head"], [(f"{start}cmd|' /C calc'!A0",)])

    assert [row[0][0] for row in read(content)] == ["'", "'"]


def test_a_negative_number_stays_a_number():
    assert read(exports.csv_bytes(["n"], [(-5,), (Decimal("-0.5"),)]))[1:] == [["-5"], ["-0.5"]]


def test_a_workbook_keeps_numbers_and_days_and_runs_no_text():
    sheet = opened(
        exports.workbook_bytes("Actions", HEADER, [ROW, ("=1+1", None, None, False, None)])
    )

    assert [cell.value for cell in sheet[2]][:4] == [
        "Café “Dunes”, Southport",
        -12.5,
        datetime(2025, 6, 30),  # noqa: DTZ001 - the cells of a workbook have no time zone
        "yes",
    ]
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=1+1", "s")
    assert sheet.freeze_panes == "A2"


def test_equal_tables_make_equal_workbooks():
    made = [exports.workbook_bytes("Actions", HEADER, [ROW]) for _ in range(2)]

    assert made[0] == made[1]


def test_a_title_becomes_a_name_that_a_sheet_may_have():
    title = "Actions: overdue [all] / 'late' and a good deal more"

    assert (
        opened(exports.workbook_bytes(title, ["a"], [])).title == "Actions overdue all 'late' and"
    )


def test_a_text_longer_than_a_cell_is_cut_with_a_mark():
    sheet = opened(exports.workbook_bytes("Long", ["a"], [("x" * 40_000,)]))

    assert len(sheet["A2"].value) == 32_767
    assert sheet["A2"].value.endswith("…")


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch):
    monkeypatch.setattr(exports, "ROWS", 2)

    with pytest.raises(ValueError, match="a sheet holds 2 rows below its heading; got 3"):
        exports.workbook_bytes("Long", ["a"], [(1,), (2,), (3,)])
