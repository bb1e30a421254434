"""The enumerations of this room. What a higher value means is `marram.methods.polarity`."""

from enum import StrEnum

from marram.methods.estimates import Unit


class Permission(StrEnum):
    """What may be done in this room; `site/roles.py` says which role may do which."""

    DEFINE = "indicators.define"
    BRING_IN = "indicators.bring_in"
    READ_UNPUBLISHED = "indicators.read_unpublished"
    KEEP_SCORECARDS = "indicators.keep_scorecards"


class ValueKind(StrEnum):
    """What a number claims to be: something measured, or something wanted."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    PLAN = "plan"
    FORECAST = "forecast"
    STANDARD = "standard"
    TRAJECTORY = "trajectory"

    @property
    def measured(self) -> bool:
        return self in (ValueKind.ACTUAL, ValueKind.ESTIMATE)


class Measure(StrEnum):
    """What sort of number an indicator is; it decides the bounds and the interval."""

    PROPORTION = "proportion"
    CRUDE_RATE = "crude rate"
    STANDARDISED_RATE = "directly standardised rate"
    RATIO = "ratio"
    COUNT = "count"
    MEAN = "mean"
    MONEY = "money"
    DURATION = "length of time"
    SCORE = "score"
    CHANGE = "change"
    WORDS = "words"


class IntervalMethod(StrEnum):
    """How an interval is worked out where none is given with the value."""

    AS_GIVEN = "as given"
    WILSON = "Wilson score"
    POISSON = "Poisson, Byar from 10 events"


class SmallNumbers(StrEnum):
    """The rule by which small counts are hidden or rounded before anything leaves."""

    NONE = "none"
    MHSDS = "mental health services data set"
    HES = "hospital episode statistics"
    ONS_DEATHS = "deaths on Nomis"


class Cycle(StrEnum):
    """How often a new figure comes."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    ONCE = "once"
    NOT_STATED = "not stated"

    @property
    def days(self) -> int | None:
        """How many days pass between one figure and the next; None where nobody promised one."""
        return {"monthly": 31, "quarterly": 92, "yearly": 366}.get(self.value)


class FileState(StrEnum):
    """Whether a file of observations is read, or was taken over by a compacted one."""

    CURRENT = "current"
    REPLACED = "replaced"


_UNITS = {
    "percent": Unit.PERCENT,
    "per 1,000": Unit.PER_1_000,
    "per 10,000": Unit.PER_10_000,
    "per 100,000": Unit.PER_100_000,
    "per million": Unit.PER_MILLION,
    "ratio": Unit.RATIO,
    "ratio, 100 = the standard": Unit.RATIO_OF_100,
    "years": Unit.YEARS,
    "percentage points": Unit.PERCENTAGE_POINTS,
    "score": Unit.SCORE,
}


def unit_of(written: str) -> Unit:
    """Return the unit of the methods for a definition's own word; its word is what pages show.

    >>> unit_of("percent"), unit_of("weeks")
    (<Unit.PERCENT: '%'>, <Unit.AS_GIVEN: 'in the unit of the values'>)
    """
    return _UNITS.get(written, Unit.AS_GIVEN)
