"""What kind of business an item is, and what a resolution does, from their words."""

import re
from dataclasses import dataclass
from datetime import date

from marram.board.papers.days import MONTHS, days
from marram.board.vocabulary.meetings import ItemKind
from marram.board.vocabulary.resolutions import Repeat, ResolutionKind


ITEM_KINDS = tuple(
    (re.compile(rf"(?i)\b(?:{pattern})\b"), kind)
    for pattern, kind in (
        (r"election of|appointment of (?:the |a )?(?:vice.)?chair\w*", ItemKind.ELECTION),
        (r"apolog(?:y|ies)", ItemKind.APOLOGIES),
        (r"(?:declarations?|disclosures?) of", ItemKind.DECLARATIONS),
        (r"matters arising", ItemKind.MATTERS_ARISING),
        (r"minutes", ItemKind.MINUTES),
        (r"sub[- ]?(?:groups?|committees?) updates?", ItemKind.SUB_GROUPS),
        (r"verbal(?:ly)?", ItemKind.VERBAL),
        (r"presentation", ItemKind.PRESENTATION),
        (r"(?:for|to) (?:note|information)", ItemKind.TO_NOTE),
    )
)
VERBAL = re.compile(r"(?i)\bverbal (?:update|report)\b|\bverbally\b|\boral (?:update|report)\b")
PRESENTATION = re.compile(
    r"(?i)\b(?:received|given|gave|considered|heard) (?:a|the) (?:\w+ ){0,3}presentation\b"
    r"|\bpresentation (?:was|be) (?:given|received|made)\b"
)

# "That regular reports be agreed": the verb at the end says what was done.
LAST_VERBS = tuple(
    (re.compile(rf"(?i)\bbe (?:\w+ly )?(?:{pattern})$"), kind)
    for pattern, kind in (
        (r"noted|received(?: and noted)?", ResolutionKind.NOTE),
        (r"agreed|supported", ResolutionKind.AGREE),
        (r"approved|endorsed|adopted|ratified", ResolutionKind.APPROVE),
    )
)
# The first that fits names the kind: "be noted" within a referral does not make it a note.
RESOLUTION_KINDS = tuple(
    (re.compile(rf"(?i)\b(?:{pattern})\b"), kind)
    for pattern, kind in (
        (
            r"be (?:re-?)?(?:elected|appointed)|(?:elect|appoint)s? .+ (?:as )?(?:vice.)?chair\w*",
            ResolutionKind.ELECT,
        ),
        (r"correct record|accurate record|true record", ResolutionKind.CONFIRM),
        (r"thank(?:ed|s)?|congratulat\w+|appreciation", ResolutionKind.THANK),
        (r"escalat\w+", ResolutionKind.ESCALATE),
        (
            r"(?:referr?(?:ed)?|submitt(?:ed|ing)|request\w*|ask(?:ed|s)?|refer)\b.*"
            r"\b(?:scrutiny|cabinet|full council|committee)",
            ResolutionKind.REFER,
        ),
        (
            r"(?:updates?|reports?|paper|progress)\b.{0,60}"
            r"\bbe (?:received|presented|provided|submitted|brought|reported)"
            r"|continue (?:its|their|to)|be monitored"
            r"|receive (?:regular |further |quarterly |annual )?(?:updates?|reports?)",
            ResolutionKind.MONITOR,
        ),
        (
            r"notes? and comments?|noted|notes?|receives?|be received|informs?|informed",
            ResolutionKind.NOTE,
        ),
        (r"confirm(?:ed|s)?|assured|satisfied", ResolutionKind.CONFIRM),
        (r"agree(?:d|s)?|comments?|supports?|supported", ResolutionKind.AGREE),
        (
            r"approv\w+|endors\w+|adopt\w*|ratif\w+|establish\w*|authoris\w+|delegat\w+|accept\w*",
            ResolutionKind.APPROVE,
        ),
    )
)
REPEATS = tuple(
    (re.compile(rf"(?i)\b(?:{pattern})\b"), repeat)
    for pattern, repeat in (
        (r"(?:at )?(?:each|every) meeting|standing item", Repeat.EVERY_MEETING),
        (r"quarterly|(?:each|every) (?:quarter|three months)", Repeat.QUARTERLY),
        (
            r"half[- ]yearly|six[- ]month(?:s|ly)|twice (?:a|each) year|bi-?annual(?:ly)?",
            Repeat.HALF_YEARLY,
        ),
        (r"annual(?:ly)?|yearly|(?:each|every) year|on an annual basis", Repeat.YEARLY),
        (
            r"regular(?:ly)?|on an on-?going basis|continue its|continue to|periodic(?:ally)?",
            Repeat.NOT_STATED,
        ),
    )
)
ASKS_TO_COME_BACK = frozenset({ResolutionKind.MONITOR, ResolutionKind.AGREE, ResolutionKind.REFER})
STARTS = re.compile(
    rf"(?i)\b(?:commencing|starting|beginning|from|by|in) ({'|'.join(MONTHS)}),? (\d{{4}})\b"
)
A_RECORD_OF_THE_PAST = frozenset({ResolutionKind.CONFIRM, ResolutionKind.ELECT})


def item_kind(title: str, said: str = "") -> ItemKind:
    """Return what kind of business an item is, from its title and the words beneath it."""
    for pattern, kind in ITEM_KINDS:
        if pattern.search(title):
            return kind
    if VERBAL.search(said):
        return ItemKind.VERBAL
    if PRESENTATION.search(said):
        return ItemKind.PRESENTATION
    return ItemKind.REPORT


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What a resolution does, how often it comes back and when it is first due."""

    kind: ResolutionKind
    repeat: Repeat
    frequency: str
    due_on: date | None
    doubt: str


def deed(wording: str) -> Deed:
    """Return what a resolution does. Its kind is in doubt where no known verb stands in it.

    >>> found = deed("the report be presented to the Board annually")
    >>> (found.kind.value, found.repeat.value, found.frequency)
    ('monitor', 'every year', 'annually')
    """
    verbs = (*LAST_VERBS, *RESOLUTION_KINDS)
    kind = next((kind for pattern, kind in verbs if pattern.search(wording)), None)
    repeat, frequency = _repeat(wording) if kind in ASKS_TO_COME_BACK else (Repeat.NEVER, "")
    return Deed(
        kind=kind or ResolutionKind.AGREE,
        repeat=repeat,
        frequency=frequency,
        due_on=None if kind in A_RECORD_OF_THE_PAST else _due(wording),
        doubt="" if kind else "No word says what the meeting did: noted, agreed, approved.",
    )


def _repeat(wording: str) -> tuple[Repeat, str]:
    for pattern, repeat in REPEATS:
        if found := pattern.search(wording):
            return repeat, found[0]
    return Repeat.NEVER, ""


def _due(wording: str) -> date | None:
    """Return the day, or the first day of the month, that a resolution names."""
    if named := days(wording):
        return named[0].on
    if found := STARTS.search(wording):
        return date(int(found[2]), MONTHS.index(found[1].casefold()) + 1, 1)
    return None
