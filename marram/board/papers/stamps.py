"""What is stamped on the pages of a pack: their printed numbers, and the items they belong to."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


# "Page 12", with "Agenda Item 2" on a page that belongs to an item. Stamps that stand upright on
# a page lying on its side lose their first letter to a line of its own.
PAGE = re.compile(
    r"(?<!\w)P\n?age[ \t]+(\d{1,4})[ \t]*(?=[\n\f]|\Z)"
    r"(?:\s*A\n?genda\s+Item\s+(\d{1,3}[A-Za-z]?)[ \t]*(?=[\n\f]|\Z))?"
)
ITEM = re.compile(r"(?m)^[ \t\f]*Agenda[ \t]+Item[ \t]+(\d{1,3}[A-Za-z]?)[ \t]*$")


@dataclass(frozen=True)
class Stamp:
    """A printed page number, an item's number or both; `start` and `end` count characters."""

    page: int | None
    item: str
    start: int
    end: int


def stamps(text: str) -> tuple[Stamp, ...]:
    """Return the stamps of a text in their order."""
    found = _rising(
        [
            Stamp(int(match[1]), match[2] or "", match.start(), match.end())
            for match in PAGE.finditer(text)
        ]
    )
    loose = [
        Stamp(None, match[1], match.start(), match.end())
        for match in ITEM.finditer(text)
        if not any(stamp.start <= match.end() <= stamp.end for stamp in found)
    ]
    return tuple(sorted([*found, *loose], key=lambda stamp: stamp.start))


def _rising(found: Sequence[Stamp]) -> list[Stamp]:
    """Return the longest run of stamps whose pages rise. The pages of a pack never go back, so
    that "see Page 3" at the end of a line falls out."""
    lowest: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    # A stamp with an item counts for three, since no sentence ends so.
    steps = [
        (index, 3 * (stamp.page or 0) + step)
        for index, stamp in enumerate(found)
        for step in range(3 if stamp.item else 1)
    ]
    for index, (_, height) in enumerate(steps):
        at = bisect_left(lowest, height)
        before.append(ends[at - 1] if at else -1)
        lowest[at : at + 1] = [height]
        ends[at : at + 1] = [index]
    run: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        run.add(steps[index][0])
        index = before[index]
    return [found[index] for index in sorted(run)]
