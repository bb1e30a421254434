"""Pictures of a return: where its pounds go, and how the year went against its plan."""

from collections.abc import Sequence

from django.urls import reverse

from marram.design.charts import Amounts, Flow, PartBars, Stage, Stream
from marram.design.components import Breadcrumbs, Component, Heading, InsetText, Place
from marram.design.exports import Cell
from marram.funding.presenters.money import MoneyShown
from marram.funding.rules.flows import PoundFlow, Variance, pound_flow, variances
from marram.funding.rules.values import ReturnValues


HEADINGS = ("From", "To", "Amount (£)")
# Room for a name of two lines, and its band.
ROOM = 40


def pictures(values: ReturnValues, *, slug: str) -> MoneyShown:
    """Return the page of both pictures, each with its table."""
    title = "Where the money goes"
    here = reverse("funding:return", args=[slug])
    flow = pound_flow(values)
    parts: tuple[Component | None, ...] = (
        _flow(flow, values, slug) if flow.legs else InsetText("No money is in this return yet."),
        _variance(variances(values), values),
    )
    return MoneyShown(
        title=title,
        breadcrumbs=Breadcrumbs(
            (
                Place("Money", reverse("funding:pools")),
                Place(values.title, here),
                Place(title),
            )
        ),
        heading=Heading(title=title, caption=values.title),
        parts=tuple(part for part in parts if part is not None),
    )


def file_rows(values: ReturnValues) -> tuple[tuple[Cell, ...], ...]:
    """Return each leg as a row under HEADINGS."""
    return tuple((leg.source, leg.target, leg.pounds) for leg in pound_flow(values).legs)


def _flow(flow: PoundFlow, values: ReturnValues, slug: str) -> Flow:
    largest = flow.providers[0] if flow.providers else flow.types[0]
    spent = sum(leg.pounds for leg in flow.legs if leg.target == largest)
    return Flow(
        title=f"{pounds_in_words(spent)} goes to {largest}, more than to any other",
        subject=f"{values.title}: from each source through scheme types to providers",
        unit="£",
        decimals=0,
        note=flow.note,
        height=max(300, ROOM * len(flow.types)),
        csv_url=f"{reverse('funding:pictures', args=[slug])}?format=csv",
        stages=(
            Stage("Source", flow.sources),
            Stage("Scheme type", flow.types),
            Stage("Provider", flow.providers),
        ),
        streams=tuple(Stream(leg.source, leg.target, leg.pounds) for leg in flow.legs),
    )


def pounds_in_words(amount: int) -> str:
    """Return a large amount as a headline says it.

    >>> pounds_in_words(24_854_275), pounds_in_words(950)
    ('£24.9 million', '£950')
    """
    return f"£{amount / 1_000_000:.1f} million" if amount >= 1_000_000 else f"£{amount:,}"


def _variance(found: Sequence[Variance], values: ReturnValues) -> Component | None:
    """Plan beside outturn, once the return says how the year went."""
    told = [each for each in found if each.actual is not None]
    if not told:
        return None
    planned = sum(each.planned for each in told)
    actual = sum(each.actual for each in told if each.actual is not None)
    return PartBars(
        title=_as_planned(int(actual - planned)),
        subject=f"{values.title}: planned and actual expenditure by source",
        unit="£",
        decimals=0,
        heading="Source",
        grouped=True,
        bars=tuple(each.source for each in told),
        series=(
            Amounts("Planned", tuple(int(each.planned) for each in told)),
            Amounts("Actual", tuple(int(each.actual or 0) for each in told)),
        ),
    )


def _as_planned(difference: int) -> str:
    if not difference:
        return "Spend was as planned"
    more = "more" if difference > 0 else "less"
    return f"£{abs(difference):,} {more} was spent than planned"
