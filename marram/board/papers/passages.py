"""Lines read as one run of words, where each word still knows its place."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from marram.board.papers.texts import Line, Paper, Place


@dataclass(frozen=True)
class Passage:
    """Lines of a paper joined by single spaces; a word broken at a hyphen is whole again."""

    paper: Paper
    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        return "".join(
            line.text + joint for line, joint in zip(self.lines, self._joints, strict=True)
        )

    @cached_property
    def _joints(self) -> list[str]:
        """What stands between each line and the next, and nothing after the last."""
        return [
            "" if _breaks_a_word(line.text, after) else " "
            for line, after in zip(self.lines, self.lines[1:], strict=False)
        ] + [""] * bool(self.lines)

    @cached_property
    def starts(self) -> list[int]:
        lengths = [
            len(line.text) + len(joint)
            for line, joint in zip(self.lines, self._joints, strict=True)
        ]
        return [0, *accumulate(lengths)][:-1]

    def place(self, start: int = 0, end: int = -1) -> Place:
        """Return the place of the characters from `start` to `end` of the joined text."""
        end = len(self.text) if end < 0 else end
        first = self._index(start)
        last = max(first, self._index(max(start, end - 1)))
        inside = [
            self.lines[at].start + here - self.starts[at]
            for at, here in ((first, start), (last, end))
        ]
        return self.paper.place(self.lines[first : last + 1], start=inside[0], end=inside[1])

    def _index(self, at: int) -> int:
        return max(0, bisect_right(self.starts, at) - 1)


def _breaks_a_word(text: str, after: Line) -> bool:
    return text.endswith("-") and text[-2:-1].isalpha() and after.text[0].isalnum()


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines as paragraphs, which blank lines divide."""
    found: list[list[Line]] = []
    for line in lines:
        if line.after_blank or not found:
            found.append([])
        found[-1].append(line)
    return found


def words(text: str) -> frozenset[str]:
    """Return the words of a text that tell it from others: small words do not."""
    return frozenset(re.findall(r"[a-z0-9]+", text.casefold().replace("’", "'"))) - SMALL


SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "be",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "s",
        "that",
        "the",
        "this",
        "to",
        "with",
    ]
)


def alike(one: str, other: str) -> float:
    """Return how much of the shorter text's words the other has, from 0 to 1.

    >>> alike("Sub-group updates", "SUB GROUP UPDATES FROM THE CHAIRS")
    1.0
    """
    mine, theirs = words(one), words(other)
    if not mine or not theirs:
        return 0.0
    return len(mine & theirs) / min(len(mine), len(theirs))
