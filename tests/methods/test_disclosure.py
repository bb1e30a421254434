"""What may be shown of small numbers."""

import numpy as np

from marram.methods import disclosure


def test_the_published_roundings():
    hes = disclosure.hes(count=[0, 1, 2, 3, 5, 7, 8, 12, 13, 17, 18, 102, 103])
    national = disclosure.hes(count=[3, 3], national=[True, False])
    mhsds = disclosure.mhsds(count=[3, np.nan], national=True)

    assert hes.value.tolist() == [0, 5, 5, 5, 5, 5, 10, 10, 15, 15, 20, 100, 105]
    assert national.value.tolist() == [3, 5]
    assert mhsds.value[0] == 3
    assert disclosure.hes(count=[np.nan]).text().tolist() == ["*"]


def test_nought_is_hidden_where_it_tells_something():
    shown = disclosure.table(counts=[[0, 20], [30, 40]])
    hidden = disclosure.table(counts=[[0, 20], [30, 40]], hide_zero=True)

    assert shown.value[0, 0] == 0
    assert hidden.rule[0, 0] == disclosure.Rule.PRIMARY


def test_hidden_cells_that_add_up_to_a_few_take_another_with_them():
    released = disclosure.table(counts=[[1, 2, 30], [1, 2, 40], [50, 60, 70]])

    assert disclosure.Rule.SUM in released.rule


def test_a_cell_that_bridges_two_blocks_is_not_left_to_be_worked_out():
    counts = np.full((4, 4), 50)
    counts[:2, :2] = counts[2:, 2:] = 4
    counts[1, 2] = 4

    released = disclosure.table(counts=counts)

    hidden = released.rule != ""
    assert not disclosure.recoverable(hidden=hidden).any()
    assert disclosure.Rule.SECONDARY in released.rule


def test_nothing_hidden_leaves_nothing_to_work_out():
    assert not disclosure.recoverable(hidden=np.zeros((3, 3), dtype=bool)).any()
