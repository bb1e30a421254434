"""What is known about deliveries, as a given viewer may see it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import YES, Missing, Verdict
from marram.people import queries as people
from marram.places.vocabulary import Outline
from marram.sources import policies
from marram.sources.models import DeliveredFile, Delivery, Finding, ProposedRow
from marram.sources.readers import read
from marram.sources.readers.cells import Line
from marram.sources.rules import stages
from marram.sources.vocabulary import Column, Counts, Kind, Layout, RowState, Stage, offered


PAGE = 50
# A page cannot hold every sentence about a wrong file; the whole list is there to download.
FINDINGS_SHOWN = 100


@dataclass(frozen=True)
class LayoutLine:
    """A kind of file that can be delivered, and its columns."""

    slug: str
    title: str
    room: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    outlines: bool


@dataclass(frozen=True)
class DeliveryLine:
    """One delivery in a list. `sent_by` is a name; the counts are rows."""

    number: int
    layout: str
    file_name: str
    sent_by: str
    sent_at: datetime
    stage: Stage
    proposed: int
    set_aside: int


@dataclass(frozen=True)
class Deliveries:
    """A page of deliveries, newest first, and what the viewer may do about them."""

    lines: tuple[DeliveryLine, ...]
    page: int
    pages: int
    may_deliver: Verdict


@dataclass(frozen=True)
class RowLine:
    """A proposed row as it will be written: one text for each column of the layout."""

    sheet: str
    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class FindingLine:
    """What is wrong with a cell, or with a whole row when `column` is empty."""

    sheet: str
    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class DeliveryPage:
    """One delivery: what came, what is proposed, what is set aside and why, what was decided."""

    number: int
    layout: str
    file_name: str
    sha256: str
    size: int
    note: str
    sent_by: str
    sent_at: datetime
    stage: Stage
    decided_by: str
    decided_at: datetime | None
    reason: str
    outcome: Counts | None
    version: int
    columns: tuple[str, ...]
    proposed: int
    rows: tuple[RowLine, ...]
    page: int
    pages: int
    set_aside: int
    findings: tuple[FindingLine, ...]
    may_accept: Verdict
    may_decline: Verdict
    may_check_again: Verdict


@dataclass(frozen=True)
class Original:
    """A file exactly as it came."""

    file_name: str
    content: bytes
    sha256: str


def layouts(*, viewer: Actor) -> tuple[LayoutLine, ...]:
    """Return the kinds of file the viewer may deliver, by title; none if they may not. No SQL."""
    if not policies.may_deliver(viewer):
        return ()
    return tuple(map(_layout_line, offered().values()))


def layout(*, viewer: Actor, slug: str) -> LayoutLine:
    """Return one kind of file. No SQL query. Raises: Missing; Refused."""
    policies.may_deliver(viewer).enforce()
    if slug not in offered():
        raise Missing(f"Nothing takes in deliveries called “{slug}”.")
    return _layout_line(offered()[slug])


def deliveries(*, viewer: Actor, layout: str = "", stage: str = "", page: int = 1) -> Deliveries:
    """Return a page of the deliveries that the viewer may see. At most four SQL queries.

    Raises: Refused when the viewer may see none at all.
    """
    policies.may_list(viewer).enforce()
    found = _seen_by(viewer)
    if layout:
        found = found.filter(layout=layout)
    if stage:
        found = found.filter(stage=stage)
    page, pages, start = _paged(found.count(), page)
    shown = list(found[start : start + PAGE])
    counts = _counts([delivery.pk for delivery in shown])
    names = people.names(keys={delivery.sent_by for delivery in shown})
    return Deliveries(
        lines=tuple(_delivery_line(delivery, counts, names) for delivery in shown),
        page=page,
        pages=pages,
        may_deliver=policies.may_deliver(viewer),
    )


def delivery(*, viewer: Actor, number: int, page: int = 1) -> DeliveryPage:
    """Return a delivery with a page of its proposed rows. At most five SQL queries.

    Raises: Missing when it is not there or the viewer may not see it.
    """
    found = _found(viewer, number)
    proposed, set_aside = _counts([number]).get(number, (0, 0))
    names = people.names(keys={found.sent_by, found.decided_by})
    kind = offered().get(found.layout)
    page, pages, start = _paged(proposed, page)
    rows = found.rows.filter(state=RowState.PROPOSED)[start : start + PAGE]
    return DeliveryPage(
        number=found.pk,
        layout=kind.title if kind else found.layout,
        file_name=found.file_name,
        sha256=found.file_id,
        size=found.file.size,
        note=found.note,
        sent_by=names.get(found.sent_by, found.sent_by),
        sent_at=found.sent_at,
        stage=Stage(found.stage),
        decided_by=names.get(found.decided_by, found.decided_by),
        decided_at=found.decided_at,
        reason=found.reason,
        outcome=_outcome(found),
        version=found.version,
        columns=tuple(column.title for column in kind.columns) if kind else (),
        proposed=proposed,
        rows=tuple(_row_line(row, kind) for row in rows) if kind else (),
        page=page,
        pages=pages,
        set_aside=set_aside,
        findings=_finding_lines(_findings(found)[:FINDINGS_SHOWN], kind),
        may_accept=_may_accept(viewer, found, proposed),
        may_decline=_may_decline(viewer, found),
        may_check_again=_may_check_again(viewer, found, set_aside),
    )


def original(*, viewer: Actor, number: int) -> Original:
    """Return the file of a delivery as it came. Two SQL queries. Raises: Missing."""
    found = _found(viewer, number)
    content = DeliveredFile.objects.values_list("content", flat=True).get(pk=found.file_id)
    return Original(found.file_name, bytes(content), found.file_id)


def findings(*, viewer: Actor, number: int) -> tuple[str, tuple[FindingLine, ...]]:
    """Return a delivery's file name and all that is wrong with it, row by row. Two SQL queries.

    Raises: Missing.
    """
    found = _found(viewer, number)
    return found.file_name, _finding_lines(_findings(found), offered().get(found.layout))


def titles(*, numbers: Collection[int]) -> Mapping[int, str]:
    """Return what deliveries are called, by number. One SQL query, none for no numbers."""
    found = Delivery.objects.filter(pk__in=numbers).order_by("pk") if numbers else ()
    return {delivery.pk: f"Delivery {delivery.pk}: {delivery.file_name}" for delivery in found}


def lines(*, content: bytes, keeps_results: bool = False) -> tuple[Line, ...]:
    """Return the rows of a file that somebody sends, sheet by sheet. No SQL query.

    For rooms whose workbooks are forms rather than tables: what is worked out there is passed
    over, and such a cell says so instead of having a value. With `keeps_results` it has what it
    gave when the workbook was last saved: for those who print a file as it came.

    Raises: Refused when the file is damaged, unsafe or too large.
    """
    return read(content, passes_over_formulas=True, keeps_results=keeps_results)


def table_layout(*, viewer: Actor, slug: str) -> LayoutLine:
    """Return a kind of file that is a table, whose rows can be typed. No SQL query.

    Raises: Missing; Refused when the viewer may not deliver.
    """
    line = layout(viewer=viewer, slug=slug)
    if line.outlines:
        raise Missing(f"{line.title} come as outlines, not as rows of a table.")
    return line


def may_see(*, viewer: Actor, number: int) -> Verdict:
    """Tell whether a viewer may see a delivery. At most one SQL query."""
    if policies.may_see_all(viewer):
        return YES
    sent_by = Delivery.objects.filter(pk=number).values_list("sent_by", flat=True).first()
    return policies.may_read(viewer, sent_by=sent_by or "")


def layout_titles() -> Mapping[str, str]:
    """Return what the kinds of file are called, by slug. No SQL query."""
    return {slug: kind.title for slug, kind in offered().items()}


def _layout_line(kind: Layout) -> LayoutLine:
    return LayoutLine(kind.slug, kind.title, kind.room, kind.columns, kind.key, kind.outlines)


def _seen_by(viewer: Actor) -> QuerySet[Delivery]:
    if policies.may_see_all(viewer):
        return Delivery.objects.all()
    return Delivery.objects.filter(sent_by=viewer.key)


def _found(viewer: Actor, number: int) -> Delivery:
    """Return a delivery without the bytes of its file, which may be many."""
    deliveries = _seen_by(viewer).select_related("file").defer("file__content")
    found = deliveries.filter(pk=number).first()
    if found is None or not policies.may_read(viewer, sent_by=found.sent_by):
        raise Missing(f"There is no delivery {number} that you may see.")
    return found


def _counts(numbers: Collection[int]) -> Mapping[int, tuple[int, int]]:
    """Return how many rows of each delivery are proposed and set aside. One SQL query."""
    rows = ProposedRow.objects.filter(delivery__in=numbers).order_by("delivery")
    counted = rows.values_list("delivery").annotate(
        proposed=Count("pk", filter=Q(state=RowState.PROPOSED)),
        set_aside=Count("pk", filter=Q(state=RowState.QUARANTINED)),
    )
    return {number: (proposed, set_aside) for number, proposed, set_aside in counted}


def _paged(count: int, page: int) -> tuple[int, int, int]:
    """Return the page to show, how many there are, and where it starts."""
    pages = max(1, -(-count // PAGE))
    page = min(max(page, 1), pages)
    return page, pages, (page - 1) * PAGE


def _delivery_line(
    delivery: Delivery, counts: Mapping[int, tuple[int, int]], names: Mapping[str, str]
) -> DeliveryLine:
    kind = offered().get(delivery.layout)
    proposed, set_aside = counts.get(delivery.pk, (0, 0))
    return DeliveryLine(
        number=delivery.pk,
        layout=kind.title if kind else delivery.layout,
        file_name=delivery.file_name,
        sent_by=names.get(delivery.sent_by, delivery.sent_by),
        sent_at=delivery.sent_at,
        stage=Stage(delivery.stage),
        proposed=proposed,
        set_aside=set_aside,
    )


def _outcome(delivery: Delivery) -> Counts | None:
    if delivery.created is None or delivery.changed is None or delivery.unchanged is None:
        return None
    return Counts(delivery.created, delivery.changed, delivery.unchanged)


def _row_line(row: ProposedRow, kind: Layout) -> RowLine:
    cells = tuple(_shown(column, row.values.get(column.name)) for column in kind.columns)
    return RowLine(row.sheet, row.row_number, cells)


def _shown(column: Column, kept: str | int | bool | None) -> str:
    if isinstance(kept, str) and column.kind is Kind.OUTLINE:
        return f"{Outline.read(kept).points:,} points"
    if isinstance(kept, bool):
        return "yes" if kept else "no"
    return "" if kept is None else str(kept)


def _findings(delivery: Delivery) -> QuerySet[Finding]:
    found = Finding.objects.filter(row__delivery=delivery).select_related("row")
    return found.order_by("row_id", "pk")


def _finding_lines(findings: Iterable[Finding], kind: Layout | None) -> tuple[FindingLine, ...]:
    titles = {column.name: column.title for column in kind.columns} if kind else {}
    return tuple(
        FindingLine(
            sheet=finding.row.sheet,
            row=finding.row.row_number,
            column=titles.get(finding.column, finding.column),
            sentence=finding.sentence,
        )
        for finding in findings
    )


def _may_decide(viewer: Actor, delivery: Delivery) -> Verdict:
    layout = offered().get(delivery.layout)
    second = layout.second if layout else ""
    return policies.may_decide(viewer, second=second, sent_by=delivery.sent_by)


def _may_accept(viewer: Actor, delivery: Delivery, proposed: int) -> Verdict:
    return _first_no(
        _may_decide(viewer, delivery),
        _may_move(delivery, Stage.ACCEPTED),
        stages.has_rows_to_accept(number=delivery.pk, proposed=proposed),
    )


def _may_decline(viewer: Actor, delivery: Delivery) -> Verdict:
    return _first_no(_may_decide(viewer, delivery), _may_move(delivery, Stage.DECLINED))


def _may_check_again(viewer: Actor, delivery: Delivery, set_aside: int) -> Verdict:
    return _first_no(
        policies.may_deliver(viewer),
        stages.not_declined(number=delivery.pk, stage=Stage(delivery.stage)),
        stages.has_rows_set_aside(number=delivery.pk, set_aside=set_aside),
    )


def _first_no(*verdicts: Verdict) -> Verdict:
    return next((verdict for verdict in verdicts if not verdict), YES)


def _may_move(delivery: Delivery, to: Stage) -> Verdict:
    return stages.may_move(number=delivery.pk, stage=Stage(delivery.stage), to=to)
