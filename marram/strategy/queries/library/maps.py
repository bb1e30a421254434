"""How strategies hang together: all of them, or one with its neighbours to two steps."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from marram.foundation.actors import Actor
from marram.foundation.verdicts import Missing
from marram.strategy.models import StrategyLink
from marram.strategy.policies import library as policies
from marram.strategy.queries.library.strategies import StrategyLine, lines_of
from marram.strategy.vocabulary import Relation


STEPS = 2


@dataclass(frozen=True, kw_only=True)
class LinkLine:
    """One link between two strategies that the viewer may see."""

    key: int
    origin: str
    origin_title: str
    relation: Relation
    target: str
    target_title: str
    note: str
    source: str


@dataclass(frozen=True, kw_only=True)
class MapNode:
    """A strategy on the map; `steps` is how far from the one in focus, 0 without a focus."""

    line: StrategyLine
    links: int
    steps: int


@dataclass(frozen=True, kw_only=True)
class StrategyMap:
    nodes: tuple[MapNode, ...]
    links: tuple[LinkLine, ...]
    focus: StrategyLine | None
    choices: tuple[tuple[str, str], ...]
    on: date

    @property
    def alone(self) -> tuple[StrategyLine, ...]:
        """The strategies that no link holds."""
        return tuple(node.line for node in self.nodes if node.links == 0)


def strategy_map(*, viewer: Actor, on: date, focus: str = "") -> StrategyMap:
    """Return all strategies and links, or those within two steps of `focus`. Two SQL queries.

    Raises: Missing when the viewer may see no strategy called `focus`.
    """
    lines = lines_of(viewer, policies.strategies_seen_by(viewer), on=on)
    links = link_lines(viewer, StrategyLink.objects.all())
    by_slug = {line.slug: line for line in lines}
    if focus and focus not in by_slug:
        raise Missing(f"There is no strategy {focus}.")
    steps = _steps_from(focus, links) if focus else dict.fromkeys(by_slug, 0)
    shown = tuple(link for link in links if link.origin in steps and link.target in steps)
    degrees = _degrees(shown)
    return StrategyMap(
        nodes=tuple(
            MapNode(line=line, links=degrees.get(line.slug, 0), steps=steps[line.slug])
            for line in lines
            if line.slug in steps
        ),
        links=shown,
        focus=by_slug.get(focus),
        choices=tuple((line.slug, line.title) for line in lines),
        on=on,
    )


def link_lines(viewer: Actor, links: QuerySet[StrategyLink]) -> tuple[LinkLine, ...]:
    """Return links as lines; both ends are strategies that the viewer may see. One SQL query."""
    seen = policies.strategies_seen_by(viewer).order_by()
    found = links.filter(origin__in=seen, target__in=seen)
    rows = found.order_by("origin__title", "origin", "relation", "target__title", "pk").values_list(
        "pk", "origin", "origin__title", "relation", "target", "target__title", "note", "source"
    )
    return tuple(
        LinkLine(
            key=key,
            origin=origin,
            origin_title=origin_title,
            relation=Relation(relation),
            target=target,
            target_title=target_title,
            note=note,
            source=source,
        )
        for key, origin, origin_title, relation, target, target_title, note, source in rows
    )


def _steps_from(focus: str, links: Iterable[LinkLine]) -> Mapping[str, int]:
    """Return how many links away each strategy is, as far as STEPS."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for link in links:
        neighbours[link.origin].add(link.target)
        neighbours[link.target].add(link.origin)
    steps = {focus: 0}
    for step in range(1, STEPS + 1):
        for slug in _next(neighbours, steps):
            steps[slug] = step
    return steps


def _next(neighbours: Mapping[str, Collection[str]], reached: Collection[str]) -> set[str]:
    return {near for slug in reached for near in neighbours.get(slug, ())} - set(reached)


def _degrees(links: Iterable[LinkLine]) -> Mapping[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for link in links:
        counts[link.origin] += 1
        counts[link.target] += 1
    return counts
