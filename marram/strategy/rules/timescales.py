"""What a timescale, as somebody wrote it, says about days.

Plans say "June 2015", "Dec-19", "2016-17", "CCG 5yr plan 2015-2020", "TBC", "On-going". Each way
of writing has one rule here. A rule that had to choose says so in its `basis`, which is shown
beside the date; words that no rule knows give no date, never a guess.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from marram.strategy.vocabulary import Timing


@dataclass(frozen=True)
class Timescale:
    """What a written timescale means: first and last day (both within it) and how we know."""

    timing: Timing
    starts_on: date | None
    due_on: date | None
    basis: str


Rule = Callable[[re.Match[str]], Timescale]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
# Seasons as the board's papers use them: whole months, winter left out since it spans two years.
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}

DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
LAST_MONTH = MONTH.replace("<month>", "<last_month>")
YEAR = r"(?P<year>20\d\d)"
LAST_YEAR = r"(?P<last_year>20\d\d)"


def read(text: str) -> Timescale:
    """Return what `text` says about days.

    >>> read("Dec-19").due_on
    datetime.date(2019, 12, 31)
    >>> read("2016-17").starts_on, read("2016-17").due_on
    (datetime.date(2016, 4, 1), datetime.date(2017, 3, 31))
    >>> read("On-going").timing
    <Timing.ONGOING: 'ongoing'>
    """
    plain = re.sub(r"\s+", " ", text.replace("–", "-")).strip().lower()
    for pattern, rule in RULES:
        if match := re.fullmatch(pattern, plain):
            return rule(match)
    return Timescale(Timing.NOT_STATED, None, None, f"no rule reads “{text.strip()}”")


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _year(digits: str) -> int:
    """Two digits are a year of this century: no plan in use is older."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _dated(starts_on: date | None, due_on: date | None, basis: str) -> Timescale:
    return Timescale(Timing.DATED, starts_on, due_on, basis)


def _undated(timing: Timing, basis: str) -> Rule:
    return lambda match: Timescale(timing, None, None, basis)


def _exact(match: re.Match[str]) -> Timescale:
    try:
        day = date(int(match["year"]), MONTHS[match["month"]], int(match["day"]))
    except ValueError:
        return Timescale(Timing.NOT_STATED, None, None, "no such day")
    return _dated(None, day, "exact")


def _written_as_numbers(match: re.Match[str]) -> Timescale:
    try:
        day = date(int(match["year"]), int(match["number"]), int(match["day"]))
    except ValueError:
        return Timescale(Timing.NOT_STATED, None, None, "no such day")
    return _dated(None, day, "exact")


def _days(match: re.Match[str]) -> Timescale:
    last_year = int(match["last_year"])
    year = int(match["year"] or last_year)
    first_month = match["month"] or match["last_month"]
    try:
        return _dated(
            date(year, MONTHS[first_month], int(match["day"])),
            date(last_year, MONTHS[match["last_month"]], int(match["last_day"])),
            "exact",
        )
    except ValueError:
        return Timescale(Timing.NOT_STATED, None, None, "no such day")


def _month(match: re.Match[str]) -> Timescale:
    return _dated(None, _last_day(_year(match["year"]), MONTHS[match["month"]]), "month end")


def _months(match: re.Match[str]) -> Timescale:
    last_year = int(match["last_year"])
    first_year = int(match["year"] or last_year)
    return _dated(
        date(first_year, MONTHS[match["month"]], 1),
        _last_day(last_year, MONTHS[match["last_month"]]),
        "month range",
    )


def _month_to_year(match: re.Match[str]) -> Timescale:
    first = date(int(match["year"]), MONTHS[match["month"]], 1)
    return _dated(first, date(int(match["last_year"]), 12, 31), "month to year")


def _financial_year(match: re.Match[str]) -> Timescale:
    """ "2016-17" and "2016/17" are the year from 1 April; anything else is a span of years."""
    first, second = int(match["year"]), 2000 + int(match["short"])
    if second == first + 1:
        return _dated(date(first, 4, 1), date(second, 3, 31), "financial year")
    if second > first:
        return _dated(date(first, 1, 1), date(second, 12, 31), "year range")
    return Timescale(Timing.NOT_STATED, None, None, "the second year comes before the first")


def _years(match: re.Match[str]) -> Timescale:
    first, last = int(match["year"]), int(match["last_year"])
    if last < first:
        return Timescale(Timing.NOT_STATED, None, None, "the second year comes before the first")
    return _dated(date(first, 1, 1), date(last, 12, 31), "year range")


def _one_year(match: re.Match[str]) -> Timescale:
    year = int(match["year"])
    return _dated(date(year, 1, 1), date(year, 12, 31), "year")


def _year_end(match: re.Match[str]) -> Timescale:
    return _dated(None, date(int(match["year"]), 12, 31), "year end")


def _from_year(match: re.Match[str]) -> Timescale:
    return Timescale(Timing.ONGOING, date(int(match["year"]), 1, 1), None, "start only")


def _from_month(match: re.Match[str]) -> Timescale:
    first = date(int(match["year"]), MONTHS[match["month"]], 1)
    return Timescale(Timing.ONGOING, first, None, "start only")


def _season(match: re.Match[str]) -> Timescale:
    first, last = SEASONS[match["season"]]
    year = int(match["year"])
    return _dated(date(year, first, 1), _last_day(year, last), "season")


def _repeated_from(match: re.Match[str]) -> Timescale:
    first = date(int(match["year"]), MONTHS[match["month"]], 1)
    return Timescale(Timing.RECURRING, first, None, "recurring")


REPEATS = (
    r"(?:annual(?:ly)?|yearly|quarterly|monthly|weekly|regular(?:ly)?|bi-?monthly"
    r"|every (?:year|month|quarter|week))"
)
SPAN_OF_DAYS = (
    rf"{DAY}(?: {MONTH})?(?: {YEAR})? ?(?:to|-) ?(?P<last_day>\d{{1,2}})"
    rf"(?:st|nd|rd|th)? {LAST_MONTH} {LAST_YEAR}"
)
BY = "(?:by |to |due |before |by the end of |end of |by end of |for )?"

# The first pattern that fits the whole text wins, so the exact ways come before the broad ones.
RULES: tuple[tuple[str, Rule], ...] = (
    (r"|not stated|none", _undated(Timing.NOT_STATED, "not stated")),
    (r"(?:tbc|to be confirmed)(?: .*)?", _undated(Timing.TO_BE_AGREED, "to be confirmed")),
    (
        r"(?:tba|tbd|to be (?:agreed|decided))(?: .*)?",
        _undated(Timing.TO_BE_AGREED, "to be agreed"),
    ),
    (r"on-?going|continuing|continuous|routine", _undated(Timing.ONGOING, "ongoing")),
    (REPEATS, _undated(Timing.RECURRING, "recurring")),
    (rf"{REPEATS} from {MONTH} {YEAR}", _repeated_from),
    (rf"{BY}{DAY} {MONTH} {YEAR}", _exact),
    (rf"{BY}{DAY}[/.](?P<number>\d{{1,2}})[/.]{YEAR}", _written_as_numbers),
    (rf"{BY}{YEAR}-(?P<number>\d{{2}})-(?P<day>\d{{2}})", _written_as_numbers),
    (SPAN_OF_DAYS, _days),
    (rf"{BY}{MONTH}[ -](?P<year>20\d\d|\d\d)(?: ?\(date tbc\))?", _month),
    (rf"{MONTH}(?: {YEAR})? ?(?:to|-|/|and) ?{LAST_MONTH} {LAST_YEAR}", _months),
    (rf"{MONTH} {YEAR}-(?P<short>\d\d)", _financial_year),
    (rf"{MONTH} {YEAR}-{LAST_YEAR}", _month_to_year),
    (rf"(?:.* )?{YEAR}[-/](?P<short>\d\d)", _financial_year),
    (rf"(?:(?:ccg )?5 ?yr plan )?{YEAR}-{LAST_YEAR}(?:; ?ccg 5 ?yr plan)?", _years),
    (r"ccg 5 ?yr plan", _undated(Timing.NOT_STATED, "the life of another plan, without years")),
    (rf"{YEAR}", _one_year),
    (rf"(?:by|to|to end|by end|by the end of|end of|done by|developed by) {YEAR}", _year_end),
    (rf"(?:routine from|from|in development) {YEAR}", _from_year),
    (rf"from {MONTH} {YEAR}", _from_month),
    (rf"(?P<season>{'|'.join(SEASONS)}) {YEAR}", _season),
    (
        r"(?:after|following|once|subject to) .*",
        _undated(Timing.CONDITIONAL, "after something else"),
    ),
)
