"""What is held of figures, as a page."""

from collections.abc import Sequence

from django.urls import reverse

from marram.design.components import (
    Breadcrumbs,
    Button,
    Cell,
    Column,
    DataTable,
    Heading,
    Link,
    Place,
    Row,
    StatusTag,
)
from marram.design.components.status import Shape, Tone
from marram.design.words import day, number
from marram.indicators.presenters.parts import Section, Shown, stacked
from marram.indicators.queries.holdings import HoldingLine


def kept(lines: Sequence[HoldingLine]) -> Shown:
    """Return the accepted deliveries of figures, the newest first."""
    send = Button("Send figures", url=f"{reverse('sources:send')}?layout=observations")
    return Shown(
        title="Figures that are held",
        breadcrumbs=Breadcrumbs(
            (Place("Measures", reverse("indicators:search")), Place("Figures that are held"))
        ),
        heading=Heading(
            "Figures that are held",
            lead="Each delivery is kept as it was accepted. Of two that speak of the same, the "
            "later counts.",
            actions=(send,),
        ),
        sections=(Section("", (_table(lines),)),),
    )


def _table(lines: Sequence[HoldingLine]) -> DataTable:
    columns = ("Came from", Column("Figures", numeric=True), "Accepted", "Does it count?", "Change")
    return DataTable(
        number(len(lines), "delivery", "deliveries"),
        columns,
        tuple(map(_row, lines)),
        empty="No figures are held yet.",
    )


def _row(line: HoldingLine) -> Row:
    came_from = stacked(line.source, f"Key {line.key}")
    figures, accepted = Cell(f"{line.rows:,}", format="numeric"), day(line.accepted_at.date())
    if line.superseded_at:
        since = f"since {day(line.superseded_at.date())}"
        tag = StatusTag("Superseded", Tone.GREY, Shape.RING, note=since)
        return came_from, figures, accepted, stacked(tag, line.reason), ""
    change = Link(
        "Let it count no more",
        reverse("indicators:supersede", args=[line.key]),
        hidden_text=f" from {line.source}",
    )
    return came_from, figures, accepted, StatusTag("Counts", Tone.GREEN, Shape.CIRCLE), change
