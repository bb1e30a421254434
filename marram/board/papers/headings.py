"""Numbered headings of business: which lines begin the items of a meeting."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from marram.board.papers.casing import shouted
from marram.board.papers.texts import Line


NUMBERED = re.compile(r"(\d{1,3})\s?[.):]?(?:\s+(?=\S)|(?<=[.)])(?=[A-Z])|$)(.*)")
# What nearly every meeting begins with; it tells an agenda from other numbered lists.
STANDING = re.compile(
    r"(?i)\b(?:apolog(?:y|ies)|declarations?|disclosures?|minutes|election of|appointment of"
    r"|membership|welcome|substitut\w+|public (?:questions|participation|speaking|session)"
    r"|matters arising|(?:chair\w*'?s? )?(?:announcements|communications)"
    r"|urgent (?:business|items?)|exclusion of|any other business|date of (?:the )?next meeting"
    r"|petitions|deputations)\b"
)
ENDS_A_SENTENCE = re.compile(r"[.;,]$")
# What an agenda says beneath a title: who reports, who is asked to do what, whole sentences.
BENEATH_A_TITLE = re.compile(
    r"(?i)^(?:joint |covering )?"
    r"(?:report|presentation|verbal|oral|update|paper|minutes of the) (?:of|by|from|meeting)"
    r"|^verbal|^(?:members|the|to|attached|copy)\b|[.;:]$"
)
LONGEST_TITLE = 240
MOST_LINES = 5
# A paper of nothing but standing items is no agenda; looking at each would take for ever.
MOST_STARTS = 20
MOST_CANDIDATES = 2_000


@dataclass(frozen=True)
class Heading:
    """The number and title of an item, the lines it stands on, and the lines beneath it."""

    number: int
    title: str
    lines: tuple[Line, ...]
    body: tuple[Line, ...]
    doubt: str = ""


@dataclass(frozen=True)
class _Candidate:
    number: int
    title: str
    at: int
    after: int


def headings(lines: Sequence[Line]) -> tuple[Heading, ...]:
    """Return the items whose numbers follow one another, from the first that any meeting may
    begin with. Where headings are in capitals, numbered lists in other case are no items."""
    candidates = list(islice(_candidates(lines), MOST_CANDIDATES))
    if any(shouted(one.title) and STANDING.search(one.title) for one in candidates):
        candidates = [one for one in candidates if shouted(one.title)]
    chain = _chain(candidates)
    ends = [one.at for one in chain[1:]] + [len(lines)]
    return tuple(
        Heading(
            number=one.number,
            title=one.title,
            lines=tuple(lines[one.at : one.after]),
            body=tuple(lines[one.after : end]),
            doubt=_gap(before, one),
        )
        for before, one, end in zip([None, *chain], chain, ends, strict=False)
    )


def _candidates(lines: Sequence[Line]) -> Iterator[_Candidate]:
    for at, line in enumerate(lines):
        match = NUMBERED.fullmatch(line.text)
        if match is None or not line.after_blank and not line.opens_page and not shouted(match[2]):
            continue
        title, after = match[2].strip(), at + 1
        if not title and after < len(lines):
            title, after = lines[after].text, after + 1
        loud = shouted(title)
        while _goes_on(lines, at, after, loud):
            title, after = f"{title} {lines[after].text}", after + 1
        if _is_a_title(title):
            yield _Candidate(int(match[1]), title, at, after)


def _goes_on(lines: Sequence[Line], at: int, after: int, loud: bool) -> bool:
    """Return whether the line at `after` belongs to the title that began at `at`."""
    if after >= len(lines) or after - at >= MOST_LINES:
        return False
    line = lines[after]
    if line.after_blank or NUMBERED.fullmatch(line.text):
        return False
    return shouted(line.text) if loud else not BENEATH_A_TITLE.search(line.text)


def _is_a_title(title: str) -> bool:
    return (
        0 < len(title) <= LONGEST_TITLE
        and title[0].isalpha()
        and not title[0].islower()
        and not ENDS_A_SENTENCE.search(title)
    )


def _chain(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the run of rising numbers that begins with a standing item: the first of three or
    more, or the longest."""
    starts = [at for at, one in enumerate(candidates) if STANDING.search(one.title)]
    best: list[_Candidate] = []
    for start in starts[:MOST_STARTS]:
        run = _run(candidates[start:])
        if len(run) > len(best):
            best = run
        if len(best) >= 3:
            break
    return best


def _run(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the first candidate and those that follow it: the next number, or where that is
    nowhere, the one or two after it, as a heading may be unreadable."""
    run, at = [candidates[0]], 0
    while True:
        later = candidates[at + 1 :]
        wanted = range(run[-1].number + 1, run[-1].number + 4)
        found = next((one for number in wanted for one in later if one.number == number), None)
        if found is None:
            return run
        run.append(found)
        at = candidates.index(found)


def _gap(before: _Candidate | None, one: _Candidate) -> str:
    if before is None or one.number == before.number + 1:
        return ""
    return f"No item was found between {before.number} and {one.number}."
