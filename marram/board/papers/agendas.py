"""The agenda at the front of a pack: numbered items, pages, authors and what is to follow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marram.board.papers.casing import Casing
from marram.board.papers.days import Day, days
from marram.board.papers.findings import ItemFound
from marram.board.papers.headings import STANDING, Heading, headings
from marram.board.papers.kinds import item_kind
from marram.board.papers.minutes import body_of, names_a_body, role_of
from marram.board.papers.names import Names
from marram.board.papers.passages import Passage
from marram.board.papers.texts import Line, Paper, Place
from marram.board.vocabulary.meetings import ItemKind


PAGES = re.compile(r"(?i)\(?\bpages?\s+(\d{1,4})\s*(?:(?:[-–—]|to)\s*(\d{1,4}))?\s*\)?")
TO_FOLLOW = re.compile(r"(?i)\bto follow\b|\bto be (?:tabled|circulated)\b")
PAPER = r"(?:report|presentation|update|briefing|paper|note)s?"
AUTHOR = re.compile(
    rf"(?i)\b(?:joint )?{PAPER}\s+(?:of|by|from)\s+(?P<author>.{{3,200}}?)"
    r"(?=\s*(?:\(|\bto follow\b|\battached\b|\bis\b|\.\s|\.$|$|\bpages?\s+\d"
    r"|\bon (?:the|behalf)\b))"
)
SAID_BY = re.compile(
    r"(?i)\bverbal (?:update|report)\s+(?:of|by|from)\s+(?P<author>.{3,200}?)"
    r"(?=\s*(?:\(|\.\s|\.$|$|\bon\b))"
)
TITLE_ENDS = re.compile(
    r"(?i)\s*(?:\(pages?\b|\bpages?\s+\d+\s*[-–]|\b(?:joint )?report (?:of|by|from)\b"
    r"|\bpresentation (?:of|by|from)\b|[-–—(]?\s*(?:report )?to follow\b"
    r"|\bverbal (?:update|report)\b).*$"
)
# A list is an agenda when it has so many items that any agenda has.
STANDING_ITEMS = 2
# What is said under an item before its title's words are far behind.
SAID_LINES = 14


VENUE = re.compile(r"(?i)^venue\s*:\s*(?P<venue>.{3,200})$")


@dataclass(frozen=True)
class Agenda:
    """The items of an agenda; the body, day and venue as far as its heading tells them."""

    items: tuple[ItemFound, ...]
    body: str
    day: Day | None
    venue: str
    place: Place


def agenda(paper: Paper, lines: Sequence[Line], *, casing: Casing, names: Names) -> Agenda | None:
    """Return the agenda that stands in the front of a paper, if one does."""
    found = headings(lines)
    if sum(bool(STANDING.search(one.title)) for one in found) < STANDING_ITEMS:
        return None
    first = lines.index(found[0].lines[0])
    above = lines[:first]
    named = days(Passage(paper, tuple(above)).text)
    return Agenda(
        items=tuple(_item(paper, one, casing, names) for one in found),
        body=next((body_of(line.text) for line in above if names_a_body(line.text)), ""),
        day=named[0] if named else None,
        venue=next((match["venue"] for line in above if (match := VENUE.match(line.text))), ""),
        place=paper.place(lines[: first + 1]),
    )


def _item(paper: Paper, heading: Heading, casing: Casing, names: Names) -> ItemFound:
    passage = Passage(paper, (*heading.lines, *heading.body[:SAID_LINES]))
    said = passage.text
    title = _title(heading)
    kind = item_kind(title, "" if STANDING.search(title) else said)
    author = _author(said, names) if kind not in (ItemKind.MINUTES, ItemKind.DECLARATIONS) else ""
    pages = PAGES.search(said)
    return ItemFound(
        place=paper.place(heading.lines),
        doubt=heading.doubt,
        number=str(heading.number),
        title=names.without(casing(title)),
        kind=kind,
        author=author,
        pages=""
        if pages is None
        else pages[1]
        if pages[2] is None
        else f"{pages[1]} to {pages[2]}",
        to_follow=bool(TO_FOLLOW.search(said)),
    )


def _title(heading: Heading) -> str:
    return TITLE_ENDS.sub("", heading.title).strip(" -–—:") or heading.title


def _author(said: str, names: Names) -> str:
    found = SAID_BY.search(said) or AUTHOR.search(said)
    return role_of(found["author"], names) if found else ""
