"""Budgets as pages and as rows for files."""

from django.urls import reverse

from marram.design.charts import Amounts, PartBars
from marram.design.components import (
    Cell,
    Column,
    Component,
    DataTable,
    Fact,
    Link,
    Place,
    Row,
    SummaryList,
)
from marram.design.exports import Cell as FileCell
from marram.design.words import day, number
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.funding.presenters.money import (
    MoneyShown,
    add_button,
    amount,
    change_button,
    findings_table,
    money_page,
    wrong_tag,
)
from marram.funding.queries.budgets import BudgetList, BudgetPage, BudgetSummary, LineShown
from marram.funding.rules.budgets import StepSpend
from marram.funding.rules.pounds import percent, pounds
from marram.funding.vocabulary.money import STEPS, Side


HEADINGS = ("Budget", "Whose", "Period", "Income (£)", "Spend (£)", "Balance (£)")
UNKNOWN = "Not known"


def budget_list(found: BudgetList) -> MoneyShown:
    here = reverse("funding:budgets")
    return money_page(
        title="Budgets",
        actions=add_button("Add a budget", "funding:add-budget", allowed=found.may_keep),
        parts=(
            DataTable(
                caption=number(len(found.budgets), "budget"),
                columns=(
                    "Budget", "Whose", "Period", Column("Income", numeric=True),
                    Column("Spend", numeric=True), Column("Balance", numeric=True), "Checks",
                ),
                rows=tuple(_row(each) for each in found.budgets),
                csv_url=f"{here}?format=csv",
                xlsx_url=f"{here}?format=xlsx",
                empty="No budget has been recorded yet.",
            ),
        ),
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
            SummaryList(_facts(page)),
            findings_table(page.findings),
            _side(page, Side.INCOME),
            _side(page, Side.SPEND),
            _growth(page),
            _steps(page),
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


def _facts(page: BudgetPage) -> tuple[Fact, ...]:
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
        "Who may change it": page.may_keep.reason,
    }
    return tuple(Fact(key, value) for key, value in shown.items() if value)


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
            Column("Rise", numeric=True), "Note", "Written in",
        ),
        rows=(
            *(_line(each, page) for each in lines),
            *([("Total", "", "", amount(whole), "", "", "")] if whole is not None else []),
        ),
    )  # fmt: skip


def _line(line: LineShown, page: BudgetPage) -> Row:
    url = reverse("funding:amend-budget-line", args=[page.summary.slug, line.number])
    days = f"{day(line.starts_on)} to before {day(line.ends_on)}" if line.ends_on else ""
    share = f" ({percent(line.rise_percent)})" if line.rise_percent is not None else ""
    return (
        Link(line.title, url) if page.may_keep else line.title,
        line.payer,
        days,
        amount(line.amount, "Not printed"),
        Cell(f"{pounds(line.rise)}{share}" if line.rise is not None else "", format="numeric"),
        line.note,
        line.source,
    )


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
