"""The umbrella map: strategies in columns, joined by what they are to each other."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from marram.design.components import Band, Component, Edge, Heading, LinkPicture, Node, Row
from marram.strategy.presenters import words
from marram.strategy.presenters.library.parts import (
    SPANS,
    File,
    FileRow,
    Shown,
    breadcrumbs,
    filter_bar,
    select,
    strategy_link,
    table,
)
from marram.strategy.queries.library import LinkLine, MapNode, StrategyMap
from marram.strategy.rules.library import links as rules
from marram.strategy.vocabulary import Level, Relation


HEADINGS = ("From", "Link", "To", "Note", "Source")
# A column of more would be a scroll of several screens; it is drawn as two side by side.
TALLEST_BAND = 24
# Four kinds of line are told apart without colour; each relation is drawn as one of them, and
# named in words beside the picture and in the table.
DRAWN: dict[Relation, str] = {
    Relation.DELIVERS: "delivers or contains",
    Relation.CONTAINS: "delivers or contains",
    Relation.SUPERSEDES: "replaces",
    Relation.ALIGNS_WITH: "aligns with or supports",
    Relation.SUPPORTS: "aligns with or supports",
    Relation.ENABLED_BY: "aligns with or supports",
    Relation.USES: "aligns with or supports",
    Relation.SAME_AS: "aligns with or supports",
    Relation.DRIVES: "rests on or informs",
    Relation.DRAWS_ON: "rests on or informs",
    Relation.INFORMED_BY: "rests on or informs",
    Relation.INFORMS: "rests on or informs",
}


def strategy_map(page: StrategyMap, *, asked_on: str = "") -> Shown:
    """Return the map, and all its links as a table that can be taken away."""
    here = reverse("strategy:strategy-map")
    asked = {"focus": page.focus.slug} if page.focus else {}
    asked |= {"on": asked_on} if asked_on else {}
    title = f"Umbrella map of {page.focus.title}" if page.focus else "Umbrella map"
    return Shown(
        title=title,
        heading=Heading(
            title,
            lead="What delivers, contains, replaces, informs or aligns with what. Arrows run from "
            "the strategy that says so.",
        ),
        breadcrumbs=breadcrumbs(title="Umbrella map"),
        parts=(
            filter_bar(
                (
                    select(
                        "focus",
                        "Show one with its neighbours",
                        page.choices,
                        asked.get("focus", ""),
                    ),
                ),
                here=here,
                asked=asked,
                labels={},
            ),
            picture(page),
            table(
                words.number(len(page.links), "link"),
                HEADINGS[:4],
                tuple(_row(link) for link in page.links),
                here=here,
                asked=asked,
                empty="Nothing is linked here yet.",
            ),
            *_alone(page),
        ),
        files=(File(title="Links between strategies", header=HEADINGS, rows=_files(page.links)),),
    )


def picture(page: StrategyMap) -> LinkPicture:
    """Return the map as a picture; its title is what it shows."""
    found = words.number(len(page.nodes), "strategy", "strategies")
    links = words.number(len(page.links), "link")
    alone = len(page.alone)
    stands = "stands" if alone == 1 else "stand"
    return LinkPicture(
        f"{found}, {links}; {alone} {stands} alone" if alone else f"{found}, {links}",
        bands=_by_steps(page) if page.focus else _by_level(page),
        edges=tuple(_edge(link) for link in page.links),
        element_id="umbrella-map",
    )


def _by_level(page: StrategyMap) -> tuple[Band, ...]:
    """Return the linked strategies by how wide they reach, then those that stand alone."""
    linked = [node for node in page.nodes if node.links]
    deliver = {link.origin for link in page.links if link.relation is Relation.DELIVERS}
    local = [node for node in linked if node.line.level is Level.LOCAL]
    return (
        *_bands("National", _of(linked, Level.NATIONAL)),
        *_bands("Sub-regional", _of(linked, Level.SUB_REGIONAL)),
        *_bands("Local, delivering others", [node for node in local if node.line.slug in deliver]),
        *_bands("Local", [node for node in local if node.line.slug not in deliver]),
        *_bands("Standing alone", [node for node in page.nodes if not node.links]),
    )


def _by_steps(page: StrategyMap) -> tuple[Band, ...]:
    """Return one strategy, those linked to it, and those linked to these."""
    titles = ("In focus", "One link away", "Two links away")
    return tuple(
        band
        for steps, title in enumerate(titles)
        for band in _bands(title, [node for node in page.nodes if node.steps == steps])
    )


def _of(nodes: Iterable[MapNode], level: Level) -> list[MapNode]:
    return [node for node in nodes if node.line.level is level]


def _bands(title: str, nodes: Sequence[MapNode]) -> tuple[Band, ...]:
    """Return strategies as one column, or as several of even height where they are many."""
    if not nodes:
        return ()
    columns = -(-len(nodes) // TALLEST_BAND)
    height = -(-len(nodes) // columns)
    parts = [nodes[start : start + height] for start in range(0, len(nodes), height)]
    return tuple(
        Band(title if number == 0 else f"{title}, continued", tuple(_node(node) for node in part))
        for number, part in enumerate(parts)
    )


def _node(node: MapNode) -> Node:
    tone, shape = SPANS[node.line.life_span]
    return Node(
        key=node.line.slug,
        label=node.line.title,
        url=reverse("strategy:strategy", args=[node.line.slug]),
        note=node.line.life_span.value.capitalize(),
        tone=tone,
        shape=shape,
    )


def _edge(link: LinkLine) -> Edge:
    said = rules.words(link.relation)
    note = f"{said}: {link.note}" if link.note else said
    return Edge(source=link.origin, target=link.target, kind=DRAWN[link.relation], note=note)


def _row(link: LinkLine) -> Row:
    return (
        strategy_link(link.origin, link.origin_title),
        rules.words(link.relation),
        strategy_link(link.target, link.target_title),
        link.note,
    )


def _alone(page: StrategyMap) -> tuple[Component, ...]:
    if not page.alone:
        return ()
    rows: tuple[Row, ...] = tuple(
        (strategy_link(line.slug, line.title), line.level.capitalize(), line.owner)
        for line in page.alone
    )
    number = words.number(len(rows), "strategy stands", "strategies stand")
    return (table(f"{number} alone", ("Strategy", "Level", "Owner"), rows),)


def _files(links: Iterable[LinkLine]) -> tuple[FileRow, ...]:
    return tuple(
        (
            link.origin_title,
            rules.words(link.relation),
            link.target_title,
            link.note,
            link.source,
        )
        for link in links
    )
