"""Costs, savings and ratios as pages and as rows for files."""

from django.urls import reverse

from marram.design.components import (
    Cell,
    Column,
    Component,
    Fact,
    FilterBar,
    Input,
    Link,
    Option,
    Place,
    Row,
    Select,
    SummaryList,
)
from marram.design.exports import Cell as FileCell
from marram.foundation import panels
from marram.foundation.actors import Actor
from marram.foundation.events import Subject
from marram.funding.presenters.money import (
    MoneyShown,
    add_button,
    change_button,
    facts,
    money_list,
    money_page,
    quantity,
)
from marram.funding.queries.economics import Fact as EconomicFact
from marram.funding.queries.economics import FactList, FactPage
from marram.funding.rules.economics import Return
from marram.funding.rules.pounds import pounds


HEADINGS = (
    "Item", "Kind", "Figure", "Unit", "Context", "Period", "Area", "In the prices of",
    "How the price year is known", "Quality", "Written in",
)  # fmt: skip
CASH = (
    "This is what society as a whole is said to gain over some years. It is no cash that a budget "
    "could release."
)


def fact_list(found: FactList) -> MoneyShown:
    return money_list(
        title="Costs and returns",
        noun="figure",
        address="funding:economics",
        lead="What papers say that things cost, save and give back.",
        actions=add_button("Add a figure", "funding:add-fact", allowed=found.may_keep),
        above=(_filters(found, reverse("funding:economics")),),
        columns=("Item", Column("Figure", numeric=True), "Where and when", "Prices of"),
        rows=map(_row, found.facts),
        empty="No figure fits these filters.",
    )


def file_rows(found: FactList) -> tuple[tuple[FileCell, ...], ...]:
    """Return the list as rows under HEADINGS."""
    return tuple(
        (
            each.item,
            each.kind.value,
            each.amount,
            each.unit,
            each.context,
            each.period,
            each.area,
            each.price_year,
            each.price_basis,
            each.quality,
            each.source,
        )
        for each in found.facts
    )


def fact_page(page: FactPage, *, viewer: Actor) -> MoneyShown:
    fact = page.fact
    said = {
        "Figure": figure(fact),
        "Kind": fact.kind.capitalize(),
        "What its paper says": fact.context,
        "Period": fact.period,
        "Area": fact.area,
        "In the prices of": f"{fact.price_year} ({fact.price_basis})" if fact.price_year else "",
        "Be careful": fact.quality,
        "Written in": fact.source,
    }
    return money_page(
        title=fact.item,
        trail=[Place("Costs and returns", reverse("funding:economics"))],
        caption="Cost or return",
        actions=change_button("funding:amend-fact", fact.slug, allowed=page.may_keep),
        parts=(
            facts(said, page.may_keep),
            *panels.shown(
                "history", viewer=viewer, key=Subject("funding.economic-fact", fact.slug)
            ),
        ),
    )


def expected_return(gained: Return) -> Component:
    """Return what a cost is said to give back."""
    return SummaryList(
        (
            Fact("Benefit", pounds(gained.benefit)),
            Fact("Benefit less cost", pounds(gained.net)),
            Fact("What this is", CASH),
        )
    )


def figure(fact: EconomicFact) -> str:
    """Return a figure with its unit, as people write it."""
    if fact.amount is None:
        return "No figure printed"
    if fact.unit.startswith("£"):
        return f"{pounds(fact.amount)}{fact.unit.removeprefix('£')}"
    return f"{quantity(fact.amount)} {fact.unit}"


def _row(fact: EconomicFact) -> Row:
    return (
        Link(fact.item, reverse("funding:fact", args=[fact.slug])),
        Cell(figure(fact), format="numeric"),
        f"{fact.area}, {fact.period}".strip(", "),
        fact.price_year or fact.price_basis or "",
    )


def _filters(found: FactList, here: str) -> FilterBar:
    kinds = (Option(each.capitalize(), value=each.value) for each in found.kinds)
    return FilterBar(
        fields=(
            Input(name="words", label="Words", value=found.words),
            Select(
                name="kind",
                label="Kind",
                options=(Option("All", value=""), *kinds),
                value=found.kind,
            ),
        ),
        action=here,
        clear_url=here,
    )


def return_page() -> MoneyShown:
    """Return the page of the calculator, without its form."""
    return money_page(
        title="What a cost gives back",
        trail=[Place("Costs and returns", reverse("funding:economics"))],
        lead=(
            "Enter a cost and what each pound of it gives back. Papers and studies under "
            "“Costs and returns” say what others found."
        ),
        parts=(),
    )
