"""What the ways of writing a timescale mean, checked against every row of the published record."""

import csv
from collections import Counter
from datetime import date
from importlib import resources

import pytest

from marram.strategy.rules import timescales
from marram.strategy.vocabulary import Timing


RECORD = (resources.files("marram.site") / "record" / "actions.csv").read_text().splitlines()
ROWS = list(csv.DictReader(RECORD))
# Ways of writing that settle the dates by themselves: no other page of the paper is needed.
SETTLED = {"month end", "year range", "financial year", "month range", "season", "month to year"}
# Rows whose dates the record takes from elsewhere in the paper, though the words look settled.
ELSEWHERE = {
    "April, July and October 2019",  # three months named, read as a span
    "by 2023 and 2024",
    "start September/October 2019",
}


def iso(day):
    return day.isoformat() if day else ""


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row["date_basis"] in SETTLED and row["timescale"] not in ELSEWHERE],
    ids=lambda row: f"{row['action_id']} {row['timescale']}",
)
def test_a_settled_timescale_of_the_record_is_read_as_the_record_has_it(row):
    read = timescales.read(row["timescale"])
    assert (iso(read.starts_on), iso(read.due_on)) == (row["start_date"], row["end_date"])


@pytest.mark.parametrize(
    ("written", "timing"),
    [
        ("TBC", Timing.TO_BE_AGREED),
        ("tbc", Timing.TO_BE_AGREED),
        ("TBA", Timing.TO_BE_AGREED),
        ("To be confirmed", Timing.TO_BE_AGREED),
        ("On-going", Timing.ONGOING),
        ("ongoing", Timing.ONGOING),
        ("Ongoing", Timing.ONGOING),
        ("quarterly", Timing.RECURRING),
        ("annual", Timing.RECURRING),
        ("quarterly from January 2020", Timing.RECURRING),
        ("after training", Timing.CONDITIONAL),
        ("CCG 5yr plan", Timing.NOT_STATED),
        ("not stated", Timing.NOT_STATED),
        ("", Timing.NOT_STATED),
        ("when the moon is full", Timing.NOT_STATED),
    ],
)
def test_words_without_a_date_give_none(written, timing):
    read = timescales.read(written)
    assert (read.timing, read.due_on) == (timing, None)


@pytest.mark.parametrize(
    ("written", "starts_on", "due_on"),
    [
        ("2016-17", date(2016, 4, 1), date(2017, 3, 31)),
        ("2016/17", date(2016, 4, 1), date(2017, 3, 31)),
        ("2016-2017", date(2016, 1, 1), date(2017, 12, 31)),
        ("CCG 5yr plan 2015-2020", date(2015, 1, 1), date(2020, 12, 31)),
        ("2015-2020; CCG 5yr plan", date(2015, 1, 1), date(2020, 12, 31)),
        ("Focus on rail network for 2016-17", date(2016, 4, 1), date(2017, 3, 31)),
        ("Dec-19", None, date(2019, 12, 31)),
        ("June 2015", None, date(2015, 6, 30)),
        ("February 2016", None, date(2016, 2, 29)),
        ("by 1 April 2016", None, date(2016, 4, 1)),
        ("3rd July 2019", None, date(2019, 7, 3)),
        ("30/06/2025", None, date(2025, 6, 30)),
        ("2025-06-30", None, date(2025, 6, 30)),
        ("1 July to 30 September 2019", date(2019, 7, 1), date(2019, 9, 30)),
        ("December 2020/January 2021", date(2020, 12, 1), date(2021, 1, 31)),
        ("March 2016-March 2017", date(2016, 3, 1), date(2017, 3, 31)),
        ("summer 2020", date(2020, 6, 1), date(2020, 8, 31)),
        ("to end 2021", None, date(2021, 12, 31)),
        ("November 2019 (date tbc)", None, date(2019, 11, 30)),
    ],
)
def test_each_way_of_writing_has_its_rule(written, starts_on, due_on):
    read = timescales.read(written)
    assert (read.timing, read.starts_on, read.due_on) == (Timing.DATED, starts_on, due_on)


@pytest.mark.parametrize("written", ["31 June 2025", "2025-02-30", "2020-2015", "2019-18"])
def test_a_day_that_cannot_be_is_never_guessed(written):
    assert timescales.read(written).due_on is None


def test_a_date_is_never_due_before_it_starts():
    for row in ROWS:
        read = timescales.read(row["timescale"])
        assert read.starts_on is None or read.due_on is None or read.starts_on <= read.due_on


def test_most_rows_of_the_record_need_no_other_page():
    """255 of 415 when the rules were written; the others lean on a meeting, a report, a grant."""
    agreeing = Counter(
        (iso(read.starts_on), iso(read.due_on)) == (row["start_date"], row["end_date"])
        for row in ROWS
        for read in [timescales.read(row["timescale"])]
    )
    assert agreeing[True] >= 255
