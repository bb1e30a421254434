"""What the ledger hangs on the pages of other rooms."""

import pytest

from marram.foundation import panels
from marram.records.panels import history
from tests.records.facts import BENCH, move_bench, move_benches


def shown(viewer):
    """The history among whatever is hung there."""
    return [panel for panel in panels.shown("history", viewer=viewer, key=BENCH)]


def test_every_page_that_offers_the_space_gets_the_history(amina, partner):
    move_bench("Mill Pond", before="Church Lane")

    (panel,) = shown(partner)

    assert "Moved a bench" in str(panel)
    assert "Amina" in str(panel)


def test_a_long_history_links_to_the_whole_of_it(db, partner):
    move_benches(21)

    assert 'href="/records/parks.bench/12/"' in str(history(viewer=partner, key=BENCH))


def test_a_record_without_changes_says_so(db, partner):
    assert "Nothing has changed" in str(history(viewer=partner, key=BENCH))


def test_a_resident_sees_no_history(db, resident, django_assert_num_queries):
    move_bench()

    with django_assert_num_queries(0):
        assert shown(resident) == []


@pytest.mark.parametrize("moves", [1, 30])
def test_the_panel_costs_two_queries(db, partner, moves, django_assert_num_queries):
    move_benches(moves)

    with django_assert_num_queries(2):
        str(history(viewer=partner, key=BENCH))
