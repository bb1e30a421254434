"""What a budget's lines say: totals, growth of spend against funding, spend by step and head."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from marram.foundation.verdicts import YES, Verdict, no
from marram.funding.rules.grants import Finding
from marram.funding.rules.pounds import percent, pounds, total
from marram.funding.vocabulary.money import STEPS, Side


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of income or spend in pounds, or by how much one rose in pounds and in percent."""

    side: Side
    title: str
    amount: Decimal | None = None
    rise: Decimal | None = None
    rise_percent: Decimal | None = None
    step: int | None = None


@dataclass(frozen=True, kw_only=True)
class Printed:
    """The totals that a paper prints; None where it prints none."""

    income: Decimal | None = None
    spend: Decimal | None = None
    balance: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Growth:
    """How spend grew against funding over the same years, in pounds and percent.

    `gap` is by how many pounds spend grew more than funding.
    """

    spend: Decimal
    spend_percent: Decimal | None
    funding: Decimal
    funding_percent: Decimal | None
    gap: Decimal


@dataclass(frozen=True, kw_only=True)
class StepSpend:
    """What is spent on a step of care, how many need it, and pounds a head.

    `step` is None for spend whose step is not stated; `spend` is None where no line names the step.
    """

    step: int | None
    spend: Decimal | None
    people: int | None
    per_head: Decimal | None


def side_total(lines: Sequence[Line], side: Side) -> Decimal | None:
    """Return the total of a side; None where a line of it has no amount, or it has no line."""
    amounts = [line.amount for line in lines if line.side == side]
    if not amounts or any(amount is None for amount in amounts):
        return None
    return total(amounts)


def balance(lines: Sequence[Line]) -> Decimal | None:
    """Return income less spend, below zero for an overspend; None where either is not known."""
    income, spend = side_total(lines, Side.INCOME), side_total(lines, Side.SPEND)
    return None if income is None or spend is None else income - spend


def growth(lines: Sequence[Line]) -> Growth | None:
    """Return how spend grew against funding, where the lines say so of both."""
    rises = {
        side: [line for line in lines if line.side == side and line.rise is not None]
        for side in Side
    }
    if not all(rises.values()):
        return None
    spend = total(line.rise for line in rises[Side.SPEND])
    funding = total(line.rise for line in rises[Side.INCOME])
    return Growth(
        spend=spend,
        spend_percent=_only_percent(rises[Side.SPEND]),
        funding=funding,
        funding_percent=_only_percent(rises[Side.INCOME]),
        gap=spend - funding,
    )


def implied_base(*, rise: Decimal, rise_percent: Decimal) -> Decimal:
    """Return what rose, in pounds, from by how much it rose.

    >>> f"{implied_base(rise=Decimal(4_500_000), rise_percent=Decimal("17.7")):,.0f}"
    '25,423,729'
    """
    return rise * 100 / rise_percent


def findings(*, lines: Sequence[Line], printed: Printed) -> tuple[Finding, ...]:
    """Return what the lines and the printed totals say of one another."""
    income, spend = side_total(lines, Side.INCOME), side_total(lines, Side.SPEND)
    return (
        *_as_printed("Income", income, printed.income),
        *_as_printed("Spend", spend, printed.spend),
        *_as_printed("The balance", balance(lines), printed.balance),
        *_growth_finding(growth(lines)),
    )


def by_step(*, lines: Sequence[Line], people: Mapping[int, int]) -> tuple[StepSpend, ...]:
    """Return spend and people by step, the lowest first; spend without a step comes last."""
    spend: dict[int | None, Decimal] = {}
    for line in lines:
        if line.side == Side.SPEND and line.amount is not None:
            spend[line.step] = spend.get(line.step, Decimal(0)) + line.amount
    steps = sorted({step for step in spend if step is not None} | set(people))
    named = [_step(step, spend.get(step), people.get(step)) for step in steps]
    return (*named, *([_step(None, spend[None], None)] if None in spend else []))


def per_head(*, amount: Decimal, people: int) -> Decimal:
    """Return pounds a head.

    Raises: ValueError when there are no people.
    """
    if people <= 0:
        raise ValueError(f"people must be positive; got {people}")
    return amount / people


def has_a_figure(*, amount: Decimal | None, rise: Decimal | None) -> Verdict:
    """A line says an amount, or by how much it rose."""
    if amount is None and rise is None:
        return no("Enter an amount, or by how much it rose.")
    return YES


def is_a_step(step: int) -> Verdict:
    """The stepped care model has the steps of STEPS."""
    return YES if step in STEPS else no(f"Stepped care has no step {step}.")


def _only_percent(lines: Sequence[Line]) -> Decimal | None:
    """Percentages of several lines do not add up, so only one line's can be told."""
    return lines[0].rise_percent if len(lines) == 1 else None


def _as_printed(what: str, ours: Decimal | None, printed: Decimal | None) -> Iterator[Finding]:
    if ours is None or printed is None:
        return
    if ours == printed:
        yield Finding(True, f"{what} of {pounds(ours)} is the sum of its lines, as printed.")
    else:
        yield Finding(
            False,
            f"{what} is {pounds(ours)} by its lines, but {pounds(printed)} is printed: "
            f"{pounds(abs(printed - ours))} apart.",
        )


def _growth_finding(grown: Growth | None) -> Iterator[Finding]:
    if grown is None:
        return
    shares = ""
    if grown.spend_percent is not None and grown.funding_percent is not None:
        shares = f" ({percent(grown.spend_percent)} against {percent(grown.funding_percent)})"
    words = f"Spend rose by {pounds(grown.spend)} and funding by {pounds(grown.funding)}{shares}"
    if grown.gap > 0:
        yield Finding(False, f"{words}: a gap of {pounds(grown.gap)}.")
    else:
        yield Finding(True, f"{words}: funding kept up.")


def _step(step: int | None, spend: Decimal | None, people: int | None) -> StepSpend:
    head = per_head(amount=spend, people=people) if spend is not None and people else None
    return StepSpend(step=step, spend=spend, people=people, per_head=head)
