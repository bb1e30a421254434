"""The deliveries of a measure as a page."""

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Cell,
    Column,
    DataTable,
    Heading,
    Link,
    Place,
    Row,
    StatusTag,
    Text,
)
from marram.design.components.status import Shape, Tone
from marram.design.words import day, number
from marram.indicators.presenters.parts import Section, Shown, stacked
from marram.indicators.queries.deliveries import DeliveriesPage, DeliveryThere


def deliveries(page: DeliveriesPage) -> Shown:
    """Return the deliveries of a measure, the newest first."""
    indicator = reverse("indicators:indicator", args=[page.slug])
    return Shown(
        title=f"{page.title}: deliveries",
        breadcrumbs=Breadcrumbs(
            (
                Place("Measures", reverse("indicators:search")),
                Place(page.title, indicator),
                Place("Deliveries"),
            )
        ),
        heading=Heading(
            "Deliveries",
            caption=page.title,
            lead=f"{number(page.counting, 'row counts', 'rows count')} of {page.rows:,} that came. "
            "Of two deliveries that speak of the same figure, the later counts.",
        ),
        sections=(Section("", (_table(page),)),),
    )


def _table(page: DeliveriesPage) -> DataTable:
    columns = (
        "Came from",
        "Accepted",
        Column("Rows", numeric=True),
        Column("Still count", numeric=True),
        "What became of the rest",
    )
    return DataTable(
        number(len(page.lines), "delivery", "deliveries"),
        (*columns, "Change") if page.may_bring_in else columns,
        tuple(_row(page, each) for each in page.lines),
        empty="No figure has come in yet.",
    )


def _row(page: DeliveriesPage, each: DeliveryThere) -> Row:
    row = (
        each.source,
        day(each.accepted_at.date()),
        Cell(f"{each.rows:,}", format="numeric"),
        Cell(f"{each.counting:,}", format="numeric"),
        _rest(each),
    )
    return (*row, _change(each)) if page.may_bring_in else row


def _rest(each: DeliveryThere) -> Text:
    if each.superseded_at:
        since = f"since {day(each.superseded_at.date())}"
        return stacked(StatusTag("Superseded", Tone.GREY, Shape.RING, note=since), each.reason)
    if not each.overridden:
        return "All of its rows count"
    return stacked(*(f"{number(rows, 'row')} overridden by {by}" for by, rows in each.overridden))


def _change(each: DeliveryThere) -> Text:
    if each.superseded_at:
        return ""
    address = reverse("indicators:supersede", args=[each.key])
    return Link("Let it count no more", address, hidden_text=f" from {each.source}")
