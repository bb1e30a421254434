"""The links of one strategy, to add to them and take them away."""

from dataclasses import dataclass

from django.urls import reverse

from marram.design.components import Breadcrumbs, Button
from marram.strategy.presenters.library.parts import breadcrumbs
from marram.strategy.queries.library import NeighbourLine, StrategyLinks


@dataclass(frozen=True, kw_only=True)
class LinkShown:
    """One link in words, and the button that takes it away."""

    words: str
    note: str
    remove_url: str
    remove: Button


@dataclass(frozen=True, kw_only=True)
class LinksShown:
    title: str
    caption: str
    breadcrumbs: Breadcrumbs
    links: tuple[LinkShown, ...]
    add: Button
    back_url: str


def strategy_links(page: StrategyLinks) -> LinksShown:
    back = reverse("strategy:strategy", args=[page.slug])
    title = "Links to other strategies"
    return LinksShown(
        title=title,
        caption=page.title,
        breadcrumbs=breadcrumbs((page.title, back), title=title),
        links=tuple(_link(line) for line in page.neighbours),
        add=Button("Add the link", prevent_double_click=True),
        back_url=back,
    )


def _link(line: NeighbourLine) -> LinkShown:
    said = f"This strategy {line.words} {line.title}"
    return LinkShown(
        words=said,
        note=line.note,
        remove_url=reverse("strategy:unlink", args=[line.link]),
        remove=Button(
            "Take away",
            style="secondary",
            attributes={"aria-label": f"Take away: {said}"},
        ),
    )
