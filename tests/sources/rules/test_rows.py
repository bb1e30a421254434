"""Rows against a layout: headings, names, keys, and what one row does to another."""

import pytest

from marram.foundation.verdicts import Refused
from marram.sources.readers.cells import Line
from marram.sources.rules import rows
from marram.sources.vocabulary import Column, Counts, Fault, Kind, Layout


def accept(**_):
    return Counts()


PARKS = Layout(
    slug="parks",
    title="Parks",
    room="places",
    key=("ref",),
    columns=(
        Column(name="ref", title="Reference", required=True),
        Column(name="part_of", title="Part of", refers_to="parks"),
        Column(name="ward", title="Ward"),
        Column(name="trees", title="Trees", kind=Kind.WHOLE_NUMBER),
    ),
    known={
        "part_of": lambda: frozenset({"old-park"}),
        "ward": lambda: frozenset({"Dukes", "Norwood"}),
    },
    check=lambda row: (Fault("trees", "Plant one."),) if row["trees"] == 0 else (),
    accept=accept,
)
HEADING = ("ref", "part_of", "ward", "trees")


def checked(*cells, heading=HEADING, sheet=""):
    lines = [Line(sheet, number, row) for number, row in enumerate([heading, *cells], start=1)]
    return rows.checked(PARKS, lines)


def faults(*cells, **more):
    return [tuple(str(fault.sentence) for fault in row.faults) for row in checked(*cells, **more)]


def test_columns_are_found_in_any_order_by_name_or_title():
    found = checked(("3", "Dukes", "a", ""), heading=("TREES", "ward", " Reference ", "Part of"))

    assert found[0].values == {"ref": "a", "part_of": None, "ward": "Dukes", "trees": 3}


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        (("ref", "part_of", "ward"), "lacks “trees”"),
        ((*HEADING, "Ref"), "columns A and E are both headed “Ref”"),
        ((*HEADING, "benches"), "“benches” does not belong to “Parks”"),
        (("ref", "part_of", "wards", "trees"), "Did you mean “ward”?"),
        ((*HEADING, 7), "heading of column E is not a text"),
    ],
)
def test_a_wrong_heading_row_is_refused_as_a_whole(heading, sentence):
    with pytest.raises(Refused, match=sentence.replace("?", r"\?")):
        checked(("a", "", "", ""), heading=heading)


def test_a_right_row_has_no_fault_and_a_wrong_one_says_every_fault():
    found = checked(("a", "", "Dukes", "3"), ("b", "", "Nowhere", "many"))

    assert found[0].faults == ()
    assert [fault.column for fault in found[1].faults] == ["trees", "ward"]


def test_a_name_that_nobody_has_is_a_fault():
    assert faults(("a", "", "Atlantis", ""))[0][0].startswith("“Atlantis” is not known as “Ward”")


def test_a_row_may_name_another_row_of_the_same_file_whichever_comes_first():
    assert faults(("a", "b", "", ""), ("b", "old-park", "", "")) == [(), ()]


def test_rows_below_a_row_that_is_set_aside_are_set_aside_with_it():
    found = faults(
        ("a", "b", "", ""), ("b", "c", "", ""), ("c", "", "Atlantis", ""), ("d", "", "", "")
    )

    assert [bool(said) for said in found] == [True, True, True, False]
    assert found[1] == ("“Part of” names “c”, whose own row is set aside. Put that right.",)


def test_a_row_without_a_key_takes_no_other_row_with_it():
    """Rows that name nothing do not name the row that has no name."""
    found = faults(("", "", "Dukes", ""), ("a", "", "", "1"))

    assert found == [("“Reference” is empty. Enter a text.",), ()]


def test_a_key_that_comes_twice_is_a_fault_of_the_second():
    found = faults(("a", "", "", ""), ("a", "", "Dukes", ""), ("b", "a", "", ""))

    assert found[0] == found[2] == ()
    assert found[1][0].startswith("The row says “a” again, as row 2 does.")


def test_the_layout_may_look_at_a_row_as_a_whole():
    assert faults(("a", "", "", "0")) == [("Plant one.",)]


def test_a_row_that_was_cut_off_is_a_fault():
    assert "The row has 2 cells and the heading row 4" in faults(("a", "old-park"))[0][0]


def test_a_cell_without_a_heading_is_a_fault():
    assert "column E has no heading" in faults(("a", "", "", "", "stray"))[0][0]


def test_many_faults_of_a_row_are_counted_not_listed():
    many = tuple(f"cell {number}" for number in range(40))

    assert len(faults((*many,))[0]) == rows.FAULTS_KEPT


def test_a_file_with_thousands_of_faulty_rows_is_refused_as_a_whole(monkeypatch):
    monkeypatch.setattr(rows, "FAULTY_ROWS", 2)

    with pytest.raises(Refused, match="3 rows have faults, so this may be the wrong file"):
        checked(*((f"a{number}", "", "Atlantis", "") for number in range(3)))


def test_a_long_chain_of_rows_is_checked_in_one_go():
    """A chain that was followed row by row again and again would take minutes."""
    chain = [(f"a{number}", f"a{number + 1}", "", "") for number in range(4_000)]

    found = checked(*chain)

    assert all(row.faults for row in found)


def test_a_layout_must_name_its_key_and_its_columns_once():
    with pytest.raises(ValueError, match="the key is among them"):
        Layout(slug="x", title="X", room="x", columns=(), key=("ref",), accept=accept)
