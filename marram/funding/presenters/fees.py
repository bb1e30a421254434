"""The calculator of average fees."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import (
    Button,
    Cell,
    Column,
    Component,
    DataTable,
    Row,
    SummaryList,
)
from marram.design.components import Fact as Line
from marram.funding.presenters.money import MoneyShown, amount, money_page, quantity
from marram.funding.queries.returns.fees import FeeLine
from marram.funding.rules.carrying import to_the_penny
from marram.funding.rules.fees import EXCLUDED, INCLUDED, Average, Weighted
from marram.funding.rules.pounds import percent, pounds, total


def average_page() -> MoneyShown:
    """Return the calculator's page: what counts and what does not, above the form."""
    return money_page(
        title="Average fee",
        lead=(
            "Work out the average fee of a service from its categories. Each category counts by "
            "how many clients, or hours of care, it is paid for."
        ),
        parts=(
            SummaryList(
                (
                    Line("What counts", _sentence(INCLUDED)),
                    Line("What does not count", _sentence(EXCLUDED)),
                    Line("Missing figures", "Leave them empty. A missing fee is not £0."),
                )
            ),
        ),
    )


def average(found: Average) -> Component:
    """Return the average and what each category adds to it."""
    return DataTable(
        caption=f"The average fee is {pounds(found.fee)}",
        columns=(
            "Category", Column("Fee", numeric=True), Column("Clients or hours", numeric=True),
            Column("Share", numeric=True), Column("Adds to the average", numeric=True),
        ),
        rows=(
            *(_row(part) for part in found.parts),
            (
                "Average",
                amount(found.fee),
                Cell(quantity(found.weight), format="numeric"),
                Cell("100%", format="numeric"),
                amount(total(part.adds for part in found.parts)),
            ),
        ),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Target:
    """A fee of a draft that the average can be carried into by one press."""

    words: str
    url: str
    version: int
    button: Button


def targets(drafts: Sequence[FeeLine], found: Average, *, asked: str) -> tuple[Target, ...]:
    """Return the fees that the average can be carried into; `asked` are its categories."""
    fee = pounds(to_the_penny(found.fee))
    return tuple(
        Target(
            words=f"{each.return_title}: {each.service}. {_now(each)}",
            url=f"{reverse('funding:carry-fee', args=[each.slug, each.key])}?{asked}",
            version=each.version,
            button=Button(f"Carry {fee} into its actual fee", style="secondary"),
        )
        for each in drafts
    )


def _now(line: FeeLine) -> str:
    if line.actual is None:
        return "No actual fee has been said yet."
    return f"Its actual fee is {pounds(line.actual)} now."


def _row(part: Weighted) -> Row:
    return (
        part.category.label,
        amount(part.category.fee),
        Cell(quantity(part.category.weight), format="numeric"),
        Cell(percent(part.share), format="numeric"),
        amount(part.adds),
    )


def _sentence(kinds: tuple[str, ...]) -> str:
    whole = "; ".join(kinds)
    return f"{whole[:1].upper()}{whole[1:]}."
