"""A file too large to be looked through comes in whole, or not at all."""

import pytest

from marram.foundation.verdicts import Refused
from marram.indicators import queries
from marram.indicators.actions.large_files import bring_in_large_file
from marram.indicators.models import Holding
from marram.indicators.queries import store
from marram.indicators.rules.large_files import COLUMNS
from tests.indicators.test_intake import ON, delivered, ours
from tests.world import millbrook as borough


ROWS = (
    ",waits,E06009901,June 2025,,,,,,88.1,,,,,,,,,",
    ",lonely,E06009902,2024/25,,,,,,6.4,640,10000,,,,,,,a survey",
    ",falls,E06009901,2024/25,65+,female,Fifth,Most deprived,estimate,,300,9000,,,,,,a note,",
    ",falls,E06009901,not stated,65+,,,,,,,,,,,,many,,",
)
pytestmark = pytest.mark.database


def brought_in(tmp_path, content, *, told=None):
    path = tmp_path / "large.csv"
    path.write_bytes(content)
    words = {"told": told} if told else {}
    return bring_in_large_file(
        by=borough.BUILDER, at=borough.SUMMER, path=path, source="large.csv", **words
    )


def kept():
    """Return the rows of the newest delivery without the key that it has."""
    table = store.rows(store.held(), holdings=[store.held().keys[-1]])
    return [
        {name: said for name, said in row.items() if name != "holding"} for row in table.to_pylist()
    ]


def test_a_large_file_says_what_a_delivery_of_the_same_rows_says(measures, tmp_path):
    steps = []

    counts = brought_in(tmp_path, ours(*ROWS), told=lambda *step: steps.append(step))

    large = kept()
    assert counts == (4, 0, 0)
    assert [step for step, _, _ in steps][-1] == "sorted"
    delivered(ours(*ROWS, ROWS[0].replace("88.1", "88.2")), layout="observations")
    small = kept()
    assert [row for row in small if row["value"] != 88.2] == large


def test_the_columns_are_those_of_our_own_layout():
    assert ",".join(COLUMNS).encode() == ours().strip()


def test_the_same_file_again_changes_nothing(measures, tmp_path, heard):
    brought_in(tmp_path, ours(*ROWS))
    heard.clear()

    assert brought_in(tmp_path, ours(*ROWS)) == (0, 0, 4)
    assert heard == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (ours(ROWS[0], ROWS[0].replace("waits", "weights")), "Row 3: “weights” is not known"),
        (ours(ROWS[0].replace("E06009901", "E0")), "Row 2: “E0” is not known as place"),
        (ours(*ROWS, ROWS[0].replace("June", "Whit")), "Row 6: “Whit 2025” is not a period"),
        (ours(ROWS[0].replace(",88.1,", ",,")), "Row 2: the row has no value, no count and no"),
        (ours(ROWS[0].replace("88.1", "eighty")), "“eighty” in column 10 is not a number"),
        (ours(ROWS[0].replace("88.1", "inf")), "Row 2: value is not a finite number"),
        (ours(ROWS[0].replace("88.1", "nan")), "Row 2: value is not a finite number"),
        (ours(ROWS[1].replace(",,,,,6.4", ",,,,guess,6.4")), "“guess” is not known as kind"),
        (ours(ROWS[0] + ","), "has 20 cells and the heading row 19"),
        (ours(), "no rows below it"),
        (b"a,b\r\n1,2\r\n", "It lacks age"),
        (ours(ROWS[0]).replace(b"waits", b"\xff"), "not saved as UTF-8|not known as indicator_id"),
        (b"", "The heading row must name each column"),
    ],
)
def test_a_large_file_with_a_fault_is_refused_whole(measures, tmp_path, content, sentence):
    before = [repr(each) for each in queries.results(viewer=borough.BUILDER, on=ON)]
    files = sorted(store.folder().iterdir())

    with pytest.raises(Refused, match=f"Nothing was brought in.*{sentence}") as refused:
        brought_in(tmp_path, content)

    assert "pyarrow" not in str(refused.value)
    assert [repr(each) for each in queries.results(viewer=borough.BUILDER, on=ON)] == before
    assert sorted(store.folder().iterdir()) == files
    assert Holding.objects.count() == 1


def test_only_those_who_may_bring_figures_in_do(measures, tmp_path):
    path = tmp_path / "large.csv"
    path.write_bytes(ours(*ROWS))

    with pytest.raises(Refused, match="Only analysts may bring figures in"):
        bring_in_large_file(by=measures.partner, at=borough.SUMMER, path=path, source="large.csv")
