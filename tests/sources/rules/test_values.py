"""What a cell says, for each kind of column."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from marram.sources.readers.cells import Unreadable
from marram.sources.rules import values
from marram.sources.vocabulary import Column, Kind


def column(kind, **more):
    return Column(name="x", title="Amount", kind=kind, **more)


@pytest.mark.parametrize(
    ("kind", "cell", "said"),
    [
        (Kind.TEXT, "  two  words ", "two  words"),
        (Kind.TEXT, "one\r\ntwo", "one\ntwo"),
        (Kind.TEXT, "Cafe\u0301", "Café"),
        (Kind.TEXT, Decimal("12"), "12"),
        (Kind.TEXT, Decimal("1E+2"), "100"),
        (Kind.WHOLE_NUMBER, "1,234", 1234),
        (Kind.WHOLE_NUMBER, "-7", -7),
        (Kind.WHOLE_NUMBER, Decimal("12"), 12),
        (Kind.DECIMAL, "1,234.50", Decimal("1234.50")),
        (Kind.DECIMAL, Decimal("0.1"), Decimal("0.1")),
        (Kind.DAY, "2025-06-30", date(2025, 6, 30)),
        (Kind.DAY, "30/6/2025", date(2025, 6, 30)),
        (Kind.DAY, "30 June 2025", date(2025, 6, 30)),
        (Kind.DAY, date(2025, 6, 30), date(2025, 6, 30)),
        (Kind.MONTH, "June 2025", date(2025, 6, 1)),
        (Kind.MONTH, "2025-06", date(2025, 6, 1)),
        (Kind.MONTH, "Sept 2025", date(2025, 9, 1)),
        (Kind.MONTH, date(2025, 6, 30), date(2025, 6, 1)),
        (Kind.FLAG, "Yes", True),
        (Kind.FLAG, "0", False),
        (Kind.FLAG, True, True),
        (Kind.FLAG, Decimal("1"), True),
    ],
)
def test_a_cell_is_read_by_the_kind_of_its_column(kind, cell, said):
    assert values.value(column(kind), cell) == said


@pytest.mark.parametrize(
    ("kind", "cell", "sentence"),
    [
        (Kind.TEXT, date(2025, 6, 1), "turned this text into the date 01/06/2025"),
        (Kind.TEXT, "a\x07b", r"a sign that cannot be shown \(U\+0007\)"),
        (Kind.TEXT, "a\ud800b", r"a sign that cannot be shown \(U\+D800\)"),
        (Kind.TEXT, "a\u202eb", r"a sign that cannot be shown \(U\+202E\)"),
        (Kind.TEXT, Unreadable("The cell shows the error #N/A. Enter a value."), "error #N/A"),
        (Kind.WHOLE_NUMBER, "12.5", "“12.5” is not a whole number"),
        (Kind.WHOLE_NUMBER, "1" * 30, "is not a whole number"),
        (Kind.WHOLE_NUMBER, "१२", "“१२” is not a whole number"),
        (Kind.WHOLE_NUMBER, True, "“True” is not a whole number"),
        (Kind.DECIMAL, "1e400000", "is not a number"),
        (Kind.DECIMAL, "NaN", "“NaN” is not a number"),
        (Kind.DECIMAL, Decimal("1e400000"), "is not a number"),
        (Kind.DAY, "31/02/2025", "“31/02/2025” is not in the calendar"),
        (Kind.DAY, "06/30/2025", "not in the calendar"),
        (Kind.DAY, "1/1/25", "“1/1/25” is not a date"),
        (Kind.DAY, "30 Juni 2025", "not in the calendar"),
        (Kind.DAY, "0025-06-30", "The year 25 cannot be right"),
        (Kind.DAY, "on-going", "“on-going” is not a date"),
        (Kind.DAY, datetime(2025, 6, 30, 9, tzinfo=UTC), "holds a time as well"),
        (Kind.MONTH, "summer", "“summer” is not a month"),
        (Kind.MONTH, "2025-13", "not in the calendar"),
        (Kind.FLAG, "perhaps", "“perhaps” is neither yes nor no"),
    ],
)
def test_a_cell_that_does_not_fit_says_what_to_enter(kind, cell, sentence):
    with pytest.raises(values.Wrong, match=sentence):
        values.value(column(kind), cell)


def test_an_empty_cell_is_nothing_unless_the_column_must_be_filled():
    assert values.value(column(Kind.TEXT), "  ") is None
    with pytest.raises(values.Wrong, match="“Amount” is empty. Enter a date"):
        values.value(column(Kind.DAY, required=True), None)


def test_a_choice_is_read_whatever_its_case_and_kept_as_it_is_spelt():
    choices = column(Kind.CHOICE, choices=("NHS provider", "VCSE"))

    assert values.value(choices, "nhs PROVIDER") == "NHS provider"
    with pytest.raises(values.Wrong, match="Enter one of: NHS provider, VCSE."):
        values.value(choices, "charity")


def test_a_column_with_choices_takes_no_other_text():
    with pytest.raises(values.Wrong, match="not one of the choices"):
        values.value(column(Kind.TEXT, choices=("yes",)), "no")


@pytest.mark.parametrize(
    ("said", "fits"), [("0", True), ("100", True), ("-1", False), ("101", False)]
)
def test_bounds_of_a_number_are_included(said, fits):
    bounded = column(Kind.WHOLE_NUMBER, lowest=0, highest=100)

    if fits:
        assert values.value(bounded, said) == int(said)
    else:
        with pytest.raises(values.Wrong, match="too (small|large) for “Amount”"):
            values.value(bounded, said)


def test_a_text_is_as_long_as_its_column_takes():
    short = column(Kind.TEXT, longest=5)

    assert values.value(short, "12345") == "12345"
    with pytest.raises(values.Wrong, match="has 6 characters; “Amount” takes 5"):
        values.value(short, "123456")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.TEXT, "2025-06-30"),
        (Kind.WHOLE_NUMBER, 2**62),
        (Kind.DECIMAL, Decimal("1.50")),
        (Kind.DAY, date(2025, 6, 30)),
        (Kind.MONTH, date(2025, 6, 1)),
        (Kind.FLAG, False),
        (Kind.DAY, None),
    ],
)
def test_a_value_comes_back_from_json_as_it_was(kind, said):
    back = values.restored(column(kind), values.plain(said))

    assert (back, type(back)) == (said, type(said))
