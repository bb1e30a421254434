"""Budgets as pages and as rows for files."""

from decimal import Decimal

from django.urls import reverse

from marram.design.charts import Amounts, PartBars
from marram.design.components import (
    Button,
    Cell,
    Column,
    Component,
    DataTable,
    Link,
    Place,
    Row,
    SummaryList,
    Text,
)
from marram.design.exports import Cell as FileCell
from marram.design.words import day
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.funding.presenters.money import (
    MoneyShown,
    add_button,
    amount,
    change_button,
    facts,
    findings_table,
    money_list,
    money_page,
    names_line,
    take_out,
    wrong_tag,
)
from marram.funding.queries.budgets import BudgetList, BudgetPage, BudgetSummary, LineShown
from marram.funding.rules.budgets import StepSpend
from marram.funding.rules.pounds import percent, pounds
from marram.funding.vocabulary.money import STEPS, Side


HEADINGS = ("Budget", "Whose", "Period", "Income (£)", "Spend (£)", "Balance (£)")
UNKNOWN = "Not known"


def budget_list(found: BudgetList) -> MoneyShown:
    return money_list(
        title="Budgets",
        noun="budget",
        address="funding:budgets",
        actions=add_button("Add a budget", "funding:add-budget", allowed=found.may_keep),
        columns=(
            "Budget", "Whose", "Period", Column("Income", numeric=True),
            Column("Spend", numeric=True), Column("Balance", numeric=True), "Checks",
        ),
        rows=map(_row, found.budgets),
    )  # fmt: skip


def file_rows(found: BudgetList) -> tuple[tuple[FileCell, ...], ...]:
    """Return the list as rows under HEADINGS."""
    return tuple(
        (each.title, each.organisation, each.period, each.income, each.spend, each.balance)
        for each in found.budgets
    )


def budget_page(page: BudgetPage, *, viewer: Actor) -> MoneyShown:
    summary = page.summary
    return money_page(
        title=summary.title,
        trail=[Place("Budgets", reverse("funding:budgets"))],
        caption=f"Budget, {summary.period}",
        actions=(
            *add_button(
                "Add a line", "funding:add-budget-line", summary.slug, allowed=page.may_keep
            ),
            *change_button("funding:amend-budget", summary.slug, allowed=page.may_keep),
        ),
        parts=(
            _facts(page),
            findings_table(page.findings),
            _side(page, Side.INCOME),
            _side(page, Side.SPEND),
            _growth(page),
            _steps(page),
            _needs(page),
            *_add_need(page),
            *panels.shown("history", viewer=viewer, key=Subject("funding.budget", summary.slug)),
        ),
    )


def _row(budget: BudgetSummary) -> Row:
    return (
        Link(budget.title, reverse("funding:budget", args=[budget.slug])),
        budget.organisation,
        budget.period,
        amount(budget.income, UNKNOWN),
        amount(budget.spend, UNKNOWN),
        amount(budget.balance, UNKNOWN),
        wrong_tag(budget.wrong),
    )


def _facts(page: BudgetPage) -> SummaryList:
    summary = page.summary
    heads = f"{page.people:,} {page.people_words}" if page.people else ""
    printed = page.printed_balance
    shown = {
        "Whose": summary.organisation,
        "Income": pounds(summary.income) if summary.income is not None else UNKNOWN,
        "Spend": pounds(summary.spend) if summary.spend is not None else UNKNOWN,
        "Balance": _balance(page),
        "Balance as printed": pounds(printed) if printed is not None else "",
        "People": heads,
        "Spend for each of them": pounds(page.per_head) if page.per_head is not None else "",
        "Note": page.note,
        "Written in": page.source,
    }
    return facts(shown, page.may_keep)


def _balance(page: BudgetPage) -> str:
    balance = page.summary.balance
    if balance is None:
        return "Not known: a line has no amount."
    if balance == 0:
        return "£0: income and spend are equal."
    return f"{pounds(abs(balance))} {'left' if balance > 0 else 'overspent'}"


def _side(page: BudgetPage, side: Side) -> Component | None:
    lines = [each for each in page.lines if each.side == side]
    if not lines:
        return None
    whole = page.summary.income if side is Side.INCOME else page.summary.spend
    return DataTable(
        caption=f"{side.capitalize()}: {pounds(whole) if whole is not None else 'not all known'}",
        columns=(
            "Line", "Paid by", "Days", Column("Amount", numeric=True),
            Column("Rise", numeric=True), "Note", "Written in", *_to_do(page),
        ),
        rows=(
            *(_line(each, page) for each in lines),
            *([_total(whole, page)] if whole is not None else []),
        ),
    )  # fmt: skip


def _line(line: LineShown, page: BudgetPage) -> Row:
    address, slug = "funding:amend-budget-line", page.summary.slug
    days = f"{day(line.starts_on)} to before {day(line.ends_on)}" if line.ends_on else ""
    share = f" ({percent(line.rise_percent)})" if line.rise_percent is not None else ""
    return (
        names_line(line.title, address, slug, line.number, allowed=page.may_keep),
        line.payer,
        days,
        amount(line.amount, "Not printed"),
        Cell(f"{pounds(line.rise)}{share}" if line.rise is not None else "", format="numeric"),
        line.note,
        line.source,
        *_removal("funding:remove-budget-line", slug, line.number, called=line.title, page=page),
    )


def _total(whole: Decimal, page: BudgetPage) -> Row:
    return ("Total", "", "", amount(whole), "", "", "", *("" for _ in _to_do(page)))


def _to_do(page: BudgetPage) -> tuple[str, ...]:
    """Return the heading of what can be done to a line, for those who may."""
    return ("To do",) if page.may_keep else ()


def _removal(address: str, *args: object, called: str, page: BudgetPage) -> tuple[Text, ...]:
    link = take_out(address, *args, called=called, allowed=page.may_keep)
    return (link,) if page.may_keep else ()


def _growth(page: BudgetPage) -> Component | None:
    """Spend and funding side by side, where the papers say how much each rose."""
    grown = page.growth
    if grown is None:
        return None
    return PartBars(
        title=f"Spend rose by {pounds(abs(grown.gap))} "
        f"{'more' if grown.gap > 0 else 'less'} than funding",
        subject=f"{page.summary.title}, {page.summary.period}",
        unit="£",
        decimals=0,
        heading="What rose",
        bars=("Spend", "Funding"),
        series=(Amounts("Rise", (int(grown.spend), int(grown.funding))),),
        source=page.source,
    )


def _steps(page: BudgetPage) -> Component | None:
    if not page.by_step:
        return None
    return DataTable(
        caption=f"Spend and need by step of care: {_stated(page.by_step)}",
        columns=(
            "Step", Column("Spend", numeric=True), Column("People who need it", numeric=True),
            Column("Spend for each", numeric=True),
        ),
        rows=tuple(_step(each) for each in page.by_step),
    )  # fmt: skip


def _needs(page: BudgetPage) -> Component | None:
    if not page.needs:
        return None
    slug, allowed = page.summary.slug, page.may_keep
    return DataTable(
        caption="Who says how many people need each step",
        columns=("Step", Column("People", numeric=True), "Written in", *_to_do(page)),
        rows=tuple(
            (
                names_line(
                    STEPS[each.step], "funding:amend-need", slug, each.step, allowed=allowed
                ),
                Cell(f"{each.people:,}", format="numeric"),
                each.source,
                *_removal(
                    "funding:remove-need", slug, each.step, called=STEPS[each.step], page=page
                ),
            )
            for each in page.needs
        ),
    )


def _add_need(page: BudgetPage) -> tuple[Button, ...]:
    if not page.may_keep or len(page.needs) == len(STEPS):
        return ()
    url = reverse("funding:add-need", args=[page.summary.slug])
    return (Button("Say how many people need a step", url=url, style="secondary"),)


def _stated(steps: tuple[StepSpend, ...]) -> str:
    if any(each.step is None for each in steps):
        return "for some spend no step is stated"
    return "every pound has its step"


def _step(each: StepSpend) -> Row:
    return (
        "Step not stated" if each.step is None else STEPS[each.step],
        amount(each.spend, "Not stated"),
        Cell(f"{each.people:,}" if each.people is not None else "", format="numeric"),
        amount(each.per_head, ""),
    )
