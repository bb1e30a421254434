"""Live blocks: drawn from the record as a given viewer may see it on a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from marram.board.models import Meeting, SubGroup
from marram.board.queries import (
    live_funds,
    live_measure,
    live_measures,
    live_plans,
    live_returns,
    live_strategies,
    live_sub_groups,
)
from marram.board.vocabulary.blocks import Blocks, in_words
from marram.board.vocabulary.charts import Draw
from marram.board.vocabulary.reports import Live, LiveKind
from marram.foundation.actors import Actor
from marram.funding.queries.returns import known, names
from marram.indicators.queries.cards import scorecard_lines, watched
from marram.indicators.queries.definitions import definitions
from marram.indicators.queries.results import place_names
from marram.strategy.queries import plans
from marram.strategy.queries.library.strategies import strategy_choices


@dataclass(frozen=True)
class Choice:
    """A live block that may be put into a report, and what it would show."""

    live: Live
    title: str


def drawn(*, viewer: Actor, live: Live, on: date, draw: Draw) -> Blocks:
    """Return what a live block shows on a day, with a link to where it comes from.

    At most eighteen SQL queries.

    Raises: Missing when what it is about is not there, or not for this viewer.
    """
    return _DRAWN[live.kind](viewer, live.key, on, draw)


def choices(*, viewer: Actor, on: date) -> Mapping[LiveKind, tuple[Choice, ...]]:
    """Return the live blocks that the viewer may put into a report. Twelve SQL queries."""
    listed = plans.plan_list(viewer=viewer, on=on)
    cards = scorecard_lines(viewer=viewer)
    returns = sorted(names.titles(viewer=viewer, slugs=known.returns()).items())
    meetings = Meeting.objects.filter(
        on__gte=on, group__in=SubGroup.objects.values("board")
    ).order_by("on", "code")
    return {
        **{
            kind: tuple(Choice(Live(kind, plan.slug), plan.title) for plan in listed)
            for kind in (LiveKind.PLAN_PROGRESS, LiveKind.PLAN_CHART)
        },
        **{
            kind: tuple(Choice(Live(kind, card.slug), card.title) for card in cards)
            for kind in (LiveKind.SCORECARD, LiveKind.EXCEPTIONS)
        },
        LiveKind.MEASURE: _measures(viewer),
        **{
            kind: tuple(Choice(Live(kind, key), title) for key, title in returns)
            for kind in (LiveKind.FUND, LiveKind.FUND_RETURN)
        },
        LiveKind.STRATEGY: tuple(
            Choice(Live(LiveKind.STRATEGY, slug), title)
            for slug, title in strategy_choices(viewer=viewer)
        ),
        LiveKind.SUB_GROUPS: tuple(
            Choice(Live(LiveKind.SUB_GROUPS, each.code), f"{each.title}, {in_words(each.on)}")
            for each in meetings
        ),
    }


def _measures(viewer: Actor) -> tuple[Choice, ...]:
    """Return the measures that scorecards watch, each for the place of its card. Three SQL queries.

    Any other measure is shown by a line with its own key and that of a place.
    """
    pairs = watched(viewer=viewer)
    means = definitions(viewer=viewer, slugs={indicator for indicator, _ in pairs})
    names = place_names(codes={place for _, place in pairs})
    return tuple(
        Choice(
            Live(LiveKind.MEASURE, f"{indicator}/{place}"),
            f"{means[indicator].title}, {names.get(place, place)}",
        )
        for indicator, place in pairs
        if indicator in means
    )


_DRAWN: Mapping[LiveKind, Callable[[Actor, str, date, Draw], Blocks]] = {
    LiveKind.PLAN_PROGRESS: live_plans.progress,
    LiveKind.PLAN_CHART: live_plans.chart,
    LiveKind.SCORECARD: live_measures.measures,
    LiveKind.EXCEPTIONS: live_measures.exceptions,
    LiveKind.MEASURE: live_measure.over_time,
    LiveKind.FUND: live_funds.fund,
    LiveKind.FUND_RETURN: live_returns.fund_return,
    LiveKind.STRATEGY: live_strategies.strategy,
    LiveKind.SUB_GROUPS: live_sub_groups.sub_groups,
}
