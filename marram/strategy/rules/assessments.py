"""What must hold of assessments: what is asked, and when one is finished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.vocabulary import Tone


def may_change(finished_at: datetime | None) -> Verdict:
    """A finished assessment stays as it was finished; it is opened again to change it."""
    if finished_at is None:
        return YES
    return no("This assessment is finished. Open it again before you change its answers.")


def may_finish(*, finished_at: datetime | None, unrated: Sequence[str]) -> Verdict:
    """An assessment is finished when every question has a rating. `unrated` are refs."""
    if finished_at is not None:
        return no("This assessment is already finished.")
    if not unrated:
        return YES
    if len(unrated) == 1:
        return no(f"Question {unrated[0]} has no rating yet. Rate it, then finish.")
    return no(
        f"{len(unrated)} questions have no rating yet, the first of them {unrated[0]}. "
        "Rate them all, then finish."
    )


@dataclass(frozen=True, kw_only=True)
class Given:
    """What somebody answers to one question.

    `rating` is the code or label of a rating of the tool's scheme, or empty. A `source` of None
    leaves the source as it is.
    """

    rating: str = ""
    gist: str = ""
    evidence: str = ""
    source: str | None = None


def says_why(*, ref: str, label: str, needs_reason: bool, gist: str) -> Verdict:
    """Some ratings ask for a reason, so that nobody has to guess what is missing."""
    if needs_reason and not gist.strip():
        return no(f'Question {ref} is rated "{label}" without a reason. Say why in a sentence.')
    return YES


def has_statements(*, title: str, count: int) -> Verdict:
    """A vision test needs something to test."""
    if count:
        return YES
    return no(f"{title} states no vision and no outcomes yet. Add them to its framework first.")


def vision_test_slug(strategy: str) -> str:
    """Return the key of the tool that tests a strategy's vision.

    >>> vision_test_slug("mhsp_2015")
    'vision-mhsp_2015'
    """
    # The prefix must fit with the longest key of a strategy into the 60 characters of a tool's.
    return f"vision-{strategy}"[:60]


def a_tone(tone: str) -> Verdict:
    """A rating looks like one of the tones that pages can show."""
    if tone in list(Tone):
        return YES
    return no(f"{tone} is not a colour of a rating. Use one of {', '.join(Tone)}.")


def on_or_before(*, on: date, today: date) -> Verdict:
    """An assessment says how things stood, so its day has come."""
    if on <= today:
        return YES
    return no("The day of an assessment must be today or in the past. Check the date.")


def may_publish(finished_at: datetime | None) -> Verdict:
    """Residents see finished work."""
    if finished_at is not None:
        return YES
    return no("Finish this assessment before you publish it.")
