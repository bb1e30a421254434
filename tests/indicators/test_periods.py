"""A period is read from what the field prints, and said again in one way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marram.indicators.vocabulary import NOT_STATED, Period, PeriodKind, parse
from marram.indicators.vocabulary.periods import STEP


PRINTED = (
    ("2013", PeriodKind.CALENDAR_YEAR, "2013-01-01", "2014-01-01", "2013"),
    ("2012/13", PeriodKind.FINANCIAL_YEAR, "2012-04-01", "2013-04-01", "2012/13"),
    ("2012-13", PeriodKind.FINANCIAL_YEAR, "2012-04-01", "2013-04-01", "2012/13"),
    ("1999/2000", PeriodKind.FINANCIAL_YEAR, "1999-04-01", "2000-04-01", "1999/00"),
    (
        "2012/13 academic", PeriodKind.ACADEMIC_YEAR, "2012-09-01", "2013-09-01",
        "2012/13 (academic year)",
    ),
    (
        "12 months to Jun-19", PeriodKind.ROLLING_YEAR, "2018-07-01", "2019-07-01",
        "12 months to June 2019",
    ),
    ("2020 Q3", PeriodKind.CALENDAR_QUARTER, "2020-07-01", "2020-10-01", "2020 Q3"),
    ("Quarter 3 2020/21", PeriodKind.FINANCIAL_QUARTER, "2020-10-01", "2021-01-01", "2020/21 Q3"),
    ("2020/21 Q4", PeriodKind.FINANCIAL_QUARTER, "2021-01-01", "2021-04-01", "2020/21 Q4"),
    ("Mar-19", PeriodKind.MONTH, "2019-03-01", "2019-04-01", "March 2019"),
    ("Sept 2019", PeriodKind.MONTH, "2019-09-01", "2019-10-01", "September 2019"),
    ("2019-03", PeriodKind.MONTH, "2019-03-01", "2019-04-01", "March 2019"),
    ("Latest (Jun-19, month 3)", PeriodKind.MONTH, "2019-06-01", "2019-07-01", "June 2019"),
    ("Month 11 2019/20", PeriodKind.MONTH, "2020-02-01", "2020-03-01", "February 2020"),
    (
        "YTD 2019/20 to month 3", PeriodKind.YEAR_TO_DATE, "2019-04-01", "2019-07-01",
        "2019/20 to month 3 (June 2019)",
    ),
    ("2011 - 2013", PeriodKind.CALENDAR_POOL, "2011-01-01", "2014-01-01", "2011 to 2013"),
    ("2011-13", PeriodKind.CALENDAR_POOL, "2011-01-01", "2014-01-01", "2011 to 2013"),
    (
        "2014/15 to 2018/19", PeriodKind.FINANCIAL_POOL, "2014-04-01", "2019-04-01",
        "2014/15 to 2018/19",
    ),
    ("2011-03-27", PeriodKind.DAY, "2011-03-27", "2011-03-28", "27 March 2011"),
    (
        "2020-05-15 to 2021-02-05", PeriodKind.SPAN, "2020-05-15", "2021-02-06",
        "15 May 2020 to 5 February 2021",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("written", "kind", "starts_on", "ends_on", "label"), PRINTED)
def test_a_printed_period_is_read_and_said_in_one_way(written, kind, starts_on, ends_on, label):
    period = parse(written)

    assert period == Period(kind, date.fromisoformat(starts_on), date.fromisoformat(ends_on))
    assert period.label == label


@pytest.mark.parametrize(
    "written",
    ["", "latest", "spring", "2012/14", "Month 13 2019/20", "2020 Q5", "2013-02-30", "Marz-19",
     "2019-06-15 to 2019-04-01", "19"],
)  # fmt: skip
def test_what_names_no_period_is_refused_with_what_to_enter(written):
    with pytest.raises(ValueError, match="is not a period that can be read. Enter one such as"):
        parse(written)


def test_a_period_not_stated_is_kept_as_such_and_sorts_first():
    assert parse("not stated (2015 plan)") == NOT_STATED
    assert sorted([parse("2013"), NOT_STATED]) == [NOT_STATED, parse("2013")]


def test_periods_sort_by_their_end_then_their_start():
    told = [parse(text) for text in ("Jun-19", "YTD 2019/20 to month 3", "2018/19", "May-19")]

    assert [period.label for period in sorted(told)] == [
        "2018/19", "May 2019", "2019/20 to month 3 (June 2019)", "June 2019",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "starts_on", "ends_on"),
    [
        (PeriodKind.MONTH, date(2019, 6, 1), date(2019, 8, 1)),
        (PeriodKind.FINANCIAL_YEAR, date(2019, 1, 1), date(2020, 1, 1)),
        (PeriodKind.CALENDAR_POOL, date(2019, 1, 1), date(2020, 1, 1)),
        (PeriodKind.YEAR_TO_DATE, date(2019, 4, 1), date(2020, 5, 1)),
        (PeriodKind.SPAN, date(2019, 4, 1), date(2019, 4, 1)),
        (PeriodKind.SPAN, None, None),
        (PeriodKind.NOT_STATED, date(2019, 4, 1), date(2019, 5, 1)),
    ],
)
def test_days_that_do_not_make_the_kind_are_no_period(kind, starts_on, ends_on):
    with pytest.raises(ValueError):
        Period(kind, starts_on, ends_on)


def test_a_year_holds_its_months_and_not_the_next():
    assert parse("2019/20").holds(parse("Jun-19"))
    assert not parse("2019/20").holds(parse("Mar-19"))
    assert not NOT_STATED.holds(NOT_STATED)


def test_a_rolling_year_and_a_span_have_no_certain_next():
    assert parse("12 months to Jun-19").next() is None
    assert parse("2020-05-15 to 2021-02-05").next() is None
    assert NOT_STATED.previous() is None


months = st.integers(min_value=1950 * 12, max_value=2150 * 12)


@given(months, st.sampled_from(sorted(STEP)))
def test_the_next_period_follows_and_leads_back(month, kind):
    starts = {"month": 1, "calendar quarter": 3, "financial quarter": 3}.get(kind, 12)
    first = {"financial": 3, "academic": 8}.get(kind.split()[0], 0) if starts == 12 else 0
    start = month - month % starts + first
    length = 36 if "pooled" in kind else starts
    day, end = (date(count // 12, count % 12 + 1, 1) for count in (start, start + length))
    period = Period(PeriodKind(kind), day, end)

    following = period.next()

    assert following is not None and following > period
    assert following.previous() == period
    assert parse(period.label).label == period.label
    assert period.last_day == end - timedelta(days=1)
