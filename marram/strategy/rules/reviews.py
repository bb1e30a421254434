"""What must hold of annual reviews: what is decided, with which reasons, and when it is applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from marram.foundation.verdicts import YES, Verdict, no
from marram.strategy.rules.changes import words
from marram.strategy.vocabulary import ReviewOutcome


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a review decides about one action; an empty outcome is not decided yet."""

    outcome: str = ""
    reason: str = ""


def one_a_day(*, taken: bool, on: date) -> Verdict:
    """A plan is frozen once a day, so that a day names one review."""
    if not taken:
        return YES
    return no(f"This plan was reviewed on {words(on)} already. Go on with that review.")


def may_change(applied_at: datetime | None) -> Verdict:
    """What was decided stands once it has been applied to the plan."""
    if applied_at is None:
        return YES
    return no("This review has been applied to its plan. Take a new review to decide otherwise.")


def an_outcome(*, code: str, outcome: str) -> Verdict:
    if not outcome or outcome in list(ReviewOutcome):
        return YES
    return no(f"{code}: choose {', '.join(list(ReviewOutcome)[:-1])} or {ReviewOutcome.COMPLETE}.")


def under_review(*, code: str, reviewed: bool) -> Verdict:
    """A review decides about the actions that were open when it was taken."""
    if reviewed:
        return YES
    return no(f"{code} was not open when this review was taken. Leave it out.")


def ready_to_apply(
    *, open_codes: Sequence[str], decisions: Mapping[str, Decision], completing_needs_reason: bool
) -> Verdict:
    """Every open action is decided; retiring has a reason, and completing where the scheme asks."""
    undecided = [code for code in open_codes if not decisions.get(code, Decision()).outcome]
    if undecided:
        count = "1 action is" if len(undecided) == 1 else f"{len(undecided)} actions are"
        return no(f"{count} not decided yet, first {undecided[0]}. Decide, then apply the review.")
    asks = {ReviewOutcome.RETIRE} | ({ReviewOutcome.COMPLETE} if completing_needs_reason else set())
    for code in open_codes:
        if decisions[code].outcome in asks and not decisions[code].reason.strip():
            return no(f"Say in a sentence why {code} is to {decisions[code].outcome}.")
    return YES


def can_complete(*, title: str, finishing_rating: str, wanted: bool) -> Verdict:
    """Completing an action needs a rating that says so in the scheme of its plan."""
    if finishing_rating or not wanted:
        return YES
    return no(f"{title} is rated by a scheme without a rating for complete. Carry forward instead.")


def decided_sentence(*, decided: int, open_actions: int) -> str:
    """Return how far the decisions are.

    >>> decided_sentence(decided=3, open_actions=12)
    '3 of 12 open actions are decided.'
    """
    if open_actions == 0:
        return "No action was open."
    if decided == open_actions:
        return f"All {open_actions} open actions are decided."
    return f"{decided} of {open_actions} open actions are decided."
