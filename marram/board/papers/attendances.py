"""Who came and who sent apologies, as offices and organisations."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from marram.board.papers.findings import AttendanceFound
from marram.board.papers.names import NAME_WORD, PLAIN, TITLES
from marram.board.papers.passages import Passage
from marram.board.vocabulary.meetings import Presence


OFFICE = re.compile(
    r"(?i)\b(?:director|head|officer|chief|chair\w*|cabinet|portfolio|member|representative|manager"
    r"|superintendent|commander|lead|leader|commissioner|executive|mayor|gp|governor"
    r"|principal|co-?ordinator|champion|secretary|nurse|consultant|deputy|vice|councillor|cllr)\b"
)
BODY = re.compile(
    r"(?i)\b(?:council|nhs|ccgs?|icb|trust|police|charity|services?|cvs|healthwatch|hospitals?|fire"
    r"|rescue|board|partnership|university|association|college|foundation|society|commissioning"
    r"|groups?|advocacy|housing|federation|network|england|centre|forum|alliance"
    r"|sector|provider)\b"
)
TITLED_PERSON = re.compile(rf"(?:{TITLES})\.?(?:\s+(?!(?:{TITLES})\b){NAME_WORD}){{1,4}}")
SEVERAL = re.compile(r"(?i)^(?:Councillors|Cllrs)\.?\s+")
SURNAME = re.compile(rf"(?:(?:{TITLES})\.?\s+)?(?:[A-Z]\.?\s+){{0,3}}{NAME_WORD}")
IN_THE_CHAIR = re.compile(r"(?i)\b(?:in the chair|chair(?:man|person|woman)?)\b(?! of)")
OTHERS = re.compile(r"(?i)^(?:also present|(?:also )?in attendance|officers?|observers?)\b")
BETWEEN = re.compile(
    rf"\s*(?:[,;•·]|\s[-–—|]\s|\band\b(?=\s+[A-Z(])|(?<=\))\s+(?=(?:{TITLES})\b))\s*"
)
IN_BRACKETS = re.compile(r"\(([^()]*)\)?")
GOES_ON = re.compile(r"(?i)[,;]$|\band$")
NO_ONE = re.compile(r"(?i)\bno apologies\b|\bthere were no\b|\bnone (?:were )?received\b")
LEAD = re.compile(
    r"(?i)^apolog.*?\b(?:received|submitted|tendered|noted|given|recorded|reported|made)\b"
    r"(?:\s+(?:on behalf of|from|by|for))*\s*:?\s*|^apologies(?: for absence)?\s*:?\s*"
)
TITLES_HELD = {"cllr": "Councillor"}
NOBODY = "Neither an office nor an organisation stands beside the name."


@dataclass(frozen=True)
class _Person:
    """A person of a list: the words that say who they are, and where in the passage."""

    name: str
    said: tuple[str, ...]
    start: int
    end: int

    @property
    def chairs(self) -> bool:
        return any(IN_THE_CHAIR.fullmatch(part) for part in self.said)

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(part for part in self.said if not IN_THE_CHAIR.fullmatch(part))


def attendances(
    passage: Passage, presence: Presence, *, organisations: Collection[str]
) -> tuple[AttendanceFound, ...]:
    """Return the people of a list in its order, each by office and organisation as far as the
    list says. `organisations` are names that are not of people."""
    if presence is Presence.APOLOGY and NO_ONE.search(passage.text):
        return ()
    people = _people(passage, organisations)
    return tuple(
        AttendanceFound(
            place=passage.place(person.start, person.end),
            presence=Presence.CHAIR if person.chairs else presence,
            role=_role(person),
            organisation=_organisation(person, organisations),
            position=position,
            doubt="" if person.parts else NOBODY,
        )
        for position, person in enumerate(people, 1)
    )


def named(passage: Passage, *, organisations: Collection[str]) -> tuple[str, ...]:
    """Return the names in a list, so that they can be left out of what is kept."""
    return tuple(person.name for person in _people(passage, organisations))


def _people(passage: Passage, organisations: Collection[str]) -> list[_Person]:
    text = passage.text
    lead = LEAD.match(text)
    people: list[_Person] = []
    elected = False
    for start, end in _pieces(text, _breaks(passage, organisations), lead.end() if lead else 0):
        piece = text[start:end]
        elected = bool(SEVERAL.match(piece)) or (elected and _surname(piece) != "")
        name = _name(piece, organisations) or (_surname(piece) if elected else "")
        if name:
            office = ("Councillor",) if elected else _elected(name)
            said = _said(SEVERAL.sub("", piece), SEVERAL.sub("", name))
            people.append(_Person(name, (*office, *said), start, end))
        elif people:
            last = people[-1]
            people[-1] = replace(last, said=(*last.said, *_said(piece)), end=end)
    return people


def _surname(piece: str) -> str:
    """Return the surname, with initials, that a piece begins with: enough among councillors."""
    bare = SEVERAL.sub("", IN_BRACKETS.sub(",", piece)).partition(",")[0].strip(" .:")
    if OFFICE.search(bare) or BODY.search(bare):
        return ""
    return bare if SURNAME.fullmatch(bare) else ""


def _breaks(passage: Passage, organisations: Collection[str]) -> frozenset[int]:
    """Return where in the passage a new entry begins though no comma says so: at each paragraph,
    or at each line where lines are entries."""
    going_on = sum(bool(GOES_ON.search(line.text)) for line in passage.lines)
    a_line_each = going_on * 3 < len(passage.lines)
    return frozenset(
        start
        for start, line in zip(passage.starts, passage.lines, strict=True)
        if line.after_blank or (a_line_each and _begins_with_a_name(line.text, organisations))
    )


def is_a_name(text: str) -> bool:
    """Return whether a text is no more than somebody's name."""
    return bool(PLAIN.fullmatch(text)) and not OFFICE.search(text) and not BODY.search(text)


def _begins_with_a_name(text: str, organisations: Collection[str]) -> bool:
    return bool(_name(BETWEEN.split(text, maxsplit=1)[0], organisations))


def _pieces(text: str, breaks: Collection[int], start: int) -> Iterator[tuple[int, int]]:
    """Yield the ends of what stands between commas, "and" and breaks, outside brackets."""
    closed = [(match.start(), match.end()) for match in IN_BRACKETS.finditer(text)]
    cuts = [(match.start(), match.end()) for match in BETWEEN.finditer(text, start)]
    cuts += [(at, at) for at in breaks if at > start]
    for first, beyond in sorted(cuts):
        if any(opened < first < shut for opened, shut in closed) or first < start:
            continue
        if text[start:first].strip(" ."):
            yield start, first
        start = beyond
    if text[start:].strip(" ."):
        yield start, len(text.rstrip(" ."))


def _name(piece: str, organisations: Collection[str]) -> str:
    """Return the name a piece begins with, or nothing when it names an office or a body."""
    bare = IN_BRACKETS.sub(",", piece).partition(",")[0].strip(" .:")
    if titled := TITLED_PERSON.match(bare):
        return titled[0]
    if bare in organisations or OFFICE.search(bare) or BODY.search(bare):
        return ""
    plain = PLAIN.match(bare)
    return plain[0] if plain else ""


def _said(piece: str, name: str = "") -> tuple[str, ...]:
    """Return the words of a piece beside the name, in brackets or not."""
    within = [part for match in IN_BRACKETS.findall(piece) for part in match.split(",")]
    outside = IN_BRACKETS.sub(",", piece).removeprefix(name).split(",")
    parts = (each.strip(" -–—,:.") for each in (*within, *outside))
    return tuple(part for part in parts if part and not TITLED_PERSON.search(part))


def _elected(name: str) -> tuple[str, ...]:
    """Return the office that stands as a title before a name."""
    held = re.match(r"(?i)(councillor|cllr|superintendent|alderman)s?\b", name)
    return () if held is None else (TITLES_HELD.get(held[1].casefold(), held[1].capitalize()),)


def _role(person: _Person) -> str:
    """Return the offices a person holds; an office says more of a councillor than being one."""
    offices = [part for part in person.parts if OFFICE.search(part)]
    return ", ".join(offices[1:] if offices[:1] == ["Councillor"] and offices[1:] else offices)


def _organisation(person: _Person, organisations: Collection[str]) -> str:
    """Return the longest organisation we know in what is said, or the body that is named."""
    said = ", ".join(person.parts).casefold()
    known = [name for name in organisations if len(name) > 3 and name.casefold() in said]
    if known:
        return max(known, key=lambda name: (len(name), name))
    bodies = [part for part in person.parts if BODY.search(part) and not OFFICE.search(part)]
    return bodies[0] if bodies else ""
