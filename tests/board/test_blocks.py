"""Blocks of papers: what is kept reads the same."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marram.board.vocabulary import blocks
from marram.board.vocabulary.blocks import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Picture,
    Run,
    Table,
    cells,
)


RUNS = st.builds(Run, st.text(), st.booleans(), st.booleans(), st.text())
LINES = st.lists(RUNS, max_size=3).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    row = st.tuples(*(LINES for _ in range(width)))
    return Table(
        caption=draw(st.text()),
        head=draw(row),
        rows=tuple(draw(st.lists(row, max_size=3))),
        row_heads=draw(st.booleans()),
        numeric=tuple(sorted(draw(st.sets(st.integers(0, width - 1))))),
    )


BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(1, 4), st.text()),
    st.builds(Paragraph, LINES),
    st.builds(Bullets, st.lists(LINES, max_size=3).map(tuple), st.booleans()),
    tables(),
    st.builds(Picture, st.text(), st.text(), st.text(), tables(), LINES),
)


@settings(max_examples=60)
@given(paper=st.lists(BLOCKS, max_size=4).map(tuple))
def test_blocks_read_back_from_their_json_exactly(paper):
    kept = json.dumps(blocks.to_json(paper))

    assert blocks.from_json(json.loads(kept)) == paper


def test_a_block_of_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="a block must be one of heading, .*; got 'film'"):
        blocks.from_json([{"block": "film"}])


@pytest.mark.parametrize(
    "kept",
    [
        {"block": "heading", "level": 1},
        {"block": "paragraph"},
        {"block": "paragraph", "runs": [{"words": "a", "colour": "red"}]},
        {"block": "table", "caption": "", "head": []},
    ],
)
def test_a_block_that_is_not_whole_is_refused(kept):
    with pytest.raises(ValueError, match="is not whole"):
        blocks.from_json([kept])


def test_a_heading_has_one_of_four_levels():
    with pytest.raises(ValueError, match="heading level must be 1 to 4; got 5"):
        Heading(5, "Too deep")


def test_every_row_of_a_table_is_as_long_as_its_head():
    with pytest.raises(ValueError, match="row 2 must have 2 cells; got 1"):
        Table("Spend", cells("Scheme", "Spend"), (cells("Home", "12"), cells("Street")))


def test_a_numeric_column_is_one_of_the_table():
    with pytest.raises(ValueError, match="numeric column must be below 1; got 1"):
        Table("Spend", cells("Scheme"), (), numeric=(1,))
