"""A report as the paper that is read: every part in blocks, live until it is published."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse

from marram.board.models import Appendix, Report, Signature
from marram.board.policies import reports as policies
from marram.board.queries import live
from marram.board.rules import marks
from marram.board.rules import reports as rules
from marram.board.vocabulary.blocks import (
    Block,
    Blocks,
    Bullets,
    Heading,
    Line,
    Paragraph,
    Run,
    Table,
    cells,
    from_json,
    in_words,
    line,
)
from marram.board.vocabulary.charts import Draw, tabled
from marram.board.vocabulary.reports import (
    BODY,
    CONSULTED,
    FRONT,
    OFFICES,
    SUMMARY,
    TEMPLATE,
    Clearance,
    Kind,
    Live,
    Part,
    Section,
    Stage,
)
from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing, Refused
from marram.records.queries.documents import KeptDocument, content, documents


# Whose eyes a public paper is drawn for.
EVERYBODY = Actor(key="resident", name="Everybody")
DEEPEST = 4
Drawing = Callable[[Live], Blocks]


@dataclass(frozen=True)
class PaperAppendix:
    """An appendix: its file where we hold one, or the blocks that are drawn from the record.

    `live` holds the lines of those blocks, and is empty where it is a file or not held.
    """

    position: int
    title: str
    file: KeptDocument | None
    live: str = ""
    blocks: Blocks = ()

    @property
    def held(self) -> bool:
        return self.file is not None or bool(self.live)


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A report to be read or printed. `edition` is 0 while it is not published.

    `taken_from` says where the facts of an old paper are written; its words are not held.
    """

    number: int
    title: str
    board: str
    meeting: str
    meets_on: date | None
    item_number: str
    stage: Stage
    exempt: bool
    edition: int
    published_on: date | None
    taken_from: str
    blocks: Blocks
    appendices: tuple[PaperAppendix, ...]

    @property
    def whole(self) -> Blocks:
        """Return the paper with its live appendices below it, each under a heading of its own."""
        below = (
            block
            for each in self.appendices
            if each.live
            for block in (Heading(1, f"Appendix {each.position}: {each.title}"), *each.blocks)
        )
        return (*self.blocks, *below)


@dataclass(frozen=True)
class Drawn:
    """A report as it is published: its blocks, and those of its live appendices by number."""

    blocks: Blocks
    appendices: Mapping[int, Blocks]


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """The parts of a report to write on elsewhere, with its live blocks as they stand.

    `drawn` goes by the line that stands for a live block; `seen` holds the print of each text as
    it will read when it comes back.
    """

    number: int
    title: str
    texts: Mapping[str, str]
    drawn: Mapping[str, Blocks]
    seen: Mapping[str, str]


def paper(*, viewer: Actor, number: int, on: date, draw: Draw = tabled) -> Paper:
    """Return a report as a paper: frozen as it was published, or drawn as it stands on a day.

    `draw` makes blocks of charts; without it their tables stand.

    Five SQL queries, and those of the live blocks of one that is not published.

    Raises: Missing.
    """
    report = _seen(viewer, number)
    texts = dict(report.texts.values_list("part", "text"))
    files = _appendices(report)
    edition = report.editions.first() if report.stage == Stage.PUBLISHED else None
    if edition is not None:
        blocks = from_json(edition.blocks)
        kept = edition.appendices
        drawn = {each.position: from_json(kept.get(str(each.position), ())) for each in files}
    else:
        drawing = partial(_drawn_or_told, viewer, on, draw)
        blocks, drawn = _whole(report, texts, files, drawing), _live(files, drawing)
    item = report.item
    return Paper(
        number=report.pk,
        title=texts.get("title", ""),
        board=item.meeting.group.name if item else "",
        meeting=item.meeting_id if item else "",
        meets_on=item.meeting.on if item else None,
        item_number=item.number if item else "",
        stage=Stage(report.stage),
        exempt=bool(item and item.exempt_under),
        edition=edition.number if edition else 0,
        published_on=report.published_on if edition else None,
        taken_from=report.taken_from,
        blocks=blocks,
        appendices=tuple(replace(one, blocks=drawn.get(one.position, ())) for one in files),
    )


def manuscript(*, viewer: Actor, number: int, on: date, draw: Draw = tabled) -> Manuscript:
    """Return the parts of a report. Two SQL queries, and those of its live blocks.

    Raises: Missing.
    """
    report = _seen(viewer, number)
    texts = dict(report.texts.values_list("part", "text"))
    found = {block for text in texts.values() for block in marks.read(text)}
    live_blocks = [block for block in found if isinstance(block, Live)]
    return Manuscript(
        number=report.pk,
        title=texts.get("title", ""),
        texts=texts,
        drawn={str(block): _drawn_or_told(viewer, on, draw, block) for block in live_blocks},
        seen=rules.settled_prints(texts),
    )


def appendices(*, viewer: Actor, number: int) -> tuple[PaperAppendix, ...]:
    """Return the appendices of a report in their order. Three SQL queries.

    Raises: Missing.
    """
    return _appendices(_seen(viewer, number))


def is_live(*, viewer: Actor, number: int, position: int) -> bool:
    """Tell whether an appendix is drawn from the record. Two SQL queries. Raises: Missing."""
    found = _seen(viewer, number).appendices.filter(position=position)
    return found.exclude(live="").exists()


def appendix_file(*, viewer: Actor, number: int, position: int) -> tuple[KeptDocument, bytes]:
    """Return the file of an appendix and its bytes. Four SQL queries.

    Raises: Missing when there is none, or its report is not for this viewer.
    """
    for each in _appendices(_seen(viewer, number)):
        if each.position == position and each.file is not None:
            return each.file, content(number=each.file.number)
    raise Missing(f"Report {number} has no file for appendix {position}.")


def to_publish(*, by: Actor, report: Report, on: date, draw: Draw = tabled) -> Drawn:
    """Return the blocks that are published: public ones drawn as everybody may see them.

    Raises: Refused when a live block cannot be drawn.
    """
    placed = _placed(Report.objects.all()).get(pk=report.pk)
    viewer = by if placed.item and placed.item.exempt_under else EVERYBODY
    texts = dict(placed.texts.values_list("part", "text"))
    files, drawing = _appendices(placed), partial(_drawn_or_refused, viewer, on, draw)
    return Drawn(_whole(placed, texts, files, drawing), _live(files, drawing))


def _seen(viewer: Actor, number: int) -> Report:
    found: Report | None = _placed(policies.reports_seen_by(viewer)).filter(pk=number).first()
    if found is None:
        raise Missing(f"There is no report {number}.")
    return found


def _placed(reports: Any) -> Any:
    return reports.select_related("item__meeting__group")


def _drawn_or_told(viewer: Actor, on: date, draw: Draw, block: Live) -> Blocks:
    """A draft says in its place that a block cannot be drawn, and can still be read."""
    try:
        return live.drawn(viewer=viewer, live=block, on=on, draw=draw)
    except Missing as missing:
        return (Paragraph((Run(f"This block cannot be drawn: {missing}", italic=True),)),)


def _drawn_or_refused(viewer: Actor, on: date, draw: Draw, block: Live) -> Blocks:
    try:
        return live.drawn(viewer=viewer, live=block, on=on, draw=draw)
    except Missing as missing:
        raise Refused(
            f"The block {block} cannot be published, for not everybody who will read the report "
            f"may see what it shows: {missing}"
        ) from missing


# --- Parts as blocks ------------------------------------------------------------------------


def _whole(
    report: Report,
    texts: Mapping[str, str],
    appendices: tuple[PaperAppendix, ...],
    draw: Drawing,
) -> Blocks:
    signatures = tuple(report.signatures.filter(withdrawn_at=None))
    return tuple(_paper(report, texts, appendices, signatures, draw))


def _paper(
    report: Report,
    texts: Mapping[str, str],
    appendices: tuple[PaperAppendix, ...],
    signatures: tuple[Signature, ...],
    draw: Drawing,
) -> Iterator[Block]:
    yield _front(report, texts)
    for section in TEMPLATE[1:]:
        if section is BODY:
            continue
        said = tuple(_section(section, texts, draw))
        before = _consulted(signatures) if section is CONSULTED else ()
        if said or before:
            yield from _headed(section)
            yield from before
            yield from said
    if appendices:
        yield Heading(1, "Appendices")
        yield Bullets(tuple(_appendix_line(report.pk, one) for one in appendices))
    if texts.get("body"):
        yield Heading(1, "Detail")
        yield from _words(texts["body"], 1, draw)


def _appendix_line(report: int, one: PaperAppendix) -> Line:
    address = appendix_address(report, one.position) if one.held else ""
    return (Run(f"Appendix {one.position}: "), Run(one.title, link=address))


def appendix_address(report: int, position: int) -> str:
    """Return where an appendix is read on the site."""
    return reverse("board:appendix", args=[report, position])


def _live(appendices: tuple[PaperAppendix, ...], draw: Drawing) -> dict[int, Blocks]:
    """Return what each live appendix shows, by its number."""
    return {
        one.position: tuple(block for live in marks.live_lines(one.live)[1] for block in draw(live))
        for one in appendices
        if one.live
    }


def _front(report: Report, texts: Mapping[str, str]) -> Table:
    item = report.item
    rows = [
        ("Report to", item.meeting.group.name if item else "Not known yet"),
        ("Date of meeting", in_words(item.meeting.on) if item else ""),
        *((part.printed, _answer(part, texts.get(part.name, ""))) for part in FRONT.parts),
        ("Exempt or confidential?", _exempt(item.exempt_under if item else "")),
    ]
    return Table("Front sheet", cells("About the report", "Entry"), tuple(cells(*r) for r in rows))


def _exempt(under: str) -> str:
    return f"Yes: Schedule 12A, paragraph {under}" if under else "No"


def _headed(section: Section) -> Blocks:
    return (Heading(1, section.heading),) if section.heading else ()


def _section(section: Section, texts: Mapping[str, str], draw: Drawing) -> Iterator[Block]:
    level = 2 if section.heading else 1
    for part in section.parts:
        text = texts.get(part.name, "")
        if text:
            yield Heading(level, part.printed)
            yield from _part(part, text, level, draw)


def _part(part: Part, text: str, level: int, draw: Drawing) -> Iterator[Block]:
    if part.kind is Kind.LINES:
        lines = tuple(line(each.strip()) for each in text.splitlines() if each.strip())
        yield Bullets(lines, numbered=part in SUMMARY.parts)
    elif part.kind is not Kind.WORDS:
        yield Paragraph(line(_answer(part, text)))
    else:
        yield from _words(text, level, draw)


def _words(text: str, level: int, draw: Drawing) -> Iterator[Block]:
    """Return a text as blocks whose headings hang below `level`."""
    for block in marks.read(text):
        if isinstance(block, Live):
            yield from draw(block)
        elif isinstance(block, Heading):
            yield replace(block, level=min(block.level + level, DEEPEST))
        else:
            yield block


def _answer(part: Part, text: str) -> str:
    return (part.choices or {}).get(text, text)


def _consulted(signatures: tuple[Signature, ...]) -> Blocks:
    """Return who has been consulted, with the references of their sign-offs."""
    signed = [f"{OFFICES[Clearance(one.clearance)]} ({one.reference})" for one in signatures]
    if not signed:
        return ()
    has = "has" if len(signed) == 1 else "have"
    return (Paragraph(line(f"{' and '.join(signed)} {has} been consulted.")),)


def _appendices(report: Report) -> tuple[PaperAppendix, ...]:
    rows: list[Appendix] = list(report.appendices.order_by("position"))
    files = documents(numbers=[row.document_id for row in rows if row.document_id])
    return tuple(
        PaperAppendix(row.position, row.title, files.get(row.document_id or 0), row.live)
        for row in rows
    )
