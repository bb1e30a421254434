"""Working days and clear days: when papers must be out before a meeting.

Source: Local Government Act 1972, sections 100A(6) and 100B: five clear days. Neither the day of
publication nor that of the meeting counts, and by R v Swansea City Council ex parte Elitestone
(1993) neither do weekends and bank holidays. Bank holidays are those of England and Wales as
GOV.UK listed them when the package that holds them was made.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

from marram.board.vocabulary.forward import NOTICE_DAYS
from marram.board.vocabulary.meetings import CLEAR_DAYS
from marram.foundation.verdicts import YES, Verdict, no


DAY = timedelta(days=1)
SATURDAY = 5


@cache
def bank_holidays() -> frozenset[date]:
    """Return the bank holidays of England and Wales that we know of."""
    # The listed copy: the service behind it is never asked.
    known = BankHolidays(use_cached_holidays=True)
    return frozenset(day["date"] for day in known.get_holidays(division="england-and-wales"))


def is_working_day(day: date, closed: Collection[date] = ()) -> bool:
    """Tell whether the council's offices are open. `closed` are its own days off.

    >>> is_working_day(date(2025, 4, 21)), is_working_day(date(2025, 4, 22))
    (False, True)
    """
    return day.weekday() < SATURDAY and day not in bank_holidays() and day not in closed


def publish_by(
    meeting_on: date, *, clear_days: int = CLEAR_DAYS, closed: Collection[date] = ()
) -> date:
    """Return the last day on which papers may come out for a meeting.

    >>> publish_by(date(2026, 1, 7))
    datetime.date(2025, 12, 29)
    """
    earlier = _working_days_before(meeting_on, closed)
    for _ in range(clear_days):
        next(earlier)
    return next(earlier)


def clear_days_between(
    published_on: date, meeting_on: date, *, closed: Collection[date] = ()
) -> int:
    """Return how many clear working days lie between two days; neither of them counts.

    >>> clear_days_between(date(2025, 3, 11), date(2025, 3, 19))
    5
    """
    span = (published_on + DAY * number for number in range(1, (meeting_on - published_on).days))
    return sum(is_working_day(day, closed) for day in span)


def in_time(
    published_on: date,
    meeting_on: date,
    *,
    clear_days: int = CLEAR_DAYS,
    closed: Collection[date] = (),
) -> Verdict:
    """Papers are out the clear days before a meeting that the law asks for."""
    given = clear_days_between(published_on, meeting_on, closed=closed)
    if given >= clear_days:
        return YES
    last = publish_by(meeting_on, clear_days=clear_days, closed=closed)
    return no(
        f"The public has {given} clear working {'day' if given == 1 else 'days'} instead of"
        f" {clear_days}: the last day to publish was {_words(last)}."
    )


def holidays_known(day: date) -> Verdict:
    """The list of bank holidays reaches to the end of a year; later days are counted without."""
    last = max(bank_holidays()).year
    if day.year <= last:
        return YES
    return no(f"Bank holidays after {last} are not known yet: count the days again nearer the time")


def notice_by(decision_on: date, *, days: int = NOTICE_DAYS) -> date:
    """Return the last day to give notice of an executive key decision: clear calendar days.

    >>> notice_by(date(2026, 3, 18))
    datetime.date(2026, 2, 17)
    """
    return decision_on - DAY * (days + 1)


def working_days_after(day: date, count: int, *, closed: Collection[date] = ()) -> date:
    """Return the day that lies `count` working days after a day.

    >>> working_days_after(date(2025, 4, 17), 1)
    datetime.date(2025, 4, 22)
    """
    while count:
        day += DAY
        count -= is_working_day(day, closed)
    return day


def _working_days_before(day: date, closed: Collection[date]) -> Iterator[date]:
    while True:
        day -= DAY
        if is_working_day(day, closed):
            yield day


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
