"""What was resolved, and what is recommended: blocks of words divided into resolutions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marram.board.papers.findings import ResolutionFound
from marram.board.papers.kinds import deed
from marram.board.papers.names import Names
from marram.board.papers.passages import Passage, paragraphs
from marram.board.papers.texts import Line, Paper
from marram.board.vocabulary.resolutions import Outcome


OPENS = re.compile(
    r"(?:(?:IT WAS )?(?:UNANIMOUSLY )?(?:RESOLVED|AGREED|DECISION|RESOLUTION)"
    r"|(?:It was )?(?:Resolved|Agreed)(?=\s*[:–—-]|\s+(?:that|unanimously)\b|$))"
    r"(?:\s+unanimously)?\s*[:.–—-]*\s*"
)
THAT = re.compile(r"(?i)^that\b\s*[:,;–—-]*\s*")
MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\(?(?P<mark>\d{1,2})[).:](?!\d)\s*",
        r"\(?(?P<mark>[ivx]{1,5})[).:]\s+",
        r"\(?(?P<mark>[a-z])[).:]\s+",
        r"\(?(?P<mark>[A-Z])[).]\s+",
        r"(?P<mark>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)\.?\s+",
        r"(?P<mark>[•●▪◦\uf0b7\uf0a7*–-])\s+",
    )
)
FIRST = frozenset({"1", "i", "a", "A"})
LOOSE_END = re.compile(r"(?i)[\s;,.:]*(?:\b(?:and|or)\b)?[\s;,.:]*$")
ENDS = re.compile(r"[.!?]['’\"”)]*$")


@dataclass(frozen=True)
class Clause:
    """One resolution of a block: its words, and the lines they stand on."""

    passage: Passage
    start: int

    @property
    def wording(self) -> str:
        return LOOSE_END.sub("", THAT.sub("", self.passage.text[self.start :]))


def resolutions(
    paper: Paper, item: str, lines: Sequence[Line], names: Names
) -> tuple[ResolutionFound, ...]:
    """Return what an item of the minutes resolved, in its order."""
    clauses = [clause for block in _blocks(lines) for clause in clauses_of(paper, block)]
    return tuple(
        resolution(clause, item=item, ordinal=ordinal, outcome=Outcome.RESOLVED, names=names)
        for ordinal, clause in enumerate(clauses, 1)
        if clause.wording
    )


def resolution(
    clause: Clause, *, item: str, ordinal: int, outcome: Outcome, names: Names, doubt: str = ""
) -> ResolutionFound:
    """Return a clause as a resolution, without the names of people."""
    does = deed(clause.wording)
    wording = names.without(clause.wording)
    return ResolutionFound(
        place=clause.passage.place(clause.start),
        item=item,
        ordinal=ordinal,
        outcome=outcome,
        wording=wording[:1].upper() + wording[1:],
        kind=does.kind,
        repeat=does.repeat,
        frequency=does.frequency,
        due_on=does.due_on,
        doubt=" ".join(reason for reason in (doubt, does.doubt) if reason),
    )


def clauses_of(paper: Paper, lines: Sequence[Line]) -> Iterator[Clause]:
    """Yield the clauses of a block: one for each mark of its outermost list, or one for each
    sentence that begins with "That". What follows the end of the last is talk."""
    opened = OPENS.match(lines[0].text)
    first = opened.end() if opened else 0
    rest = THAT.sub("", lines[0].text[first:])
    starts = list(_marked(lines))
    if starts:
        yield from _listed(paper, lines, starts)
        return
    if not rest:
        lines, first = lines[1:], 0
    for paragraph in _sentences(lines):
        yield Clause(Passage(paper, tuple(paragraph)), first)
        first = 0


def _blocks(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield the lines of each block, from what opens it to what opens the next."""
    starts = [at for at, line in enumerate(lines) if OPENS.match(line.text)]
    for start, beyond in zip(starts, [*starts[1:], len(lines)], strict=False):
        yield lines[start:beyond]


def _marked(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the line and character at which each clause of the list begins."""
    style, expected = None, 0
    for at, line in enumerate(lines):
        said = _opening(line.text) if at == 0 else 0
        text = line.text[said:]
        if style is None:
            style = next((mark for mark in MARKS if _begins(mark, text)), None)
        if style and (found := style.match(text)):
            if not _follows(found["mark"], expected):
                continue
            expected += 1
            yield at, said + found.end()


def _opening(text: str) -> int:
    """Return where the words after "RESOLVED: That" begin."""
    opened = OPENS.match(text)
    at = opened.end() if opened else 0
    that = THAT.match(text[at:])
    return at + (that.end() if that else 0)


def _begins(style: re.Pattern[str], text: str) -> bool:
    """Return whether a text begins with the first mark of a list; bullets are all alike."""
    found = style.match(text)
    if found is None:
        return False
    mark = str(found["mark"])
    return mark in FIRST or not mark[0].isalnum() or "." in mark


def _follows(mark: str, expected: int) -> bool:
    """Return whether a mark is the next of its list, so that a list within a clause is no part
    of it: the third "1" of a paper does not follow the first."""
    if mark.isdigit():
        return int(mark) == expected + 1
    if not mark[0].isalnum() or "." in mark:
        return True
    roman = {
        "i": 1,
        "ii": 2,
        "iii": 3,
        "iv": 4,
        "v": 5,
        "vi": 6,
        "vii": 7,
        "viii": 8,
        "ix": 9,
        "x": 10,
    }
    return expected + 1 in (roman.get(mark), ord(mark.casefold()[0]) - ord("a") + 1)


def _listed(
    paper: Paper, lines: Sequence[Line], starts: Sequence[tuple[int, int]]
) -> Iterator[Clause]:
    ends = [at for at, _ in starts[1:]]
    for (at, character), beyond in zip(starts, ends, strict=False):
        yield Clause(Passage(paper, tuple(lines[at:beyond])), character)
    at, character = starts[-1]
    yield Clause(Passage(paper, tuple(_first_sentence(lines[at:]))), character)


def _sentences(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the first whole sentence, and those after it that begin with "That"."""
    rest = list(lines)
    while rest:
        sentence = _first_sentence(rest)
        yield sentence
        rest = rest[len(sentence) :]
        if not rest or not THAT.match(rest[0].text):
            return


def _first_sentence(lines: Sequence[Line]) -> list[Line]:
    """Return the paragraph that lines begin with, and those that finish its sentence where a
    page breaks it."""
    sentence: list[Line] = []
    for paragraph in paragraphs(lines):
        if sentence and (ENDS.search(sentence[-1].text) or not paragraph[0].text[:1].islower()):
            break
        sentence += paragraph
    return sentence
