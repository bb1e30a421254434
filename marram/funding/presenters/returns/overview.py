"""A return at a glance: what it adds up to, what is still to do, how far it has gone."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Button,
    Column,
    Component,
    DataTable,
    Details,
    Fact,
    Heading,
    Headline,
    Headlines,
    Link,
    StatusTag,
    SummaryCard,
    SummaryList,
    Tab,
    Tabs,
    Task,
    TaskList,
    Tone,
    WarningText,
)
from marram.design.words import day, listed, number
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.funding.presenters.returns.names import (
    Here,
    amount,
    breadcrumbs,
    complete_tag,
    stage_tag,
)
from marram.funding.queries.returns.pages import Partner, ReturnPage
from marram.funding.rules import amounts
from marram.funding.rules.pounds import pounds
from marram.funding.vocabulary import Approval, Sheet, Stage, label


STAGES = list(Stage)
# What a move is called on its button, and whether it needs words first.
MOVE_WORDS = {
    Stage.FINANCE_CHECKED: "Mark as checked by finance",
    Stage.APPROVED: "Record the approval",
    Stage.SUBMITTED: "Submit and freeze it",
    Stage.ACCEPTED: "Record that it was accepted",
    Stage.RETURNED: "Record that it came back",
    Stage.SIGNED: "Record that the agreement is signed",
    Stage.DRAFT: "Send back to draft",
}
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
        claims=_claims(found),
        progress=_progress(found),
        moves=_moves(found),
        panels=(
            *panels.shown("funding.return", viewer=viewer, key=found.slug),
            *panels.shown("history", viewer=viewer, key=subject),
        ),
    )


def _links(found: ReturnPage) -> tuple[Component, ...]:
    here, slug = Here(slug=found.slug), [found.slug]
    links = (
        Link("Checklist", here.checklist()),
        Link("Compare with an earlier one", reverse("funding:compare", args=slug)),
        Link("Where the money goes", reverse("funding:pictures", args=slug)),
        Link("Take the workbook away", reverse("funding:workbook", args=slug)),
    )
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


def _claims(found: ReturnPage) -> Details | None:
    if not found.findings:
        return None
    refuted = sum(not each.upheld for each in found.findings)
    summary = f"{number(len(found.findings), 'printed figure')}, {refuted or 'none'} refuted"
    table = DataTable(
        caption="Figures that papers print of this return",
        columns=("What the paper says", Column("Figure", numeric=True), "Finding", "Where"),
        rows=tuple(
            (
                each.claim.words,
                amount(each.claim.amount),
                StatusTag("Upheld", Tone.GREEN)
                if each.upheld
                else StatusTag("Refuted", Tone.RED, note=each.sentence),
                each.claim.source,
            )
            for each in found.findings
        ),
        caption_size="s",
    )
    return Details(summary, table)


def _progress(found: ReturnPage) -> SummaryList:
    """Return who has put their name to the figures, and who has still to."""
    reached = STAGES.index(found.stage)
    checked = reached >= STAGES.index(Stage.FINANCE_CHECKED) and found.stage != Stage.RETURNED
    sent = found.sent[-1] if found.sent else None
    return SummaryList(
        (
            Fact("Checked by finance", _done(checked, found.checked_on)),
            *(
                Fact(f"Agreed by {each.name}", _agreed(found, each), _agree_link(found, each))
                for each in found.partners
            ),
            Fact("Approved by the board", _approved(found)),
            Fact("Submitted", f"Frozen as submission {sent.number}" if sent else "Not yet"),
            Fact("Published on", day(found.published_on, "Not published: partners only")),
            Fact("Due on", day(found.due_on, "Not said")),
            Fact("Source", found.source or "Typed here"),
        ),
        card=SummaryCard("How far it has gone"),
    )


def _done(done: bool, on: date | None) -> str:
    return day(on, "Yes; the day is not known") if done else "Not yet"


def _agreed(found: ReturnPage, partner: Partner) -> str:
    return _done(partner.agreed, partner.agreed_on)


def _agree_link(found: ReturnPage, partner: Partner) -> tuple[Link, ...]:
    if partner.agreed or not partner.may_agree:
        return ()
    url = reverse("funding:agree", args=[found.slug, partner.slug])
    return (Link("Agree", url, hidden_text=f"for {partner.name}"),)


def _approved(found: ReturnPage) -> str:
    if not found.approved_by:
        return "Not yet"
    when = day(found.approved_on, "The day is not known")
    if found.approved_by == Approval.BOARD:
        return when
    ratified = (
        f"ratified by the board on {day(found.ratified_on)}"
        if found.ratified_on
        else "the board has still to ratify it"
    )
    return f"Under delegated authority ({found.delegated_to}). {when}; {ratified}."


def _moves(found: ReturnPage) -> tuple[Component, ...]:
    """Return a button for each way on. Those who may do nothing here see none."""
    buttons = [
        Button(
            MOVE_WORDS[way.to],
            url=reverse("funding:move", args=[found.slug, way.to.replace(" ", "-")]),
            style="secondary" if way.to in (Stage.DRAFT, Stage.RETURNED) else "",
        )
        for way in found.ways
        if way.allowed
    ]
    if found.may_ratify:
        buttons.append(
            Button("Record the ratification", url=reverse("funding:ratify", args=[found.slug]))
        )
    if found.may_publish and found.published_on is None:
        buttons.append(
            Button(
                "Publish",
                url=reverse("funding:publish", args=[found.slug]),
                style="secondary",
            )
        )
    return tuple(buttons)
