"""Numbers of items where a pack has no agenda: stamped on pages, or between those that are."""

from collections.abc import Sequence
from dataclasses import replace

from marram.board.papers.findings import ItemFound, MeetingFound
from marram.board.papers.minutes import Minutes
from marram.board.papers.texts import Line, Paper
from marram.board.vocabulary.meetings import PROCEDURAL, ItemKind


def numbered(
    paper: Paper,
    items: Sequence[ItemFound],
    lines: Sequence[Sequence[Line]],
    earlier: Sequence[tuple[Minutes, MeetingFound]],
) -> tuple[tuple[ItemFound, ...], tuple[ItemFound, ...]]:
    """Return items with their numbers and the printed pages their stamps tell, and apart from
    them the standing items that must lie between. A number that no page bears is in doubt."""
    stamped = [_stamped(paper, item, its) for item, its in zip(items, lines, strict=True)]
    standing = [(_minutes(paper, one, said), said) for one, said in earlier]
    known = [(item, said) for item, said in standing if item.number][:1]
    counted = _told_apart(_counted([*(item for item, _ in known), *stamped]))
    others = counted[: len(known)]
    if known:
        others = _with_standing(counted, known[0][1])
    return counted[len(known) :], others


def _stamped(paper: Paper, item: ItemFound, lines: Sequence[Line]) -> ItemFound:
    stamps = paper.stamped(lines)
    numbers = {stamp.item for stamp in stamps if stamp.item}
    pages = [stamp.page for stamp in stamps if stamp.page is not None]
    said = ""
    if pages:
        said = f"{pages[0]} to {pages[-1]}" if pages[-1] > pages[0] else str(pages[0])
        # Pages without a stamp may belong to the paper too.
        said = said if paper.paged else f"includes {said}"
    return replace(item, number=numbers.pop() if len(numbers) == 1 else "", pages=said)


def _minutes(paper: Paper, one: Minutes, said: MeetingFound) -> ItemFound:
    """Return the item that takes an earlier meeting's minutes."""
    item = ItemFound(
        place=said.place,
        number="",
        title="Minutes of previous meeting",
        kind=ItemKind.MINUTES,
    )
    return _stamped(paper, item, one.lines)


def _counted(items: Sequence[ItemFound]) -> tuple[ItemFound, ...]:
    """Return items with the numbers that lie between known ones: counted back from the next that
    is known, or on from the last."""
    numbers = [int(item.number) if item.number.isdigit() else None for item in items]
    given: list[int | None] = list(numbers)
    for at in range(len(items) - 2, -1, -1):
        after = given[at + 1]
        if given[at] is None and after is not None and after > 1:
            given[at] = after - 1
    for at in range(1, len(items)):
        before = given[at - 1]
        if given[at] is None and before is not None:
            given[at] = before + 1
    return tuple(
        item
        if item.number or number is None
        else replace(item, number=str(number), doubt=_doubt(item))
        for item, number in zip(items, given, strict=True)
    )


def _doubt(item: ItemFound) -> str:
    return " ".join(
        reason
        for reason in (item.doubt, "No page bears this number: it is counted from the others.")
        if reason
    )


def _told_apart(items: Sequence[ItemFound]) -> tuple[ItemFound, ...]:
    """Return items of which no two have the same number: the first keeps it."""
    seen: set[str] = set()
    apart = []
    for item in items:
        if item.number and item.number in seen:
            doubt = f"Another paper before it bears the number {item.number} too."
            item = replace(item, number="", doubt=f"{item.doubt} {doubt}".strip())
        seen.add(item.number)
        apart.append(item)
    return tuple(apart)


def _with_standing(items: Sequence[ItemFound], said: MeetingFound) -> tuple[ItemFound, ...]:
    """Return the minutes, and the standing items before and after them in the order of the last
    meeting, where numbers are left free for them."""
    taken = {int(item.number) for item in items if item.number.isdigit()}
    order = [item for item in said.items if item.kind in PROCEDURAL]
    middle = next((at for at, item in enumerate(order) if item.kind is ItemKind.MINUTES), None)
    if middle is None or not items[0].number.isdigit():
        return (items[0],)
    found = [items[0]]
    for at, item in enumerate(order):
        number = int(items[0].number) + at - middle
        if 1 <= number < max(taken) and number not in taken:
            doubt = f"Not in the paper: the last meeting had “{item.title}” at this place."
            found.append(replace(item, number=str(number), doubt=doubt, author="", pages=""))
    return tuple(found)
