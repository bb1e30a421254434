"""Minutes of meetings within a paper: where they begin, who met when and where, what was done."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from marram.board.papers.attendances import attendances, is_a_name, named
from marram.board.papers.casing import Casing, shouted
from marram.board.papers.days import Day, days
from marram.board.papers.findings import AttendanceFound, ItemFound, MeetingFound
from marram.board.papers.headings import Heading, headings
from marram.board.papers.kinds import item_kind
from marram.board.papers.names import STAND_IN, Names
from marram.board.papers.passages import Passage
from marram.board.papers.resolved import resolutions
from marram.board.papers.texts import Line, Paper
from marram.board.vocabulary.meetings import ItemKind, Mode, Presence


PRESENT = re.compile(
    r"(?:PRESENT|MEMBERS PRESENT|ATTENDANCE|(?:Members )?[Pp]resent|Attendance)\b\s*"
    r"(?:[:–—-]\s*(?P<who>.*))?"
)
ANOTHER_LIST = re.compile(
    r"(?i)^(?:also present|(?:also )?in attendance|officers?(?: present| in attendance)?|observers?"
    r"|apologies(?: for absence)?|absent|the meeting (?:started|commenced|began|opened))\b"
)
BODY = re.compile(
    r"(?i)\b(?:board|(?:sub-)?committee|panel|forum|cabinet|partnership|council|group|executive)\b"
)
COUNCIL = re.compile(r"(?i)\bcouncil$")
LEADS_TO_A_BODY = re.compile(
    r"(?i)^.*\b(?:minutes|meeting) of (?:an? |the )?(?:\w+ meeting of (?:the )?)?|^meeting\b"
)
VENUE = re.compile(
    r"(?i)\bheld\s+(?P<how>remotely|virtually|(?:at|in|on|via|by|through|using|as)\b)\s*"
    r"(?:an? )?(?P<where>.*)"
)
REMOTE = re.compile(r"(?i)\b(?:remote(?:ly)?|virtual(?:ly)?|teams|zoom|skype|video|online)\b")
AUTHOR = re.compile(
    r"(?i)\b(?:considered|received|noted|had before (?:it|them)|discussed)\b.{0,60}?"
    r"\b(?:report|presentation|paper|briefing(?: \w+)?|update)s?\s+(?:submitted )?"
    r"(?:of|by|from)\s+(?P<author>.+?)"
    r"(?=,? (?:which|that|who|on|in|to|regarding|setting|seeking|providing|outlining|detailing"
    r"|concerning|updating|about)\b|[.;])"
)
# So far above the list of those present, counted in lines, does the heading of minutes begin.
HEADING_LINES = 14
LONGEST_ROLE = 120
LONGEST_HEADING = 150
# A list of people longer than this is not one.
LONGEST_LIST = 120


@dataclass(frozen=True)
class Minutes:
    """The lines of one set of minutes: its heading, those who came, and its items."""

    body: str
    day: Day
    heading: Passage
    present: tuple[Line, ...]
    items: tuple[Heading, ...]
    lines: tuple[Line, ...]


def minutes(paper: Paper, starts: Collection[int]) -> tuple[Minutes, ...]:
    """Return the sets of minutes of a paper. `starts` are the line numbers at which other papers
    of the pack begin, and so minutes end."""
    lines = paper.lines
    calls = [at for at, line in enumerate(lines) if PRESENT.fullmatch(line.text)]
    found = []
    for at, beyond in zip(calls, [*calls[1:], len(lines)], strict=False):
        heading = _heading(paper, at)
        if heading is None:
            continue
        passage, body, day = heading
        end = next((i for i in range(at, beyond) if lines[i].number in starts), beyond)
        rest = _without_running_heads(lines[at:end], body, day)
        items = headings(rest)
        if items:
            first = rest.index(items[0].lines[0])
            found.append(
                Minutes(body, day, passage, tuple(rest[:first]), items, tuple(lines[at:end]))
            )
    return tuple(found)


def meeting(
    paper: Paper, found: Minutes, *, casing: Casing, names: Names, organisations: Collection[str]
) -> MeetingFound:
    """Return what a set of minutes says of its meeting."""
    venue, mode = _venue(found.heading, found.day)
    items = tuple(_item(paper, one, casing, names) for one in found.items)
    return MeetingFound(
        place=found.heading.place(),
        doubt=found.day.doubt,
        body=casing.name(found.body),
        on=found.day.on,
        held=True,
        venue=casing.name(venue),
        mode=mode,
        items=items,
        attendances=_attendances(paper, found, organisations),
        resolutions=tuple(
            resolution
            for one in found.items
            for resolution in resolutions(paper, str(one.number), one.body, names)
        ),
    )


def people_named(paper: Paper, found: Minutes, organisations: Collection[str]) -> Iterator[str]:
    """Yield the names in the lists of a set of minutes."""
    for lines in (_present(found), _apologies(found)):
        if lines:
            yield from named(Passage(paper, lines), organisations=organisations)


def _heading(paper: Paper, at: int) -> tuple[Passage, str, Day] | None:
    """Return the heading above the list of those present: its words, the body and the day."""
    above = list(paper.lines[max(0, at - HEADING_LINES) : at])
    opens = max((i for i, line in enumerate(above) if line.opens_page), default=0)
    above = above[opens:]
    named = [i for i, line in enumerate(above) if names_a_body(line.text)]
    # A council's own name stands above that of its committee.
    body_at = next((i for i in named if not COUNCIL.search(above[i].text)), min(named, default=-1))
    if body_at < 0:
        return None
    passage = Passage(paper, tuple(above[body_at:]))
    named_days = days(passage.text)
    if not named_days:
        return None
    return passage, body_of(above[body_at].text), named_days[0]


def names_a_body(text: str) -> bool:
    """Return whether a line names a body and little else."""
    return (
        bool(BODY.search(body_of(text)))
        and len(text) < LONGEST_HEADING
        and not text.endswith((".", ";"))
        and not text[:1].isdigit()
    )


def body_of(text: str) -> str:
    """Return the body a line of a heading names: "Minutes of the meeting of the ... held on".

    >>> body_of("Minutes of the Meeting of the Health and Wellbeing Board held on 5 March 2020")
    'Health and Wellbeing Board'
    """
    text = re.split(r"(?i)[,\s]*\b(?:meeting )?held\b|\s[-–—]\s|[,:]", text)[0]
    return LEADS_TO_A_BODY.sub("", text).strip(" -–—.")


def _without_running_heads(lines: Sequence[Line], body: str, day: Day) -> list[Line]:
    """Return lines without the page numbers and repeated headings between their pages."""
    kept = []
    for at, line in enumerate(lines):
        repeats = (
            body.casefold() in line.text.casefold()
            and len(line.text) < 120
            and bool(
                days(line.text)
                and days(line.text)[0].on == day.on
                and (line.opens_page or shouted(line.text))
            )
        )
        alone = (
            line.text.isdigit()
            and line.after_blank
            and (at + 1 == len(lines) or lines[at + 1].after_blank or line.opens_page)
        )
        if not repeats and not alone:
            kept.append(line)
    return kept


def _venue(heading: Passage, day: Day) -> tuple[str, Mode]:
    found = VENUE.search(heading.text)
    remote = Mode.REMOTE if REMOTE.search(heading.text) else Mode.NOT_STATED
    if found is None:
        return "", remote
    where = heading.text[found.start("where") :]
    before = (
        where[: max(0, day.start - found.start("where"))]
        if day.start > found.start("where")
        else where
    )
    place = re.split(
        r"(?i)\s+\b(?:on|at \d)\b(?: (?:mon|tues|wednes|thurs|fri|satur|sun)day)?|$", before
    )[0]
    if found["how"].casefold() == "on" or days(place):
        after = re.search(
            r"(?i)\b(?:at|in|via)\s+(?:the\s+)?(?P<where>[A-Z][^.]{3,80})", heading.text[day.end :]
        )
        place = after["where"] if after else ""
    place = place.strip(" ,.-–—")
    return (
        place,
        Mode.REMOTE if remote is Mode.REMOTE else Mode.IN_PERSON if place else Mode.NOT_STATED,
    )


def _item(paper: Paper, heading: Heading, casing: Casing, names: Names) -> ItemFound:
    said = Passage(paper, heading.body[:12]).text
    kind = item_kind(heading.title, said)
    author = AUTHOR.search(said) if kind not in (ItemKind.APOLOGIES, ItemKind.MINUTES) else None
    return ItemFound(
        place=paper.place(heading.lines),
        doubt=heading.doubt,
        number=str(heading.number),
        title=names.without(casing(heading.title)),
        kind=kind,
        author=role_of(author["author"], names) if author else "",
    )


def role_of(text: str, names: Names) -> str:
    """Return the office in an author's description; a name alone gives nothing.

    >>> role_of("the Director of Public Health", Names()), role_of("Jo Park, Head of Play", Names())
    ('Director of Public Health', 'Head of Play')
    """
    pieces = re.split(r"\s*,\s*|\s+[–—-]\s+|\s*/\s*", re.sub(r"(?i)^the ", "", names.without(text)))
    kept = [piece for piece in pieces if piece and piece != STAND_IN and not is_a_name(piece)]
    return ", ".join(kept)[:LONGEST_ROLE]


def _attendances(
    paper: Paper, found: Minutes, organisations: Collection[str]
) -> tuple[AttendanceFound, ...]:
    lists = ((_present(found), Presence.PRESENT), (_apologies(found), Presence.APOLOGY))
    return tuple(
        one
        for lines, presence in lists
        if lines
        for one in attendances(Passage(paper, lines), presence, organisations=organisations)
    )


def _present(found: Minutes) -> tuple[Line, ...]:
    """Return the lines that list who was present, without the word itself."""
    first, *rest = found.present[:LONGEST_LIST]
    end = next((i for i, line in enumerate(rest) if ANOTHER_LIST.match(line.text)), len(rest))
    opened = PRESENT.fullmatch(first.text)
    who = opened["who"] if opened else None
    if not who:
        return tuple(rest[:end])
    return (replace(first, start=first.end - len(who), text=who), *rest[:end])


def _apologies(found: Minutes) -> tuple[Line, ...]:
    for heading in found.items:
        if item_kind(heading.title) is ItemKind.APOLOGIES:
            return heading.body[:LONGEST_LIST]
    return ()
