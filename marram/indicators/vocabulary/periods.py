"""The stretch of time that a figure speaks of, of every kind that the field uses.

A period is half-open: `starts_on <= day < ends_on`. What is printed ("2018/19", "Mar-19",
"YTD 2019/20 to month 3") is read once, when a figure comes in; `label` says it again in one way.
"""

import re
from calendar import month_name
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class PeriodKind(StrEnum):
    CALENDAR_YEAR = "calendar year"
    FINANCIAL_YEAR = "financial year"
    ACADEMIC_YEAR = "academic year"
    ROLLING_YEAR = "rolling year"
    CALENDAR_QUARTER = "calendar quarter"
    FINANCIAL_QUARTER = "financial quarter"
    MONTH = "month"
    YEAR_TO_DATE = "year to date"
    CALENDAR_POOL = "calendar years pooled"
    FINANCIAL_POOL = "financial years pooled"
    DAY = "day"
    SPAN = "span"
    NOT_STATED = "not stated"


# How many months lie between the start of one period and the start of the next of its kind. A
# rolling year may be told every month or every year, and a span has no next.
STEP = {
    PeriodKind.CALENDAR_YEAR: 12,
    PeriodKind.FINANCIAL_YEAR: 12,
    PeriodKind.ACADEMIC_YEAR: 12,
    PeriodKind.CALENDAR_QUARTER: 3,
    PeriodKind.FINANCIAL_QUARTER: 3,
    PeriodKind.MONTH: 1,
    PeriodKind.CALENDAR_POOL: 12,
    PeriodKind.FINANCIAL_POOL: 12,
}
_LENGTH = {
    PeriodKind.CALENDAR_YEAR: 12,
    PeriodKind.FINANCIAL_YEAR: 12,
    PeriodKind.ACADEMIC_YEAR: 12,
    PeriodKind.ROLLING_YEAR: 12,
    PeriodKind.CALENDAR_QUARTER: 3,
    PeriodKind.FINANCIAL_QUARTER: 3,
    PeriodKind.MONTH: 1,
}
_STARTS_IN = {
    PeriodKind.CALENDAR_YEAR: (1,),
    PeriodKind.FINANCIAL_YEAR: (4,),
    PeriodKind.ACADEMIC_YEAR: (9,),
    PeriodKind.CALENDAR_QUARTER: (1, 4, 7, 10),
    PeriodKind.FINANCIAL_QUARTER: (1, 4, 7, 10),
    PeriodKind.YEAR_TO_DATE: (4,),
    PeriodKind.CALENDAR_POOL: (1,),
    PeriodKind.FINANCIAL_POOL: (4,),
}


@dataclass(frozen=True)
class Period:
    """A kind of period and its days; only `NOT_STATED` has none. Periods sort by their end.

    >>> Period(PeriodKind.MONTH, date(2019, 6, 1), date(2019, 7, 1)).label
    'June 2019'
    """

    kind: PeriodKind
    starts_on: date | None = None
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.kind is PeriodKind.NOT_STATED:
            if self.starts_on or self.ends_on:
                raise ValueError("a period that is not stated has no days")
            return
        if self.starts_on is None or self.ends_on is None or self.starts_on >= self.ends_on:
            raise ValueError(f"a {self.kind} starts before it ends; got {self._days}")
        if not self._fits(self.starts_on, self.ends_on):
            raise ValueError(f"{self._days} is not a {self.kind}")

    def _fits(self, starts_on: date, ends_on: date) -> bool:
        if self.kind is PeriodKind.DAY:
            return ends_on == starts_on + timedelta(days=1)
        if self.kind is PeriodKind.SPAN:
            return True
        months = months_between(starts_on, ends_on)
        length = _LENGTH.get(self.kind, months)
        many = self.kind not in (PeriodKind.CALENDAR_POOL, PeriodKind.FINANCIAL_POOL) or (
            months >= 24 and months % 12 == 0
        )
        return (
            (starts_on.day, ends_on.day) == (1, 1)
            and starts_on.month in _STARTS_IN.get(self.kind, range(1, 13))
            and months == length
            and many
            and (self.kind is not PeriodKind.YEAR_TO_DATE or months <= 12)
        )

    @property
    def _days(self) -> str:
        return f"{self.starts_on} to {self.ends_on}"

    @property
    def stated(self) -> bool:
        return self.kind is not PeriodKind.NOT_STATED

    @property
    def last_day(self) -> date | None:
        return self.ends_on - timedelta(days=1) if self.ends_on else None

    @property
    def order(self) -> tuple[date, date, str]:
        """What periods sort by: their end, then their start; one not stated comes first."""
        return self.ends_on or date.min, self.starts_on or date.min, self.kind

    def __lt__(self, other: "Period") -> bool:
        return self.order < other.order

    def __le__(self, other: "Period") -> bool:
        return self.order <= other.order

    def __gt__(self, other: "Period") -> bool:
        return self.order > other.order

    def __ge__(self, other: "Period") -> bool:
        return self.order >= other.order

    def holds(self, other: "Period") -> bool:
        """Whether all the days of `other` are days of this one."""
        if not (self.starts_on and self.ends_on and other.starts_on and other.ends_on):
            return False
        return self.starts_on <= other.starts_on and other.ends_on <= self.ends_on

    def next(self) -> "Period | None":
        """Return the period of this kind that comes after; None where none is sure to.

        >>> parse("2018/19").next().label, parse("2011 to 2013").next().label
        ('2019/20', '2012 to 2014')
        """
        return self._moved(STEP.get(self.kind, 0))

    def previous(self) -> "Period | None":
        """Return the period of this kind that came before; None where none is sure to have."""
        return self._moved(-STEP.get(self.kind, 0))

    def a_year_before(self) -> "Period | None":
        """Return the period a year earlier, for comparing a month with that month last year."""
        return self._moved(-12) if self.stated else None

    def _moved(self, months: int) -> "Period | None":
        if not months or self.starts_on is None or self.ends_on is None:
            return None
        if self.kind in (PeriodKind.DAY, PeriodKind.SPAN):
            return None
        return Period(
            self.kind, months_after(self.starts_on, months), months_after(self.ends_on, months)
        )

    @property
    def label(self) -> str:
        """The period in words, one way for each kind."""
        if self.starts_on is None or self.ends_on is None:
            return "period not stated"
        return _LABELS[self.kind](self.starts_on, self.ends_on)

    def __str__(self) -> str:
        return self.label


def months_between(starts_on: date, ends_on: date) -> int:
    """Return how many months lie between two firsts of a month."""
    return (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month


def months_after(day: date, months: int) -> date:
    """Return the first of the month that is so many months after a first of the month."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, day.day)


def _split_year(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


def _month(day: date) -> str:
    return f"{day:%B %Y}"


def _last_month(ends_on: date) -> str:
    return _month(ends_on - timedelta(days=1))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _financial_year(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1


def _to_date(starts_on: date, ends_on: date) -> str:
    month = months_between(starts_on, ends_on)
    return f"{_split_year(starts_on.year)} to month {month} ({_last_month(ends_on)})"


_LABELS: dict[PeriodKind, Callable[[date, date], str]] = {
    PeriodKind.CALENDAR_YEAR: lambda start, end: str(start.year),
    PeriodKind.FINANCIAL_YEAR: lambda start, end: _split_year(start.year),
    PeriodKind.ACADEMIC_YEAR: lambda start, end: f"{_split_year(start.year)} (academic year)",
    PeriodKind.ROLLING_YEAR: lambda start, end: f"12 months to {_last_month(end)}",
    PeriodKind.CALENDAR_QUARTER: lambda start, end: f"{start.year} Q{(start.month + 2) // 3}",
    PeriodKind.FINANCIAL_QUARTER: lambda start, end: (
        f"{_split_year(_financial_year(start))} Q{(start.month - 4) % 12 // 3 + 1}"
    ),
    PeriodKind.MONTH: lambda start, end: _month(start),
    PeriodKind.YEAR_TO_DATE: _to_date,
    PeriodKind.CALENDAR_POOL: lambda start, end: f"{start.year} to {end.year - 1}",
    PeriodKind.FINANCIAL_POOL: lambda start, end: (
        f"{_split_year(start.year)} to {_split_year(end.year - 1)}"
    ),
    PeriodKind.DAY: lambda start, end: _day(start),
    PeriodKind.SPAN: lambda start, end: f"{_day(start)} to {_day(end - timedelta(days=1))}",
}

NOT_STATED = Period(PeriodKind.NOT_STATED)
_MONTHS = {
    name: number
    for number, long in enumerate(map(str.lower, month_name))
    for name in (long, long[:3])
    if name
} | {"sept": 9}
_MONTH = r"(?P<month>[a-z]{3,9})[ -]?(?P<year>\d{4}|\d{2})"
_SPLIT = r"(?P<first>\d{4})\s?[/-]\s?(?P<second>\d{2}|\d{4})"


def calendar_year(year: int) -> Period:
    return Period(PeriodKind.CALENDAR_YEAR, date(year, 1, 1), date(year + 1, 1, 1))


def month(year: int, number: int) -> Period:
    first = date(year, number, 1)
    return Period(PeriodKind.MONTH, first, months_after(first, 1))


def _from_april(year: int, kind: PeriodKind, months: int) -> Period:
    first = date(year, 4, 1)
    return Period(kind, first, months_after(first, months))


def _named_month(found: re.Match[str]) -> Period:
    year = int(found["year"])
    return month(year if year > 99 else 2000 + year, _MONTHS[found["month"]])


def _month_number(found: re.Match[str]) -> Period:
    return month(int(found["year"]), int(found["number"]))


def _numbered_month(found: re.Match[str]) -> Period:
    """Month 3 of a financial year is June."""
    first = months_after(date(_start(found), 4, 1), int(found["number"]) - 1)
    return month(first.year, first.month)


def _start(found: re.Match[str]) -> int:
    """Return the first year of "2012/13", whose second must follow it."""
    first, second = int(found["first"]), found["second"]
    if (first + 1) % 100 != int(second) % 100 or len(second) == 4 and int(second) != first + 1:
        raise ValueError(f"{first}/{second} is not a year")
    return first


def _split(found: re.Match[str]) -> Period:
    """Two years in a row joined by a slash are a financial year; by a dash, two years pooled when
    the second is written in full."""
    first, second = int(found["first"]), found["second"]
    if "/" in found[0] or len(second) == 2 and int(second) == (first + 1) % 100:
        return _from_april(_start(found), PeriodKind.FINANCIAL_YEAR, 12)
    last = int(second) if len(second) == 4 else first - first % 100 + int(second)
    return Period(PeriodKind.CALENDAR_POOL, date(first, 1, 1), date(last + 1, 1, 1))


def _academic(found: re.Match[str]) -> Period:
    year = _start(found)
    return Period(PeriodKind.ACADEMIC_YEAR, date(year, 9, 1), date(year + 1, 9, 1))


def _calendar_quarter(found: re.Match[str]) -> Period:
    first = date(int(found["year"]), int(found["number"]) * 3 - 2, 1)
    return Period(PeriodKind.CALENDAR_QUARTER, first, months_after(first, 3))


def _financial_quarter(found: re.Match[str]) -> Period:
    first = months_after(date(_start(found), 4, 1), int(found["number"]) * 3 - 3)
    return Period(PeriodKind.FINANCIAL_QUARTER, first, months_after(first, 3))


def _rolling(found: re.Match[str]) -> Period:
    last = _named_month(found)
    assert last.ends_on
    return Period(PeriodKind.ROLLING_YEAR, months_after(last.ends_on, -12), last.ends_on)


def _pool(found: re.Match[str]) -> Period:
    first, last = int(found["first"]), int(found["last"])
    return Period(PeriodKind.CALENDAR_POOL, date(first, 1, 1), date(last + 1, 1, 1))


def _financial_pool(found: re.Match[str]) -> Period:
    first, last = int(found["from"]), int(found["to"])
    last += first - first % 100 if last < 100 else 0
    return Period(PeriodKind.FINANCIAL_POOL, date(first, 4, 1), date(last + 1, 4, 1))


def _a_day(found: re.Match[str]) -> Period:
    day = date(int(found["year"]), int(found["number"]), int(found["day"]))
    return Period(PeriodKind.DAY, day, day + timedelta(days=1))


def _span(found: re.Match[str]) -> Period:
    first, last = date.fromisoformat(found["start"]), date.fromisoformat(found["end"])
    return Period(PeriodKind.SPAN, first, last + timedelta(days=1))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]], ...] = tuple(
    (re.compile(form), read)
    for form, read in (
        (r"(?P<year>\d{4})", lambda found: calendar_year(int(found["year"]))),
        (_SPLIT, _split),
        (rf"(?:academic(?: year)? )?{_SPLIT}(?: ?\(?academic(?: year)?\)?)?", _academic),
        (_MONTH, _named_month),
        (r"(?P<year>\d{4})-(?P<number>\d{2})", _month_number),
        (rf"latest \({_MONTH}(?:, month \d+)?\)", _named_month),
        (rf"month (?P<number>1[0-2]|0?[1-9])(?: of)? {_SPLIT}", _numbered_month),
        (
            rf"(?:ytd )?{_SPLIT} to month (?P<number>1[0-2]|0?[1-9])(?: \(.*\))?",
            lambda found: _from_april(_start(found), PeriodKind.YEAR_TO_DATE, int(found["number"])),
        ),
        (r"(?P<year>\d{4}) ?q(?P<number>[1-4])", _calendar_quarter),
        (rf"{_SPLIT} ?q(?P<number>[1-4])", _financial_quarter),
        (rf"quarter (?P<number>[1-4]) {_SPLIT}", _financial_quarter),
        (rf"(?:12 months|year) to {_MONTH}", _rolling),
        (r"(?P<first>\d{4})(?: ?- ?| to )(?P<last>\d{4})", _pool),
        (r"(?P<from>\d{4})/\d{2}(?: ?- ?| to )(?P<to>\d{4}|\d{2})/\d{2}", _financial_pool),
        (r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})", _a_day),
        (r"(?P<start>\d{4}-\d{2}-\d{2}) to (?P<end>\d{4}-\d{2}-\d{2})", _span),
        (r"(?:period )?not stated.*", lambda found: NOT_STATED),
    )
)


@lru_cache(maxsize=10_000)
def parse(written: str) -> Period:
    """Return the period that a text names. "Latest" alone names none.

    Raises: ValueError with a sentence for whoever wrote it.

    >>> [parse(text).label for text in ("2018/19", "Mar-19", "2020/21 Q3", "2011-2013")]
    ['2018/19', 'March 2019', '2020/21 Q3', '2011 to 2013']
    """
    text = " ".join(written.split()).lower().replace("–", "-")
    for form, read in _FORMS:
        if found := form.fullmatch(text):
            try:
                return read(found)
            except (ValueError, KeyError):
                continue
    raise ValueError(
        f"“{written[:60]}” is not a period that can be read. Enter one such as 2018, 2018/19, "
        "2018/19 Q2, March 2019, 2016 to 2018 or 2019-04-01 to 2019-06-15."
    )
