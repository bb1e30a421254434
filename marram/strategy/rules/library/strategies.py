"""What must hold of a strategy, and where it stands in its life on a day."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.vocabulary import EXPIRY_WARNING_DAYS, LifeSpan


SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
# Pages that stand beside the strategies in the address book of this room.
TAKEN = frozenset({"add", "clashes", "coverage", "links", "map"})

# What papers write of a strategy that has no dates to judge by; the first that is found counts.
WRITTEN = (
    (LifeSpan.SUPERSEDED, ("superseded", "replaced")),
    (LifeSpan.MISSING, ("missing", "to be developed", "proposed", "not yet")),
    (LifeSpan.IN_PREPARATION, ("being prepared", "in development", "in preparation", "draft")),
    (LifeSpan.IN_REVIEW, ("in review", "being reviewed", "refresh due", "requires review")),
    (LifeSpan.EXPIRED, ("expired",)),
)


@dataclass(frozen=True, kw_only=True)
class Life:
    """The facts that a life span is worked out from; `succeeded_on` is the successor's start."""

    starts_on: date | None = None
    ends_on: date | None = None
    in_review_since: date | None = None
    succeeded_on: date | None = None
    status_text: str = ""


def life_span(life: Life, *, on: date) -> LifeSpan:
    """Return where a strategy stands on a day.

    The first that applies: superseded (its successor has started), expired, in preparation (it
    has not started), in review, expires within a year, current. One without an end date is
    judged by what its paper says of it, since no day can tell.
    """
    if life.succeeded_on is not None and life.succeeded_on <= on:
        return LifeSpan.SUPERSEDED
    if life.ends_on is not None and life.ends_on <= on:
        return LifeSpan.EXPIRED
    if life.starts_on is not None and on < life.starts_on:
        return LifeSpan.IN_PREPARATION
    if life.in_review_since is not None and life.in_review_since <= on:
        return LifeSpan.IN_REVIEW
    if life.ends_on is None:
        return _as_written(life.status_text)
    if life.ends_on <= on + timedelta(days=EXPIRY_WARNING_DAYS):
        return LifeSpan.EXPIRING
    return LifeSpan.CURRENT


def _as_written(status_text: str) -> LifeSpan:
    written = status_text.lower()
    for span, phrases in WRITTEN:
        if any(phrase in written for phrase in phrases):
            return span
    return LifeSpan.NO_END


def a_slug(slug: str) -> Verdict:
    """A short name fits into an address: small letters, digits, dashes and underscores."""
    if SLUG.fullmatch(slug) and slug not in TAKEN:
        return YES
    return no(
        f"“{slug}” cannot be a short name. Use up to 60 small letters, digits and dashes, "
        "such as carers-2025."
    )


def named(title: str) -> Verdict:
    if title.strip():
        return YES
    return no("Enter the title of the strategy.")


def ends_after_it_starts(starts_on: date | None, ends_on: date | None) -> Verdict:
    """The last day comes after the first; `ends_on` is the first day on which it no longer runs."""
    if starts_on is None or ends_on is None or starts_on < ends_on:
        return YES
    return no(
        f"The strategy would end on {last_day(ends_on)}, before it starts on "
        f"{in_words(starts_on)}. Change one of the two dates."
    )


def last_day(ends_on: date) -> str:
    """Return in words the last day on which something runs that no longer runs on `ends_on`."""
    return in_words(ends_on - timedelta(days=1))


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
