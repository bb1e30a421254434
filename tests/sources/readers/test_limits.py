"""A file at a limit is read; one past it is refused. Proved with small limits."""

import pytest

from marram.foundation.verdicts import Refused
from marram.sources import readers
from marram.sources.readers import limits
from tests.sources import workbooks as book


ROWS = [["a", "b"], ["1", "2"], ["3", "4"]]
CONTENT = {"csv": b"a,b\n1,2\n3,4\n", "xlsx": book.workbook(ROWS)}


@pytest.mark.parametrize("kind", CONTENT)
@pytest.mark.parametrize(
    ("limit", "most", "sentence"),
    [
        ("ROWS", 3, "more than 2 rows"),
        ("CELLS", 6, "more than 5 cells"),
        ("CHARACTERS", 6, "more text than can be checked"),
    ],
)
def test_a_file_at_a_limit_is_read_and_one_past_it_is_refused(
    kind, limit, most, sentence, monkeypatch
):
    monkeypatch.setattr(limits, limit, most)
    assert len(readers.read(CONTENT[kind])) == 3

    monkeypatch.setattr(limits, limit, most - 1)
    with pytest.raises(Refused, match=sentence):
        readers.read(CONTENT[kind])


def test_a_workbook_that_unpacks_to_more_than_it_may_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "BYTES_UNPACKED", 1000)

    with pytest.raises(Refused, match="unpacks to more than 0 MB"):
        readers.read(CONTENT["xlsx"])


def test_a_workbook_with_more_tags_than_can_be_checked_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "XML_TAGS", 30)

    with pytest.raises(Refused, match="too many cells to check"):
        readers.read(CONTENT["xlsx"])


def test_a_small_workbook_may_shrink_a_hundredfold():
    """A sheet of equal rows does, and cannot hurt."""
    content = book.workbook([["a"]] + [["the same"]] * 30_000)

    assert len(readers.read(content)) == 30_001
