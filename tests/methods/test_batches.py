"""The same functions run over Arrow batches, and on Apache Spark, to the last digit."""

import os
import shutil
import sys

import numpy as np
import pytest

from marram.methods import batches, populations, proportions, rates


pyarrow = pytest.importorskip("pyarrow", reason="Arrow is not installed")


@pytest.fixture
def table():
    chance = np.random.default_rng(7)
    out_of = chance.integers(1, 5000, 1000).astype(float)
    count = np.floor(out_of * chance.random(1000))
    return pyarrow.table({"area": [f"A{n}" for n in range(1000)], "count": count, "out_of": out_of})


def test_batches_of_any_size_give_what_one_call_gives(table):
    run = batches.over_batches(method="proportion", confidence=(0.95, 0.998))
    whole = proportions.proportion(
        count=table["count"].to_numpy(), out_of=table["out_of"].to_numpy(), confidence=(0.95, 0.998)
    )

    result = pyarrow.Table.from_batches(run(iter(table.to_batches(max_chunksize=77))))

    assert result["area"].to_pylist() == table["area"].to_pylist()
    assert (result["value"].to_numpy() == whole.value).all()
    assert (result["lower_99_8"].to_numpy() == whole.lower[1]).all()


def ages_of_areas():
    chance = np.random.default_rng(8)
    people = chance.integers(500, 9000, (40, 19)).astype(float)
    events = chance.binomial(people.astype(int), 0.01).astype(float)
    return events, people


def test_a_row_with_a_list_for_the_ages_is_an_area():
    events, people = ages_of_areas()
    batch = pyarrow.RecordBatch.from_pydict({"count": list(events), "population": list(people)})
    standard = populations.european_2013()
    run = batches.over_batches(method="directly-standardised-rate", standard=standard)

    (result,) = run(iter([batch]))

    wanted = rates.directly_standardised(count=events, population=people, standard=standard)
    assert (np.asarray(result.column("value")) == wanted.value).all()


def test_missing_numbers_stay_missing():
    batch = pyarrow.RecordBatch.from_pydict({"count": [1, None], "out_of": [2, 3]})

    (result,) = batches.over_batches(method="proportion")(iter([batch]))

    values = np.asarray(result.column("value"))
    assert values[0] == 50
    assert np.isnan(values[1])


def test_a_grid_result_comes_back_as_lists():
    deaths = [[20.0, 10, 40, 200, 900]]
    population = [[3000.0, 40000, 50000, 40000, 9000]]
    batch = pyarrow.RecordBatch.from_pydict({"deaths": deaths, "population": population})
    run = batches.over_batches(method="life-expectancy", start_ages=(0, 1, 20, 50, 80))

    (result,) = run(iter([batch]))

    assert round(result.column("value").to_pylist()[0][0], 2) == 84.37


def test_methods_that_look_at_all_rows_at_once_are_refused():
    batch = pyarrow.RecordBatch.from_pydict({"count": [1, 2], "out_of": [2, 3]})

    with pytest.raises(ValueError, match="does not give one row per row"):
        list(batches.over_batches(method="funnel-of-proportions")(iter([batch])))


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match="method must be one of count, proportion"):
        batches.over_batches(method="astrology")


@pytest.fixture(scope="module")
def spark():
    pyspark = pytest.importorskip("pyspark.sql", reason="Spark is not installed")
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        pytest.skip("Spark needs Java, and there is none here")
    # The workers are this Python, and find the methods where this process found them.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        pyspark.SparkSession.builder.master("local[2]")
        .appName("methods")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(sys.path))
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore")
def test_spark_gives_what_one_machine_gives(spark, table):
    schema = "area string, count double, out_of double, value double, lower double, upper double"
    rows = zip(*(table[name].to_pylist() for name in ("area", "count", "out_of")), strict=True)
    frame = spark.createDataFrame(list(rows), "area string, count double, out_of double")

    found = frame.repartition(4).mapInArrow(batches.over_batches(method="proportion"), schema)

    whole = proportions.proportion(
        count=table["count"].to_numpy(), out_of=table["out_of"].to_numpy()
    )
    by_area = {row["area"]: row for row in found.collect()}
    ours = [by_area[area] for area in table["area"].to_pylist()]
    assert [row["lower"] for row in ours] == whole.lower.tolist()
    assert [row["upper"] for row in ours] == whole.upper.tolist()
