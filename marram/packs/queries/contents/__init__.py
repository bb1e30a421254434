"""What goes into the packs of a meeting, taken from the board's papers as they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from marram.board.policies import business
from marram.board.queries.agenda_items import ItemLine
from marram.board.queries.meeting_papers import ItemPapers, MeetingPapers, meeting_papers
from marram.board.queries.meetings import titles
from marram.board.vocabulary.blocks import Paragraph, line
from marram.board.vocabulary.meetings import Edition, ItemKind
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.packs.press.shelf import Shelf
from marram.packs.queries.contents import (
    addresses,
    appendices,
    arising,
    minutes,
    reports,
    sub_groups,
)
from marram.packs.rules import has_exempt
from marram.packs.vocabulary import Audience, Part
from marram.packs.vocabulary.sections import AgendaLine, Pack, Section


READ_AS = {Audience.PUBLIC: Edition.PUBLIC, Audience.PRIVATE: Edition.PRIVATE}
# What an item of these kinds is, the reader knows from its title.
SAID_BY_TITLE = frozenset(
    {
        ItemKind.ELECTION,
        ItemKind.APOLOGIES,
        ItemKind.MINUTES,
        ItemKind.DECLARATIONS,
        ItemKind.MATTERS_ARISING,
        ItemKind.SUB_GROUPS,
    }
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """For whom packs are drawn, and on which day.

    `site` is the address that links into the site begin with; `shelf` remembers what was read.
    """

    viewer: Actor
    on: date
    site: str
    shelf: Shelf


def packs(*, asked: Asked, meeting: str) -> Iterator[Pack]:
    """Yield the pack for everybody and, where a paper is exempt and the viewer may read it, the
    private one.

    The public pack is drawn as anybody may read it, so that nothing exempt is ever fetched for it.
    As many SQL queries as the papers of the meeting for each, and one for each upload that was not
    read before.

    Raises: Missing; Refused where an appendix cannot be read.
    """
    yield _pack(asked, meeting, Audience.PUBLIC)
    if business.may_read_exempt(asked.viewer):
        private = _pack(asked, meeting, Audience.PRIVATE)
        if has_exempt(private):
            yield private


def called(*, viewer: Actor, meeting: str) -> str:
    """Return what a meeting is called, with its day. One SQL query.

    Raises: Missing.
    """
    found = titles(viewer=viewer, codes=[meeting])
    if meeting not in found:
        raise Missing(f"There is no meeting {meeting}.")
    return found[meeting]


def _pack(asked: Asked, meeting: str, audience: Audience) -> Pack:
    papers = meeting_papers(
        viewer=asked.viewer, meeting=meeting, edition=READ_AS[audience], on=asked.on
    )
    keyed = [(_key(each.item), each) for each in papers.items]
    inside = {
        address: section
        for key, each in keyed
        if each.report
        for address, section in addresses.of_paper(each.report, key=key).items()
    }
    way = addresses.Way(site=asked.site, inside=inside)
    printed = [
        (
            each.item,
            tuple(
                addresses.whole(section, way=way)
                for section in _sections(papers, each, key, asked.shelf)
            ),
        )
        for key, each in keyed
    ]
    return Pack(
        meeting=papers.code,
        board=papers.group_name,
        day=f"{papers.on:%A} {papers.on.day} {papers.on:%B %Y}",
        time_and_place=", ".join(filter(None, (papers.starts_at, papers.venue))),
        audience=audience,
        agenda=tuple(_agenda_line(item, sections) for item, sections in printed),
        sections=tuple(section for _, sections in printed for section in sections),
    )


def _agenda_line(item: ItemLine, sections: Sequence[Section]) -> AgendaLine:
    private = reports.exempt(item.exempt_under)
    if item.withheld:
        return AgendaLine(number=item.printed, title="A private item", what="", private=private)
    return AgendaLine(
        number=item.printed,
        title=item.title,
        what="; ".join(_what(item)),
        sections=tuple(section.key for section in sections),
        private=private,
    )


def _what(item: ItemLine) -> Iterator[str]:
    """Yield what the agenda says of an item beside its title."""
    if item.kind not in SAID_BY_TITLE:
        yield item.kind
    if item.author_role:
        yield item.author_role
    if item.to_follow:
        yield "to follow"
    if item.supplement:
        yield f"in supplement {item.supplement}"
    if item.withdrawn_because:
        yield "withdrawn"


def _key(item: ItemLine) -> str:
    return f"item-{slugify(item.printed) or item.position}"


def _sections(papers: MeetingPapers, each: ItemPapers, key: str, shelf: Shelf) -> Iterator[Section]:
    """Yield what the kind of an item brings, its note, its report and appendices."""
    item = each.item
    mark = f"Item {item.printed}".strip()
    private = reports.exempt(item.exempt_under)
    yield from _of_its_kind(papers, each, key, mark)
    if item.covering_note and each.report is None:
        yield Section(
            key=f"{key}-note",
            part=Part.NOTE,
            mark=mark,
            title=item.title,
            blocks=tuple(Paragraph(line(words)) for words in item.covering_note.splitlines()),
            private=private,
        )
    if each.report is not None:
        yield reports.report(each.report, item, key=key, mark=mark)
        for one in each.report.appendices:
            yield appendices.appendix(one, key=key, mark=mark, private=private, shelf=shelf)


def _of_its_kind(papers: MeetingPapers, each: ItemPapers, key: str, mark: str) -> Iterator[Section]:
    item = each.item
    if item.kind == ItemKind.MINUTES and papers.last_minutes:
        yield from minutes.sections(papers.last_minutes, key=key, mark=mark)
    if item.kind == _arises_under(papers) and papers.matters_arising:
        yield from arising.sections(papers.matters_arising, on=papers.on, key=key, mark=mark)
    if item.kind == ItemKind.SUB_GROUPS and not sub_groups.told_in(each.report, papers.sub_groups):
        yield sub_groups.section(papers.sub_groups, title=item.title, key=key, mark=mark)


def _arises_under(papers: MeetingPapers) -> ItemKind:
    """Matters arising follow the minutes where the agenda has no item for them."""
    kinds = {each.item.kind for each in papers.items}
    has_own = ItemKind.MATTERS_ARISING in kinds
    return ItemKind.MATTERS_ARISING if has_own else ItemKind.MINUTES
