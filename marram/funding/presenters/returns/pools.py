"""Pools and their agreements as pages."""

from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Button,
    Column,
    Component,
    DataTable,
    Fact,
    Heading,
    Link,
    Place,
    SummaryCard,
    SummaryList,
)
from marram.design.words import day, number
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.funding.presenters.returns.names import amount, stage_tag
from marram.funding.queries.returns.pools import (
    AgreementLine,
    PoolLine,
    PoolPage,
    Pools,
    ReturnLine,
    ShareLine,
)
from marram.funding.rules.pounds import percent
from marram.funding.vocabulary import financial_year


PERIODS = {"q1": "Quarter 1", "q2": "Quarter 2", "q3": "Quarter 3"}
NOT_SAID = "Not said"


@dataclass(frozen=True, kw_only=True)
class PoolsShown:
    title: str
    heading: Heading
    pools: tuple[DataTable, ...]
    empty: str
    panels: tuple[Component, ...]


@dataclass(frozen=True, kw_only=True)
class PoolShown:
    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    returns: DataTable
    agreement: SummaryList | None
    shares: DataTable
    panels: tuple[Component, ...]


def pools_page(found: Pools, *, viewer: Actor) -> PoolsShown:
    """Return every pool with its returns."""
    add = Button("Add a pool", url=reverse("funding:add-pool"))
    return PoolsShown(
        title="Pooled funds",
        heading=Heading(
            title="Pooled funds",
            lead="What the council and the NHS pool for health and social care, and what becomes "
            "of it.",
            actions=(add,) if found.may_keep else (),
        ),
        pools=tuple(_pool_table(line) for line in found.lines),
        empty="" if found.lines else "No pool has been published yet.",
        panels=panels.shown("funding.pools", viewer=viewer, key="pools"),
    )


def pool_page(found: PoolPage, *, viewer: Actor) -> PoolShown:
    """Return a pool."""
    line = found.line
    return PoolShown(
        title=line.title,
        breadcrumbs=Breadcrumbs((Place("Money", reverse("funding:pools")), Place(line.title))),
        heading=Heading(
            title=line.title,
            caption=f"{line.area_name}, {financial_year(line.year)}",
            actions=_buttons(found),
        ),
        returns=_returns(line.returns, f"{number(len(line.returns), 'return')} of this pool"),
        agreement=_agreement(found.agreement, found) if found.agreement else None,
        shares=_shares(found.shares),
        panels=(
            *panels.shown("funding.pool", viewer=viewer, key=line.slug),
            *panels.shown("history", viewer=viewer, key=Subject("funding.pool", line.slug)),
        ),
    )


def _buttons(found: PoolPage) -> tuple[Component, ...]:
    slug = found.line.slug
    opened = Button("Open a return", url=reverse("funding:open-return", args=[slug]))
    change = Button(
        "Change the pool", url=reverse("funding:amend-pool", args=[slug]), style="secondary"
    )
    agreement = Link("Add an agreement", reverse("funding:add-agreement"))
    return (
        *((opened,) if found.may_open else ()),
        *((change,) if found.may_keep else ()),
        *((agreement,) if found.may_keep and found.agreement is None else ()),
    )


def _pool_table(line: PoolLine) -> DataTable:
    return _returns(line.returns, line.title)


def _returns(returns: tuple[ReturnLine, ...], caption: str) -> DataTable:
    rows = tuple(
        (
            Link(_called(each), reverse("funding:return", args=[each.slug])),
            amount(each.income),
            amount(each.expenditure),
            amount(each.income - each.expenditure),
            stage_tag(each.stage),
            day(each.due_on, NOT_SAID),
        )
        for each in returns
    )
    numbers = (Column(name, numeric=True) for name in ("Income", "Expenditure", "Left"))
    return DataTable(
        caption=caption,
        columns=("Return", *numbers, "Stage", "Due on"),
        rows=rows,
        empty="No return has been opened yet.",
    )


def _called(line: ReturnLine) -> str:
    period = PERIODS.get(line.period, "")
    return f"{line.kind.capitalize()}, {period.lower()}" if period else line.kind.capitalize()


def _agreement(line: AgreementLine, found: PoolPage) -> SummaryList:
    url = reverse("funding:amend-agreement", args=[line.slug])
    opened = Link("Open", reverse("funding:agreement", args=[line.slug]), hidden_text=line.title)
    change = (opened, Link("Change", url)) if found.may_keep else (opened,)
    facts = {
        "Runs from": day(line.starts_on, NOT_SAID),
        "Until": day(line.ends_on, NOT_SAID),
        "Signed on": day(line.signed_on, NOT_SAID),
        "Parties": "; ".join(name for _, name in line.parties) or NOT_SAID,
        "May approve for the board": line.delegated_to or "Nobody",
        "What for": line.delegated_terms or NOT_SAID,
        "Source": line.source or NOT_SAID,
    }
    papers = tuple(
        Fact("Document", Link(title, link) if link.startswith("http") else title)
        for title, link in line.documents
    )
    return SummaryList(
        (*(Fact(key, value) for key, value in facts.items()), *papers),
        card=SummaryCard(line.title, actions=change),
    )


def _shares(shares: tuple[ShareLine, ...]) -> DataTable:
    return DataTable(
        caption="NHS commissioners that serve this board's area",
        columns=("Commissioner", "Years", Column("Share of its contribution", numeric=True)),
        rows=tuple(
            (
                each.commissioner,
                f"{each.first_year} to {each.last_year}"
                if each.last_year
                else f"Since {each.first_year}",
                percent(each.percent) if each.percent is not None else "Not printed",
            )
            for each in shares
        ),
        empty="Nobody has said which commissioners serve it.",
    )
