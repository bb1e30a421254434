"""Comma-separated files as people and programs write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marram.design import exports
from marram.foundation.verdicts import Refused
from marram.sources import readers
from marram.sources.readers.cells import Line


def cells(content: bytes) -> list[tuple[str, ...]]:
    return [line.cells for line in readers.read(content)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_every_kind_of_line_end_is_read(end):
    assert cells(f"a,b{end}1,2{end}".encode()) == [("a", "b"), ("1", "2")]


def test_mixed_line_ends_are_read_as_one_kind():
    assert cells(b"a,b\r\n1,2\n3,4\r5,6") == [("a", "b"), ("1", "2"), ("3", "4"), ("5", "6")]


def test_a_byte_order_mark_is_no_part_of_the_first_heading():
    assert cells("a,b\n1,2".encode("utf-8-sig"))[0] == ("a", "b")


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    lines = readers.read(b'a,b\n\n"one\ntwo",2\n,\n3,4\n')

    assert lines == (
        Line("", 1, ("a", "b")),
        Line("", 3, ("one\ntwo", "2")),
        Line("", 5, ("3", "4")),
    )


def test_quotes_within_a_cell_are_doubled():
    assert cells(b'a,b\n"say ""yes""",", and no"') == [("a", "b"), ('say "yes"', ", and no")]


def test_a_line_with_a_wrong_byte_is_named():
    content = "a,b\nüber,1\n".encode() + "für,2\n".encode("cp1252")

    with pytest.raises(
        Refused, match=r"Line 3 holds a letter that is not saved as UTF-8 \(byte FC"
    ):
        readers.read(content)


def test_the_row_with_an_open_quote_is_named():
    with pytest.raises(Refused, match="The quote marks in row 3 do not come in pairs"):
        readers.read(b'a,b\n1,2\n"3,4\n5,6\n')


def test_the_cell_that_is_too_long_is_named():
    with pytest.raises(Refused, match="The text in column B of row 2 is longer than 32,767"):
        readers.read(b"a,b\n1," + b"x" * 32_768)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1),
            min_size=2,
            max_size=2,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_our_own_exports_write_is_read_back(rows):
    """The ' before what a spreadsheet would run is put on by one and taken off by the other."""
    told = [row for row in rows if any(cell.strip() for cell in row)]

    read = readers.read(exports.csv_bytes(["first", "second"], told))

    assert [list(line.cells) for line in read[1:]] == told
