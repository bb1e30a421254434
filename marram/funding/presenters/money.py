"""What the pages of grants, budgets, contracts, intentions and costs have in common."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Button,
    Cell,
    Column,
    Component,
    DataTable,
    Fact,
    Heading,
    Link,
    Place,
    Row,
    StatusTag,
    SummaryList,
    Text,
    Tone,
)
from marram.design.words import number
from marram.foundation.verdicts import Verdict
from marram.funding.rules.grants import Finding
from marram.funding.rules.pounds import pounds


@dataclass(frozen=True, kw_only=True)
class MoneyShown:
    """A page: its heading, then its parts one under another."""

    title: str
    breadcrumbs: Breadcrumbs
    heading: Heading
    parts: tuple[Component, ...]


def money_page(
    *,
    title: str,
    trail: Sequence[Place] = (),
    caption: str = "",
    lead: Text = "",
    tags: tuple[Component, ...] = (),
    actions: tuple[Component, ...] = (),
    parts: Iterable[Component | None],
) -> MoneyShown:
    """Return a page below "Other money"; parts that are None are left out."""
    places = (Place("Other money", reverse("funding:money")), *trail, Place(title))
    return MoneyShown(
        title=title,
        breadcrumbs=Breadcrumbs(places),
        heading=Heading(title=title, caption=caption, lead=lead, tags=tags, actions=actions),
        parts=tuple(part for part in parts if part is not None),
    )


def money_list(
    *,
    title: str,
    noun: str,
    address: str,
    columns: Sequence[str | Column],
    rows: Iterable[Row],
    lead: Text = "",
    actions: tuple[Component, ...] = (),
    above: tuple[Component, ...] = (),
    empty: str = "",
) -> MoneyShown:
    """Return the page of all records of one kind, which can be taken away as a file too."""
    here, listed = reverse(address), tuple(rows)
    table = DataTable(
        caption=number(len(listed), noun),
        columns=tuple(columns),
        rows=listed,
        csv_url=f"{here}?format=csv",
        xlsx_url=f"{here}?format=xlsx",
        empty=empty or f"No {noun} has been recorded yet.",
    )
    return money_page(title=title, lead=lead, actions=actions, parts=(*above, table))


def facts(said: Mapping[str, Text], may_keep: Verdict) -> SummaryList:
    """Return what is known of a record, without what is empty, and why it may not be changed."""
    shown = {**said, "Who may change it": may_keep.reason}
    return SummaryList(tuple(Fact(key, value) for key, value in shown.items() if value))


def names_line(title: str, address: str, *args: object, allowed: Verdict) -> Text:
    """Return what a line is called: for those who may change it a link to its form."""
    return Link(title, reverse(address, args=args)) if allowed else title


def take_out(address: str, *args: object, called: str, allowed: Verdict) -> Text:
    """Return the link to the form that takes something out, for those who may."""
    if not allowed:
        return ""
    return Link("Take out", reverse(address, args=args), hidden_text=called)


def amount(value: Decimal | None, otherwise: str = "") -> Cell:
    """Return pounds as a cell that stands on the right."""
    return Cell(otherwise if value is None else pounds(value), format="numeric")


def quantity(value: Decimal | None) -> str:
    """Return a number as people write it.

    >>> quantity(Decimal("164.8730")), quantity(Decimal("1000.00")), quantity(None)
    ('164.873', '1,000', '')
    """
    return "" if value is None else f"{value.normalize():,f}"


def findings_table(findings: Sequence[Finding]) -> DataTable | None:
    """Return what a look at the figures shows: what needs a look comes first."""
    if not findings:
        return None
    wrong = sum(not each.agrees for each in findings)
    look = f"{wrong} of {number(len(findings), 'check')} {'needs' if wrong == 1 else 'need'} a look"
    caption = look if wrong else "The figures are in order"
    ordered = sorted(findings, key=lambda each: each.agrees)
    return DataTable(
        caption=caption,
        columns=("Check", "What the figures say"),
        rows=tuple((_tag(each), each.sentence) for each in ordered),
    )


def wrong_tag(wrong: int) -> Text:
    """Return how many checks need a look, as a state; nothing when none does."""
    if not wrong:
        return ""
    return StatusTag(f"{wrong} to look at", Tone.AMBER)


def add_button(words: str, address: str, *args: object, allowed: Verdict) -> tuple[Button, ...]:
    """Return a button for those who may press it."""
    return (Button(words, url=reverse(address, args=args)),) if allowed else ()


def change_button(address: str, *args: object, allowed: Verdict) -> tuple[Button, ...]:
    return (
        (Button("Change", url=reverse(address, args=args), style="secondary"),) if allowed else ()
    )


def _tag(finding: Finding) -> StatusTag:
    if finding.agrees:
        return StatusTag("In order", Tone.GREEN)
    return StatusTag("Look at this", Tone.AMBER)


# Each kind of money: what it is called, where it is, and what is there.
KINDS = (
    ("Grants", "funding:grants", "Awards, what they are planned for, and what must be paid back."),
    ("Budgets", "funding:budgets", "Income and spend, growth, and spend for each person."),
    ("Contracts", "funding:contracts", "When they end, and the social value they promise."),
    ("Commissioning intentions", "funding:intentions", "What is to be bought, and for which need."),
    ("Costs and returns", "funding:economics", "What papers say things cost, save and give back."),
    ("Average fee", "funding:average-fee", "Weigh the fees of a service by its clients."),
    ("What a cost gives back", "funding:expected-return", "Benefit and net benefit of a cost."),
)


def other_money() -> MoneyShown:
    """Return the page that leads to every kind of money beside the pooled fund."""
    return MoneyShown(
        title="Other money",
        breadcrumbs=Breadcrumbs((Place("Other money"),)),
        heading=Heading(
            title="Other money", lead="Grants, budgets and contracts beside the pooled fund."
        ),
        parts=(
            SummaryList(
                tuple(Fact(Link(title, reverse(address)), words) for title, address, words in KINDS)
            ),
        ),
    )
