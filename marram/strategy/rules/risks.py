"""What must hold of risks, and how grave a risk is."""

from datetime import date
from enum import StrEnum

from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.rules.movements import Movement


LIKELIHOODS = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
IMPACTS = {1: "Negligible", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Catastrophic"}


class Level(StrEnum):
    """How grave a risk is, from what needs least to what needs most."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very high"


# The lowest scores that count as medium, high and very high.
BANDS = (4, 8, 15)


def score(likelihood: int, impact: int) -> int:
    """Return likelihood times impact: 1 to 25."""
    return likelihood * impact


def level(likelihood: int, impact: int) -> Level:
    """Return how grave a risk of this likelihood and impact is.

    Units: both from 1 (rare, negligible) to 5 (almost certain, catastrophic).
    Raises: ValueError when one of them is not.
    Source: National Patient Safety Agency, A risk matrix for risk managers, January 2008,
    table 3: 1-3 low, 4-6 moderate (medium here), 8-12 high, 15-25 extreme (very high here).

    >>> level(3, 4).value, level(3, 5).value
    ('high', 'very high')
    """
    if not (1 <= likelihood <= 5 and 1 <= impact <= 5):
        raise ValueError(f"likelihood and impact run from 1 to 5; got {likelihood} and {impact}")
    reached = sum(score(likelihood, impact) >= lowest for lowest in BANDS)
    return tuple(Level)[reached]


def movement(*, before: int, after: int) -> Movement:
    """Return how a risk moved from one score to another; a lower score is better.

    >>> movement(before=20, after=12).value
    'better'
    """
    if before == after:
        return Movement.SAME
    return Movement.BETTER if after < before else Movement.WORSE


def scores_fit(*scores: int) -> Verdict:
    """Likelihood and impact are scored from 1 to 5."""
    if all(1 <= each <= 5 for each in scores):
        return YES
    return no("Score likelihood and impact from 1 to 5.")


def said_in_full(*, title: str, mitigations: str, owner: str) -> Verdict:
    """A risk says what may happen, who looks after it and what is done about it."""
    for words, what in ((title, "what might happen"), (owner, "who owns the risk")):
        if not words.strip():
            return no(f"Say {what}.")
    if not mitigations.strip():
        return no('Say what is done about the risk. Write "Nothing yet" if nothing is.')
    return YES


def belongs_somewhere(*, plan: str, group: str) -> Verdict:
    """A risk is kept in the register of a plan, of a group, or of both."""
    if plan or group:
        return YES
    return no("Choose the plan or the group whose register the risk belongs to.")


def still_open(closed_on: date | None) -> Verdict:
    """A closed risk stays as it was closed."""
    if closed_on is None:
        return YES
    return no(f"This risk was closed on {_words(closed_on)}. Add a new risk if it has come back.")


def closed_for_a_reason(reason: str) -> Verdict:
    if reason.strip():
        return YES
    return no("Say in a sentence why the risk is closed.")


def meeting_named(*, meeting: str, on: date, today: date) -> Verdict:
    """A risk is reviewed at a meeting that has been held."""
    if not meeting.strip():
        return no("Say which meeting reviewed the risk.")
    if on > today:
        return no("The meeting must have been held: give a day that is today or in the past.")
    return YES


def reviewed_again_later(*, on: date, review_on: date) -> Verdict:
    """The next review of an open risk lies after the meeting that reviewed it."""
    if review_on > on:
        return YES
    return no("The day of the next review must be after the meeting.")


def overdue(*, review_on: date, closed_on: date | None, on: date) -> bool:
    """Tell whether an open risk should have been reviewed before this day."""
    return closed_on is None and review_on < on


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
