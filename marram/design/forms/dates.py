"""A date in three boxes: typed by heart, read kindly, refused in a sentence."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict


PARTS = ("day", "month", "year")
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


class Typed(NamedTuple):
    """The three texts as they were typed."""

    day: str
    month: str
    year: str

    @property
    def empty(self) -> bool:
        return not any(self)


class DateInput(forms.Widget):
    """Three boxes named `<name>-day`, `<name>-month` and `<name>-year`.

    A single `<name>` that holds 2025-03-31 is read too, as links and scripts write it.
    """

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Typed | None:
        if data.get(name):
            return typed(data[name])
        if not any(f"{name}-{part}" in data for part in PARTS):
            return None
        return Typed(*(str(data.get(f"{name}-{part}", "")).strip() for part in PARTS))

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        return name not in data and not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day" if id_ else ""


class DateField(forms.Field):
    """A day. Its errors name the part that is wrong, by the code "day", "month" or "year"."""

    widget = DateInput

    def prepare_value(self, value: Any) -> Typed:
        return typed(value)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date) or value is None:
            return value
        words = typed(value)
        return None if words.empty else read_date(words, name=str(self.label or "The date"))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return typed(initial) != typed(data)


def typed(value: Any) -> Typed:
    """Return a date, an ISO text or nothing as the three texts that would have been typed."""
    if isinstance(value, Typed):
        return value
    if isinstance(value, date):
        return Typed(str(value.day), str(value.month), str(value.year))
    year, _, rest = str(value or "").partition("-")
    month, _, day = rest.partition("-")
    return Typed(day, month, year)


def read_date(words: Typed, *, name: str) -> date:
    """Return the date that was typed; months may be names.

    Raises: ValidationError with a sentence, and the wrong part as its code.
    """
    missing = [part for part, text in zip(PARTS, words, strict=True) if not text]
    if missing:
        raise ValidationError(f"{name} must include a {' and '.join(missing)}.", code=missing[0])
    day = _number(words.day, 1, 31, f"The day in “{name}” must be a number from 1 to 31.", "day")
    month = _month(words.month, name)
    if len(words.year) != 4:
        raise ValidationError(f"The year in “{name}” must have 4 numbers, like 2026.", code="year")
    year = _number(
        words.year, 1800, 2299, f"The year in “{name}” must be between 1800 and 2299.", "year"
    )
    try:
        return date(year, month, day)
    except ValueError:
        raise ValidationError(
            f"{name} must be a real date: {MONTHS[month - 1].capitalize()} {year} "
            f"has no day {day}.",
            code="day",
        ) from None


def _month(text: str, name: str) -> int:
    named = [
        number
        for number, month in enumerate(MONTHS, start=1)
        if len(text) >= 3 and month.startswith(text.lower())
    ]
    if named:
        return named[0]
    return _number(
        text, 1, 12, f"The month in “{name}” must be a number from 1 to 12, or its name.", "month"
    )


def _number(text: str, least: int, most: int, sentence: str, part: str) -> int:
    if not (text.isascii() and text.isdecimal() and least <= int(text) <= most):
        raise ValidationError(sentence, code=part)
    return int(text)
