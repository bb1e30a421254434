"""What must hold of a definition."""

from collections.abc import Mapping
from typing import Any

from marram.foundation.verdicts import YES, Verdict, no
from marram.indicators.vocabulary import (
    Cycle,
    IntervalMethod,
    Measure,
    Polarity,
    SmallNumbers,
    unit_of,
)
from marram.methods.estimates import Unit


# By field, the words that it may hold.
WORDS: Mapping[str, tuple[str, ...]] = {
    "measure": tuple(Measure),
    "interval": tuple(IntervalMethod),
    "polarity": (Polarity.LOW_IS_GOOD, Polarity.HIGH_IS_GOOD, Polarity.NO_JUDGEMENT),
    "cycle": tuple(Cycle),
    "small_numbers": tuple(SmallNumbers),
}
_SUITS = {
    IntervalMethod.AS_GIVEN: frozenset(Measure),
    IntervalMethod.WILSON: frozenset({Measure.PROPORTION}),
    IntervalMethod.POISSON: frozenset({Measure.CRUDE_RATE, Measure.COUNT}),
}


def holds_together(fields: Mapping[str, Any]) -> Verdict:
    """A definition uses the words there are, and its parts agree with one another."""
    for name, words in WORDS.items():
        if fields.get(name) not in words:
            return no(f"“{fields.get(name)}” is not a {name}. Use one of: {', '.join(words)}.")
    for verdict in (_has_words(fields), _bounds(fields), _interval_suits(fields), _unit(fields)):
        if not verdict:
            return verdict
    return YES


def _has_words(fields: Mapping[str, Any]) -> Verdict:
    if str(fields.get("title") or "").strip() and str(fields.get("unit") or "").strip():
        return YES
    return no("An indicator needs a title and a unit. Enter both.")


def _bounds(fields: Mapping[str, Any]) -> Verdict:
    lowest, highest = fields.get("lowest"), fields.get("highest")
    if lowest is None or highest is None or lowest < highest:
        return YES
    return no(f"The highest possible value, {highest}, must be above the lowest, {lowest}.")


def _interval_suits(fields: Mapping[str, Any]) -> Verdict:
    measure, interval = Measure(fields["measure"]), IntervalMethod(fields["interval"])
    if measure in _SUITS[interval]:
        return YES
    return no(
        f"The interval “{interval}” is not one of a {measure}. Choose “{IntervalMethod.AS_GIVEN}” "
        "to use what the publisher gives."
    )


def _unit(fields: Mapping[str, Any]) -> Verdict:
    """A proportion is stated in percent or for so many people: else no value follows from it."""
    proportion = fields["measure"] == Measure.PROPORTION
    if not proportion or unit_of(str(fields["unit"])) is not Unit.AS_GIVEN:
        return YES
    return no("A proportion is stated in percent or per 1,000, 10,000 or 100,000 people.")
