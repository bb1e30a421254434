"""What must hold of meetings: their stages, their agendas, who may be in the chair."""

import re
from collections.abc import Mapping
from datetime import date

from marram.board.vocabulary.meetings import (
    EXEMPT_PARAGRAPHS,
    Conduct,
    Interest,
    Presence,
    Stage,
)
from marram.foundation.verdicts import YES, Verdict, no


# Which stages follow which. An old meeting comes from the record as held, without its agenda;
# a sub-group publishes none.
MOVES: Mapping[Stage, frozenset[Stage]] = {
    Stage.PLANNED: frozenset({Stage.PUBLISHED, Stage.HELD, Stage.CANCELLED}),
    Stage.PUBLISHED: frozenset({Stage.IN_SESSION, Stage.HELD, Stage.CANCELLED}),
    Stage.IN_SESSION: frozenset({Stage.ADJOURNED, Stage.HELD}),
    Stage.ADJOURNED: frozenset({Stage.IN_SESSION, Stage.HELD}),
    Stage.HELD: frozenset({Stage.CONFIRMED}),
    Stage.CONFIRMED: frozenset(),
    Stage.CANCELLED: frozenset({Stage.PLANNED}),
}
MINUTED = frozenset({Stage.IN_SESSION, Stage.ADJOURNED, Stage.HELD})
OVER = frozenset({Stage.HELD, Stage.CONFIRMED})
NUMBER = re.compile(r"[0-9]{1,3}[A-Z]?")


def may_move(title: str, *, now: str, to: Stage) -> Verdict:
    """A meeting goes from stage to stage by the table."""
    if to in MOVES[Stage(now)]:
        return YES
    following = ", ".join(f"“{stage}”" for stage in Stage if stage in MOVES[Stage(now)])
    if not following:
        return no(f"{title} is “{now}” and stays so.")
    return no(f"{title} is “{now}”: next it may be {following}, not “{to}”.")


def agenda_is_out(stage: str, published_on: date | None) -> bool:
    """Tell whether an agenda is public: old ones came out on a day that nobody wrote down."""
    return published_on is not None or stage not in (Stage.PLANNED, Stage.CANCELLED)


def agenda_open(title: str, stage: str) -> Verdict:
    """Items change until the meeting is over."""
    if stage in OVER:
        return no(f"{title} is over: its agenda stays as it was taken.")
    if stage == Stage.CANCELLED:
        return no(f"{title} was cancelled. Plan it again before you change its agenda.")
    return YES


def may_be_minuted(title: str, stage: str) -> Verdict:
    """Minutes are typed from the opening of a meeting until they are confirmed."""
    if stage in MINUTED:
        return YES
    if stage == Stage.CONFIRMED:
        return no(f"The minutes of {title} are confirmed. What is wrong in them is put right by"
                  " a resolution of a later meeting.")  # fmt: skip
    return no(f"{title} is “{stage}”. Open the meeting before you minute it.")


def numbered_rightly(number: str) -> Verdict:
    """The number of an item is a number, with a letter when it came late."""
    if not number or NUMBER.fullmatch(number):
        return YES
    return no(f"“{number}” is not the number of an item. Write it as 7, or 7A for one that is late")


def exempt_rightly(*, paragraphs: str, because: str, public_interest: str) -> Verdict:
    """An exempt item names its paragraph, the reason and the weighing of the public interest.

    Source: Local Government Act 1972, Schedule 12A, Part 1 and paragraph 10.
    """
    named = exempt_under(paragraphs)
    if not named:
        return YES
    if unknown := [each for each in named if each not in EXEMPT_PARAGRAPHS]:
        return no(f"Schedule 12A has no paragraph {unknown[0]}. Its paragraphs are 1 to 7.")
    if not because.strip():
        return no("Say what in the paper makes it exempt.")
    if not public_interest.strip():
        return no(
            "Say why the public interest in keeping this back outweighs that in telling it."
            " Without that the item is public."
        )
    return YES


def exempt_under(written: str) -> tuple[str, ...]:
    """Return the paragraphs that somebody wrote, in order.

    >>> exempt_under("3, 1"), exempt_under("")
    (('1', '3'), ())
    """
    return tuple(sorted(set(re.findall(r"[0-9A-Za-z]+", written))))


def not_yet_public(title: str, *, published: bool, made_exempt: bool) -> Verdict:
    """What the public has read cannot be taken back by calling it exempt."""
    if published and made_exempt:
        return no(f"“{title}” is published already. What the public has read stays public.")
    return YES


def told_why_late(*, in_time: Verdict, because: str) -> Verdict:
    """Papers that come out late say why; the minutes will show it."""
    if in_time or because.strip():
        return YES
    return no(f"{in_time.reason} Say why the papers are late.")


def urgent_for_a_reason(*, in_time: Verdict, because: str) -> Verdict:
    """A late item needs the chair's opinion that it is urgent, with the special circumstances.

    Source: Local Government Act 1972, section 100B(4).
    """
    if in_time or because.strip():
        return YES
    return no(
        f"{in_time.reason} A late item is taken only when the chair is of the opinion that it is"
        " urgent: write down the special circumstances."
    )


def one_chair(chairs: int) -> Verdict:
    """A meeting has one chair."""
    if chairs <= 1:
        return YES
    return no("Somebody is in the chair already. A meeting has one chair: change theirs first.")


def came(role: str, presence: str) -> Verdict:
    """Who declares an interest is there."""
    if presence in (Presence.CHAIR, Presence.PRESENT, Presence.IN_ATTENDANCE):
        return YES
    return no(f"{role} did not come to this meeting, so there is nothing to declare.")


def declared_rightly(*, interest: str, conduct: str, dispensation: str) -> Verdict:
    """Who has a disclosable pecuniary interest leaves, unless a dispensation lets them stay.

    Source: Localism Act 2011, sections 31(4) and 33.
    """
    if interest != Interest.PECUNIARY or conduct == Conduct.LEFT or dispensation.strip():
        return YES
    return no(
        "Who has a disclosable pecuniary interest leaves the room for the item. If the council"
        " has given a dispensation, write down which."
    )


def confirms(*, earlier: date, later: date, stage: str) -> Verdict:
    """Minutes are confirmed by a later meeting that has begun."""
    if earlier >= later:
        return no("Minutes are confirmed at a later meeting. Choose one after the meeting itself.")
    if stage not in MINUTED | OVER:
        return no("The meeting that confirms the minutes has not begun.")
    return YES


def confirming_words(on: date, *, correction: str) -> str:
    """Return what a meeting resolves when it confirms the minutes of an earlier one.

    >>> confirming_words(date(2025, 5, 14), correction="Item 4: for “two” read “three”.")
    'The minutes of 14 May 2025 are confirmed, with this change: Item 4: for “two” read “three”.'
    """
    confirmed = f"The minutes of {on.day} {on:%B %Y} are confirmed"
    if not correction:
        return f"{confirmed} as a correct record."
    return f"{confirmed}, with this change: {correction}"


def cancelled_for_a_reason(because: str) -> Verdict:
    if because.strip():
        return YES
    return no("Say in a sentence why the meeting is cancelled: its page will show it.")
