"""What indicators say of the measures of a return, each with the button that takes it over."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import Button, Fact, Link, SummaryCard, SummaryList, Text
from marram.funding.queries.returns.offers import Offer
from marram.funding.queries.returns.pages import ReturnPage
from marram.funding.rules.carrying import plain
from marram.funding.rules.wording import question


@dataclass(frozen=True, kw_only=True)
class OfferShown:
    """A figure on offer. Without a `url` it is only to be read."""

    facts: SummaryList
    url: str
    version: int
    figure: str
    button: Button


def offers_shown(found: ReturnPage, offers: Mapping[str, Offer]) -> tuple[OfferShown, ...]:
    """Return the figures that are offered, in the order of the return's measures."""
    return tuple(
        OfferShown(
            facts=_facts(found, offers[line.key]),
            url=_url(found, offers[line.key]),
            version=line.version,
            figure=offers[line.key].figure,
            button=Button(f"Take over {plain(offers[line.key].value)}", prevent_double_click=True),
        )
        for line in found.values.metrics
        if line.key in offers
    )


def _facts(found: ReturnPage, offer: Offer) -> SummaryList:
    of = Link(offer.title, reverse("indicators:indicator", args=[offer.indicator]))
    shown: dict[str, Text] = {
        "Indicator": of,
        "Newest accepted figure": f"{plain(offer.value)} {offer.unit}, {offer.period}",
        "Beside what was typed": offer.against_typed,
        "Beside the plan": offer.against_plan,
        "Written in": offer.source,
        "Who may take it over": offer.may_take.reason,
    }
    return SummaryList(
        tuple(Fact(key, value) for key, value in shown.items() if value),
        card=SummaryCard(
            f"What the indicator says: {question('metrics', offer.key, found.values.year)}"
        ),
    )


def _url(found: ReturnPage, offer: Offer) -> str:
    if offer.taken or not offer.may_take:
        return ""
    return reverse("funding:take-measure", args=[found.slug, offer.key])
