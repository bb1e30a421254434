"""A whole paper read: the meetings it minutes, and the meeting it is the pack of."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from marram.board.papers.agendas import Agenda, agenda
from marram.board.papers.casing import Casing, casing
from marram.board.papers.documents import Document, documents
from marram.board.papers.findings import FieldFound, ItemFound, MeetingFound, ResolutionFound
from marram.board.papers.heads import fields, heads
from marram.board.papers.kinds import item_kind
from marram.board.papers.minutes import Minutes, meeting, minutes, people_named, role_of
from marram.board.papers.names import Names, names
from marram.board.papers.numbering import numbered
from marram.board.papers.passages import alike, words
from marram.board.papers.recommendations import recommendations
from marram.board.papers.texts import Paper


# A paper belongs to an item when so much of the shorter title stands in the longer.
SAME_TITLE = 0.75


@dataclass(frozen=True)
class _Reading:
    """What every part of a reading needs."""

    paper: Paper
    casing: Casing
    names: Names
    organisations: Collection[str]


def meetings(paper: Paper, *, organisations: Collection[str] = ()) -> tuple[MeetingFound, ...]:
    """Return the meetings a paper tells of: those it minutes, then the one it is the pack of.

    `organisations` are the names of organisations we know, so that none is taken for a person.
    """
    first = minutes(paper, ())
    bodies = {words(head.to) for head in heads(paper)} | {words(one.body) for one in first}
    papers = documents(paper, bodies - {frozenset()})
    found = minutes(paper, {one.lines[0].number for one in papers})
    known = names(name for one in found for name in people_named(paper, one, organisations))
    reading = _Reading(paper, casing(paper.lines), known, organisations)
    minuted = tuple(
        meeting(paper, one, casing=reading.casing, names=known, organisations=organisations)
        for one in found
    )
    return (*minuted, *_packs(reading, papers, found, minuted))


def _packs(
    reading: _Reading,
    papers: Sequence[Document],
    found: Sequence[Minutes],
    minuted: Sequence[MeetingFound],
) -> Iterator[MeetingFound]:
    """Yield the meeting the pack is for, and any other that a report in it was written for."""
    front = _front(reading, papers, found)
    by_meeting: dict[tuple[frozenset[str], date], list[Document]] = {}
    for one in papers:
        if one.day:
            by_meeting.setdefault((one.body, one.day.on), []).append(one)
    main = _main(by_meeting, front)
    if main is None and front and front.day and front.body:
        main = words(front.body), front.day.on
        by_meeting[main] = []
    for key, papers_of_it in by_meeting.items():
        agenda_of_it = front if key == main else None
        earlier = [(one, said) for one, said in zip(found, minuted, strict=True) if key == main]
        yield _pack(reading, key[1], papers_of_it, agenda_of_it, earlier)


def _main(
    by_meeting: Mapping[tuple[frozenset[str], date], Sequence[Document]], front: Agenda | None
) -> tuple[frozenset[str], date] | None:
    """Return the meeting the pack is for: that of its agenda, or that of most of its papers."""
    if front and front.day:
        return next((key for key in by_meeting if key[1] == front.day.on), None)
    return max(by_meeting, key=lambda key: len(by_meeting[key]), default=None)


def _front(
    reading: _Reading, papers: Sequence[Document], found: Sequence[Minutes]
) -> Agenda | None:
    """Return the agenda before the first minutes and the first report."""
    starts = [one.lines[0].start for one in papers] + [one.heading.lines[0].start for one in found]
    first = min(starts, default=len(reading.paper.text))
    lines = [line for line in reading.paper.lines if line.start < first]
    return agenda(reading.paper, lines, casing=reading.casing, names=reading.names)


def _pack(
    reading: _Reading,
    on: date,
    papers: Sequence[Document],
    front: Agenda | None,
    earlier: Sequence[tuple[Minutes, MeetingFound]],
) -> MeetingFound:
    if front:
        items, pairs = front.items, tuple(_paired(reading, front.items, papers))
    else:
        bare = tuple(_item(reading, one) for one in papers)
        own, others = numbered(reading.paper, bare, [one.lines for one in papers], earlier)
        items = tuple(sorted((*others, *own), key=_in_order))
        pairs = tuple(zip(own, papers, strict=True))
    days_doubt = next((one.day.doubt for one in papers if one.day and one.day.doubt), "")
    return MeetingFound(
        place=front.place if front else papers[0].place,
        doubt=days_doubt,
        body=_body(papers, front),
        on=on,
        held=False,
        venue=reading.casing.name(front.venue) if front else "",
        items=items,
        resolutions=tuple(_recommended(reading, pairs)),
        fields=tuple(_fields(reading, pairs)),
    )


def _in_order(item: ItemFound) -> tuple[bool, int]:
    """Items in the order of their numbers; those without one come last, as the paper has them."""
    return (not item.number.isdigit(), int(item.number) if item.number.isdigit() else 0)


def _body(papers: Sequence[Document], front: Agenda | None) -> str:
    """Return the body as the reports most often name it, or the agenda does."""
    said = Counter(one.head.to for one in papers if one.head)
    if said:
        return said.most_common(1)[0][0]
    return front.body if front and front.body else " ".join(sorted(papers[0].body))


def _item(reading: _Reading, one: Document) -> ItemFound:
    return ItemFound(
        place=one.place,
        doubt=one.doubt,
        number="",
        title=reading.names.without(one.title),
        kind=item_kind(one.title),
        author=role_of(one.author, reading.names),
    )


def _paired(
    reading: _Reading, items: Sequence[ItemFound], papers: Sequence[Document]
) -> Iterator[tuple[ItemFound, Document]]:
    """Yield papers with their items: by the number stamped on their pages, else by their titles."""
    for one in papers:
        stamped = {stamp.item for stamp in reading.paper.stamped(one.lines) if stamp.item}
        found = [item for item in items if item.number in stamped and len(stamped) == 1]
        if not found:
            found = sorted(items, key=lambda item: -alike(item.title, one.title))[:1]
            found = [item for item in found if alike(item.title, one.title) >= SAME_TITLE]
        if found:
            yield found[0], one


def _recommended(
    reading: _Reading, pairs: Sequence[tuple[ItemFound, Document]]
) -> Iterator[ResolutionFound]:
    for item, one in pairs:
        if not one.covers:
            yield from recommendations(reading.paper, item.number, one.lines, reading.names)


def _fields(reading: _Reading, pairs: Sequence[tuple[ItemFound, Document]]) -> Iterator[FieldFound]:
    for item, one in pairs:
        if one.head:
            for name, value in fields(reading.paper, one.head, one.lines, reading.names):
                yield FieldFound(
                    place=value.place,
                    doubt=value.doubt,
                    item=item.number,
                    name=name,
                    value=value.text,
                )
