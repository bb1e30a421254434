"""Which measures papers carry, and which reports carry a measure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product

from django.db.models import Max, OuterRef, Q, Subquery
from django.urls import Resolver404, resolve

from marram.board.models import Report, ReportText
from marram.board.policies import reports as policies
from marram.board.vocabulary.blocks import Block, runs_of
from marram.board.vocabulary.reports import Live, LiveKind, Stage
from marram.foundation.actors import Actor
from marram.indicators.queries.cards import cards_with


# The live blocks that are drawn from a scorecard.
OF_A_CARD = (LiveKind.SCORECARD, LiveKind.EXCEPTIONS)


@dataclass(frozen=True, kw_only=True)
class ReportThere:
    """A report that carries a measure; `published_on` is None of a draft."""

    number: int
    title: str
    board: str
    meets_on: date | None
    published_on: date | None


def measures_in(blocks: Iterable[Block], *, site: str = "") -> frozenset[str]:
    """Return the keys of the measures whose pages blocks lead to.

    `site` is what addresses of this site begin with, where they were written in full.
    """
    paths = (
        run.link.removeprefix(site.rstrip("/")).partition("?")[0]
        for run in runs_of(blocks)
        if run.link
    )
    return frozenset(filter(None, map(_measure_at, paths)))


def reports_with(*, viewer: Actor, indicator: str) -> tuple[ReportThere, ...]:
    """Return the reports that carry a measure, the newest first: published as they were frozen,
    drafts by the scorecards that they show now.

    Two SQL queries.
    """
    title = ReportText.objects.filter(report=OuterRef("pk"), part="title").values("text")[:1]
    frozen = Q(stage=Stage.PUBLISHED, editions__measures__indicator=indicator)
    drafts = Report.objects.exclude(stage=Stage.PUBLISHED).filter(_shows(viewer, indicator))
    seen = policies.reports_seen_by(viewer).filter(frozen | Q(pk__in=drafts.values("pk")))
    found = (
        seen.annotate(
            title=Subquery(title),
            carried_on=Max("editions__published_on", filter=frozen),
        )
        .select_related("item__meeting__group")
        .order_by("-carried_on", "-added_at", "-pk")
    )
    return tuple(
        ReportThere(
            number=each.pk,
            title=each.title or "",
            board=each.item.meeting.group.name if each.item else "",
            meets_on=each.item.meeting.on if each.item else None,
            published_on=each.carried_on,
        )
        for each in found
    )


def _shows(viewer: Actor, indicator: str) -> Q:
    """Return whether a report holds a live block of a scorecard that carries a measure."""
    held = Q(pk__in=[])
    for card, kind in product(cards_with(viewer=viewer, indicator=indicator), OF_A_CARD):
        block = str(Live(kind, card.slug))
        # A day may follow the key, after a stroke.
        for words in (block, block.replace("]]", "/")):
            held |= Q(texts__text__contains=words) | Q(appendices__live__contains=words)
    return held


def _measure_at(path: str) -> str:
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    return str(found.kwargs["slug"]) if found.view_name == "indicators:indicator" else ""
