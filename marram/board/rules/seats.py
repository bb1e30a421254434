"""What the law asks of who sits on a health and wellbeing board, and how many make a quorum."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil

from marram.board.vocabulary.seats import SeatKind
from marram.foundation.verdicts import YES, Verdict, no


# Health and Social Care Act 2012, section 194(2), in force since 1 April 2013. NHS England takes
# part in needs assessments and strategies by section 197 and is no member by law.
REQUIRED = (
    SeatKind.COUNCILLOR,
    SeatKind.ADULT_SERVICES,
    SeatKind.CHILDRENS_SERVICES,
    SeatKind.PUBLIC_HEALTH,
    SeatKind.HEALTHWATCH,
)
IN_FORCE_FROM = date(2013, 4, 1)
# On this day integrated care boards took over from clinical commissioning groups.
CARE_BOARDS_FROM = date(2022, 7, 1)

IN_WORDS = {
    SeatKind.COUNCILLOR: "At least one councillor of the local authority",
    SeatKind.ADULT_SERVICES: "The director of adult social services",
    SeatKind.CHILDRENS_SERVICES: "The director of children's services",
    SeatKind.PUBLIC_HEALTH: "The director of public health",
    SeatKind.HEALTHWATCH: "A representative of the local Healthwatch",
}


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One line of the statutory minimum, and how many seats meet it."""

    words: str
    met: bool
    seats: int


@dataclass(frozen=True, kw_only=True)
class Quorum:
    """How many members with a vote make a meeting, and of which kinds one must be there."""

    needed: int
    kinds: tuple[SeatKind, ...] = ()


def statutory_minimum(
    *, kinds: Collection[str], commissioners: Iterable[tuple[str, bool]], on: date
) -> tuple[Requirement, ...]:
    """Return what section 194 asks for and whether the seats filled on a day meet it.

    `kinds` holds the kind of each seat; `commissioners` the name of each relevant commissioner
    and whether a seat speaks for it.
    """
    if on < IN_FORCE_FROM:
        return ()
    seats = list(kinds)
    every = [
        Requirement(
            words=IN_WORDS[kind],
            met=kind in seats,
            seats=seats.count(kind),
        )
        for kind in REQUIRED
    ]
    body = "integrated care board" if on >= CARE_BOARDS_FROM else "clinical commissioning group"
    relevant = tuple(commissioners)
    every += [
        Requirement(words=f"A representative of {name} ({body})", met=spoken, seats=int(spoken))
        for name, spoken in relevant
    ]
    if not relevant:
        words = f"A representative of each relevant {body}: none is named yet"
        every.append(Requirement(words=words, met=False, seats=0))
    return tuple(every)


def quorum(*, seats: int, share: int, least: int, kinds: Collection[str] = ()) -> Quorum:
    """Return how many members with a vote must be there: one in `share`, at least `least`.

    >>> quorum(seats=14, share=4, least=3).needed
    4
    """
    return Quorum(
        needed=max(least, ceil(seats / share)), kinds=tuple(SeatKind(kind) for kind in kinds)
    )


def quorate(quorum: Quorum, *, there: Collection[str]) -> Verdict:
    """Enough members with a vote are in the room; `there` holds the kind of seat of each.

    Who joins from elsewhere does not count: in England members of a committee vote in the room
    since 7 May 2021, when the regulations of the pandemic ended.
    """
    if len(there) < quorum.needed:
        return no(
            f"{len(there)} of the {quorum.needed} members with a vote that make a quorum are here."
        )
    for kind in quorum.kinds:
        if kind not in there:
            return no(f"A quorum needs at least one seat of the kind “{kind.value}”.")
    return YES


# The regulations that let committees meet remotely held on these days, the last one excluded.
# Source: SI 2020/392.
REMOTE_FROM, REMOTE_UNTIL = date(2020, 4, 4), date(2021, 5, 7)


def remote_counts(on: date) -> bool:
    """Tell whether members who joined from elsewhere counted and voted on a day."""
    return REMOTE_FROM <= on < REMOTE_UNTIL


def within(starts_on: date, ends_on: date | None) -> Verdict:
    """A seat ends after it starts."""
    if ends_on is None or ends_on >= starts_on:
        return YES
    return no("The last day of the seat is before its first. Put the days in order.")


def ends_once(ends_on: date | None) -> Verdict:
    """What has a last day is not ended again."""
    if ends_on is None:
        return YES
    return no(f"It has its last day already: it ends on {ends_on.day} {ends_on:%B %Y}.")


def ended_for_a_reason(because: str) -> Verdict:
    if because.strip():
        return YES
    return no("Say in a sentence why it ends: the page of the board shows it.")
