"""The papers within a pack: reports with a head, covering notes and papers with a title page."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from marram.board.papers.days import Day, days
from marram.board.papers.heads import Head, heads
from marram.board.papers.passages import Passage, paragraphs, words
from marram.board.papers.texts import Line, Paper, Place


ABOUT = re.compile(r"(?i)^(?:re|subject|about)\s*:\s*(?P<about>.+)$")
AUTHOR = re.compile(r"(?i)^(?:joint )?report (?:of|by|from) (?P<author>.+)$")
# The first page of minutes or of an agenda names a meeting and a day too.
NO_PAPER = re.compile(r"(?i)\bminutes\b|\bmeeting held\b|^present\b|^a ?g ?e ?n ?d ?a\b|\bvenue\b")
TITLE_LINES = 4
# The title of a paper, its meeting and its day stand in the first lines of its first page.
TOP_LINES = 9


@dataclass(frozen=True, kw_only=True)
class Document:
    """One paper of a pack. `head` is there when it has the head of a report; `covers` tells that
    it is a covering note, and what follows it belongs to somebody else."""

    title: str
    body: frozenset[str]
    day: Day | None
    lines: tuple[Line, ...]
    place: Place
    author: str = ""
    head: Head | None = None
    covers: bool = False
    doubt: str = ""


def documents(paper: Paper, bodies: Collection[frozenset[str]]) -> tuple[Document, ...]:
    """Return the papers of a pack in their order, each up to where the next begins. `bodies` are
    the words of the names of the bodies that the pack may be for."""
    begun = sorted(_begun(paper, bodies), key=lambda one: one.lines[0].start)
    at = {line.start: index for index, line in enumerate(paper.lines)}
    starts = [at[one.lines[0].start] for one in begun]
    return tuple(
        replace(one, lines=paper.lines[start:beyond])
        for one, start, beyond in zip(begun, starts, [*starts[1:], len(paper.lines)], strict=False)
    )


def _begun(paper: Paper, bodies: Collection[frozenset[str]]) -> Iterator[Document]:
    """Yield papers with the first of their lines."""
    taken: set[int] = set()
    for head in heads(paper):
        taken |= {line.number for line in head.lines}
        yield _headed(head)
    for at, line in enumerate(paper.lines):
        if line.opens_page and line.number not in taken:
            top = _top(paper.lines, at)
            found = _noted(paper, top, bodies) or _titled(paper, top, bodies)
            if found:
                yield found


def _headed(head: Head) -> Document:
    subject = head.values["subject"]
    return Document(
        title=subject.text,
        body=words(head.to),
        day=head.day,
        lines=head.lines[:1],
        place=subject.place,
        author=head.values["author"].text if "author" in head.values else "",
        head=head,
        doubt=head.day.doubt if head.day else "The head of the report names no day of a meeting.",
    )


def _top(lines: Sequence[Line], at: int) -> tuple[Line, ...]:
    """Return the first lines of a page."""
    window = lines[at : at + TOP_LINES]
    end = next((i for i, line in enumerate(window) if i and line.opens_page), len(window))
    return tuple(window[:end])


def _noted(
    paper: Paper, top: Sequence[Line], bodies: Collection[frozenset[str]]
) -> Document | None:
    """Return a covering note: the meeting and its day in its first lines, then what it is about."""
    above = Passage(paper, tuple(top[:3]))
    named = days(above.text)
    body = next((body for body in bodies if body and body <= words(above.text)), None)
    about = next((line for line in top if ABOUT.match(line.text)), None)
    if body is None or not named or about is None:
        return None
    return Document(
        title=ABOUT.sub(r"\g<about>", about.text),
        body=body,
        day=named[0],
        lines=tuple(top[:1]),
        place=paper.place([about]),
        covers=True,
        doubt=named[0].doubt,
    )


def _titled(
    paper: Paper, top: Sequence[Line], bodies: Collection[frozenset[str]]
) -> Document | None:
    """Return a paper with a title page: the meeting and its day on lines of their own, and a title
    before them or after."""
    body_at = next((i for i, line in enumerate(top) if words(line.text) in bodies), None)
    if body_at is None or any(NO_PAPER.search(line.text) for line in top):
        return None
    days_at = range(body_at + 1, min(body_at + 3, len(top)))
    day_at = next((i for i in days_at if _alone(top[i])), None)
    if day_at is None:
        return None
    day = _alone(top[day_at])
    below = paragraphs([line for line in top[day_at + 1 :] if not AUTHOR.match(line.text)])
    title = [line for line in top[:body_at] if _has_words(line)] or (below[0] if below else [])
    if day is None or not title or len(title) > TITLE_LINES:
        return None
    author = next((found["author"] for line in top if (found := AUTHOR.match(line.text))), "")
    return Document(
        title=Passage(paper, tuple(title)).text,
        body=words(top[body_at].text),
        day=day,
        lines=tuple(top[:1]),
        place=paper.place(title),
        author=author,
        doubt=day.doubt,
    )


def _has_words(line: Line) -> bool:
    return any(map(str.isalpha, line.text))


def _alone(line: Line) -> Day | None:
    """Return the day of a line that holds nothing else."""
    named = days(line.text)
    if not named or len(line.text) - (named[0].end - named[0].start) > 6:
        return None
    return named[0]
