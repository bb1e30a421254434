"""The text of a paper: its lines, its pages, and the places things are found at."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from marram.board.papers.stamps import Stamp, stamps


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where in a paper something stands.

    `page` says in words which page; lines are counted from 1 as editors do, both ends included;
    `start` and `end` count characters of the text from 0, the end not included.
    """

    page: str
    first_line: int
    last_line: int
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """A line that says something, without the white space and the page stamps around it.

    `page` counts the pages of the file from 1 where the file marks them. `after_blank` tells
    whether the line begins a paragraph. `opens_page` may be wrong where a file does not mark its
    pages: then a line set in by one space counts, as a form feed written as a space leaves it.
    """

    number: int
    start: int
    text: str
    page: int
    opens_page: bool
    after_blank: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True)
class Paper:
    """The whole text. `paged` tells whether the file says where each page begins."""

    text: str
    paged: bool
    lines: tuple[Line, ...]
    stamps: tuple[Stamp, ...]

    def place(self, lines: Sequence[Line], *, start: int = -1, end: int = -1) -> Place:
        """Return where lines stand; `start` and `end` narrow it to characters within them."""
        first, last = lines[0], lines[-1]
        return Place(
            page=self._page_of(first),
            first_line=first.number,
            last_line=last.number,
            start=first.start if start < 0 else start,
            end=last.end if end < 0 else end,
        )

    def stamped(self, lines: Sequence[Line]) -> tuple[Stamp, ...]:
        """Return the stamps on the pages of lines, from the first to before the line that follows
        the last."""
        first = lines[0].start
        beyond = self._beyond(lines[-1])
        return tuple(stamp for stamp in self.stamps if first <= stamp.start < beyond)

    def _beyond(self, line: Line) -> int:
        at = bisect_right(self._starts, line.start)
        return self._starts[at] if at < len(self._starts) else len(self.text) + 1

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def _printed(self) -> tuple[tuple[int, int], ...]:
        """The printed page numbers, each with the character its stamp starts at."""
        return tuple((stamp.start, stamp.page) for stamp in self.stamps if stamp.page is not None)

    def _page_of(self, line: Line) -> str:
        at = bisect_right(self._printed, (line.start, 0))
        upto = self._printed[at] if at < len(self._printed) else None
        if self.paged:
            on_it = upto is not None and "\f" not in self.text[line.start : upto[0]]
            return f"{line.page} of the file" + (
                f", printed as {upto[1]}" if upto and on_it else ""
            )
        after = self._printed[at - 1][1] if at else 0
        if upto is None:
            return f"after {after}" if after else "not marked"
        return str(upto[1]) if upto[1] == after + 1 else f"between {after + 1} and {upto[1]}"


def paper(text: str) -> Paper:
    """Return a text as a paper; form feeds end pages. Places count the characters of `settled`."""
    text = settled(text)
    found = stamps(text)
    paged = "\f" in text.strip("\f\n ")
    return Paper(text, paged, tuple(_lines(text, found, paged)), found)


def settled(text: str) -> str:
    """Return a text whose lines end in one way, whichever system it came from."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")


def _lines(text: str, found: Sequence[Stamp], paged: bool) -> Iterator[Line]:
    """Yield the lines with words of their own: stamps are blanked, empty lines are left out."""
    said = list(text)
    after_stamps = set()
    for stamp in found:
        blank = ["\n" if sign == "\n" else " " for sign in text[stamp.start : stamp.end]]
        said[stamp.start : stamp.end] = blank
        after_stamps.add(stamp.end)
    start, page, opens, blank_before, stamp_ends = 0, 1, True, True, sorted(after_stamps)
    for number, raw in enumerate("".join(said).split("\n"), 1):
        feeds = raw.count("\f")
        words = raw.replace("\f", " ")
        text_of = words.strip()
        page += feeds
        opens = opens or feeds > 0
        if text_of:
            begins = start + len(words) - len(words.lstrip())
            guessed = not paged and words[0] == " " and words[1:2] not in ("", " ")
            yield Line(number, begins, text_of, page, opens or guessed, blank_before or guessed)
            opens = False
        blank_before = not text_of
        passed = bisect_right(stamp_ends, start + len(raw))
        if not paged and passed:
            opens, blank_before = True, True
            del stamp_ends[:passed]
        start += len(raw) + 1
