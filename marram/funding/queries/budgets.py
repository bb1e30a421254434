"""What is known of budgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marram.foundation.actors import Actor
from marram.foundation.amendments import held
from marram.foundation.verdicts import Missing, Verdict
from marram.funding.models import Budget, BudgetLine
from marram.funding.policies import money as policies
from marram.funding.rules import budgets as rules
from marram.funding.rules.budgets import Growth, StepSpend
from marram.funding.rules.grants import Finding
from marram.funding.vocabulary.money import Side
from marram.people.queries import keys as people


@dataclass(frozen=True, kw_only=True)
class BudgetSummary:
    """A budget in a list. Totals are pounds, None where a line of that side has no amount."""

    slug: str
    title: str
    organisation: str
    period: str
    income: Decimal | None
    spend: Decimal | None
    balance: Decimal | None
    wrong: int


@dataclass(frozen=True, kw_only=True)
class BudgetList:
    """Budgets by title."""

    budgets: tuple[BudgetSummary, ...]
    may_keep: Verdict


@dataclass(frozen=True, kw_only=True)
class LineShown:
    """A line of a budget. `fields` are as its form takes them."""

    number: int
    side: Side
    title: str
    payer: str
    amount: Decimal | None
    rise: Decimal | None
    rise_percent: Decimal | None
    step: int | None
    starts_on: date | None
    ends_on: date | None
    note: str
    source: str
    version: int


@dataclass(frozen=True, kw_only=True)
class Need:
    """How many people need a step of care, and who counted them."""

    step: int
    people: int
    source: str
    version: int


@dataclass(frozen=True, kw_only=True)
class BudgetPage:
    """A budget with its lines. `per_head` is spend in pounds for each of `people`."""

    summary: BudgetSummary
    fields: Mapping[str, object]
    version: int
    lines: tuple[LineShown, ...]
    printed_balance: Decimal | None
    people: int | None
    people_words: str
    per_head: Decimal | None
    by_step: tuple[StepSpend, ...]
    needs: tuple[Need, ...]
    growth: Growth | None
    findings: tuple[Finding, ...]
    note: str
    source: str
    may_keep: Verdict

    def need(self, step: int) -> Need:
        """Return how many people need a step. Raises: Missing."""
        for each in self.needs:
            if each.step == step:
                return each
        raise Missing(f"Nobody has said how many people need step {step}.")

    def line(self, number: int) -> LineShown:
        """Return a line by its number. Raises: Missing."""
        for each in self.lines:
            if each.number == number:
                return each
        raise Missing(f"There is no line {number} of this budget.")


FIELDS = (
    "title", "organisation", "period", "starts_on", "ends_on", "people", "people_words",
    "printed_income", "printed_spend", "printed_balance", "note", "source",
)  # fmt: skip


def budget_list(*, viewer: Actor) -> BudgetList:
    """Return every budget. Three SQL queries, however many. Raises: Refused to residents."""
    policies.may_read(viewer).enforce()
    names = people.organisation_names()
    every = Budget.objects.prefetch_related("lines").order_by("title", "slug")
    return BudgetList(
        budgets=tuple(_summary(budget, names) for budget in every),
        may_keep=policies.may_keep(viewer),
    )


def budget_page(*, viewer: Actor, slug: str) -> BudgetPage:
    """Return a budget. Four SQL queries, however many lines. Raises: Refused; Missing."""
    policies.may_read(viewer).enforce()
    budget = Budget.objects.prefetch_related("lines", "needs").filter(pk=slug).first()
    if budget is None:
        raise Missing(f"There is no budget {slug}.")
    lines = _lines(budget)
    summary = _summary(budget, people.organisation_names())
    heads = summary.spend is not None and budget.people
    return BudgetPage(
        summary=summary,
        fields={name: held(budget, name) for name in FIELDS},
        version=budget.version,
        lines=tuple(_shown(line) for line in budget.lines.all()),
        printed_balance=budget.printed_balance,
        people=budget.people,
        people_words=budget.people_words,
        per_head=rules.per_head(amount=summary.spend, people=budget.people) if heads else None,  # type: ignore[arg-type]
        by_step=rules.by_step(
            lines=lines, people={need.step: need.people for need in budget.needs.all()}
        ),
        needs=tuple(
            Need(step=each.step, people=each.people, source=each.source, version=each.version)
            for each in budget.needs.all()
        ),
        growth=rules.growth(lines),
        findings=rules.findings(lines=lines, printed=_printed(budget)),
        note=budget.note,
        source=budget.source,
        may_keep=policies.may_keep(viewer),
    )


def _summary(budget: Budget, names: Mapping[str, str]) -> BudgetSummary:
    lines = _lines(budget)
    findings = rules.findings(lines=lines, printed=_printed(budget))
    return BudgetSummary(
        slug=budget.slug,
        title=budget.title,
        organisation=names.get(budget.organisation_id or "", ""),
        period=budget.period,
        income=rules.side_total(lines, Side.INCOME),
        spend=rules.side_total(lines, Side.SPEND),
        balance=rules.balance(lines),
        wrong=sum(not each.agrees for each in findings),
    )


def _lines(budget: Budget) -> list[rules.Line]:
    return [
        rules.Line(
            side=Side(line.side),
            title=line.title,
            amount=line.amount,
            rise=line.rise,
            rise_percent=line.rise_percent,
            step=line.step,
        )
        for line in budget.lines.all()
    ]


def _printed(budget: Budget) -> rules.Printed:
    return rules.Printed(
        income=budget.printed_income,
        spend=budget.printed_spend,
        balance=budget.printed_balance,
    )


def _shown(line: BudgetLine) -> LineShown:
    return LineShown(
        number=line.pk,
        side=Side(line.side),
        title=line.title,
        payer=line.payer,
        amount=line.amount,
        rise=line.rise,
        rise_percent=line.rise_percent,
        step=line.step,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        note=line.note,
        source=line.source,
        version=line.version,
    )
