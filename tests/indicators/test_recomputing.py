"""Working everything out anew gives what a page gives, whatever does the work."""

from datetime import date, datetime, timedelta

import numpy as np
import pyarrow
import pytest
from pyarrow import parquet

from marram.foundation.verdicts import Refused
from marram.indicators import queries
from marram.indicators.actions.recomputing import recompute
from marram.indicators.queries import store
from marram.indicators.rules import judgements
from marram.indicators.vocabulary import SLICE
from tests.world import indicators as world
from tests.world import millbrook as borough


ON = date(2025, 7, 10)
JUNE = datetime(2025, 6, 20, 9, 0, tzinfo=borough.LONDON)


def worked_out(**words):
    done = recompute(by=borough.BUILDER, at=JUNE, **words)
    return done, parquet.read_table(done.path)


def rows_of(table, indicator, place):
    found = [
        row for row in table.to_pylist() if (row["indicator"], row["place"]) == (indicator, place)
    ]
    return sorted(found, key=lambda row: row["ends_on"])


@pytest.mark.database
def test_a_recomputation_gives_the_digits_of_the_pages(measures):
    _, table = worked_out()

    told = {
        (result.indicator, result.slice, result.kind): result
        for result in queries.results(viewer=borough.BUILDER, on=ON)
    }
    assert table.num_rows == len(told)
    by_row = {result.row: result for result in told.values()}
    for row in table.to_pylist():
        result = by_row[row["row"]]
        assert (row["value"], row["struck"]) == (result.estimate.value, result.struck)
        assert row["interval"] == result.interval
        limits = (result.estimate.lower, result.estimate.upper)
        assert (row["lower"] is None) == np.isnan(limits[0])
        assert row["lower"] is None or (row["lower"], row["upper"]) == limits


def test_figures_are_compared_with_those_of_the_benchmark_in_their_period(measures):
    _, table = worked_out(benchmark=world.ENGLAND)

    newest = rows_of(table, "lonely", world.MILLBROOK)[-1]
    assert newest["comparison"] == "Worse"
    assert rows_of(table, "lonely", world.ASHFORD)[-1]["comparison"] == "Similar"
    assert rows_of(table, "lonely", world.ENGLAND)[-1]["comparison"] == "Not compared"
    assert {row["comparison"] for row in rows_of(table, "waits", world.MILLBROOK)} == {
        "Not compared"
    }


def test_the_trend_of_five_years_stands_on_the_newest_figure_alone(measures):
    _, table = worked_out()

    lonely = rows_of(table, "lonely", world.MILLBROOK)
    assert [row["trend"] for row in lonely[:-1]] == [""] * 9
    assert lonely[-1]["trend"] == "Increasing"
    assert rows_of(table, "lonely", world.ASHFORD)[-1]["trend"] == "No significant change"
    assert rows_of(table, "falls", world.ENGLAND)[-1]["trend"] != ""
    assert {row["trend"] for row in rows_of(table, "waits", world.MILLBROOK)} == {""}


def test_what_made_the_figures_names_their_file(measures):
    first, _ = worked_out()
    again, _ = worked_out()
    world.bring_in([world.row("waits", "June 2025", value=86.0)], at=JUNE, source="delivery 2: j")
    later, _ = worked_out()
    before, _ = worked_out(as_at=JUNE - timedelta(days=1))

    assert first.path == again.path == before.path != later.path
    assert later.rows == first.rows + 1


def test_only_analysts_work_everything_out_and_only_where_there_is_something(measures, settings):
    with pytest.raises(Refused, match="Only analysts may bring figures in"):
        recompute(by=measures.partner, at=JUNE)
    with pytest.raises(Refused, match="no figures to work out"):
        recompute(by=borough.BUILDER, at=JUNE, as_at=JUNE - timedelta(days=900))


@pytest.mark.parametrize("size", [1, 7, 64, 10_000])
def test_batches_may_be_cut_anywhere(measures, size, monkeypatch):
    table = store.rows(store.held())
    means = queries.definitions(viewer=borough.BUILDER)
    monkeypatch.setattr(judgements, "AT_ONCE", size)
    judge = judgements.over_batches(means=means, benchmark=world.ENGLAND)

    cut = pyarrow.Table.from_batches(judge(table.to_batches(max_chunksize=size)))

    whole = judgements.judged(table, means=means, benchmark=world.ENGLAND)
    assert cut.combine_chunks().equals(whole.combine_chunks())


def test_apache_spark_gives_equal_results(measures):
    pytest.importorskip("pyspark", reason="Spark is an extra, and needs Java 17")
    world.bring_in([world.row("waits", "June 2025", value=86.0)], at=JUNE, source="delivery 2: j")
    _, here = worked_out()

    _, there = worked_out(spark="local[2]")

    order = [(name, "ascending") for name in (*SLICE, "row")]
    assert there.cast(here.schema).sort_by(order).equals(here.sort_by(order))
