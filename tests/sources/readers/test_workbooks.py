"""Workbooks as spreadsheet programs write them, and as only somebody with bad intent would."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
import python_calamine
import xlsxwriter

from marram.foundation.verdicts import Refused
from marram.sources import readers
from marram.sources.readers.cells import Unreadable
from tests.sources import workbooks as book


# The cells of a workbook have no time zone.
NOON = datetime(2025, 6, 30, 12, tzinfo=UTC).replace(tzinfo=None)


def by_openpyxl(*rows, name="Rows"):
    made = io.BytesIO()
    workbook = openpyxl.Workbook()
    workbook.active.title = name
    for row in rows:
        workbook.active.append(row)
    workbook.save(made)
    return made.getvalue()


def by_xlsxwriter(write, **options):
    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(made, {"in_memory": True, **options})
    write(workbook, workbook.add_worksheet("Rows"))
    workbook.close()
    return made.getvalue()


def cells(content):
    return [line.cells for line in readers.read(content)]


def test_texts_numbers_flags_and_days_keep_their_kind():
    content = by_openpyxl(
        ("text", "number", "flag", "day", "moment"),
        ("Café £5", 1.1, True, date(2025, 6, 30), NOON),
    )

    assert cells(content)[1] == (
        "Café £5",
        Decimal("1.1"),
        True,
        date(2025, 6, 30),
        NOON,
    )


def test_rows_and_cells_keep_their_place():
    content = by_openpyxl(("a", "b", "c"), (), (None, "x", None, "y"), name="Actions")

    lines = readers.read(content)

    assert [(line.sheet, line.number, line.cells) for line in lines] == [
        ("Actions", 1, ("a", "b", "c")),
        ("Actions", 3, (None, "x", None, "y")),
    ]


def test_a_date_is_known_by_its_format_and_not_by_its_number():
    def write(workbook, sheet):
        for column, shape in enumerate(
            ["d mmmm yyyy", "[$-809]dd/mm/yy", "[h]:mm", "0.00", "#,##0"]
        ):
            sheet.write_number(0, column, 45838, workbook.add_format({"num_format": shape}))

    kinds = [type(cell) for cell in cells(by_xlsxwriter(write))[0]]

    assert kinds == [date, date, date, Decimal, Decimal]


def test_a_workbook_that_counts_days_since_1904_gives_the_same_days():
    def write(workbook, sheet):
        shape = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(0, 0, NOON, shape)

    since_1904 = by_xlsxwriter(write, date_1904=True)

    assert cells(since_1904) == cells(by_xlsxwriter(write)) == [(NOON,)]


def test_the_day_that_never_was_is_no_date():
    """Excel believes that 1900 had a 29 February and calls it day 60."""

    def write(workbook, sheet):
        shape = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for row, serial in enumerate([59, 60, 61]):
            sheet.write_number(row, 0, serial, shape)

    first, second, third = (row[0] for row in cells(by_xlsxwriter(write)))

    assert (first, third) == (date(1900, 2, 28), date(1900, 3, 1))
    assert isinstance(second, Unreadable)


def test_rich_text_and_links_are_read_as_their_text():
    def write(workbook, sheet):
        sheet.write_rich_string(0, 0, "some ", workbook.add_format({"bold": True}), "bold", " text")
        sheet.write_url(1, 0, "https://millbrook.example/", string="Millbrook")

    assert cells(by_xlsxwriter(write)) == [("some bold text",), ("Millbrook",)]


def test_an_error_in_a_cell_is_a_sentence_and_not_a_text():
    error = '<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>'

    found = cells(book.packed(book.parts({"S": book.sheet(error)})))

    assert found == [(Unreadable("The cell shows the error #REF!. Enter a value."),)]


def test_the_cell_with_a_formula_is_named():
    content = by_openpyxl(("a", "b"), (1, 2), (3, "=A2+B2"), name="Costs")

    with pytest.raises(Refused, match="Cell B3 on sheet “Costs” holds a formula"):
        readers.read(content)


def test_a_text_that_only_looks_like_a_formula_is_a_text():
    def write(workbook, sheet):
        sheet.write_string(0, 0, "=A1+1")

    assert cells(by_xlsxwriter(write)) == [("=A1+1",)]


def test_merged_cells_are_named():
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "Who and when"
    workbook.active.merge_cells("A1:B1")
    made = io.BytesIO()
    workbook.save(made)

    with pytest.raises(Refused, match="The cells A1:B1 on sheet “Sheet” are merged"):
        readers.read(made.getvalue())


def test_a_hidden_sheet_without_rows_does_no_harm():
    content = book.packed(
        book.parts(
            {"Rows": book.sheet(book.table([["a"]])), "Lists": book.sheet("")}, hidden=["Lists"]
        )
    )

    assert cells(content) == [("a",)]


def test_sizes_that_the_directory_understates_are_not_believed():
    content = bytearray(book.packed(book.parts({"S": book.sheet(book.table([["a"], ["b"]]))})))
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (20).to_bytes(4, "little")

    with pytest.raises(Refused, match="cannot be unpacked"):
        readers.read(bytes(content))


@pytest.mark.parametrize(
    "rows",
    [
        [("a", "b"), ("x", 1), ("é", 2.5), (None, -3), ("last", 1e10)],
        [("only",), ("  spaces  ",), ("line\nbreak",), ("+no", "tab\tbed")],
        [tuple(f"{row}-{column}" for column in range(60)) for row in range(40)],
    ],
    ids=["texts and numbers", "odd texts", "a wide table"],
)
def test_cells_are_those_that_an_independent_reader_finds(rows):
    content = by_openpyxl(*rows)
    other = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))

    found = other.get_sheet_by_index(0).to_python(skip_empty_area=False)

    def plain(row):
        told = [float(cell) if isinstance(cell, Decimal) else cell for cell in row]
        return ["" if cell is None else cell for cell in told]

    width = max(len(row) for row in found)
    mine = [plain(row) + [""] * (width - len(row)) for row in cells(content)]
    assert mine == [[*row] for row in found]
