"""What must hold of contracts: when they end, and the social value that they promise."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from marram.foundation.verdicts import YES, Verdict, no
from marram.funding.vocabulary.money import SOCIAL_VALUE_STEPS


# A new contract takes about a year from the first question to the first day.
WARNING_DAYS = 365


class Life(StrEnum):
    """Where a contract stands in its life on a day."""

    NOT_STARTED = "not started"
    RUNNING = "running"
    ENDS_SOON = "ends soon"
    ENDED = "ended"
    NO_DATES = "no end date"


class Keeping(StrEnum):
    """How a commitment is kept on a day."""

    KEPT = "kept"
    ON_THE_WAY = "on the way"
    MISSED = "missed"
    NOT_MEASURED = "not measured"


@dataclass(frozen=True, kw_only=True)
class Weights:
    """How much of an award is judged on what, in percent; None where it is not stated."""

    price: Decimal | None = None
    quality: Decimal | None = None
    social: Decimal | None = None


def life(*, starts_on: date | None, ends_on: date | None, on: date) -> Life:
    """Return where a contract stands; its last day is the day before `ends_on`."""
    if starts_on is not None and on < starts_on:
        return Life.NOT_STARTED
    if ends_on is None:
        return Life.NO_DATES
    if ends_on <= on:
        return Life.ENDED
    return Life.ENDS_SOON if ends_on - on <= timedelta(days=WARNING_DAYS) else Life.RUNNING


def weights_add_up(weights: Weights) -> Verdict:
    """What an award is judged on adds to 100 percent, as soon as anything is stated."""
    stated = [each for each in (weights.price, weights.quality, weights.social) if each is not None]
    if not stated or sum(stated) == 100:
        return YES
    return no(f"The weights of price, quality and social value add up to {sum(stated)}, not 100.")


def weighed_at_award(weights: Weights) -> Verdict:
    """Social value that has no weight at award does not change who wins."""
    if weights.social is not None and weights.social > 0:
        return YES
    return no("Social value was given no weight when the contract was awarded.")


def steps_taken(taken: Collection[int]) -> Verdict:
    """All six steps of the commissioning cycle are answered."""
    open_steps = [
        f"{step} ({words.rstrip('?').lower()})"
        for step, (words, _) in SOCIAL_VALUE_STEPS.items()
        if step not in taken
    ]
    if not open_steps:
        return YES
    return no(f"Not answered yet: {', '.join(open_steps)}.")


def step_in_turn(*, step: int, taken: Collection[int]) -> Verdict:
    """The cycle is gone through in order: an outcome needs a question before it."""
    if step not in SOCIAL_VALUE_STEPS:
        return no(f"The cycle has steps 1 to 6; {step} is none of them.")
    missing = [each for each in range(1, step) if each not in taken]
    if missing:
        return no(f"Answer step {missing[0]} first: {SOCIAL_VALUE_STEPS[missing[0]][0]}")
    return YES


def keeping(*, promised: Decimal, achieved: Decimal | None, due_on: date, on: date) -> Keeping:
    """Return how a commitment is kept, by what was measured last."""
    if achieved is not None and achieved >= promised:
        return Keeping.KEPT
    if on >= due_on:
        return Keeping.MISSED
    return Keeping.NOT_MEASURED if achieved is None else Keeping.ON_THE_WAY


def measured_in_time(*, on: date, today: date, earlier: Sequence[date]) -> Verdict:
    """A measurement is of a day that has come, and there is one a day."""
    if on > today:
        return no("A measurement is of today or of a day in the past.")
    if on in earlier:
        return no("This commitment was measured on that day already.")
    return YES


def promises_something(promised: Decimal) -> Verdict:
    return YES if promised > 0 else no("Enter how much is promised: more than 0.")


def not_negative(achieved: Decimal) -> Verdict:
    return YES if achieved >= 0 else no("Enter how much was achieved: 0 or more.")


def promised_something(commitments: int) -> Verdict:
    """What is not promised in the contract cannot be measured through it."""
    return YES if commitments else no("The contract promises no social value that is measured.")
