"""Each doubt by an example that raises it, its neighbour that does not, and the record."""

import csv
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marram.indicators.rules import columns, quality, sentences
from marram.indicators.rules import rows as kept
from marram.indicators.rules.columns import Meaning
from marram.indicators.vocabulary import (
    SCHEMA,
    SLICE,
    Flag,
    IntervalMethod,
    Measure,
    Polarity,
    parse,
)


PERCENT = Meaning(
    Measure.PROPORTION, "percent", None, None, IntervalMethod.AS_GIVEN, False, Polarity.LOW_IS_GOOD
)
RATE = Meaning(
    Measure.CRUDE_RATE, "per 1,000", None, None, IntervalMethod.AS_GIVEN, True, Polarity.LOW_IS_GOOD
)
CHANGE = Meaning(
    Measure.CHANGE, "percent", None, None, IntervalMethod.AS_GIVEN, False, Polarity.LOW_IS_GOOD
)
MEANS = {"share": PERCENT, "rate": RATE, "change": CHANGE}
YEARS = tuple(f"{year}" for year in range(2010, 2022))


def doubted(*rows, means=MEANS):
    """Return the flags of each row, in the order given."""
    numbered = [
        {"indicator": "share", "place": "A", "period": "2019", **row, "row": number}
        for number, row in enumerate(rows, start=2)
    ]
    table = kept.table(numbered)
    holding = table.add_column(0, SCHEMA.field("holding"), [["k"] * len(rows)]).cast(SCHEMA)
    ordered = holding.sort_by([(name, "ascending") for name in (*SLICE, "row")])
    found = quality.doubts(ordered, columns.columns(ordered, means))
    by_row = {
        row: {flag for flag, which in found.items() if which[position]}
        for position, row in enumerate(ordered["row"].to_pylist())
    }
    return [by_row[row["row"]] for row in numbered]


def of_years(values, **said):
    return [
        {"period": year, "value": value, **said} for year, value in zip(YEARS, values, strict=False)
    ]


@pytest.mark.parametrize(
    ("row", "flags"),
    [
        ({"value": 100}, set()),
        ({"value": 100.1}, {Flag.OUT_OF_RANGE}),
        ({"value": -0.1}, {Flag.OUT_OF_RANGE}),
        ({"indicator": "change", "value": 447}, set()),
        ({"indicator": "rate", "value": 1200}, set()),
        ({"indicator": "rate", "value": -1}, {Flag.OUT_OF_RANGE}),
        ({"kind": "plan", "value": 101}, {Flag.OUT_OF_RANGE}),
        ({"value": 64.2, "count": 332, "out_of": 517}, set()),
        ({"value": 64, "count": 332, "out_of": 517}, set()),
        ({"value": 65, "count": 332, "out_of": 517}, {Flag.NOT_ITS_COUNT}),
        ({"value": 64.25, "count": 332, "out_of": 517}, {Flag.NOT_ITS_COUNT}),
        ({"count": 11, "out_of": 10}, {Flag.OVER_DENOMINATOR}),
        ({"count": 10, "out_of": 10}, set()),
        ({"indicator": "rate", "value": 20.4, "count": 20, "out_of": 1000}, set()),
        ({"indicator": "rate", "value": 23.1, "count": 20, "out_of": 1000}, {Flag.NOT_ITS_COUNT}),
        ({"value": 10, "lower": 9, "upper": 11}, set()),
        ({"value": 12, "lower": 9, "upper": 11}, {Flag.OUTSIDE_INTERVAL}),
        ({"value": 10, "lower": 11, "upper": 9}, {Flag.OUTSIDE_INTERVAL}),
        (
            {"value": 10, "lower": 9, "upper": 11, "outer_lower": 9.5, "outer_upper": 12},
            {Flag.OUTSIDE_INTERVAL},
        ),
        ({"value": 11, "words": "11,45928"}, {Flag.RESIDUE}),
        ({"value": 24.3, "words": "24.3% 910"}, {Flag.RESIDUE}),
        ({"value": 11, "words": "11,459"}, set()),
        ({"value": 10, "words": "1 in 10"}, set()),
        ({"words": "30,000 to 50,000"}, set()),
    ],
)  # fmt: skip
def test_a_row_by_itself_is_doubted_for_what_cannot_be(row, flags):
    assert doubted(row) == [flags]


def test_two_values_for_one_slice_are_both_doubted_and_other_people_are_not():
    told = doubted({"value": 98.5}, {"value": 87.6}, {"value": 88, "age": "0-17"})

    assert told == [{Flag.DUPLICATE}, {Flag.DUPLICATE}, set()]


def test_a_finely_printed_value_does_not_come_twice_in_a_row():
    assert doubted(*of_years([86.14, 86.14, 86.15]))[1] == {Flag.REPEATED}
    assert doubted(*of_years([45, 45, 45])) == [set()] * 3
    assert doubted(*of_years([86.14, 86.15, 86.14])) == [set()] * 3


def test_a_year_to_date_is_not_its_last_month():
    told = doubted(
        {"period": "May-19", "value": 94.58},
        {"period": "Jun-19", "value": 93.81},
        {"period": "YTD 2019/20 to month 3", "value": 93.81},
    )

    assert told == [set(), set(), {Flag.REPEATED}]


def test_a_step_far_beyond_the_others_is_a_jump_and_the_way_back_is_not():
    steady = [10, 10.4, 9.9, 10.3, 10.1, 10.6, 10.2, 10.5, 10.1, 10.4]
    spiked = [*steady[:5], 40, *steady[6:]]

    assert doubted(*of_years(steady)) == [set()] * 10
    assert doubted(*of_years(spiked)) == [set()] * 5 + [{Flag.JUMP}] + [set()] * 4


def test_too_short_a_series_allows_anything():
    assert doubted(*of_years([10, 11, 10, 11, 10, 11, 90])) == [set()] * 7


def test_steady_growth_is_no_jump():
    assert doubted(*of_years(range(10, 22))) == [set()] * 12


def test_a_missing_year_is_told_where_the_series_goes_on():
    told = doubted({"period": "2017", "value": 5}, {"period": "2019", "value": 6})

    assert told == [set(), {Flag.GAP}]
    assert not Flag.GAP.strikes


def test_plans_may_have_gaps():
    rows = [{"period": year, "value": 5, "kind": "plan"} for year in ("2017", "2019")]
    assert doubted(*rows) == [set(), set()]


def test_a_table_without_rows_has_no_doubts():
    empty = SCHEMA.empty_table()
    found = quality.doubts(empty, columns.columns(empty, MEANS))

    assert all(len(which) == 0 for which in found.values())


values = st.one_of(st.none(), st.floats(min_value=0, max_value=100, allow_nan=False))


@given(st.lists(st.tuples(values, st.integers(2000, 2030)), min_size=1, max_size=40))
def test_no_rule_sees_the_order_in_which_rows_came(told):
    rows = [{"period": str(year), "value": value} for value, year in told]

    forwards = doubted(*rows)
    backwards = doubted(*reversed(rows))[::-1]

    # Of rows about one slice it is chance which comes first, and so which step is the jump.
    alone = [index for index, flags in enumerate(forwards) if Flag.DUPLICATE not in flags]
    if len(alone) == len(rows):
        assert forwards == backwards
    assert [Flag.DUPLICATE in flags for flags in forwards] == [
        Flag.DUPLICATE in flags for flags in backwards
    ]


@given(st.floats(min_value=-1e6, max_value=1e6, allow_nan=False))
def test_decimals_say_how_a_value_is_printed(value):
    printed = round(value, 3)

    (digits,) = quality.decimals(np.array([printed]))

    assert digits <= 3
    assert round(printed, int(digits)) == pytest.approx(printed, abs=1e-9)


def test_the_faults_of_the_published_record_are_found_by_rule():
    """All that the record is known to hold of what a rule can see, and nothing else."""
    folder = resources.files("marram.site") / "record"
    with (folder / "indicators.csv").open(encoding="utf-8") as file:
        means = {
            row["indicator_id"]: Meaning(
                Measure(row["measure"]), row["unit"], None, None, IntervalMethod.AS_GIVEN, False,
                Polarity(row["polarity"]),
            )
            for row in csv.DictReader(file)
        }  # fmt: skip
    with (folder / "observations.csv").open(encoding="utf-8") as file:
        rows = [
            {name: text or None for name, text in row.items()} | {"indicator": row["indicator_id"]}
            for row in csv.DictReader(file)
        ]

    told = doubted(*rows, means=means)

    found = {
        (row["observation"], str(flag))
        for row, flags in zip(rows, told, strict=True)
        for flag in flags
    }
    assert found == {
        ("OBS0072", "two values for one slice"),
        ("OBS0073", "two values for one slice"),
        ("OBS0080", "footnote residue"),
        ("OBS0188", "repeats the value before"),
        ("OBS0191", "repeats the value before"),
        ("OBS0208", "out of range"),
    }


def test_every_doubt_has_a_sentence():
    of = sentences.Doubted(
        row=9, unit="percent", period=parse("2019"), value=10.0, count=1.0, out_of=2.0,
        lower=1.0, upper=2.0, words="x", lowest=0.0, highest=100.0, per=100.0, before=5.0,
        period_before=parse("2017"),
    )  # fmt: skip

    for flag in Flag:
        if flag is not Flag.STALE:
            assert sentences.finding(flag, of).sentence.startswith("Row 9: ")
    assert sentences.finding(Flag.GAP, of).sentence == "Row 9: 2018 is missing after 2017."
