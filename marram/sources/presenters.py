"""Deliveries as pages and files show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from marram.design import components, exports
from marram.design.components import (
    Breadcrumbs,
    Button,
    Component,
    DataTable,
    Details,
    Fact,
    FilterBar,
    Link,
    NotificationBanner,
    PageLink,
    Pagination,
    Place,
    SummaryList,
    Tag,
    Text,
    Turn,
)
from marram.design.forms import FormPage
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.sources import queries
from marram.sources.rules.values import ASK
from marram.sources.vocabulary import Column, Counts, Kind, Stage


TONES: Mapping[Stage, str] = {
    Stage.RECEIVED: "blue",
    Stage.ACCEPTED: "green",
    Stage.DECLINED: "grey",
}
FINDINGS_HEADER = ("File", "Sheet", "Row", "Column", "What is wrong and what to do")


@dataclass(frozen=True, kw_only=True)
class ListShown:
    title: str
    send: Button
    filters: FilterBar
    table: DataTable


@dataclass(frozen=True, kw_only=True)
class DeliveryShown:
    title: str
    breadcrumbs: Breadcrumbs
    banner: NotificationBanner | None
    facts: SummaryList
    accept: Button
    accept_url: str
    decline: Button
    check_again: Button | None
    check_again_url: str
    version: int
    open: bool
    proposed: DataTable
    findings: DataTable
    findings_more: str
    panels: tuple[Component, ...]


@dataclass(frozen=True, kw_only=True)
class LayoutShown:
    title: str
    breadcrumbs: Breadcrumbs
    lead: str
    columns: DataTable
    send: Button
    typing: Link | None
    csv_url: str
    workbook_url: str


def deliveries(
    page: queries.Deliveries, *, chosen: Mapping[str, str], boxes: tuple[Text, ...]
) -> ListShown:
    """Return the list; `chosen` are the filters as they stand in the address, `boxes` their
    fields."""
    here = reverse("sources:deliveries")
    return ListShown(
        title="Deliveries",
        send=Button("Send a file", reverse("sources:send"), reason_not=page.may_deliver.reason),
        filters=FilterBar(fields=boxes, action=here, clear_url=here if chosen else ""),
        table=DataTable(
            caption="Deliveries, newest first",
            columns=(
                "Delivery",
                "What it holds",
                "Sent by",
                "Sent",
                "Stage",
                components.Column("Proposed", numeric=True),
                components.Column("Set aside", numeric=True),
            ),
            rows=tuple(map(_list_row, page.lines)),
            empty="No delivery was found. Choose fewer filters, or send a file.",
            pagination=_pages(page.page, page.pages, chosen),
        ),
    )


def delivery(page: queries.DeliveryPage, *, viewer: Actor, refused: str = "") -> DeliveryShown:
    """Return the page; `refused` says why what was just tried could not be done."""
    here = {"number": page.number}
    return DeliveryShown(
        title=f"Delivery {page.number}: {page.file_name}",
        breadcrumbs=_breadcrumbs(),
        banner=NotificationBanner(refused, title="Nothing was changed") if refused else None,
        facts=_facts(page),
        accept=Button(_accept_words(page), reason_not=page.may_accept.reason),
        accept_url=reverse("sources:accept", kwargs=here),
        decline=Button(
            "Decline",
            reverse("sources:decline", kwargs=here),
            style="secondary",
            reason_not=page.may_decline.reason,
        ),
        check_again=_check_again(page) if page.set_aside else None,
        check_again_url=reverse("sources:check-again", kwargs=here),
        version=page.version,
        open=page.stage is Stage.RECEIVED,
        proposed=_proposed(page),
        findings=_findings(page),
        findings_more=_findings_more(page),
        panels=panels.shown(
            "history", viewer=viewer, key=Subject("sources.delivery", str(page.number))
        ),
    )


def layout(line: queries.LayoutLine) -> LayoutShown:
    """Return how a file of this kind must look, column by column."""
    return LayoutShown(
        title=line.title,
        breadcrumbs=_breadcrumbs(),
        lead=_how(line),
        columns=DataTable(
            caption="Columns",
            columns=(
                "Name of the property" if line.outlines else "Name in the first row",
                "What it is",
                "What to enter",
                "Must be filled",
            ),
            rows=tuple(
                (column.name, column.title, _what_to_enter(column), _yes_no(column.required))
                for column in line.columns
            ),
        ),
        send=Button("Send a file", f"{reverse('sources:send')}?layout={line.slug}"),
        **_tables(line),
    )


def _how(line: queries.LayoutLine) -> str:
    once = f"the same {_together(line)}"
    if line.outlines:
        return (
            "A GeoJSON file: a feature for each area, with the code as the property “area” or as "
            "the Office for National Statistics names it, such as “WD24CD”. Other properties are "
            f"passed over. No two features may have {once}. Features are counted from 1."
        )
    return f"The first row names these columns, in any order. No two rows may have {once}."


def _tables(line: queries.LayoutLine) -> dict[str, Any]:
    """Return where an empty table is and where a row can be typed; outlines have neither."""
    if line.outlines:
        return {"typing": None, "csv_url": "", "workbook_url": ""}
    here = {"slug": line.slug}
    return {
        "typing": Link("Type one row instead", reverse("sources:type", kwargs=here)),
        "csv_url": reverse("sources:blank-csv", kwargs=here),
        "workbook_url": reverse("sources:blank-workbook", kwargs=here),
    }


def kinds_of_file(lines: Sequence[queries.LayoutLine]) -> Details:
    """Return links to what each kind of file must look like, folded away."""
    links = ((reverse("sources:layout", kwargs={"slug": line.slug}), line.title) for line in lines)
    listed = format_html_join("", '<li><a class="govuk-link" href="{}">{}</a></li>', links)
    return Details(
        "How each kind of file must look",
        format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', listed),
    )


def send_page() -> FormPage:
    return FormPage(
        title="Send a file",
        lead="Its rows are checked one by one. Nothing is written until somebody accepts them.",
        button="Send and check",
        cancel_url=reverse("sources:deliveries"),
        breadcrumbs=_breadcrumbs(),
    )


def type_page(line: queries.LayoutLine) -> FormPage:
    return FormPage(
        title="Type one row",
        caption=line.title,
        lead="The row is checked as if it came in a file, and waits until somebody accepts it.",
        button="Send and check",
        cancel_url=reverse("sources:layout", kwargs={"slug": line.slug}),
        breadcrumbs=_breadcrumbs(),
    )


def decline_page(page: queries.DeliveryPage) -> FormPage:
    return FormPage(
        title="Decline this delivery",
        caption=f"Delivery {page.number}: {page.file_name}",
        lead=page.may_decline.reason,
        button="Decline",
        button_style="warning",
        cancel_url=reverse("sources:delivery", kwargs={"number": page.number}),
        breadcrumbs=_breadcrumbs(),
    )


def blank_csv(line: queries.LayoutLine) -> bytes:
    """Return a comma-separated file with the heading row alone."""
    return exports.csv_bytes([column.name for column in line.columns], ())


def blank_workbook(line: queries.LayoutLine) -> bytes:
    """Return a workbook with the heading row alone."""
    return exports.workbook_bytes(line.title, [column.name for column in line.columns], ())


def findings_csv(file_name: str, findings: Sequence[queries.FindingLine]) -> bytes:
    """Return everything that is wrong with a delivery, for whoever sent it."""
    return exports.csv_bytes(FINDINGS_HEADER, _finding_rows(file_name, findings))


def findings_workbook(file_name: str, findings: Sequence[queries.FindingLine]) -> bytes:
    """Return the same as a workbook."""
    rows = _finding_rows(file_name, findings)
    return exports.workbook_bytes("Rows set aside", FINDINGS_HEADER, rows)


def _finding_rows(
    file_name: str, findings: Sequence[queries.FindingLine]
) -> list[tuple[str, str, int, str, str]]:
    return [(file_name, found.sheet, found.row, found.column, found.sentence) for found in findings]


def accepted(counts: Counts) -> str:
    """Return what accepting did, in words."""
    return (
        f"Accepted: {counts.created:,} new, {counts.changed:,} changed, "
        f"{counts.unchanged:,} as they were."
    )


def _breadcrumbs() -> Breadcrumbs:
    return Breadcrumbs((Place("Deliveries", reverse("sources:deliveries")),))


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%-d %B %Y, %H:%M}"


def _list_row(line: queries.DeliveryLine) -> tuple[Component | str | int, ...]:
    return (
        Link(
            f"{line.number}: {line.file_name}",
            reverse("sources:delivery", kwargs={"number": line.number}),
        ),
        line.layout,
        line.sent_by,
        _moment(line.sent_at),
        _stage(line.stage),
        line.proposed,
        line.set_aside,
    )


def _stage(stage: Stage) -> Tag:
    return Tag(stage.value.capitalize(), tone=TONES[stage])


def _accept_words(page: queries.DeliveryPage) -> str:
    if page.proposed == 1:
        return "Accept this row"
    return f"Accept these {page.proposed:,} rows" if page.proposed else "Accept"


def _check_again(page: queries.DeliveryPage) -> Button:
    return Button(
        "Check the set-aside rows again", style="secondary", reason_not=page.may_check_again.reason
    )


def _facts(page: queries.DeliveryPage) -> SummaryList:
    original = reverse("sources:original", kwargs={"number": page.number})
    facts = [
        Fact("Stage", _stage(page.stage)),
        Fact("What it holds", page.layout),
        Fact("Sent", f"{_moment(page.sent_at)} by {page.sent_by}"),
        Fact("Note", page.note or "None"),
        Fact(
            "File as it came",
            f"{page.file_name}, {page.size:,} bytes",
            actions=(Link("Download", original, hidden_text="the file as it came"),),
        ),
        Fact("SHA-256 of the file", page.sha256, value_classes="govuk-!-font-size-14"),
        Fact("Rows", f"{page.proposed:,} proposed, {page.set_aside:,} set aside"),
    ]
    if page.decided_at:
        facts.append(Fact("Decided", f"{_moment(page.decided_at)} by {page.decided_by}"))
    if page.outcome:
        facts.append(Fact("What it did", accepted(page.outcome)))
    if page.reason:
        facts.append(Fact("Why it was declined", page.reason))
    return SummaryList(tuple(facts))


def _proposed(page: queries.DeliveryPage) -> DataTable:
    sheets = any(row.sheet for row in page.rows)
    return DataTable(
        caption=f"Proposed: {_rows(page.proposed)}",
        columns=(*(("Sheet",) if sheets else ()), "Row", *page.columns),
        rows=tuple(
            (*((row.sheet,) if sheets else ()), str(row.number), *row.cells) for row in page.rows
        ),
        empty="No row is proposed.",
        pagination=_pages(page.page, page.pages, {}),
    )


def _findings(page: queries.DeliveryPage) -> DataTable:
    sheets = any(found.sheet for found in page.findings)
    here = {"number": page.number}
    return DataTable(
        caption=f"Set aside: {_rows(page.set_aside)}",
        columns=(*(("Sheet",) if sheets else ()), *FINDINGS_HEADER[2:]),
        rows=tuple(
            (*((found.sheet,) if sheets else ()), str(found.row), found.column, found.sentence)
            for found in page.findings
        ),
        empty="No row is set aside.",
        csv_url=reverse("sources:findings-csv", kwargs=here),
        xlsx_url=reverse("sources:findings-workbook", kwargs=here),
    )


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _findings_more(page: queries.DeliveryPage) -> str:
    if len(page.findings) < queries.FINDINGS_SHOWN:
        return ""
    return f"The first {queries.FINDINGS_SHOWN} are shown. Download the list to see all of them."


def _pages(page: int, pages: int, chosen: Mapping[str, str]) -> Pagination | None:
    """Return links to the pages: the first, the last, and those around this one."""
    if pages == 1:
        return None
    shown = sorted({1, pages, *(n for n in range(page - 1, page + 2) if 1 <= n <= pages)})
    links: list[PageLink] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number > before + 1:
            links.append(PageLink())
        links.append(PageLink(str(number), _turned(chosen, number), current=number == page))
    return Pagination(
        pages=tuple(links),
        previous=Turn(_turned(chosen, page - 1)) if page > 1 else None,
        next=Turn(_turned(chosen, page + 1)) if page < pages else None,
    )


def _turned(chosen: Mapping[str, str], page: int) -> str:
    return f"?{urlencode({**chosen, 'page': page})}"


def _together(line: queries.LayoutLine) -> str:
    titles = [column.title.lower() for column in line.columns if column.name in line.key]
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]} together"


def _what_to_enter(column: Column) -> str:
    if column.choices:
        return f"One of: {', '.join(column.choices)}"
    if column.hint:
        return column.hint
    if column.refers_to:
        return f"A key from “{queries.layout_titles().get(column.refers_to, column.refers_to)}”"
    if column.kind is Kind.TEXT:
        return f"Text, up to {column.longest:,} characters"
    return ASK[column.kind]


def _yes_no(answer: bool) -> str:
    return "Yes" if answer else "No"
