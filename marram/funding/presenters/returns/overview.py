"""A return at a glance: what it adds up to, what is still to do, how far it has gone."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Column,
    Component,
    DataTable,
    Details,
    Heading,
    Headline,
    Headlines,
    Link,
    StatusTag,
    SummaryList,
    Tab,
    Tabs,
    Task,
    TaskList,
    Tone,
    WarningText,
)
from marram.design.words import listed
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.funding.presenters.returns import claims, progress
from marram.funding.presenters.returns.names import (
    Here,
    amount,
    breadcrumbs,
    complete_tag,
    stage_tag,
)
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules import amounts
from marram.funding.rules.pounds import pounds
from marram.funding.vocabulary import Sheet, label


TABS = {
    "scheme_type": "By scheme type",
    "area": "By area of spend",
    "provider": "By provider",
    "commissioner": "By commissioner",
}
CODED = {"provider", "commissioner"}


@dataclass(frozen=True, kw_only=True)
class Overview:
    """A return as a page."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    refuted: tuple[WarningText, ...]
    headlines: Headlines
    sheets: TaskList
    balances: DataTable
    required: DataTable
    spread: Tabs
    claims: Details | None
    progress: SummaryList
    moves: tuple[Component, ...]
    panels: tuple[Any, ...]


def overview(found: ReturnPage, *, viewer: Actor) -> Overview:
    """Return the first page of a return."""
    values = found.values
    subject = Subject("funding.return", found.slug)
    return Overview(
        title=values.title,
        breadcrumbs=breadcrumbs(found),
        heading=Heading(
            title=values.title,
            caption="Better Care Fund return",
            tags=(stage_tag(found.stage), complete_tag(len(found.checklist.missing))),
            actions=_links(found),
        ),
        refuted=tuple(WarningText(each.sentence) for each in found.findings if not each.upheld),
        headlines=_headlines(found),
        sheets=_sheets(found),
        balances=_balances(found),
        required=_required(found),
        spread=_spread(found),
        claims=claims.claims(found),
        progress=progress.progress(found),
        moves=progress.moves(found),
        panels=(
            *panels.shown("funding.return", viewer=viewer, key=found.slug),
            *panels.shown("history", viewer=viewer, key=subject),
        ),
    )


def _links(found: ReturnPage) -> tuple[Component, ...]:
    here, slug = Here(slug=found.slug), [found.slug]
    links: tuple[Component, ...] = (
        Link("Checklist", here.checklist()),
        Link("Compare with an earlier one", reverse("funding:compare", args=slug)),
        Link("Where the money goes", reverse("funding:pictures", args=slug)),
        Link("Take the workbook away", reverse("funding:workbook", args=slug)),
    )
    if found.may_note:
        note = Link("Note a printed figure", reverse("funding:note-claim", args=slug))
        links = (*links, note)
    if not found.may_edit:
        return links
    return (*links, Link("Take a workbook in", reverse("funding:take-workbook", args=slug)))


def _headlines(found: ReturnPage) -> Headlines:
    here = Here(slug=found.slug)
    income, spend = amounts.income(found.values), amounts.expenditure(found.values)
    missing = len(found.checklist.missing)
    return Headlines(
        (
            Headline(pounds(income), "comes into the pool", here.sheet(Sheet.INCOME)),
            Headline(pounds(spend), "is planned to be spent", here.sheet(Sheet.EXPENDITURE)),
            Headline(pounds(income - spend), "is left"),
            Headline(
                str(missing),
                "check says No" if missing == 1 else "checks say No",
                here.checklist(),
                Tone.RED if missing else Tone.GREEN,
            ),
        )
    )


def _sheets(found: ReturnPage) -> TaskList:
    here = Here(slug=found.slug)
    return TaskList(
        tuple(
            Task(
                title=sheet.title,
                status=complete_tag(len(sheet.missing)),
                url=here.sheet(sheet.sheet),
            )
            for sheet in found.checklist.sheets
        ),
        id_prefix="sheets",
    )


def _balances(found: ReturnPage) -> DataTable:
    here = Here(slug=found.slug)
    year = found.values.year
    rows = [
        (
            label("source", each.source, year),
            amount(each.income, f"{here.sheet(Sheet.INCOME)}?source={each.source}"),
            amount(each.expenditure, f"{here.sheet(Sheet.EXPENDITURE)}?source={each.source}"),
            amount(each.left),
        )
        for each in found.balances
    ]
    income, spend = amounts.income(found.values), amounts.expenditure(found.values)
    total = ("Total", amount(income), amount(spend), amount(income - spend))
    return DataTable(
        caption=_balances_caption(found),
        columns=("Source", *(Column(name, numeric=True) for name in ("Income", "Expenditure"))
                 , Column("Balance", numeric=True)),
        rows=(*rows, total),
    )  # fmt: skip


def _balances_caption(found: ReturnPage) -> str:
    year = found.values.year
    left = [
        f"{pounds(each.left)} of {label('source', each.source, year)}"
        for each in found.balances
        if each.left > 0
    ]
    over = [
        f"{label('source', each.source, year)} by {pounds(-each.left)}"
        for each in found.balances
        if each.left < 0
    ]
    if over:
        return f"Overspent: {listed(over)}"
    return f"Left: {listed(left)}" if left else "Every source is planned to the pound"


def _required(found: ReturnPage) -> DataTable:
    here = Here(slug=found.slug)
    return DataTable(
        caption="What the minimum NHS contribution must be spent on",
        columns=(
            "Test",
            Column("Planned", numeric=True),
            Column("Minimum", numeric=True),
            "Result",
        ),
        rows=tuple(
            (
                Link(each.title, here.required(each.requirement)),
                amount(each.planned, here.required(each.requirement)),
                amount(each.minimum),
                StatusTag("Met", Tone.GREEN)
                if each.met
                else StatusTag("Not met", Tone.RED, note=f"short by {pounds(each.shortfall)}"),
            )
            for each in found.required
        ),
    )


def _spread(found: ReturnPage) -> Tabs:
    """Return what is spent on what, each part with a link to its lines."""
    return Tabs(
        tuple(Tab(title, _crosstab(found, field, title)) for field, title in TABS.items()),
        title="What it is spent on",
        id_prefix="spread",
    )


def _crosstab(found: ReturnPage, field: str, title: str) -> DataTable:
    sheet = Here(slug=found.slug).sheet(Sheet.EXPENDITURE)
    shares = amounts.crosstab(found.values, field)
    rows = tuple(
        (
            _called(field, each.said, found.values.year),
            each.lines,
            amount(each.amount, f"{sheet}?{urlencode({field: each.said})}"),
        )
        for each in shares
    )
    total = ("Total", sum(each.lines for each in shares), amount(
        amounts.expenditure(found.values)
    ))  # fmt: skip
    return DataTable(
        caption=title,
        columns=("What", Column("Lines", numeric=True), Column("Expenditure", numeric=True)),
        rows=(*rows, total),
        caption_size="s",
    )


def _called(field: str, said: str, year: int) -> str:
    return (label(field, said, year) if field in CODED else said) or "Not said"
