"""Days as papers write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
_WEEKDAY = "|".join(WEEKDAYS)
_ORDINAL = r"(?:\s?(?:st|nd|rd|th))?"
SHAPES = tuple(
    re.compile(rf"(?i)(?:\b(?P<weekday>{_WEEKDAY}),?\s+(?:the\s+)?)?{shape}")
    for shape in (
        rf"\b(?P<day>\d{{1,2}}){_ORDINAL}\s+(?:of\s+)?(?P<month>{_MONTH})\b[,.]?\s+(?P<year>\d{{4}})\b",
        rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}){_ORDINAL},?\s+(?P<year>\d{{4}})\b",
        r"(?<![\d/.])(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d{2})(?![\d/])",
        r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b",
    )
)


@dataclass(frozen=True)
class Day:
    """A day and the characters that name it; `doubt` says why it may be another."""

    on: date
    start: int
    end: int
    doubt: str = ""


def days(text: str) -> tuple[Day, ...]:
    """Return the days a text names, in their order. A day that no calendar has is left out.

    >>> [str(day.on) for day in days("Wednesday 12TH JUNE, 2019 and March 13th 2019")]
    ['2019-06-12', '2019-03-13']
    >>> days("Monday 12 June 2019")[0].doubt
    '12 June 2019 was a Wednesday, not a Monday.'
    """
    return tuple(sorted(_every(text), key=lambda day: day.start))


def _every(text: str) -> Iterator[Day]:
    for shape in SHAPES:
        for match in shape.finditer(text):
            on = _date(match["year"], match["month"], match["day"])
            if on:
                yield Day(on, match.start(), match.end(), _doubt(on, match["weekday"]))


def _date(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _month(month)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(at for at, month in enumerate(MONTHS, 1) if month.startswith(name.casefold()[:3]))


def _doubt(on: date, weekday: str | None) -> str:
    said, was = (weekday or "").capitalize(), WEEKDAYS[on.weekday()].capitalize()
    if said in ("", was):
        return ""
    return f"{on.day} {MONTHS[on.month - 1].capitalize()} {on.year} was a {was}, not a {said}."
