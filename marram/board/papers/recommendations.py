"""What a report asks a meeting to do."""

import re
from collections.abc import Iterator, Sequence

from marram.board.papers.findings import ResolutionFound
from marram.board.papers.kinds import deed
from marram.board.papers.names import Names
from marram.board.papers.passages import Passage, alike, paragraphs
from marram.board.papers.resolved import Clause, clauses_of, resolution
from marram.board.papers.texts import Line, Paper
from marram.board.vocabulary.resolutions import Outcome, ResolutionKind


OPENS = re.compile(
    r"(?i)^(?:\d{1,2}(?:\.\d)?[.)]?\s+)?"
    r"recommend(?:ed )?(?:ation|action|decision)s?(?:\(s\))?\s*[:–—-]?\s*$"
)
CLOSES = re.compile(
    r"(?i)^(?:\d{1,2}[.)]?\s+)?(?:reasons?\b|alternative|other options|background|introduction"
    r"|context|summary|purpose|what will it cost|implications|financial|legal|consultation|contact"
    r"|appendi|report|conclusion|key issues|next steps)"
)
SECTION = re.compile(r"^\d{1,2}[.)]?\s+[A-Z][A-Za-z ,&'’/-]{3,70}$")
ASKED = re.compile(
    r"(?i)^(?:[^.:;]{0,160}?\b(?:is|are|be)\s+(?:therefore\s+)?(?:asked|requested|invited|recommended)\s*(?:to|that)?\b"
    r"|it is recommended that|that)\b\s*[:–—-]*\s*"
)
ASKED_OF_MEETING = re.compile(
    r"(?i)^[^.:;]{0,120}\b(?:board|committee|panel|cabinet|members|chairs?)\b[^.:;]{0,100}"
    r"\b(?:is|are)\s+(?:asked|requested|invited|recommended)\s+to\b"
)
CONCLUSION = re.compile(r"(?i)^(?:\d{1,2}[.)]?\s+)?conclusions?\b.{0,20}$")
# A report that asks for the same thing twice asks once.
SAME = 0.6
LONGEST = 60
FURTHEST = 700


def recommendations(
    paper: Paper, item: str, report: Sequence[Line], names: Names
) -> tuple[ResolutionFound, ...]:
    """Return what the report to an item asks for: its recommendations, and what its conclusion
    asks beyond them, which is in doubt."""
    first = [(clause, "") for clause in _recommended(paper, report) if clause.wording]
    found = first + [
        (clause, "Asked for in the conclusion, not among the recommendations.")
        for clause in _concluded(paper, report)
        if not any(_asks_the_same(clause.wording, known.wording) for known, _ in first)
    ]
    return tuple(
        resolution(
            clause,
            item=item,
            ordinal=ordinal,
            outcome=Outcome.RECOMMENDED,
            names=names,
            doubt=doubt,
        )
        for ordinal, (clause, doubt) in enumerate(found, 1)
    )


def _asks_the_same(wording: str, known: str) -> bool:
    """Return whether one asks for no more than the other: noting is noting in any words."""
    kinds = {deed(wording).kind, deed(known).kind}
    return alike(wording, known) >= SAME or kinds == {ResolutionKind.NOTE}


def _recommended(paper: Paper, report: Sequence[Line]) -> Iterator[Clause]:
    start = next((at for at, line in enumerate(report[:FURTHEST]) if OPENS.match(line.text)), None)
    if start is None:
        return
    window = report[start + 1 : start + 1 + LONGEST]
    end = next((i for i, line in enumerate(window) if _closes(line)), len(window))
    lines = _without_lead(window[:end])
    if lines:
        yield from (_asked(clause) for clause in clauses_of(paper, lines))


def _closes(line: Line) -> bool:
    return bool(CLOSES.match(line.text)) or (line.after_blank and bool(SECTION.match(line.text)))


def _without_lead(lines: Sequence[Line]) -> Sequence[Line]:
    """Return lines from the first after "5.1 The Board is asked to:", whose number is of the
    section and no clause."""
    if not lines or not re.match(r"\d{1,2}\.\d", lines[0].text):
        return lines
    end = next((at for at, line in enumerate(lines[:4]) if line.text.endswith(":")), None)
    return lines if end is None else lines[end + 1 :]


def _asked(clause: Clause) -> Clause:
    """Return a clause from what is asked on: "The Board is asked to" goes."""
    asked = ASKED.match(clause.passage.text[clause.start :])
    return Clause(clause.passage, clause.start + (asked.end() if asked else 0))


def _concluded(paper: Paper, report: Sequence[Line]) -> Iterator[Clause]:
    for at, line in enumerate(report[:FURTHEST]):
        if not CONCLUSION.match(line.text):
            continue
        for paragraph in paragraphs(report[at + 1 : at + 12])[:2]:
            passage = Passage(paper, tuple(paragraph))
            if ASKED_OF_MEETING.match(passage.text):
                yield _asked(Clause(passage, 0))
